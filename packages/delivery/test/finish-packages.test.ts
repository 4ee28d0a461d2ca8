import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publishBuilt } from '@flis/dm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { finishPackages, verifyPackage } from '../src/index.js'
import { filesBelow } from './open-package.js'
import { openWorld, type World } from './package-world.js'

const ID = 'FLIS_Boerneydelse_0751_2022-10_DM_001'
const FINAL = `outbox/0751/MAANED/${ID}.zip`

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** A run that ends with its commit: killed before anything was moved. */
const killedAfterCommit = async (run = 1): Promise<void> => {
  const { env, packaged } = await world.make({ run, kommuner: ['0751'] })
  await publishBuilt(env, { ...packaged, afterPublish: [] }, env.areas)
}
const finish = () => finishPackages(world.env({ run: 9 }), world.session)
const staged = (): string => join(world.root, 'staging/run-1/packages', `${ID}.zip`)
const outbox = (): Promise<readonly string[]> => filesBelow(join(world.root, 'outbox'))
const state = (): Promise<unknown> => world.session.value(`select state from ops.packages where id = '${ID}'`)

describe('after a kill between commit and move', () => {
  beforeEach(() => killedAfterCommit())

  it('the outbox is empty until the next command finishes the move, then the package is whole', async () => {
    expect(await outbox()).toEqual([])
    expect(await finish()).toEqual({ moved: [FINAL], missing: [] })
    const sha256 = String(await world.session.value('select sha256 from ops.packages'))
    expect((await verifyPackage(join(world.root, FINAL), sha256)).manifest.id).toBe(ID)
    expect(await filesBelow(join(world.root, 'staging/run-1/packages'))).toEqual([])
  })

  it('finishing again changes nothing, also when receivers have taken the package', async () => {
    await finish()
    await rm(join(world.root, FINAL))
    expect(await finish()).toEqual({ moved: [], missing: [] })
    expect(await state()).toBe('produced')
  })

  it('a half copy under a temporary name is done anew', async () => {
    const folder = join(world.root, 'outbox/0751/MAANED')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `.${ID}.zip.tmp`), 'half')
    expect((await finish()).moved).toEqual([FINAL])
    expect(await outbox()).toEqual([`0751/MAANED/${ID}.zip`])
  })

  it('a kill after the move and before its record moves nothing twice', async () => {
    const bytes = await readFile(staged())
    await finish()
    await world.session.run(`delete from ops.meta where name = 'packages_moved'`)
    expect(await finish()).toEqual({ moved: [FINAL], missing: [] })
    expect(await readFile(join(world.root, FINAL))).toEqual(bytes)
  })

  it.each<readonly [string, () => Promise<void>]>([
    ['is gone', () => rm(staged())],
    ['has lost bytes', () => truncate(staged(), 100)],
  ])('a staged package that %s is named S003, and is lost to the ledger', async (_, damage) => {
    await damage()
    const { moved, missing } = await finish()
    expect(moved).toEqual([])
    expect(missing).toMatchObject([{ code: 'S003', facts: { file: FINAL } }])
    expect(await outbox()).toEqual([])
    expect(await state()).toBe('lost')
    expect(await finish()).toEqual({ moved: [], missing: [] })
  })

  it('a lost package is made again under the next number when a run is asked for it', async () => {
    await rm(staged())
    await finish()
    const again = await world.run({ run: 2, kommuner: ['0751'] })
    expect(again.packages.map((each) => each.nr)).toEqual([2])
    expect(await outbox()).toEqual([`0751/MAANED/${ID.replace('001', '002')}.zip`])
  })

  it('a strange file under the package’s name is left as it is (S003)', async () => {
    await mkdir(join(world.root, 'outbox/0751/MAANED'), { recursive: true })
    await writeFile(join(world.root, FINAL), 'strange')
    expect((await finish()).missing).toMatchObject([{ code: 'S003', facts: { file: FINAL } }])
    expect(await readFile(join(world.root, FINAL), 'utf8')).toBe('strange')
  })
})

describe('a kill before the commit', () => {
  it('leaves no package that counts; the next run makes it under the same number', async () => {
    await world.make({ run: 1, kommuner: ['0751'] })
    expect(await finish()).toEqual({ moved: [], missing: [] })
    expect(await outbox()).toEqual([])
    expect((await world.run({ run: 2, kommuner: ['0751'] })).packages.map((each) => each.id)).toEqual([ID])
  })
})

describe('a commit that fails', () => {
  it('enters no package and moves none', async () => {
    const { env, packaged } = await world.make({ kommuner: ['0751'] })
    const broken = {
      ...packaged,
      atPublish: [...packaged.atPublish, () => Promise.reject(new Error('broken'))],
    }
    await expect(publishBuilt(env, broken, env.areas)).rejects.toThrow('broken')
    expect(await world.session.value('select count(*) from ops.packages')).toBe(0n)
    expect(await outbox()).toEqual([])
  })
})

describe('a package that is missing already when its own run moves it', () => {
  it('ends the run with S003', async () => {
    const { env, packaged } = await world.make({ kommuner: ['0751'] })
    await rm(staged())
    await expect(publishBuilt(env, packaged, env.areas)).rejects.toMatchObject({ error: { code: 'S003' } })
  })
})
