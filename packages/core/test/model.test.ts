import {
  column,
  compileSql,
  dimension,
  emptyPlan,
  fact,
  month,
  NATIONAL,
  openInstance,
  openSession,
  relationsOf,
  type Session,
  type Step,
  sql,
  stepsOf,
  unknownMember,
} from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const DimYdelsesart = dimension('DimYdelsesart', {
  natural: ['Ydelsesart', '_kommune'],
  columns: { Ydelsesart: 'VARCHAR', Fra: 'DATE' },
  sql: () => sql`select 1`,
})
const DimAlder = dimension('DimAlder', {
  coded: (expression) => expression,
  columns: { Alder: column('VARCHAR', 'Alder i år') },
  sql: () => sql`select 1`,
})
const written = (of: ReturnType<typeof sql>): string => compileSql(of, ({ name }) => name)

describe('a dimension', () => {
  it('has its key first, then its columns', () => {
    expect(Object.entries(DimYdelsesart.columns).map(([name, { type }]) => `${name} ${type}`)).toEqual([
      'DimYdelsesartID BIGINT',
      'Ydelsesart VARCHAR',
      'Fra DATE',
    ])
    expect(DimAlder.columns.DimAlderID?.type).toBe('INTEGER')
    expect(DimAlder.key).toMatchObject({ type: 'INTEGER', to: 'DimAlder' })
  })

  it('is looked up by its natural values, −1 where there is no member', async () => {
    const of = DimYdelsesart.of('f.art', 'f.kommune')
    expect(relationsOf(of).map((each) => each.definition)).toEqual([DimYdelsesart])
    const found = await session.rows(`
      with DimYdelsesart as (
        select * from (values (7, 'Boligstøtte', '0751'), (-1, 'Ukendt', '0751')) t("DimYdelsesartID", "Ydelsesart", "_kommune")
      )
      select ${written(of)} as key
      from (values ('Boligstøtte', '0751'), ('Boligstøtte', '0101'), ('Ukendt', '0751'), (null, '0751')) f(art, kommune)`)
    expect(found.map((row) => Number(row.key))).toEqual([7, -1, -1, -1])
  })

  it('is its own code where it is coded, −1 where there is none', async () => {
    expect(relationsOf(DimAlder.of('alder'))).toEqual([])
    const found = await session.rows(
      `select ${written(DimAlder.of('alder'))} as key from (values (42), (null)) t(alder)`,
    )
    expect(found.map((row) => row.key)).toEqual([42, -1])
  })

  it('has a member −1 that says Ukendt', async () => {
    const [row] = await session.rows(written(unknownMember(DimYdelsesart)))
    expect(Object.values(row ?? {}).map(String)).toEqual(['-1', 'Ukendt', 'null'])
  })

  it.each([
    ['neither natural nor coded', {}],
    ['both', { natural: ['x'], coded: (expression: string) => expression }],
  ])('that is %s is M004', (_name, options) => {
    expect(failureOf(() => dimension('DimX', { ...options, columns: {}, sql: () => sql`` }))).toMatchObject({
      code: 'M004',
      facts: { model: 'DimX' },
    })
  })
})

describe('a fact', () => {
  const options = { columns: { DimKommune: 'INTEGER', Antal: 'BIGINT' }, sql: () => sql`select 1` }

  it('belongs to a kommune by its column DimKommune, and is not exported unless said', () => {
    const made = fact('FactX', { ...options, grain: ['DimKommune'] })
    expect(made).toMatchObject({
      kind: 'fact',
      kommuneColumn: 'DimKommune',
      exported: false,
      recompute: { by: 'whole' },
    })
    expect(
      fact('FactX', { columns: { A: 'INTEGER' }, grain: ['A'], sql: options.sql }).kommuneColumn,
    ).toBeUndefined()
    expect(made.relation.definition).toBe(made)
  })

  it('whose grain is no column of it is M004', () => {
    expect(failureOf(() => fact('FactX', { ...options, grain: ['DimTid'] }))).toMatchObject({
      code: 'M004',
      facts: { model: 'FactX', column: 'DimTid' },
    })
  })
})

describe('a plan', () => {
  const common = { phase: 1, kommune: NATIONAL, why: 'missing', because: [] } as const
  const load = (id: string): Step => ({ ...common, kind: 'load', kilde: 'KY', id })
  const publish: Step = { ...common, kind: 'publish', id: 'publish' }

  it('gives its steps of a kind in order', () => {
    const steps = [load('a'), publish, load('c')]
    expect(stepsOf({ month: month('2022-10'), steps }, 'load').map((each) => each.id)).toEqual(['a', 'c'])
    expect(stepsOf(emptyPlan(month('2022-10')), 'load')).toEqual([])
  })
})
