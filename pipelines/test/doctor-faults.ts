import { chmod, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fixedClock } from '@flis/core'
import type { DoctorOptions } from '../src/operations/doctor/doctor.js'
import { filesBelow } from './files-below.js'
import { tamper } from './tamper.js'

const firstFile = async (root: string, folder: string, name: RegExp): Promise<string> =>
  (await filesBelow(join(root, folder))).filter((each) => name.test(each)).sort()[0] ?? 'none'

const sql =
  (...statements: readonly string[]) =>
  (root: string): Promise<void> =>
    tamper(root, ...statements)

const write =
  (file: string, text = 'x') =>
  async (root: string): Promise<void> => {
    await mkdir(join(root, file, '..'), { recursive: true })
    await writeFile(join(root, file), text)
  }

/** A server that could not be asked even if it were there. */
const withSource = async (root: string): Promise<void> => {
  const file = join(root, 'flis.config.json')
  const config = JSON.parse(await readFile(file, 'utf8')) as object
  const hostKey = `SHA256:${'a'.repeat(43)}`
  const source = { type: 'sftp', host: '127.0.0.1', user: 'flis', privateKeyFile: 'nowhere', hostKey }
  await writeFile(file, JSON.stringify({ ...config, sources: [source] }))
}

const cut =
  (folder: string, name: RegExp) =>
  async (root: string): Promise<void> => {
    const file = await firstFile(root, folder, name)
    await truncate(file, (await stat(file)).size - 5)
  }

/** Another byte, the same size. */
const flip =
  (folder: string, name: RegExp) =>
  async (root: string): Promise<void> => {
    const file = await firstFile(root, folder, name)
    const bytes = await readFile(file)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    // a name of its own: the bytes may be shared
    await rm(file)
    await writeFile(file, bytes)
  }

/** Something wrong, the check that must tell of it, and how. */
interface Fault {
  readonly check: string
  readonly fault: string
  readonly plant: (root: string) => Promise<unknown>
  readonly verdict: 'warning' | 'error'
  readonly options?: Partial<DoctorOptions>
}

