import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, manifestIn, membersOf, query, texts } from './open-package.js'
import { openWorld, SAGER, type Sag, type World } from './package-world.js'

let world: World
let path: string
let members: readonly Member[]

beforeAll(async () => {
  world = await openWorld()
  await world.session.run(
    `insert into ops.quality
       (test, "dataområde", kommune, kildesystem, periode, severity, count, examples, contract, delivery, run)
     values
       ('tomt-cpr', 'Børneydelse', '0751', 'NC', '2022-10', 'opmærksomhed', 1, [], 'TestSag', 'x', 1),
       ('tomt-cpr', 'Børneydelse', '0751', 'NC', '2022-10-31', 'opmærksomhed', 2, [], 'TestSag', 'y', 1),
       ('tomt-cpr', 'Børneydelse', '0751', 'NC', '2022-09', 'opmærksomhed', 4, [], 'TestSag', 'x', 1),
       ('tomt-cpr', 'Børneydelse', '0101', 'NC', '2022-10', 'opmærksomhed', 7, [], 'TestSag', 'x', 1),
       ('K01 dækning', 'Børneydelse', '0000', 'NC', '2022-10', 'opmærksomhed', 5, [], 'TestSag', null, 1),
       ('K01 dækning', 'Børneydelse', '0000', 'ANDRE', '2022-10', 'opmærksomhed', 6, [], 'TestSag', null, 1),
       ('K07 manglende leverance', 'Børneydelse', '0751', 'SD', '2022-10', 'fejl', 1, null, 'TS', null, 1),
       ('K07 manglende leverance', 'Børneydelse', '0101', 'NC', '2022-10', 'fejl', 1, null, 'TS', null, 1),
       ('K07 manglende leverance', 'Børneydelse', '0751', 'NC', '2022-09', 'fejl', 1, null, 'TS', null, 1)`,
  )
  await world.run()
  path = join(world.root, 'outbox/0751/MAANED/FLIS_Boerneydelse_0751_2022-10_DM_001.zip')
  members = await membersOf(path)
})
afterAll(() => world.close())

/** SagIds of a package that are not among those that were put in for the kommune. */
const foreign = async (of: readonly Member[], kommune: string, sager: readonly Sag[]): Promise<string[]> => {
  const own = sager.filter((each) => each.kommune === kommune)
  const rows = await query(
    of,
    (file) => `select DimKommune, SagId, Beløb::varchar as b from ${file('FactSager.parquet')}`,
  )
  return rows
    .filter(
      (row) =>
        row.DimKommune !== Number(kommune) ||
        !own.some((each) => each.sag === row.SagId && each.beloeb === row.b),
    )
    .map((row) => String(row.SagId))
}

