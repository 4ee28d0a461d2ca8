import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Clock,
  type Config,
  type Dataomraade,
  type Env,
  emptyPlan,
  exists,
  fail,
  LEDGER_FORMAT,
  type Log,
  ledgerFormat,
  logged,
  monthOf,
  openWarehouse,
  parseConfig,
  prepareLedger,
  processClock,
  type Reporter,
  removePath,
  requireKnownFormat,
  type Session,
  silentLog,
  silentReporter,
  type WarehouseKey,
  warehousePaths,
  writeFileAtomically,
} from '@flis/core'
import { finishPackages } from '@flis/delivery'
import {
  finishPublishing,
  inBuildOrder,
  newestVersion,
  showTables,
  sweepParts,
  tablesOfVersion,
} from '@flis/dm'
import { recoverLanding } from '@flis/rawdata'
import { checkSettings } from '../check-settings.js'
import { finishRetention } from '../operations/finish-retention.js'
import { type Environment, givenKeys } from '../operations/keys/given-keys.js'
import { settleKeys } from '../operations/keys/settle-keys.js'
import type { FreeBytes } from '../operations/room.js'
import { requireForms } from '../operations/upgrade/history-form.js'

/** What a caller may set; the rest is found in the warehouse folder and the process. */
export interface OpenOptions {
  readonly warehouse: string
  readonly areas: readonly Dataomraade[]
  readonly config?: Config
  readonly clock?: Clock
  readonly reporter?: Reporter
  readonly log?: Log
  readonly signal?: AbortSignal
  /** Tells the free bytes of the warehouse's disk; default: asks the file system. */
  readonly freeBytes?: FreeBytes
  /** Where FLIS_KEY is looked for; default: the process's. */
  readonly environment?: Environment
  /** The key that surrogates are being changed to, where this is a rotation. */
  readonly rotation?: WarehouseKey
  /** Also where tables of DSA_HIST have another form than the contracts say (C007): nothing is written to them. */
  readonly anyForm?: boolean
}

/** Settings that are a module stand in one of these. */
export const CONFIG_MODULES = [
  'flis.config.ts',
  'flis.config.mts',
  'flis.config.js',
  'flis.config.mjs',
] as const

/** True when the folder holds a warehouse: settings as JSON or as a module. */
export const isWarehouse = async (folder: string): Promise<boolean> => {
  const { root } = warehousePaths(folder)
  for (const name of ['flis.config.json', ...CONFIG_MODULES]) if (await exists(join(root, name))) return true
  return false
}

/**
 * Makes a new warehouse in an empty or missing folder: settings, key (mode 0600), inbox and the other folders.
 * Errors: C003 when the folder holds anything.
 *
 * @example await initWarehouse('./lager', ['KY', 'FSIII'])
 */
export const initWarehouse = async (folder: string, areas: readonly string[]): Promise<void> => {
  const paths = warehousePaths(folder)
  if ((await exists(paths.root)) && (await readdir(paths.root)).length > 0) fail('C003', { file: paths.root })
  for (const each of [paths.root, paths.inbox, paths.archive, paths.rejected, paths.outbox, paths.published])
    await mkdir(each, { recursive: true })
  await writeFile(paths.key, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  await writeFileAtomically(paths.config, `${JSON.stringify({ areas }, null, 2)}\n`)
}

/** The settings of a warehouse folder as its JSON has them; all defaults without (C002 when it is no warehouse). */
export const readConfig = async (folder: string): Promise<Config> => {
  const { config, root } = warehousePaths(folder)
  if (!(await isWarehouse(folder))) return fail('C002', { file: root })
  if (!(await exists(config))) return parseConfig({})
  try {
    return parseConfig(JSON.parse(await readFile(config, 'utf8')))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return fail('C001', { file: config, detail: 'not JSON' })
    throw thrown
  }
}

/** An open warehouse to run in. */
export interface OpenEnv {
  readonly env: Env
  readonly session: Session
  close(): void
}

/** The views name files by their full path: made anew when the warehouse has been moved. */
const settleRoot = async (env: Env, session: Session): Promise<void> => {
  const { root, published } = env.warehouse.paths
  const known = await session.value(`select max(value) from ops.meta where name = 'root'`)
  if (known === root) return
  const tables = await tablesOfVersion(session, published, await newestVersion(session))
  await session.transaction(async () => {
    await showTables(session, inBuildOrder(env.areas), tables)
    await session.run(`delete from ops.meta where name = 'root'`)
    await session.run(`insert into ops.meta values ('root', $root)`, { root })
  })
}

/** What runs that were stopped have left in staging; everything that still counts has been moved by now. */
const sweepRuns = async (env: Env): Promise<void> => {
  const { staging } = env.warehouse.paths
  if (!(await exists(staging))) return
  for (const name of await readdir(staging))
    if (name.startsWith('run-')) await removePath(join(staging, name))
}

/**
 * Opens a warehouse for writing and makes good what a kill has left: acknowledgements, packages and versions that
 * were committed but not finished. Errors: C001, C002, C004 to C007, S001.
 */
export const openEnv = async (options: OpenOptions): Promise<OpenEnv> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  checkSettings(config, options.areas)
  const paths = warehousePaths(options.warehouse, config.inbox)
  const environment = options.environment ?? process.env
  // Without any key nothing is opened, and nothing made.
  await givenKeys(paths, environment)
  const clock = options.clock ?? processClock(process.env)
  const signal = options.signal ?? new AbortController().signal
  const warehouse = await openWarehouse(paths, config)
  const session = await warehouse.session(signal)
  // The file too: others in this process may want to read it, or to put another in its place.
  const close = (): void => {
    session.close()
    warehouse.instance.closeSync()
  }
  const month = monthOf(clock())
  const log = options.log ?? silentLog
  const { areas } = options
  try {
    const format = await ledgerFormat(session)
    if (format !== null) requireKnownFormat(format)
    if (options.anyForm !== true) await requireForms(session, areas)
    await prepareLedger(session)
    if (format !== null && format !== String(LEDGER_FORMAT))
      log.info(logged(`the ledger was brought from format ${format} to ${LEDGER_FORMAT}`))
    const settled = await settleKeys({ session, paths, areas, environment, clock, log }, options.rotation)
    const env: Env = {
      warehouse,
      areas,
      clock,
      ...settled,
      log,
      config,
      reporter: options.reporter ?? silentReporter,
      signal,
      run: { id: 0, month, plan: emptyPlan(month) },
    }
    await settleRoot(env, session)
    await recoverLanding(env, session)
    const packages = await finishPackages(env, session)
    for (const { code, facts } of packages.missing)
      env.log.error(logged('a package was lost'), { code: logged(code), package: logged(facts.file ?? '') })
    await finishPublishing(env, session, env.areas)
    await sweepRuns(env)
    await sweepParts(env, session)
    await finishRetention(env, session)
    log.info(logged('warehouse opened'))
    return { env, session, close }
  } catch (thrown) {
    close()
    throw thrown
  }
}
