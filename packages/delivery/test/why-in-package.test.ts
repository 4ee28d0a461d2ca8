import { join } from 'node:path'
import { tablesOfVersion } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPackage, type PackageRecord, type WhyInPackage, whyInPackage } from '../src/index.js'
import { citizensWorld, N, type Navn } from './borger-citizens.js'
import { type BorgerWorld, borger, ydelser } from './borger-world.js'
import { rejectionOf } from './failing.js'

const areas = [borger, ydelser]

let world: BorgerWorld
let month: PackageRecord
beforeAll(async () => {
  world = await citizensWorld()
  await world.run({ areas, kommuner: ['0751'] })
  const rows = await world.session.rows('select * from ops.packages')
  month = findPackage(rows, 'FLIS_Borger_0751_2022-10_DM_001')
})
afterAll(() => world.close())

const why = async (more: Partial<PackageRecord>, borgerKey: string): Promise<WhyInPackage> => {
  const { session } = world
  const tables = await tablesOfVersion(session, join(world.root, 'published'), month.version)
  const { config } = world.env({ areas })
  return whyInPackage({ session, tables, areas, config, record: { ...month, ...more }, borgerKey })
}

const keyOf = async (who: Navn): Promise<string> => {
  const [row] = await world.session.rows(
    `select DimBorgerID as k from dm.DimBorger where Personnummer = '${N[who]}' order by "DimKommuneBopæl" desc`,
  )
  return String(row?.k)
}

const told = ({ isHeld, periods, references }: WhyInPackage): readonly string[] => [
  isHeld ? 'in' : 'not in',
  ...periods.map((each) => `${each.role} ${each.from} ${each.until ?? ''}${each.entitles ? '' : ' outside'}`),
  ...references.map((each) => `${each.table}.${each.column} ${each.rows}`),
]

const FLEKS = { runKind: 'FLEKS' }
const DSA = { kind: 'DSA' }
const OTHER = { area: 'Ydelser' }

describe('why a citizen is in a package, or is not', () => {
  it.each<[Navn, Partial<PackageRecord>, readonly string[]]>([
    ['bosat', {}, ['in', 'bopæl 2000-01-01 ', 'FactYdelse.DimBorgerModtager 1']],
    ['betaling', {}, ['in', 'betaling 2015-01-01 2015-01-02']],
    ['forlængst', {}, ['not in', 'bopæl 2000-01-01 2012-10-31 outside', 'handle 2022-11-01  outside']],
    ['nyt', {}, ['in', 'bopæl 2000-01-01 2014-01-01']],
    ['erstatning', {}, ['in', 'bopæl 2020-01-01 ']],
    ['barn', {}, ['in', 'FactYdelse.DimBorgerBarn 1']],
    ['internt', {}, ['not in']],
    ['barn', FLEKS, ['not in']],
    ['fraflyttet', FLEKS, ['in', 'bopæl 2000-01-01 2012-11-01']],
    ['fraflyttet', { periode: '2022-11' }, ['not in', 'bopæl 2000-01-01 2012-11-01 outside']],
    ['barn', OTHER, ['in', 'FactYdelse.DimBorgerBarn 1']],
    ['betaling', OTHER, ['not in']],
    ['bosat', DSA, ['in', 'bopæl 2000-01-01 ']],
    ['barn', DSA, ['not in']],
    ['barn', { kommune: '0461' }, ['in', 'bopæl 2010-01-01 ']],
  ])('%s %j', async (who, of, expected) => {
    expect(told(await why(of, await keyOf(who)))).toEqual(expected)
  })

  it.each([
    ['0101570001-', {}, 'U001'],
    ['1 or 1=1', {}, 'U001'],
    ['12345', {}, 'U004'],
    ['12345', { area: 'KY' }, 'U004'],
  ])('is not told of the key %j in %j', async (key, of, code) => {
    expect((await rejectionOf(() => why(of, key))).code).toBe(code)
  })
})