describe('a package', () => {
  it('holds manifest, skema, scripts, exported facts and the exported dimensions they point to, in that order', () => {
    expect(members.map((each) => each.name)).toEqual([
      'manifest.json',
      'skema.json',
      'ddl/parquet-to-csv.sql',
      'ddl/postgresql.sql',
      'ddl/postgresql-counts.sql',
      'ddl/sqlserver.sql',
      'ddl/sqlserver-counts.sql',
      'DimKommune.parquet',
      'DimPerson.parquet',
      'DimTid.parquet',
      'FactSager.parquet',
      'FactStoreBeløb.parquet',
    ])
  })

  it('has one fixed time, UTF-8 names, no extra fields, and tables that are not packed twice', () => {
    const fixed = { date: (0 << 9) | (1 << 5) | 1, time: 12 << 11, utf8: true, extra: 0 }
    expect(members.map(({ date, time, utf8, extra }) => ({ date, time, utf8, extra }))).toEqual(
      members.map(() => fixed),
    )
    expect(members.filter((each) => each.method === 0).map((each) => each.name)).toEqual(
      members.slice(7).map((each) => each.name),
    )
  })

  it.each(['0751', '0101'])('of kommune %s holds all of its own rows and no other', async (kommune) => {
    const of = await membersOf(
      join(world.root, `outbox/${kommune}/MAANED/FLIS_Boerneydelse_${kommune}_2022-10_DM_001.zip`),
    )
    expect(await foreign(of, kommune, SAGER)).toEqual([])
    const rows = await query(of, (file) => `select SagId from ${file('FactSager.parquet')}`)
    expect(texts(rows, 'SagId')).toEqual(
      SAGER.filter((each) => each.kommune === kommune).map((each) => each.sag),
    )
  })

  it("would be caught with another kommune's row in it", async () => {
    const other = await membersOf(
      join(world.root, 'outbox/0101/MAANED/FLIS_Boerneydelse_0101_2022-10_DM_001.zip'),
    )
    expect(await foreign(other, '0751', SAGER)).toEqual(['a', 'c'])
    const planted = SAGER.map((each) => (each.sag === 'b' ? { ...each, kommune: '0101' } : each))
    expect(await foreign(members, '0751', planted)).toEqual(['b'])
  })

  it('holds of a dimension the members that its rows point to, and −1', async () => {
    const rows = async (table: string, key: string): Promise<readonly string[]> =>
      texts(await query(members, (file) => `select ${key} from ${file(`${table}.parquet`)}`), key)
    expect(await rows('DimTid', 'DimTidID')).toEqual(['-1', '20220930', '20221005'])
    expect(await rows('DimKommune', 'KommuneKode')).toEqual(['Ukendt', '0751'])
    expect(await rows('DimPerson', 'Personnummer')).toEqual(['Ukendt', '0101410001'])
  })

  it('shows no column of the warehouse’s own', async () => {
    for (const { name } of members.slice(7)) {
      const columns = await query(members, (file) => `describe select * from ${file(name)}`)
      expect(texts(columns, 'column_name').filter((each) => each.startsWith('_'))).toEqual([])
    }
  })

  it('keeps a fact without rows of the kommune as a table without rows', async () => {
    const of = await membersOf(
      join(world.root, 'outbox/0101/MAANED/FLIS_Boerneydelse_0101_2022-10_DM_001.zip'),
    )
    const columns = await query(of, (file) => `describe select * from ${file('FactStoreBeløb.parquet')}`)
    expect(texts(columns, 'column_name')).toEqual(['DimKommune', 'SagId', 'Beløb'])
    expect(await query(of, (file) => `select 1 from ${file('FactStoreBeløb.parquet')}`)).toEqual([])
  })

  it('says in its manifest what it is, from what it was made, and how to check it', async () => {
    const manifest = await manifestIn(path)
    expect(manifest).toMatchObject({
      id: 'FLIS_Boerneydelse_0751_2022-10_DM_001',
      area: 'Børneydelse',
      kommune: '0751',
      periode: '2022-10',
      kind: 'DM',
      nr: 1,
      run: 1,
      runKind: 'MAANED',
      produced: '2022-11-02T07:00:00.000Z',
      window: 'full',
      purpose: 'ledelsesinformation',
      basis: [
        {
          delivery: 'NC:TS_0751_2022-10_001_F.zip',
          contract: 'TestSag',
          kommune: '0751',
          extractTime: '20221031001',
        },
      ],
      versions: { referenceData: 'built in', keys: 1 },
      rules: [],
      missing: ['TS 0751 SD 2022-10'],
      quality: [
        { test: 'K01 dækning', severity: 'opmærksomhed', count: 5 },
        { test: 'K07 manglende leverance', severity: 'fejl', count: 1 },
        { test: 'tomt-cpr', severity: 'opmærksomhed', count: 3 },
      ],
    })
    const files = manifest.files as readonly { readonly name: string; readonly [name: string]: unknown }[]
    expect(files.find((each) => each.name === 'FactSager.parquet')).toMatchObject({
      rows: 2,
      totals: { Beløb: '1299.75' },
      columns: expect.arrayContaining([
        { name: 'Beløb', type: 'DECIMAL(12,2)', description: 'Kroner', data: 'økonomi' },
      ]),
    })
  })

  it('says in its skema which keys there are; none to a table that is not in it', () => {
    const skema = JSON.parse(members[1]?.bytes.toString('utf8') ?? '')
    const fact = skema.tables.find((each: { name: string }) => each.name === 'FactSager')
    expect(fact.grain).toEqual(['DimKommune', 'SagId'])
    expect(fact.foreignKeys).toEqual([
      { column: 'DimKommune', table: 'DimKommune', key: 'DimKommuneID' },
      { column: 'DimTid', table: 'DimTid', key: 'DimTidID' },
      { column: 'DimPerson', table: 'DimPerson', key: 'DimPersonID' },
    ])
  })
})
