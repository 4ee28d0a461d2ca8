import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPackage, listPackages } from '../src/index.js'
import { insertPackages } from '../src/insert-packages.js'
import { areaInFileName, packageId } from '../src/package-name.js'
import { previousPackage } from '../src/previous-package.js'
import { rejectionOf } from './failing.js'
import { openWorld, type World } from './package-world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.run()
  await world.session.run(`update ops.packages set state = 'sent' where kommune = '0101'`)
})
afterAll(() => world.close())

/** As the command line reads them: from the export, without the working file. */
const exported = async () => {
  const path = `${world.root}/packages.parquet`
  await world.session.run(`copy ops.packages to '${path}' (format parquet)`)
  return world.session.rows(`select * from read_parquet('${path}') order by id desc`)
}

const structure = { area: 'Børneydelse', kind: 'DM', format: 'parquet', tables: [] } as const

describe('the list of packages', () => {
  it('comes in order of periode, kommune, area and number', async () => {
    expect(listPackages(await exported()).map((each) => `${each.id} ${each.state}`)).toEqual([
      'FLIS_Boerneydelse_0101_2022-10_DM_001 sent',
      'FLIS_Boerneydelse_0751_2022-10_DM_001 produced',
    ])
  })

  it.each([
    [{ kommune: '0751' }, 1],
    [{ area: 'Børneydelse', periode: '2022-10' }, 2],
    [{ run: 2 }, 0],
    [{ kommune: '0751', area: 'KY' }, 0],
  ])('narrows to %o', async (filter, count) => {
    expect(listPackages(await exported(), filter)).toHaveLength(count)
  })

  it('finds a package by id or file name, and names U004 where there is none', async () => {
    const rows = await exported()
    const id = 'FLIS_Boerneydelse_0751_2022-10_DM_001'
    expect(findPackage(rows, id)).toEqual(findPackage(rows, `${id}.zip`))
    expect((await rejectionOf(() => findPackage(rows, 'FLIS_KY_0751_2022-10_DM_001'))).code).toBe('U004')
  })

  it('does not take a package in twice', async () => {
    const before = listPackages(await exported())
    await insertPackages(
      world.session,
      before.map((each) => ({ ...each, structure })),
      1,
    )
    await insertPackages(world.session, [], 1)
    expect(listPackages(await exported())).toEqual(before)
  })
})

describe('the package before', () => {
  const of = {
    kommune: '0751',
    area: 'Børneydelse',
    kind: 'DM',
    runKind: 'MAANED',
    periode: '2022-10',
  } as const

  it.each([
    ['another kommune', { kommune: '0851' }],
    ['another area', { area: 'KY' }],
    ['another periode', { periode: '2022-11' }],
  ])('is none in %s', async (_, change) => {
    expect(await previousPackage(world.session, { ...of, ...change })).toEqual({ nr: 0, contentSha256: null })
  })

  it('is the one with the highest number', async () => {
    const [first] = listPackages(await exported(), { kommune: '0751' })
    if (first === undefined) throw new Error('no package')
    await insertPackages(
      world.session,
      [{ ...first, id: 'second', nr: 2, contentSha256: 'later', structure }],
      1,
    )
    expect(await previousPackage(world.session, of)).toEqual({ nr: 2, contentSha256: 'later' })
    await world.session.run(`update ops.packages set state = 'lost' where id = 'second'`)
    expect(await previousPackage(world.session, of)).toEqual({ nr: 2, contentSha256: first.contentSha256 })
  })
})

describe('names', () => {
  it.each([
    ['KY', 'KY'],
    ['Boligstøtte', 'Boligstoette'],
    ['Ældre og Økonomi på Ål', 'Aeldre-og-Oekonomi-paa-Aal'],
    ['Bo\u0308rn'.replace('o\u0308', 'ø'), 'Boern'],
    ['A\u030alborg', 'Aalborg'],
  ])('the area %s is %s in file names', (area, name) => {
    expect(areaInFileName(area)).toBe(name)
  })

  it.each(['', '../x', 'a/b', 'Café', '-x', 'a\0b', 'a.zip'])(
    'the area %o has no name for files',
    async (area) => {
      expect((await rejectionOf(() => areaInFileName(area))).code).toBe('M004')
    },
  )

  it('a package is named by area, kommune, periode, kind and number', () => {
    const identity = { area: 'Boligstøtte', kommune: '0751', periode: '2022-10', kind: 'DM', nr: 12 } as const
    expect(packageId(identity)).toBe('FLIS_Boligstoette_0751_2022-10_DM_012')
  })
})
