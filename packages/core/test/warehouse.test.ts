import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  exists,
  LEDGER_FORMAT,
  LEDGER_TABLES,
  ledgerFormat,
  openWarehouse,
  parseConfig,
  prepareLedger,
  readKey,
  type Session,
  warehousePaths,
} from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rejectionOf } from './failing.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flis-warehouse-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the paths of a warehouse', () => {
  it('all lie in its folder, and are absolute', () => {
    const paths = warehousePaths('lager')
    expect(paths.root).toBe(join(process.cwd(), 'lager'))
    expect(Object.values(paths).every((path) => path.startsWith(paths.root))).toBe(true)
    expect(new Set(Object.values(paths)).size).toBe(Object.keys(paths).length)
  })

  it.each([
    ['a folder of its own', 'ind', '/lager/ind'],
    ['one elsewhere', '/sftp/ind', '/sftp/ind'],
  ])('the inbox can be %s', (_name, inbox, path) => {
    expect(warehousePaths('/lager', inbox).inbox).toBe(path)
  })
})

describe('the secret key of a warehouse', () => {
  const inFile = 'ab'.repeat(32)
  const inVariable = 'cd'.repeat(32)
  const key = async (environment: Record<string, string | undefined>): Promise<string> =>
    Buffer.from((await readKey(warehousePaths(folder), environment)).reveal()).toString('hex')

  it('is read from the file, or from FLIS_KEY before it', async () => {
    await writeFile(join(folder, 'key'), `${inFile}\n`)
    expect(await key({})).toBe(inFile)
    expect(await key({ FLIS_KEY: '' })).toBe(inFile)
    expect(await key({ FLIS_KEY: inVariable })).toBe(inVariable)
  })

  it('that is missing is C004 and names the file', async () => {
    expect(await rejectionOf(() => key({}))).toMatchObject({
      code: 'C004',
      facts: { file: join(folder, 'key') },
    })
  })

  it.each([
    ['damaged in the file', 'ab'.repeat(31), {}],
    ['wrong in the variable', inFile, { FLIS_KEY: 'hemmelig' }],
  ])('that is %s is C004, not shown', async (_name, content, environment) => {
    await writeFile(join(folder, 'key'), content)
    const error = await rejectionOf(() => key(environment))
    expect(error.code).toBe('C004')
    expect(JSON.stringify(error)).not.toMatch(/abab|hemmelig/)
  })
})

describe('an open warehouse', () => {
  it('holds its file with the limits of the configuration, and makes sessions', async () => {
    const config = parseConfig({ limits: { memory: '1GiB', threads: 1 } })
    const warehouse = await openWarehouse(warehousePaths(folder), config)
    const session = await warehouse.session()
    expect(await session.value(`select current_setting('threads')`)).toBe(1n)
    expect(await session.value(`select current_setting('memory_limit')`)).toBe('1.0 GiB')
    expect(await session.value(`select current_setting('timezone')`)).toBe('Europe/Copenhagen')
    expect(await exists(warehouse.paths.database)).toBe(true)
    session.close()
    warehouse.instance.closeSync()
  })

  it('gets its ledger once: a second time leaves its rows', async () => {
    const warehouse = await openWarehouse(warehousePaths(folder), parseConfig({}))
    const session = await warehouse.session()
    await prepareLedger(session)
    await session.run(`insert into ops.runs (id, kind) values (1, 'month-run')`)
    await prepareLedger(session)
    expect(await session.value('select count(*) from ops.runs')).toBe(1n)
    const tables = await session.rows(
      `select table_name from duckdb_tables() where schema_name = 'ops' order by table_name`,
    )
    expect(tables.map((row) => row.table_name)).toEqual([...LEDGER_TABLES].sort())
    const schemas = await session.value(
      `select list(schema_name order by schema_name)::varchar from duckdb_schemas()
       where database_name = current_database() and not internal and schema_name <> 'main'`,
    )
    expect(schemas).toBe('[dm, dsa_hist, ops, raadata]')
    session.close()
    warehouse.instance.closeSync()
  })

  it.each([
    [
      'deliveries',
      'id file_name kilde kommune kildesystem periode loebenr type state code rows_in accepted quarantined duplicates',
    ],
    ['quarantine', 'delivery file line contract codes columns row state'],
    ['quality', 'test dataområde kommune kildesystem periode severity'],
  ])('has the public columns of ops.%s', async (table, columns) => {
    const warehouse = await openWarehouse(warehousePaths(folder), parseConfig({}))
    const session = await warehouse.session()
    await prepareLedger(session)
    const found = (await session.rows(`describe ops.${table}`)).map((row) => row.column_name)
    expect(found).toEqual(expect.arrayContaining(columns.split(' ')))
    session.close()
    warehouse.instance.closeSync()
  })

  it.each(['99', '0', 'none'])('of format %s is C005', async (format) => {
    const warehouse = await openWarehouse(warehousePaths(folder), parseConfig({}))
    const session = await warehouse.session()
    await prepareLedger(session)
    await session.run(`update ops.meta set value = '${format}' where name = 'ledger_format'`)
    expect(await rejectionOf(() => prepareLedger(session))).toMatchObject({
      code: 'C005',
      facts: { found: `ledger format ${format}` },
    })
    expect(await ledgerFormat(session)).toBe(format)
    await session.run(`update ops.meta set value = '${LEDGER_FORMAT}' where name = 'ledger_format'`)
    session.close()
    warehouse.instance.closeSync()
  })

  it('of format 6 gets the tables of what comes from Kafka', async () => {
    const warehouse = await openWarehouse(warehousePaths(folder), parseConfig({}))
    const session = await warehouse.session()
    await prepareLedger(session)
    const added = ['kafka_offsets', 'kafka_deliveries', 'kafka_records', 'schemas']
    for (const name of added) await session.run(`drop table ops.${name}`)
    await session.run(`update ops.meta set value = '6' where name = 'ledger_format'`)
    await prepareLedger(session)
    expect(await ledgerFormat(session)).toBe('7')
    for (const name of added) expect(await session.rows(`select * from ops.${name}`)).toEqual([])
    session.close()
    warehouse.instance.closeSync()
  })

  it('of an earlier format gets what it lacks, all of it or nothing', async () => {
    const warehouse = await openWarehouse(warehousePaths(folder), parseConfig({}))
    const session = await warehouse.session()
    await prepareLedger(session)
    await session.run('drop table ops.keys')
    await session.run('alter table ops.packages drop column removed')
    await session.run(`update ops.meta set value = '1' where name = 'ledger_format'`)
    const failing: Session = {
      ...session,
      run: (text, params) =>
        text.startsWith('insert into ops.meta')
          ? Promise.reject(new Error('killed'))
          : session.run(text, params),
    }
    await expect(prepareLedger(failing)).rejects.toThrow('killed')
    expect(await ledgerFormat(session)).toBe('1')
    expect((await session.rows('describe ops.packages')).map((row) => row.column_name)).not.toContain(
      'removed',
    )
    await prepareLedger(session)
    expect(await ledgerFormat(session)).toBe(String(LEDGER_FORMAT))
    expect(await session.rows('select removed from ops.packages')).toEqual([])
    expect(await session.rows('select nr from ops.keys')).toEqual([])
    session.close()
    warehouse.instance.closeSync()
  })
})
