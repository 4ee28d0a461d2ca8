import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, verifyPackage } from '../src/index.js'
import {
  citizens,
  citizensWorld,
  column,
  dangling,
  ENTITLED,
  N,
  navnOf,
  numbersIn,
  REFERRED,
} from './borger-citizens.js'
import { type BorgerWorld, borger, ydelser } from './borger-world.js'
import { filesBelow, type Member, manifestIn, membersOf, query, texts } from './open-package.js'

let world: BorgerWorld
beforeAll(async () => {
  world = await citizensWorld()
})
afterAll(() => world.close())

const KOMMUNER = ['0751', '0461', '0101']
const pathOf = (area: string, kommune: string, kind: string, nr: number, runKind = 'MAANED'): string =>
  join(world.root, `outbox/${kommune}/${runKind}/FLIS_${area}_${kommune}_2022-10_${kind}_00${nr}.zip`)
const at = (path: string): Promise<readonly Member[]> => membersOf(path)
const manifestOf = async (path: string): Promise<Manifest> => (await manifestIn(path)) as unknown as Manifest

describe('a flexible run', () => {
  let members: readonly Member[]
  beforeAll(async () => {
    await world.run({ areas: [borger], kommuner: KOMMUNER, kind: 'borger-run' })
    members = await at(pathOf('Borger', '0751', 'DM', 1, 'FLEKS'))
  })

  it('makes packages of those kommuner that have citizens, in a folder of their own', async () => {
    expect(await filesBelow(join(world.root, 'outbox'))).toEqual([
      '0461/FLEKS/FLIS_Borger_0461_2022-10_DM_001.zip',
      '0751/FLEKS/FLIS_Borger_0751_2022-10_DM_001.zip',
    ])
    expect(await world.session.rows('select distinct run_kind from ops.packages')).toEqual([
      { run_kind: 'FLEKS' },
    ])
  })

  it('gives a kommune the citizens that it is entitled to, and nobody else', async () => {
    expect(await citizens(members)).toEqual(ENTITLED)
    const replaced = await column(
      members,
      'DimBorger',
      '"DimKommuneBopæl"',
      `Personnummer = '${N.erstatning}'`,
    )
    expect(replaced).toEqual(['751'])
  })

  it('gives the other kommune its own', async () => {
    expect(await citizens(await at(pathOf('Borger', '0461', 'DM', 1, 'FLEKS')))).toEqual(
      Object.keys(N)
        .filter(
          (each) => !['bosat', 'beskyttet', 'annulleret', 'slettet', 'gammelt', 'udenPerson'].includes(each),
        )
        .sort(),
    )
  })

  it('holds no row of a fact about anybody else, though it is the kommune’s own', async () => {
    expect(await column(members, 'FactBopæl', 'DimTid', 'DimKommune <> 751')).toEqual([])
    const rows = await query(
      members,
      (file) => `select Personnummer from ${file('FactBopæl.parquet')} as bopael
        join ${file('DimBorger.parquet')} as borger on borger.DimBorgerID = bopael.DimBorger
        order by Personnummer`,
    )
    expect(texts(rows, 'Personnummer').map(navnOf)).toEqual([
      'bosat',
      'fraflyttet',
      'nyt',
      'beskyttet',
      'erstatning',
    ])
  })

  it('has a member for every key, that of a former citizen’s present address too', async () => {
    expect(await dangling(members)).toEqual([])
    const roads = await column(members, 'DimGeografi', 'Vejnavn')
    expect(roads).toEqual(['Ukendt', 'Vej i 0461', 'Vej i 0751'])
  })

  it('delivers a protected citizen, and says so', async () => {
    expect(await column(members, 'DimBorger', 'Personnummer', 'ErBeskyttet = 1')).toEqual([N.beskyttet])
  })

  it('says in its manifest by which days, and that nobody else is in it', async () => {
    expect(await manifestOf(pathOf('Borger', '0751', 'DM', 1, 'FLEKS'))).toMatchObject({
      runKind: 'FLEKS',
      entitlement: { from: '2012-10-31', through: '2022-10-31', alsoReferredTo: false },
      minimised: [],
    })
  })

  it.each([
    ['another area', { areas: [ydelser] }],
    ['DSA', { areas: [borger], kinds: ['DSA'] as const }],
  ])('refuses packages of %s', async (_of, options) => {
    const run = { ...options, kommuner: ['0751'], kind: 'borger-run', run: 90 }
    await expect(world.make(run)).rejects.toThrow(/M004.*a flexible run makes no/)
  })
})

