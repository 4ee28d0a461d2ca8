import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  asFlisError,
  contractsOf,
  dsaTableDdl,
  fixedClock,
  isHistorised,
  LEDGER_FORMAT,
  openInstance,
  openSession,
  openWarehouse,
  parseConfig,
  prepareLedger,
  type Row,
  readLedger,
  sha256File,
  warehousePaths,
} from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areasOf } from '../src/areas.js'
import { makeBackup } from '../src/operations/backup/backup.js'
import { readManifest } from '../src/operations/backup/manifest.js'
import { otherForms } from '../src/operations/upgrade/history-form.js'
import { type UpgradeOptions, upgrade } from '../src/operations/upgrade/upgrade.js'
import { planOf } from '../src/run/main.js'
import { monthRun } from '../src/run/month-run.js'
import { openEnv } from '../src/run/open-env.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { filesBelow } from './files-below.js'
import { newFolder } from './flis.js'
import { makeOld, OLD_FORMATS } from './old-ledgers.js'
import { areas, config, ProeveSag, sag } from './proeve-area.js'
import { tamper } from './tamper.js'

const month = '2022-10' as const

/** What `ops` looks like: every table with its columns in their order. */
const SHAPE = `select table_name || ': ' || string_agg(column_name || ' ' || data_type, ', ' order by column_index) as shape
  from duckdb_columns() where schema_name = 'ops' group by table_name order by table_name`

