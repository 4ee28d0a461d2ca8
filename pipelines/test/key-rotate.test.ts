import { copyFile, cp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  asFlisError,
  dataomraade,
  exists,
  fixedClock,
  keyFingerprint,
  readLedger,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { showPackage } from '@flis/delivery'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diff } from '../src/diff/diff.js'
import { doctor } from '../src/operations/doctor/doctor.js'
import { nextKeyFile } from '../src/operations/keys/given-keys.js'
import { type RotateKeyOptions, rotateKey } from '../src/operations/keys/rotate-key.js'
import { initWarehouse, openEnv } from '../src/run/open-env.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { filesBelow } from './files-below.js'
import { newFolder } from './flis.js'
import { areas, config, DimProeveBorger, FactProeve, ProeveSag, sag } from './proeve-area.js'

/** Every byte of every file of a folder but the key itself. */
const bytesOf = async (root: string): Promise<string> => {
  const all: string[] = []
  for (const file of await filesBelow(root))
    if (!file.endsWith('/key')) all.push(`${file}\n${(await readFile(file)).toString('latin1')}`)
  return all.join('\n')
}

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
    return 'no error'
  } catch (thrown) {
    return asFlisError(thrown).code
  }
}

describe('flis key rotate', () => {
  let w: TestWarehouse
  const oldKey = 'ab'.repeat(32)
  const newKey = 'cd'.repeat(32)
  const optionsOf = (more: Partial<RotateKeyOptions> = {}): RotateKeyOptions => ({
    warehouse: w.root,
    areas,
    config,
    clock: fixedClock('2022-11-03T10:00:00'),
    environment: {},
    chance: () => Buffer.from(newKey, 'hex'),
    ...more,
  })
  const keyFile = (): string => join(w.root, 'key')
  const keys = () => w.query('select nr, fingerprint, since, version from ops.keys order by nr')
  const facts = async (): Promise<readonly unknown[]> => {
    const members = new Map(
      (await w.rows(DimProeveBorger)).map((row) => [row.DimPrøveBorgerID, row.Personnummer]),
    )
    return (await w.rows(FactProeve))
      .map((row) => ({ ...row, DimPrøveBorger: members.get(row.DimPrøveBorger) }))
      .map((row) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
      .sort()
  }

  beforeAll(async () => {
    w = await testWarehouse({ areas, now: '2022-11-02T08:00:00' })
    await writeFile(keyFile(), `${oldKey}\n`)
    await w.deliver(ProeveSag, 'P 0751 2022-09', [
      sag('a', '0101410001', '100.00'),
      sag('b', '0101570001', '7.50'),
    ])
    await w.monthRun('2022-09')
    await w.deliver(ProeveSag, 'P 0751 2022-10', [
      sag('a', '0101410001', '120.00'),
      sag('b', '0101570001', '7.50'),
    ])
    await w.monthRun('2022-10')
  })
  afterAll(() => w.close())

  it('the ledger knows a warehouse’s key by its fingerprint from the first command', async () => {
    expect(await keys()).toMatchObject([
      { nr: 1, fingerprint: keyFingerprint(warehouseKey(oldKey)), version: null },
    ])
  })

  it.each([
    { given: 'another key in FLIS_KEY', more: { environment: { FLIS_KEY: '11'.repeat(32) } }, code: 'C006' },
    { given: 'FLIS_KEY that is no key', more: { environment: { FLIS_KEY: '11' } }, code: 'C004' },
  ])('a warehouse opened with $given is $code', async ({ more, code }) => {
    expect(await codeOf(async () => (await openEnv(optionsOf(more))).close())).toBe(code)
  })

  it.each([
    { given: 'a key file that is not there', more: { keyFile: '/nowhere/key' }, code: 'U004' },
    { given: 'the present key', more: { chance: () => Buffer.from(oldKey, 'hex') }, code: 'U001' },
    {
      given: 'FLIS_KEY as the present key, and no new one',
      more: { environment: { FLIS_KEY: oldKey } },
      code: 'U001',
    },
    {
      given: 'settings that do not list an area with published tables',
      more: { areas: [dataomraade('Anden', { contracts: [ProeveSag], models: [] })] },
      code: 'C001',
    },
  ])('$given is $code, and the key is as it was', async ({ more, code }) => {
    expect(await codeOf(() => rotateKey(optionsOf(more)))).toBe(code)
    expect(await readFile(keyFile(), 'utf8')).toBe(`${oldKey}\n`)
    expect(await exists(nextKeyFile({ root: w.root }))).toBe(false)
    expect(await keys()).toHaveLength(1)
  })

  it('that fails before its version is published is undone', async () => {
    const stop = new AbortController()
    const reporter = (event: { readonly event: string }): void => {
      if (event.event === 'step-started') stop.abort()
    }
    expect(await codeOf(() => rotateKey(optionsOf({ signal: stop.signal, reporter })))).toBe('S004')
    expect(await readFile(keyFile(), 'utf8')).toBe(`${oldKey}\n`)
    expect(await exists(nextKeyFile({ root: w.root }))).toBe(false)
    expect(await keys()).toHaveLength(1)
    expect((await w.plan('2022-10')).steps).toEqual([])
  })

  it('changes every surrogate and no fact, and makes the month’s packages anew', async () => {
    const before = await facts()
    const surrogates = (await w.rows(FactProeve)).map((row) => row.DimPrøveBorger)
    const rotation = await rotateKey(optionsOf())
    expect(rotation).toMatchObject({
      nr: 2,
      before: keyFingerprint(warehouseKey(oldKey)),
      after: keyFingerprint(warehouseKey(newKey)),
      version: 3,
      month: '2022-10',
      kept: 'key',
    })
    expect(await facts()).toEqual(before)
    const now = new Set((await w.rows(FactProeve)).map((row) => row.DimPrøveBorger))
    expect(surrogates.filter((each) => now.has(each))).toEqual([])
    expect(await keys()).toMatchObject([{ nr: 1 }, { nr: 2, version: 3, since: '2022-11-03T09:00:00.000Z' }])
    expect(await w.query('select id from ops.packages order by id')).toMatchObject([
      { id: 'FLIS_Proeve_0751_2022-09_DM_001' },
      { id: 'FLIS_Proeve_0751_2022-10_DM_001' },
      { id: 'FLIS_Proeve_0751_2022-10_DM_002' },
    ])
    const versionsOf = async (id: string) =>
      (await showPackage(join(w.root, 'outbox', '0751', 'MAANED', `${id}.zip`))).versions
    expect(await versionsOf('FLIS_Proeve_0751_2022-10_DM_001')).toMatchObject({ keys: 1, rekeyed: null })
    expect(await versionsOf('FLIS_Proeve_0751_2022-10_DM_002')).toMatchObject({
      keys: 2,
      rekeyed: rotation.since,
    })
    expect((await w.plan('2022-10')).steps).toEqual([])
  })

  it('keeps the new key for its owner only; neither stands anywhere else', async () => {
    expect(await readFile(keyFile(), 'utf8')).toBe(`${newKey}\n`)
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
    expect((await readdir(w.root)).filter((name) => name.startsWith('key'))).toEqual(['key'])
    const all = (await bytesOf(w.root)).toLowerCase()
    for (const key of [oldKey, newKey]) {
      expect(all).not.toContain(key)
      expect(all).not.toContain(Buffer.from(key, 'hex').toString('latin1'))
    }
  })

  it('leaves nothing for diff to tell: surrogates are compared by natural keys', async () => {
    const found = await diff(warehousePaths(w.root), { areas, config }, [2, 4])
    expect(found).toMatchObject({ rekeyed: true, tables: [] })
    const moved = await diff(warehousePaths(w.root), { areas, config }, [1, 4])
    expect(moved.tables.map((each) => [each.table, each.rows])).toEqual([
      ['FactPrøve', { added: 2, removed: 0, changed: 2 }],
    ])
  })

  it.each([
    {
      left: 'stopped before its version was published',
      plant: async () => {
        await writeFile(nextKeyFile({ root: w.root }), `${'ef'.repeat(32)}\n`)
        await w.query(
          `insert into ops.keys values (3, '${keyFingerprint(warehouseKey('ef'.repeat(32)))}', null, null, null) returning nr`,
        )
      },
      key: newKey,
    },
    {
      left: 'stopped after its version was published',
      plant: async () => {
        await copyFile(keyFile(), nextKeyFile({ root: w.root }))
        await writeFile(keyFile(), `${oldKey}\n`)
      },
      key: newKey,
    },
    {
      left: 'stopped while the old key was overwritten',
      plant: async () => {
        await copyFile(keyFile(), nextKeyFile({ root: w.root }))
        await writeFile(keyFile(), Buffer.alloc(65))
      },
      key: newKey,
    },
  ])('$left is made good by the next command', async ({ plant, key }) => {
    await plant()
    expect((await w.plan('2022-10')).steps).toEqual([])
    expect(await readFile(keyFile(), 'utf8')).toBe(`${key}\n`)
    expect(await exists(nextKeyFile({ root: w.root }))).toBe(false)
    expect(await keys()).toHaveLength(2)
  })

  it('with FLIS_KEY set to the new key: the file with the old one goes', async () => {
    const third = '12'.repeat(32)
    const environment = { FLIS_KEY: third }
    const rotation = await rotateKey(optionsOf({ environment }))
    expect(rotation).toMatchObject({ nr: 3, kept: 'FLIS_KEY' })
    expect(await exists(keyFile())).toBe(false)
    ;(await openEnv(optionsOf({ environment }))).close()
    const copy = await newFolder()
    await w.query('checkpoint')
    await cp(w.root, copy, { recursive: true })
    const verdictWith = async (FLIS_KEY: string) =>
      (await doctor({ warehouse: copy, environment: { FLIS_KEY } })).checks.find(({ name }) => name === 'key')
    expect(await verdictWith(newKey)).toMatchObject({ verdict: 'error' })
    expect(await verdictWith(third)).toMatchObject({ verdict: 'ok' })
  })

  it('with the present key in FLIS_KEY: the new one is read from a file, and is the operator’s to keep', async () => {
    const fourth = '34'.repeat(32)
    const file = join(await newFolder(), 'key')
    await writeFile(file, fourth)
    const rotation = await rotateKey(optionsOf({ environment: { FLIS_KEY: '12'.repeat(32) }, keyFile: file }))
    expect(rotation).toMatchObject({ nr: 4, kept: 'FLIS_KEY' })
    expect(await exists(keyFile())).toBe(false)
    ;(await openEnv(optionsOf({ environment: { FLIS_KEY: fourth } }))).close()
    const ledger = await readLedger(warehousePaths(w.root).published)
    expect(await ledger?.rows('select count(*)::integer as n from keys')).toEqual([{ n: 4 }])
    ledger?.close()
  })

  it('of a warehouse in which nothing has run is the ledger’s word alone', async () => {
    const root = join(await newFolder(), 'nyt')
    await initWarehouse(root, ['Prøve'])
    const rotation = await rotateKey(optionsOf({ warehouse: root }))
    expect(rotation).toMatchObject({ nr: 2, run: null, version: null, month: null, kept: 'key' })
    expect(await readFile(join(root, 'key'), 'utf8')).toBe(`${newKey}\n`)
    ;(await openEnv(optionsOf({ warehouse: root }))).close()
  })

  it('a key that has been in use is never taken again', async () => {
    const environment = { FLIS_KEY: '34'.repeat(32) }
    const file = join(await newFolder(), 'key')
    await writeFile(file, newKey)
    expect(await codeOf(() => rotateKey(optionsOf({ environment, keyFile: file })))).toBe('U001')
    ;(await openEnv(optionsOf({ environment }))).close()
  })
})
