import { execFile, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { initWarehouse, showPackage, writeSample } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { type PostgresServer, startPostgres } from './server.js'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')
const run = promisify(execFile)

const server = await startPostgres()
let folder: string
let lager: string

interface Ended {
  readonly code: number
  readonly out: string
}

const flis = async (...args: readonly string[]): Promise<Ended> => {
  const cli = [
    '--conditions=flis-source',
    '--import',
    'tsx',
    join(root, 'pipelines/src/cli/main.ts'),
    '-C',
    lager,
  ]
  const env = { ...process.env, FLIS_NOW: '2022-12-02T08:00:00' }
  try {
    const { stdout } = await run(process.execPath, [...cli, ...args], { cwd: root, env, maxBuffer: 1 << 26 })
    return { code: 0, out: stdout }
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as Readonly<Record<'stdout' | 'stderr', string>> & {
      code: number
    }
    return { code, out: `${stdout}${stderr}` }
  }
}

const idOf = (area: string, kommune: string, kind: string): string =>
  `FLIS_${area}_${kommune}_2022-11_${kind}_001`
const pathOf = (id: string): string => join(lager, 'outbox', id.split('_')[2] ?? '', 'MAANED', `${id}.zip`)

/** A package as its receiver unpacks it. */
const unpacked = async (id: string): Promise<string> => {
  const target = join(folder, id)
  const zip = await openPromise(pathOf(id), { autoClose: false })
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    const path = join(target, entry.fileName)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, Buffer.concat(chunks))
  }
  zip.close()
  return target
}

const convert = (package_: string): Promise<number | null> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(here, 'duckdb.mjs')], {
      cwd: package_,
      stdio: ['pipe', 'inherit', 'inherit'],
    })
    createReadStream(join(package_, 'ddl/parquet-to-csv.sql')).pipe(child.stdin)
    child.on('close', done)
  })

const psql = (args: readonly string[], cwd?: string): Promise<string> =>
  (server as PostgresServer).psql(args, cwd)

const countsFile = async (package_: string): Promise<string> => {
  const file = join(package_, 'counts.csv')
  await writeFile(file, await psql(['-f', 'ddl/postgresql-counts.sql'], package_))
  return file
}

/** Loads a package as its scripts say, and counts what is there. */
const load = async (id: string): Promise<{ readonly at: string; readonly counts: string }> => {
  const at = await unpacked(id)
  if ((await showPackage(pathOf(id))).format === 'parquet') expect(await convert(at)).toBe(0)
  expect(await psql(['-f', 'ddl/postgresql.sql'], at)).toBe('')
  return { at, counts: await countsFile(at) }
}

