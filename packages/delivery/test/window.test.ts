import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestIn, membersOf, query, texts } from './open-package.js'
import { insertSager, openWorld, type Sag, type World } from './package-world.js'

let world: World
let run = 0

/** FactSager gets three rows, FactStoreBeløb (which has no DimTid) too. */
const SAGER: readonly Sag[] = ['2022-10-31', '2022-08-31', '2022-07-31'].map((dato, nth) => ({
  kommune: '0751',
  sag: `s${nth}`,
  cpr: null,
  dato,
  beloeb: '2000.00',
}))

beforeAll(async () => {
  world = await openWorld({ sager: SAGER })
})
afterAll(() => world.close())

/** A month's package, with whatever must differ from the one before for a package to be made. */
const packageOf = async (month: string, settings: object = {}): Promise<string> => {
  run += 1
  const { packages } = await world.run({
    run,
    month,
    kommuner: ['0751'],
    settings: { window: 2, windowRows: 3, ...settings },
  })
  return packages.map((each) => `${each.nr} ${each.window}`).join()
}
const pathOf = (month: string, nr = 1): string =>
  join(world.root, `outbox/0751/MAANED/FLIS_Boerneydelse_0751_${month}_DM_00${nr}.zip`)

describe('the window of a package', () => {
  it('is everything where no fact has so many rows', async () => {
    expect(await packageOf('2021-01', { windowRows: 4 })).toBe('1 full')
  })

  it('is everything in the first package of twelve months, and a window in the others', async () => {
    expect(await packageOf('2022-09')).toBe('1 full')
    expect(await packageOf('2022-10')).toBe('1 window')
    expect(await packageOf('2023-08')).toBe('1 window')
    expect(await packageOf('2023-09')).toBe('1 full')
  })

  it('holds the last months of the large facts, and the members that those rows point to', async () => {
    const members = await membersOf(pathOf('2022-10'))
    const of = async (table: string, column: string): Promise<readonly string[]> =>
      texts(await query(members, (file) => `select ${column} from ${file(`${table}.parquet`)}`), column)
    expect(await of('FactSager', 'SagId')).toEqual(['s0'])
    expect(await of('FactStoreBeløb', 'SagId')).toEqual(['s0', 's1', 's2'])
    expect(await of('DimTid', 'DimTidID')).toEqual(['-1', '20221031'])
    const manifest = await manifestIn(pathOf('2022-10'))
    expect(manifest.window).toBe('window')
    const files = manifest.files as readonly { readonly table: string; readonly from: string | null }[]
    expect(files.map((each) => [each.table, each.from])).toEqual([
      ['DimKommune', null],
      ['DimPerson', null],
      ['DimTid', null],
      ['FactSager', '2022-09'],
      ['FactStoreBeløb', null],
    ])
  })

  it('is loaded beside what a full package has left, not in its place', async () => {
    const script = (await membersOf(pathOf('2022-10'))).find((each) => each.name === 'ddl/postgresql.sql')
    expect(script?.bytes.toString()).toContain(`\\set schema 'flis_boerneydelse_0751_dm_window'`)
  })

  it('is the same for every package of a month', async () => {
    await insertSager(
      world.session,
      [{ kommune: '0751', sag: 'ny', cpr: null, dato: '2023-09-30', beloeb: '1.00' }],
      2,
    )
    expect(await packageOf('2023-09')).toBe('2 full')
    expect(await packageOf('2022-10')).toBe('2 window')
  })

  it('takes a lost full package for none', async () => {
    await world.session.run(`update ops.packages set state = 'lost' where periode in ('2022-09', '2023-09')`)
    expect(await packageOf('2023-10')).toBe('1 full')
  })
})