describe('a month-run', () => {
  let members: readonly Member[]
  let others: readonly Member[]
  beforeAll(async () => {
    await world.run({
      areas: [borger, ydelser],
      kommuner: KOMMUNER,
      kinds: ['DM', 'DSA'],
      run: 2,
      kind: 'month-run',
    })
    members = await at(pathOf('Borger', '0751', 'DM', 2))
    others = await at(pathOf('Ydelser', '0751', 'DM', 1))
  })

  it('gives also those whom the kommune’s other areas refer to, in any column', async () => {
    expect(await citizens(members)).toEqual([...ENTITLED, ...REFERRED].sort())
    expect(await manifestOf(pathOf('Borger', '0751', 'DM', 2))).toMatchObject({
      runKind: 'MAANED',
      entitlement: { alsoReferredTo: true },
    })
    expect(await dangling(members)).toEqual([])
  })

  it('has the form of the flexible one', async () => {
    const flexible = await at(pathOf('Borger', '0751', 'DM', 1, 'FLEKS'))
    const skemaOf = (from: readonly Member[]) =>
      (
        JSON.parse(from.find((each) => each.name === 'skema.json')?.bytes.toString() ?? '{}') as {
          tables: unknown
        }
      ).tables
    expect(members.map((each) => each.name)).toEqual(flexible.map((each) => each.name))
    expect(skemaOf(members)).toEqual(skemaOf(flexible))
  })

  it('gives in another area the citizens that its facts refer to, by key and number alone', async () => {
    expect(await citizens(others)).toEqual(['barn', 'bosat', 'modtager'])
    const columns = (await manifestOf(pathOf('Ydelser', '0751', 'DM', 1))).files
      .find((each) => each.table === 'DimBorger')
      ?.columns.map((each) => each.name)
    expect(columns).toEqual(['DimBorgerID', 'Personnummer'])
    expect(await numbersIn(others)).toEqual(['barn', 'bosat', 'modtager'])
    expect(await dangling(others)).toEqual([])
  })

  it('gives the rows of CPR, all versions, of those whom the kommune is entitled to', async () => {
    const dsa = await at(pathOf('Borger', '0751', 'DSA', 1))
    const numbersOf = async (table: string) => (await column(dsa, table, 'Personnummer')).map(navnOf).sort()
    expect(await numbersOf('BorgerPerson')).toEqual([...ENTITLED, 'gammelt'].sort())
    const successors = await query(
      dsa,
      (file) => `select Personnummer, _fra::varchar as fra, GaeldendePersonnummer as next
        from ${file('BorgerPerson.parquet')}
        where Status = '60'
        order by Personnummer, fra`,
    )
    expect(successors.map((row) => [navnOf(String(row.Personnummer)), row.fra, row.next])).toEqual([
      ['bosat', '20220930001', '1901570001'],
      ['gammelt', '20220930001', null],
      ['gammelt', '20221031001', N.nyt],
    ])
    expect(await numbersOf('BorgerTilknytning')).toEqual(['betaling', 'handle'])
    expect(await numbersOf('BorgerAdresse')).toEqual([...ENTITLED, 'gammelt'].sort())
    // the same replacement number is somebody else's in another kommune
    expect(await column(dsa, 'BorgerAdresse', 'KommuneKode', `Personnummer = '${N.erstatning}'`)).toEqual([
      '0751',
    ])
    expect(await column(dsa, 'LIFASkoledistrikt', 'KommuneKode')).toEqual(['0751'])
    expect(await manifestOf(pathOf('Borger', '0751', 'DSA', 1))).toMatchObject({
      leftOut: [],
      entitlement: { from: '2012-10-31', alsoReferredTo: false },
    })
  })

  it('makes no package of a kommune without a citizen', async () => {
    expect((await filesBelow(join(world.root, 'outbox'))).filter((each) => each.startsWith('0101'))).toEqual(
      [],
    )
  })

  it('makes packages that hold what their manifests say', async () => {
    for (const each of await filesBelow(join(world.root, 'outbox')))
      expect((await verifyPackage(join(world.root, 'outbox', each))).manifest.kommune).toBe(each.slice(0, 4))
  })

  it('again with nothing new makes none', async () => {
    const again = await world.run({
      areas: [borger, ydelser],
      kommuner: KOMMUNER,
      kinds: ['DM', 'DSA'],
      run: 3,
      kind: 'month-run',
    })
    expect(again.packages).toEqual([])
  })

  it('with dimBorgerPerArea leaves the others to their areas', async () => {
    await world.run({
      areas: [borger, ydelser],
      kommuner: ['0751'],
      settings: { dimBorgerPerArea: true },
      run: 4,
      kind: 'month-run',
    })
    const cut = await at(pathOf('Borger', '0751', 'DM', 3))
    expect(await citizens(cut)).toEqual(ENTITLED)
  })
})

