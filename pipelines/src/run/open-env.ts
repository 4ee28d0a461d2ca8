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
  type Log,
  logged,
  monthOf,
  openWarehouse,
  parseConfig,
  prepareLedger,
  processClock,
  type Reporter,
  readKey,
  removePath,
  type Session,
  silentLog,
  silentReporter,
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
import type { FreeBytes } from '../operations/room.js'

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
 * were committed but not finished. Errors: C001, C002, C004, C005, S001.
 */
export const openEnv = async (options: OpenOptions): Promise<OpenEnv> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  checkSettings(config, options.areas)
  const paths = warehousePaths(options.warehouse, config.inbox)
  const key = await readKey(paths, process.env)
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
  const env: Env = {
    warehouse,
    areas: options.areas,
    clock,
    key,
    log: options.log ?? silentLog,
    config,
    reporter: options.reporter ?? silentReporter,
    signal,
    run: { id: 0, month, plan: emptyPlan(month) },
  }
  try {
    await prepareLedger(session)
    await settleRoot(env, session)
    await recoverLanding(env, session)
    const packages = await finishPackages(env, session)
    for (const { code, facts } of packages.missing)
      env.log.error(logged('a package was lost'), { code: logged(code), package: logged(facts.file ?? '') })
    await finishPublishing(env, session, env.areas)
    await sweepRuns(env)
    await sweepParts(env, session)
    await finishRetention(env, session)
  } catch (thrown) {
    close()
    throw thrown
  }
  env.log.info(logged('warehouse opened'))
  return { env, session, close }
}