const loading = (): void => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flis-load-'))
    lager = join(folder, 'lager')
    await initWarehouse(lager, ['Borger', 'KY', 'FSIII'])
    const file = join(lager, 'flis.config.json')
    const config = JSON.parse(await readFile(file, 'utf8')) as object
    const packages = { kinds: ['DM', 'DSA'], formats: { '0751': 'csv' } }
    await writeFile(file, JSON.stringify({ ...config, packages }))
    await writeSample({
      out: join(lager, 'inbox'),
      kommuner: ['0751', '0101'],
      from: '2022-10',
      to: '2022-11',
      scale: 0.002,
      seed: 1,
      faults: 0,
      areas: ['Borger', 'KY', 'FSIII'],
    })
    const ended = await flis('month-run', '2022-11', '--lenient')
    expect(ended).toMatchObject({ code: 0 })
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    ['csv', idOf('KY', '0751', 'DM')],
    ['parquet', idOf('KY', '0101', 'DM')],
    ['csv', idOf('KY', '0751', 'DSA')],
    ['csv', idOf('FSIII', '0751', 'DM')],
    ['csv', idOf('FSIII', '0751', 'DSA')],
    ['parquet', idOf('FSIII', '0101', 'DSA')],
    ['csv', idOf('Borger', '0751', 'DM')],
    ['csv', idOf('Borger', '0751', 'DSA')],
    ['parquet', idOf('Borger', '0101', 'DM')],
  ])('has the rows and sums of its manifest (%s, %s)', async (format, id) => {
    const { counts } = await load(id)
    const manifest = await showPackage(pathOf(id))
    expect(manifest.format).toBe(format)
    expect(manifest.files.reduce((sum, each) => sum + each.rows, 0)).toBeGreaterThan(20)
    const ended = await flis('packages', 'verify', id, '--loaded', counts)
    expect(ended.out).toContain(`${id}  loaded as sent: ${manifest.files.length} tables`)
    expect(ended.code).toBe(0)
  })

  it('holds every value as it was sent, absent apart from empty', async () => {
    const id = idOf('KY', '0751', 'DM')
    const at = join(folder, id)
    const { files } = await showPackage(pathOf(id))
    for (const { table, name } of files) {
      const loaded = await psql([
        '-Atqc',
        `copy (select * from flis_ky_0751_dm."${table}") to stdout with (format csv, header true, delimiter ';')`,
      ])
      const sorted = (text: string): readonly string[] => text.split('\n').sort()
      expect(sorted(loaded)).toEqual(sorted(await readFile(join(at, name), 'utf8')))
    }
  })

  it('has keys and descriptions', async () => {
    const said = await psql([
      '-Atc',
      `select count(*) filter (where contype = 'p') > 2, count(*) filter (where contype = 'f') > 2
       from pg_constraint where connamespace = 'flis_ky_0751_dm'::regnamespace`,
      '-c',
      `select col_description('flis_ky_0751_dm."FactKYYdelser"'::regclass, 1) is not null`,
    ])
    expect(said.trim().split('\n')).toEqual(['t|t', 't'])
  })

  it('can be loaded again, with the same result', async () => {
    const id = idOf('KY', '0751', 'DM')
    const before = await readFile(join(folder, id, 'counts.csv'), 'utf8')
    const { counts } = await load(id)
    expect(await readFile(counts, 'utf8')).toBe(before)
  })

  it('stands as it was before when a load fails on the way', async () => {
    const id = idOf('KY', '0751', 'DM')
    const at = join(folder, id)
    const before = await readFile(await countsFile(at), 'utf8')
    const file = join(at, 'FactKYYdelser.csv')
    const whole = await readFile(file, 'utf8')
    await writeFile(file, `${whole}ikke;en;række\n`)
    await expect(psql(['-f', 'ddl/postgresql.sql'], at)).rejects.toThrow()
    expect(await readFile(await countsFile(at), 'utf8')).toBe(before)
    await writeFile(file, whole)
  })

  it('can stand in a schema of the receiver’s choice', async () => {
    const id = idOf('KY', '0751', 'DM')
    await psql(['-v', 'schema=Kommunens Egen', '-f', 'ddl/postgresql.sql'], join(folder, id))
    const rows = await psql(['-Atc', 'select count(*) from "Kommunens Egen"."DimTid"'])
    expect(Number(rows)).toBeGreaterThan(1)
  })

  it('is found out when a row is missing or an amount is another (K09, exit code 3)', async () => {
    const id = idOf('KY', '0751', 'DM')
    const { files } = await showPackage(pathOf(id))
    const fact = files.find((each) => each.table === 'FactKYYdelser')
    await psql([
      '-qc',
      `delete from flis_ky_0751_dm."FactKYYdelser" where ctid = (select min(ctid) from flis_ky_0751_dm."FactKYYdelser")`,
    ])
    const counts = await countsFile(join(folder, id))
    const ended = await flis('packages', 'verify', id, '--loaded', counts)
    expect(ended.out).toContain(
      `K09 modtagerens indlæsning  FactKYYdelser  rows: expected ${fact?.rows}, found ${Number(fact?.rows) - 1}`,
    )
    expect(ended.code).toBe(3)
    expect((await flis('packages', 'verify', id, '--loaded', counts, '--lenient')).code).toBe(0)
  })
}

const notRun = (): void =>
  it('is not run: PostgreSQL is neither here nor needed here', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('a package loaded into PostgreSQL by its own scripts', server === undefined ? notRun : loading)
