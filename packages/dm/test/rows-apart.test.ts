import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { column, openInstance, openSession, quoteText, type Session } from '@flis/core'
import { type Layer, type Part, rowsApart, type Table, tableSql } from '@flis/dm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const columns = { DimTid: column('INTEGER', 'Dag'), Tal: column('INTEGER', 'Tal') }
const hidden = ['_unit', '_kommune']

interface DrawnLayer {
  readonly rows: readonly (readonly [unit: number, day: number, tal: number])[]
  readonly units: readonly number[]
  readonly kommuner: readonly string[]
}

const unit = fc.integer({ min: 1, max: 4 })
const layer: fc.Arbitrary<DrawnLayer> = fc.record({
  rows: fc.array(fc.tuple(unit, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
    maxLength: 4,
  }),
  units: fc.uniqueArray(unit, { maxLength: 2 }),
  kommuner: fc.subarray(['0101', '0751']),
})
const layers = fc.array(layer, { maxLength: 3 })
const shownFrom = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined })

describe('the rows that two versions of a table do not share', () => {
  let session: Session
  let folder = ''
  const written = new Map<string, Promise<Part>>()

  /** A file with the rows of a query, named by its content like a part. */
  const partOf = (query: string): Promise<Part> => {
    const known = written.get(query)
    if (known !== undefined) return known
    const path = join(folder, `${written.size}.parquet`)
    const made = session
      .run(`copy (${query}) to ${quoteText(path)} (format parquet)`)
      .then((rows): Part => ({ sha256: path, path, rows: BigInt(rows), bytes: 0n }))
    written.set(query, made)
    return made
  }
  const madeLayer = async ({ rows, units, kommuner }: DrawnLayer, nr: number): Promise<Layer> => ({
    layer: nr,
    rows:
      rows.length === 0
        ? []
        : [
            await partOf(
              `select day as DimTid, tal as Tal, unit::ubigint as _unit, if(unit < 3, '0101', '0751') as _kommune
               from (values ${rows.map((row) => `(${row.join(', ')})`).join(', ')}) as t(unit, day, tal)`,
            ),
          ],
    units: units.length === 0 ? [] : [await partOf(`select unnest([${units.join(', ')}])::ubigint as unit`)],
    kommuner,
  })
  const tableOf = async (drawn: readonly DrawnLayer[], from: number | undefined): Promise<Table> => ({
    model: 'Tabel',
    layers: await Promise.all(drawn.map(madeLayer)),
    ...(from === undefined ? {} : { shown: { column: 'DimTid', from } }),
  })
  const without = async (rows: string, others: string): Promise<readonly string[]> =>
    (
      await session.rows(
        `select DimTid, Tal from (${rows}) except all select DimTid, Tal from (${others}) order by all`,
      )
    ).map((row) => `${row.DimTid} ${row.Tal}`)

  beforeAll(async () => {
    session = await openSession(await openInstance(':memory:'))
    folder = await mkdtemp(join(tmpdir(), 'flis-apart-'))
  })
  afterAll(async () => {
    session.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('are all by which the two differ, whatever layers they share', async () => {
    await fc.assert(
      fc.asyncProperty(layers, layers, layers, shownFrom, shownFrom, async (below, a, b, fromA, fromB) => {
        const before = await tableOf([...below, ...a], fromA)
        const after = await tableOf([...below, ...b], fromB)
        const [was, is] = [before, after].map((each) => tableSql({ columns }, each, hidden))
        const apart = rowsApart({ columns, hidden, before, after })
        const { gone, come } = apart ?? { gone: was ?? '', come: was ?? '' }
        expect(await without(gone, come)).toEqual(await without(was ?? '', is ?? ''))
        expect(await without(come, gone)).toEqual(await without(is ?? '', was ?? ''))
        expect(await without(gone, was ?? '')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('are found without reading the files that both have', async () => {
    const below = [{ rows: [[1, 1, 1]] as const, units: [], kommuner: [] }]
    const before = await tableOf(below, undefined)
    const after = await tableOf([...below, { rows: [[3, 2, 2]], units: [], kommuner: [] }], undefined)
    const apart = rowsApart({ columns, hidden, before, after })
    const shared = before.layers[0]?.rows[0]?.path ?? 'none'
    expect(apart?.gone).not.toContain(shared)
    expect(apart?.come).not.toContain(shared)
  })

  it('are none where all files are the same', async () => {
    const table = await tableOf([{ rows: [[1, 1, 1]], units: [2], kommuner: [] }], 1)
    expect(rowsApart({ columns, hidden, before: table, after: { ...table } })).toBeUndefined()
    expect(rowsApart({ columns, hidden, before: undefined, after: undefined })).toBeUndefined()
  })

  it('are all rows where one of the versions lacks the table', async () => {
    const after = await tableOf([{ rows: [[1, 1, 1]], units: [], kommuner: [] }], undefined)
    const apart = rowsApart({ columns, hidden, before: undefined, after })
    expect(await without(apart?.come ?? '', apart?.gone ?? '')).toEqual(['1 1'])
    const gone = rowsApart({ columns, hidden, before: after, after: undefined })
    expect(await without(gone?.gone ?? '', gone?.come ?? '')).toEqual(['1 1'])
  })
})