describe('data minimisation', () => {
  const leaveOut = ['relations', 'names', 'addresses']
  const settings = { areas: { Borger: { leaveOut: { DM: leaveOut, DSA: leaveOut } } } }
  beforeAll(async () => {
    const run = { areas: [borger, ydelser], kommuner: ['0751'], run: 5, kind: 'month-run' }
    await world.run({ ...run, kinds: ['DM', 'DSA'], settings })
  })

  it('empties columns of DM packages, and the keys that tell where somebody lives', async () => {
    const path = pathOf('Borger', '0751', 'DM', 4)
    const members = await at(path)
    const empty = ['Navn', 'MorPersonnummer', 'FarPersonnummer', '"ÆgtefællePersonnummer"']
    for (const each of empty)
      expect(await column(members, 'DimBorger', each, 'DimBorgerID <> -1'), each).toEqual(['null'])
    for (const table of ['DimBorger', 'FactBopæl'])
      expect(await column(members, table, '"DimGeografiBopæl"')).toEqual(['-1'])
    expect(await column(members, 'DimGeografi', 'DimGeografiID')).toEqual(['-1'])
    expect(await dangling(members)).toEqual([])
    expect(await numbersIn(members)).toEqual([...ENTITLED, ...REFERRED].sort())
    expect((await verifyPackage(path)).manifest.minimised).toEqual([
      { what: 'addresses', table: 'DimBorger', columns: ['DimGeografiBopæl'] },
      { what: 'names', table: 'DimBorger', columns: ['Navn'] },
      {
        what: 'relations',
        table: 'DimBorger',
        columns: ['ÆgtefællePersonnummer', 'MorPersonnummer', 'FarPersonnummer'],
      },
      { what: 'addresses', table: 'FactBopæl', columns: ['DimGeografiBopæl'] },
    ])
  })

  it('leaves structure as it was', async () => {
    const { changes } = JSON.parse(
      (await at(pathOf('Borger', '0751', 'DM', 4)))
        .find((each) => each.name === 'skema.json')
        ?.bytes.toString('utf8') ?? '{}',
    ) as { changes: { removed: unknown[]; changed: unknown[]; added: unknown[] } }
    expect([changes.removed, changes.changed, changes.added]).toEqual([[], [], []])
  })

  it('empties columns of DSA packages, and leaves addresses of nobody', async () => {
    const path = pathOf('Borger', '0751', 'DSA', 2)
    const members = await at(path)
    for (const each of ['Navn', 'MorPersonnummer', 'FarPersonnummer', 'AegtefaellePersonnummer'])
      expect(await column(members, 'BorgerPerson', each), each).toEqual(['null'])
    for (const each of ['VejKode', 'HusNr', 'Etage', 'SideDoer', 'AdresseId'])
      expect(await column(members, 'BorgerAdresse', each), each).toEqual(['null'])
    expect(await column(members, 'LIFASkoledistrikt', 'VejKode')).toEqual(['0001'])
    expect(await numbersIn(members)).toEqual([...ENTITLED, 'gammelt'].sort())
  })

  it.each([
    ['names', 'DM'],
    ['addresses', 'DM'],
    ['relations', 'DSA'],
  ])(
    'that finds no %s in an area’s %s packages is refused: nobody shall believe in it',
    async (what, kind) => {
      const areas = { Ydelser: { leaveOut: { [kind]: [what] } } }
      const run = {
        areas: [ydelser],
        kommuner: ['0751'],
        kinds: [kind as 'DM'],
        settings: { areas },
        run: 91,
      }
      await expect(world.make(run)).rejects.toThrow(/C001/)
    },
  )
})