/** At least one for every check that looks at more than processes. */
export const FAULTS: readonly Fault[] = [
  {
    check: 'settings',
    fault: 'an unknown setting',
    plant: write('flis.config.json', '{"aeras":[]}'),
    verdict: 'error',
  },
  {
    check: 'servers',
    fault: 'no key for a server',
    plant: withSource,
    verdict: 'error',
  },
  {
    check: 'servers',
    fault: 'others may read the key of a server',
    plant: async (root) => {
      await withSource(root)
      await write('nowhere')(root)
      await chmod(join(root, 'nowhere'), 0o644)
    },
    verdict: 'error',
  },
  { check: 'key', fault: 'no key', plant: (root) => rm(join(root, 'key')), verdict: 'error' },
  {
    check: 'key',
    fault: 'others may read it',
    plant: (root) => chmod(join(root, 'key'), 0o644),
    verdict: 'error',
  },
  { check: 'key', fault: 'half a key', plant: (root) => truncate(join(root, 'key'), 20), verdict: 'error' },
  {
    check: 'key',
    fault: 'another key in FLIS_KEY',
    plant: async () => undefined,
    verdict: 'error',
    options: { environment: { FLIS_KEY: '00'.repeat(32) } },
  },
  {
    check: 'watch',
    fault: 'a watch that was killed',
    plant: write('health.json', '{"state":"running","written":"2022-11-05T07:00:00.000Z"}'),
    verdict: 'warning',
  },
  {
    check: 'watch',
    fault: 'orders and no watch',
    plant: write('orders/000001.json', '{}'),
    verdict: 'warning',
  },
  {
    check: 'clock',
    fault: 'FLIS_NOW is set',
    plant: async () => undefined,
    verdict: 'warning',
    options: { environment: { FLIS_NOW: '2022-11-05' } },
  },
  {
    check: 'clock',
    fault: 'the clock is behind',
    plant: async () => undefined,
    verdict: 'error',
    options: { clock: fixedClock('2022-01-01') },
  },
  {
    check: 'engine',
    fault: 'another DuckDB made the file',
    plant: async (root) => {
      const bytes = await readFile(join(root, 'flis.duckdb'))
      bytes.write('v1.0.0', 52, 'latin1')
      await writeFile(join(root, 'flis.duckdb'), bytes)
    },
    verdict: 'warning',
  },
  { check: 'database', fault: 'no database', plant: write('flis.duckdb', 'no database'), verdict: 'error' },
  {
    check: 'ledger',
    fault: 'a later format',
    plant: sql(`update ops.meta set value = '99' where name = 'ledger_format'`),
    verdict: 'error',
  },
  {
    check: 'ledger',
    fault: 'an earlier format',
    plant: sql(`update ops.meta set value = '1' where name = 'ledger_format'`),
    verdict: 'warning',
  },
  {
    check: 'history',
    fault: 'a table of another form',
    plant: sql('alter table dsa_hist."KYSag" add column "Gammel" varchar'),
    verdict: 'error',
  },
  {
    check: 'put aside',
    fault: 'a working file from before an upgrade',
    plant: write('flis.duckdb.before-upgrade-3'),
    verdict: 'warning',
  },
  {
    check: 'leftovers',
    fault: 'a stopped restore',
    plant: write('.restoring/warehouse/flis.duckdb'),
    verdict: 'warning',
  },
  {
    check: 'key',
    fault: 'a stopped rotation',
    plant: write('key.next', 'ab'.repeat(32)),
    verdict: 'warning',
  },
  {
    check: 'leftovers',
    fault: 'a stopped rebuild',
    plant: write('.rebuild/flis.duckdb'),
    verdict: 'warning',
  },
  { check: 'leftovers', fault: 'a stopped run', plant: write('staging/run-7/x.parquet'), verdict: 'warning' },
  {
    check: 'leftovers',
    fault: 'a pair half removed',
    plant: write('archive/.leaving-inbox/a.json'),
    verdict: 'warning',
  },
  {
    check: 'leftovers',
    fault: 'half a package',
    plant: write('outbox/0751/MAANED/.FLIS_KY.zip.tmp'),
    verdict: 'warning',
  },
  {
    check: 'areas',
    fault: 'an area left the settings',
    plant: write('flis.config.json', '{"areas":["KY"]}'),
    verdict: 'warning',
  },
  {
    check: 'runs',
    fault: 'a run was killed',
    plant: sql(`update ops.runs set state = 'running' where id = (select max(id) from ops.runs)`),
    verdict: 'warning',
  },
  {
    check: 'acknowledged',
    fault: 'a source was not told',
    plant: sql(`update ops.deliveries set acknowledged = false where kilde = 'KY'`),
    verdict: 'warning',
  },
  {
    check: 'deliveries',
    fault: 'one is held',
    plant: sql(`update ops.deliveries set state = 'held', code = 'L060' where kilde = 'KY'`),
    verdict: 'warning',
  },
  {
    check: 'quarantine',
    fault: 'an open row',
    plant: sql(`insert into ops.quarantine (delivery, state) values ('a', 'open')`),
    verdict: 'warning',
  },
  { check: 'Rådata', fault: 'a file is cut short', plant: cut('raadata', /parquet$/), verdict: 'error' },
  {
    check: 'Rådata',
    fault: 'a flipped bit (deep)',
    plant: flip('raadata', /parquet$/),
    verdict: 'error',
    options: { deep: true },
  },
  {
    check: 'archive',
    fault: 'bytes are missing',
    plant: async (root) => rm(await firstFile(root, 'archive/sha256', /./)),
    verdict: 'error',
  },
  {
    check: 'archive',
    fault: 'a flipped bit (deep)',
    plant: flip('archive/sha256', /./),
    verdict: 'error',
    options: { deep: true },
  },
  {
    check: 'checkpoint',
    fault: 'a file is cut short',
    plant: cut('checkpoints', /parquet$/),
    verdict: 'error',
  },
  {
    check: 'checkpoint',
    fault: 'a flipped bit (deep)',
    plant: flip('checkpoints', /parquet$/),
    verdict: 'error',
    options: { deep: true },
  },
  {
    check: 'checkpoint',
    fault: 'retention was stopped',
    plant: sql(`update ops.checkpoints set state = 'deleting'`),
    verdict: 'warning',
  },
  {
    check: 'published',
    fault: 'no pointer',
    plant: (root) => rm(join(root, 'published/current.json')),
    verdict: 'error',
  },
  {
    check: 'published',
    fault: 'no JSON in it',
    plant: write('published/current.json', '{'),
    verdict: 'error',
  },
  {
    check: 'published',
    fault: 'an older version in it',
    plant: write('published/current.json', '{"version":0}'),
    verdict: 'warning',
  },
  {
    check: 'published',
    fault: 'no catalogue',
    plant: (root) => rm(join(root, 'published/1/catalogue.json')),
    verdict: 'error',
  },
  {
    check: 'published',
    fault: 'a file is missing',
    plant: async (root) => rm(await firstFile(root, 'published/1', /parquet$/)),
    verdict: 'error',
  },
  {
    check: 'published',
    fault: 'a flipped bit (deep)',
    plant: flip('published/1', /parquet$/),
    verdict: 'error',
    options: { deep: true },
  },
  {
    check: 'parts',
    fault: 'a part is missing',
    plant: async (root) => rm(await firstFile(root, 'published/parts', /parquet$/)),
    verdict: 'error',
  },
  {
    check: 'parts',
    fault: 'one that nothing refers to',
    plant: write(`published/parts/00/${'0'.repeat(64)}.parquet`),
    verdict: 'warning',
  },
  { check: 'packages', fault: 'one is cut short', plant: cut('outbox', /zip$/), verdict: 'error' },
  {
    check: 'packages',
    fault: 'a flipped bit (deep)',
    plant: flip('outbox', /zip$/),
    verdict: 'error',
    options: { deep: true },
  },
  {
    check: 'packages',
    fault: 'one was lost',
    plant: sql(`update ops.packages set state = 'lost' where id = (select min(id) from ops.packages)`),
    verdict: 'warning',
  },
  { check: 'outbox', fault: 'a stranger', plant: write('outbox/0751/notes.txt'), verdict: 'warning' },
  {
    check: 'outbox',
    fault: 'no folder',
    plant: (root) => rm(join(root, 'outbox'), { recursive: true }),
    verdict: 'error',
  },
  {
    check: 'disk',
    fault: 'it is full',
    plant: async () => undefined,
    verdict: 'error',
    options: { freeBytes: async () => 1000 },
  },
  {
    check: 'disk',
    fault: 'it is nearly full',
    plant: (root) => truncate(join(root, 'flis.duckdb'), 80 * 1024 ** 2),
    verdict: 'warning',
    options: { freeBytes: async () => 100 * 1024 ** 2 },
  },
]
