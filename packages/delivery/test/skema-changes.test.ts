import { describe, expect, it } from 'vitest'
import { changesSince } from '../src/skema-changes.js'
import type { SkemaTable, Structure } from '../src/structure.js'

const table = (name: string, columns: Readonly<Record<string, string>>, more: Partial<SkemaTable> = {}) => ({
  name,
  file: `${name}.parquet`,
  kind: 'fact' as const,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, data: 'ingen' })),
  grain: [],
  versionsOf: [],
  foreignKeys: [],
  ...more,
})
const structure = (...tables: readonly SkemaTable[]): Structure => ({
  area: 'KY',
  kind: 'DM',
  format: 'parquet',
  tables,
})
const BEFORE = structure(table('FactA', { A: 'INTEGER', B: 'DATE' }), table('FactB', { A: 'INTEGER' }))

const since = (now: Structure) => changesSince({ id: 'before', structure: BEFORE }, now)

describe('what changed since the package before', () => {
  it('is nothing where there is none', () => {
    expect(changesSince(undefined, BEFORE)).toEqual({ since: null, removed: [], changed: [], added: [] })
  })

  it('is nothing where the structure is the same', () => {
    expect(since(BEFORE)).toEqual({ since: 'before', removed: [], changed: [], added: [] })
  })

  it.each<readonly [string, Structure, object]>([
    [
      'a table that is gone, and one that is new',
      structure(table('FactA', { A: 'INTEGER', B: 'DATE' }), table('FactC', { X: 'DATE' })),
      { removed: [{ table: 'FactB' }], added: [{ table: 'FactC' }] },
    ],
    [
      'a column that is gone, and one that is new',
      structure(table('FactA', { A: 'INTEGER', C: 'DATE' }), table('FactB', { A: 'INTEGER' })),
      { removed: [{ table: 'FactA', column: 'B' }], added: [{ table: 'FactA', column: 'C' }] },
    ],
    [
      'another type',
      structure(table('FactA', { A: 'BIGINT', B: 'DATE' }), table('FactB', { A: 'INTEGER' })),
      { changed: [{ table: 'FactA', column: 'A', what: 'type', from: 'INTEGER', to: 'BIGINT' }] },
    ],
    [
      'another category of personal data',
      structure(
        table('FactA', { A: 'INTEGER', B: 'DATE' }),
        table('FactB', {}, { columns: [{ name: 'A', type: 'INTEGER', data: 'følsomme' }] }),
      ),
      { changed: [{ table: 'FactB', column: 'A', what: 'data', from: 'ingen', to: 'følsomme' }] },
    ],
    [
      'another grain',
      structure(
        table('FactA', { A: 'INTEGER', B: 'DATE' }, { grain: ['A'] }),
        table('FactB', { A: 'INTEGER' }),
      ),
      { changed: [{ table: 'FactA', what: 'grain', from: '', to: 'A' }] },
    ],
    [
      'another order of columns, and not one that a new column moves',
      structure(table('FactA', { B: 'DATE', A: 'INTEGER' }), table('FactB', { Ny: 'DATE', A: 'INTEGER' })),
      {
        added: [{ table: 'FactB', column: 'Ny' }],
        changed: [{ table: 'FactA', what: 'order', from: 'A, B', to: 'B, A' }],
      },
    ],
    [
      'a key to another table',
      structure(
        table(
          'FactA',
          { A: 'INTEGER', B: 'DATE' },
          { foreignKeys: [{ column: 'A', table: 'DimA', key: 'DimAID' }] },
        ),
        table('FactB', { A: 'INTEGER' }),
      ),
      { changed: [{ table: 'FactA', what: 'foreignKeys', from: '', to: 'A → DimA.DimAID' }] },
    ],
    [
      'another format',
      { ...BEFORE, format: 'csv' },
      { changed: [{ what: 'format', from: 'parquet', to: 'csv' }] },
    ],
  ])('tells %s', (_, now, changes) => {
    expect(since(now)).toEqual({ since: 'before', removed: [], changed: [], added: [], ...changes })
  })
})