describe('flis upgrade', () => {
  let w: TestWarehouse
  let shape: readonly Row[] = []
  const copies: string[] = []
  const optionsOf = (warehouse: string, more: Partial<UpgradeOptions> = {}): UpgradeOptions => ({
    warehouse,
    areas,
    config,
    clock: fixedClock('2022-11-05T10:00:00'),
    environment: {},
    ...more,
  })
  const query = async (root: string, sql: string): Promise<readonly Row[]> => {
    const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
    const session = await warehouse.session()
    try {
      return await session.rows(sql)
    } finally {
      session.close()
      warehouse.instance.closeSync()
    }
  }
  const formatOf = async (root: string): Promise<unknown> =>
    (await query(root, `select value from ops.meta where name = 'ledger_format'`))[0]?.value
  const plan = async (root: string): Promise<readonly string[]> =>
    (await planOf(monthRun(areas), { ...optionsOf(root), month: month as never })).steps.map(
      (each) => each.id,
    )
  const copy = async (format?: number): Promise<string> => {
    const root = await newFolder()
    copies.push(root)
    await cp(w.root, root, { recursive: true })
    if (format !== undefined) await makeOld(root, format)
    return root
  }
  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no error',
      (thrown) => asFlisError(thrown).code,
    )

  beforeAll(async () => {
    w = await testWarehouse({ areas, now: '2022-11-02T08:00:00' })
    await w.deliver(ProeveSag, 'P 0751 2022-10', [
      sag('a', '0101410001', '100.00'),
      sag('b', '0101570001', '7.50'),
    ])
    await w.monthRun(month)
    shape = await w.query(SHAPE)
    await w.query('checkpoint')
  })
  afterAll(() => w.close())

  it.each(Object.keys(OLD_FORMATS).map(Number))(
    'brings a ledger of format %i up: the same form as a new one, its rows kept, its working file beside it',
    async (format) => {
      const root = await copy(format)
      const dry = await upgrade(optionsOf(root, { dryRun: true }))
      expect(dry).toMatchObject({
        from: format,
        to: LEDGER_FORMAT,
        needed: true,
        copy: null,
        forms: [],
        changed: [],
      })
      expect(await formatOf(root)).toBe(String(format))
      const report = await upgrade(optionsOf(root))
      expect(report).toMatchObject({
        ...dry,
        dryRun: false,
        copy: join(root, `flis.duckdb.before-upgrade-${format}`),
      })
      expect(await query(root, SHAPE)).toEqual(shape)
      expect(await query(root, 'select id, state, accepted from ops.deliveries')).toEqual(
        await w.query('select id, state, accepted from ops.deliveries'),
      )
      expect(await query(root, 'select nr from ops.keys')).toEqual([{ nr: 1 }])
      // packages are looked at once more where the ledger did not say what they were made from
      expect((await plan(root)).filter((step) => !/^(package|publish)/.test(step))).toEqual([])
      expect(await upgrade(optionsOf(root))).toMatchObject({ from: LEDGER_FORMAT, needed: false, copy: null })
    },
  )

  it.each([1, 4])(
    'an ordinary command takes a ledger of format %i up by itself; reading ones need not',
    async (format) => {
      const root = await copy(format)
      const ledger = await readLedger(warehousePaths(root).published)
      expect(await ledger?.rows('select state from runs')).toEqual([{ state: 'done' }])
      ledger?.close()
      expect(await formatOf(root)).toBe(String(format))
      ;(await openEnv(optionsOf(root))).close()
      expect(await formatOf(root)).toBe(String(LEDGER_FORMAT))
      expect(await query(root, SHAPE)).toEqual(shape)
    },
  )

  it('a ledger of an earlier format is not taken up with the key of another warehouse (C006)', async () => {
    const root = await copy(4)
    await writeFile(join(root, 'key'), '11'.repeat(32))
    expect(await codeOf(upgrade(optionsOf(root)))).toBe('C006')
    expect(await formatOf(root)).toBe('4')
    await rm(join(root, 'key'))
    expect(await codeOf(upgrade(optionsOf(root)))).toBe('C004')
  })

  it.each(['99', '0', 'fem'])(
    'a ledger of format %s is refused by name (C005), and not changed',
    async (format) => {
      const root = await copy()
      await tamper(root, `update ops.meta set value = '${format}' where name = 'ledger_format'`, 'checkpoint')
      const before = await sha256File(join(root, 'flis.duckdb'))
      const backups = await newFolder()
      for (const work of [
        () => upgrade(optionsOf(root)),
        () => upgrade(optionsOf(root, { dryRun: true })),
        () => openEnv(optionsOf(root)),
        () => makeBackup({ ...optionsOf(root), target: backups }),
      ])
        expect(await codeOf(work())).toBe('C005')
      expect(await sha256File(join(root, 'flis.duckdb'))).toBe(before)
      expect(await readdir(backups)).toEqual([])
    },
  )

  it('tells which tables the next month-run makes anew, by other code or for the first time', async () => {
    const root = await copy(3)
    await tamper(
      root,
      `update ops.intervals set code_fingerprint = 'x' where model = 'FactPrøve'`,
      `delete from ops.intervals where model = 'DimTid'`,
    )
    const report = await upgrade(optionsOf(root))
    expect(report).toMatchObject({ changed: ['FactPrøve'], missing: ['DimTid'], forms: [] })
    expect(await plan(root)).toEqual(expect.arrayContaining(['build DimTid 0000', 'build FactPrøve 0751']))
  })

  it('a backup of an earlier format stays of that format: the flis that made it can open it', async () => {
    const root = await copy(2)
    const { backup } = await makeBackup({ ...optionsOf(root), target: await newFolder() })
    expect(await readManifest(backup)).toMatchObject({ ledgerFormat: 2, keyFingerprint: null, run: 1 })
    expect(await formatOf(root)).toBe('2')
  })

  describe('where a table of DSA_HIST has another form', () => {
    const otherForm = async (format: number): Promise<string> => {
      const root = await copy(format)
      await tamper(root, 'alter table dsa_hist."ProeveSag" drop column "StartDato"', 'checkpoint')
      return root
    }

    it('every command that writes refuses it by name (C007), and changes nothing', async () => {
      const root = await otherForm(3)
      expect(await codeOf(openEnv(optionsOf(root)))).toBe('C007')
      expect(await formatOf(root)).toBe('3')
    })

    it('everything is made anew from Rådata, and nothing is left to do', async () => {
      const root = await otherForm(3)
      expect(await upgrade(optionsOf(root, { dryRun: true }))).toMatchObject({
        forms: ['ProeveSag'],
        copy: null,
      })
      expect(await upgrade(optionsOf(root))).toMatchObject({ forms: ['ProeveSag'], changed: [], version: 2 })
      const rows = 'select * from dsa_hist."ProeveSag" order by all'
      expect(await query(root, rows)).toEqual(await w.query(rows))
      expect((await plan(root)).filter((step) => !/^(package|publish)/.test(step))).toEqual([])
      expect(await upgrade(optionsOf(root))).toMatchObject({ needed: false })
    })

    it('a failure puts the working file back as it was', async () => {
      const root = await otherForm(2)
      for (const file of await filesBelow(join(root, 'raadata'))) await writeFile(file, 'x')
      expect(await codeOf(upgrade(optionsOf(root)))).not.toBe('no error')
      expect(await formatOf(root)).toBe('2')
      expect((await readdir(root)).filter((name) => name.includes('before-upgrade'))).toEqual([])
      expect(await query(root, 'select count(*)::integer as n from dsa_hist."ProeveSag"')).toEqual([{ n: 2 }])
    })

    it('killed after the ledger was brought up it goes on', async () => {
      const root = await otherForm(3)
      ;(await openEnv({ ...optionsOf(root), anyForm: true })).close()
      await writeFile(join(root, `flis.duckdb.before-upgrade-${LEDGER_FORMAT}.tmp`), 'half')
      expect(await upgrade(optionsOf(root))).toMatchObject({ from: LEDGER_FORMAT, needed: true, version: 2 })
      expect((await readdir(root)).filter((name) => /\.tmp$/.test(name))).toEqual([])
    })
  })

  it('knows every table of DSA_HIST as its contract makes it', async () => {
    const every = areasOf([])
    const session = await openSession(await openInstance(':memory:'))
    await prepareLedger(session)
    for (const contract of contractsOf(every).filter(isHistorised)) await session.run(dsaTableDdl(contract))
    expect(await otherForms(session, every)).toEqual([])
    await session.run('alter table dsa_hist."KYSag" rename column "SagId" to "Sagsnummer"')
    await session.run('alter table dsa_hist."BorgerPerson" alter "_fra" type varchar')
    expect(await otherForms(session, every)).toEqual(['BorgerPerson', 'KYSag'])
    session.close()
  })

  it('of a warehouse in which nothing has run has nothing to do', async () => {
    const root = await newFolder()
    await cp(join(w.root, 'flis.config.json'), join(root, 'flis.config.json'))
    expect(await upgrade(optionsOf(root))).toMatchObject({ from: null, needed: false })
    expect(await readdir(root)).toEqual(['flis.config.json'])
  })

  it('while another process has the file it is that one’s (S001), and no copy is left', async () => {
    const root = await copy(3)
    const held = spawn(
      process.execPath,
      [
        '-e',
        `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => console.log('open'))
         setInterval(() => undefined, 1000)`,
        join(root, 'flis.duckdb'),
      ],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(held.stdout, 'data')
    expect(await codeOf(upgrade(optionsOf(root)))).toBe('S001')
    held.kill('SIGKILL')
    await once(held, 'close')
    expect((await readdir(root)).filter((name) => name.includes('before-upgrade'))).toEqual([])
    expect(await formatOf(root)).toBe('3')
  })

  it('asks for room before it copies (S006)', async () => {
    const root = await copy(3)
    expect(await codeOf(upgrade(optionsOf(root, { freeBytes: async () => 5 })))).toBe('S006')
    expect(await formatOf(root)).toBe('3')
  })
})
