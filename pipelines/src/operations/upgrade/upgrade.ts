import { open, readdir, rename, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  asFlisError,
  exists,
  exportLedger,
  LEDGER_FORMAT,
  ledgerFormat,
  openWarehouse,
  removePath,
  requireKnownFormat,
  syncFolder,
  warehousePaths,
} from '@flis/core'
import { rebuild } from '../../rebuild/rebuild.js'
import { type OpenOptions, openEnv, readConfig } from '../../run/open-env.js'
import { copyHandle } from '../backup/copied-file.js'
import { givenKeys } from '../keys/given-keys.js'
import { requireRoomForCopy } from '../room.js'
import { BEFORE_UPGRADE } from './before-upgrade.js'
import { type ChangedModels, changedModels } from './changed-models.js'
import { otherForms } from './history-form.js'

export interface UpgradeOptions extends Omit<OpenOptions, 'rotation' | 'anyForm'> {
  /** Only say what would be done. */
  readonly dryRun?: boolean
}

/** What an upgrade does, or would do. */
export interface UpgradeReport extends ChangedModels {
  readonly dryRun: boolean
  /** Format of the ledger; null where nothing has run here yet. */
  readonly from: number | null
  readonly to: number
  /** Contracts whose tables of DSA_HIST have another form: everything is made anew from Rådata. */
  readonly forms: readonly string[]
  /** False: nothing to do. */
  readonly needed: boolean
  /** The working file as it was; null where nothing was done. */
  readonly copy: string | null
  /** The version that readers use since; null where DM was not made anew. */
  readonly version: number | null
}

interface Looked extends Pick<UpgradeReport, 'from' | 'forms' | 'changed' | 'missing'> {}

const NOTHING: Looked = { from: null, forms: [], changed: [], missing: [] }

/** A copy of the working file, safe on disk, whole under its name; made while nobody else can write. */
const keepCopy = async (database: string, copy: string): Promise<() => Promise<void>> => {
  const source = await open(database, 'r')
  const temporary = `${copy}.tmp`
  try {
    await removePath(temporary)
    await copyHandle(source, temporary)
    await rename(temporary, copy)
    await syncFolder(join(copy, '..'))
  } catch (thrown) {
    await removePath(temporary)
    await source.close()
    throw thrown
  }
  return () => source.close()
}

/** Looks at the warehouse without changing it, and keeps a copy where there is anything to do. */
const look = async (options: UpgradeOptions): Promise<Looked & { readonly copy: string | null }> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  const paths = warehousePaths(options.warehouse, config.inbox)
  if (!(await exists(paths.database))) return { ...NOTHING, copy: null }
  // Without its key nothing could be brought up.
  await givenKeys(paths, options.environment ?? process.env)
  const warehouse = await openWarehouse(paths, config)
  const session = await warehouse.session()
  let release = async (): Promise<void> => undefined
  try {
    const format = await ledgerFormat(session)
    if (format === null) return { ...NOTHING, copy: null }
    requireKnownFormat(format)
    const from = Number(format)
    const forms = await otherForms(session, options.areas)
    const looked: Looked = { from, forms, ...(await changedModels(session, options.areas)) }
    if (options.dryRun === true || (from === LEDGER_FORMAT && forms.length === 0))
      return { ...looked, copy: null }
    const { size } = await stat(paths.database)
    await requireRoomForCopy(paths.root, size, 'nothing has been changed', options.freeBytes)
    await session.run('force checkpoint')
    const copy = join(paths.root, `${BEFORE_UPGRADE}${from}`)
    release = await keepCopy(paths.database, copy)
    return { ...looked, copy }
  } finally {
    session.close()
    warehouse.instance.closeSync()
    await release()
  }
}

/** Format of the ledger as it is now; undefined where the file cannot be opened. Errors: S001. */
const formatNow = async (options: UpgradeOptions): Promise<number | undefined> => {
  try {
    const config = options.config ?? (await readConfig(options.warehouse))
    const warehouse = await openWarehouse(warehousePaths(options.warehouse), config)
    const session = await warehouse.session()
    try {
      return Number(await ledgerFormat(session))
    } finally {
      session.close()
      warehouse.instance.closeSync()
    }
  } catch (thrown) {
    if (asFlisError(thrown).code === 'S001') throw thrown
    return undefined
  }
}

/**
 * Puts the copy back where anything was changed: the flis that made the warehouse opens it as before. While another process
 * has the file, it is that one's: the copy stays beside it.
 */
const putBack = async (options: UpgradeOptions, from: number | null, copy: string): Promise<void> => {
  const { root, database } = warehousePaths(options.warehouse)
  if ((await formatNow(options)) === from) return removePath(copy)
  await removePath(`${database}.wal`)
  await rename(copy, database)
  await syncFolder(root)
}

/** The ledger in the present format, and what reading commands see of it. */
const bringUp = async (options: UpgradeOptions): Promise<void> => {
  const { env, session, close } = await openEnv({ ...options, anyForm: true })
  try {
    await exportLedger(session, env.warehouse.paths.published)
  } finally {
    close()
  }
}

/** Copies of earlier upgrades are of no use once another has come to its end; one that was stopped belongs to this. */
const sweepCopies = async (from: number | null, copy: string): Promise<void> => {
  if (from === LEDGER_FORMAT) return
  const root = join(copy, '..')
  for (const name of await readdir(root))
    if (name.startsWith(BEFORE_UPGRADE) && name !== basename(copy)) await removePath(join(root, name))
}

/**
 * Brings a warehouse that an earlier flis made up to this one: the ledger's format in one transaction, and where tables of
 * DSA_HIST have another form everything is made anew from Rådata and swapped in. Before, the working file is copied; a
 * failure puts it back. Run again after a kill it goes on; with nothing to do it changes nothing.
 *
 * Errors: C002, C004, C005 (a later format, or none that is known), C006, S001, S006, those of a rebuild.
 *
 * @example
 * const { from, to, changed } = await upgrade({ warehouse: './lager', areas: [ky], dryRun: true })
 */
export const upgrade = async (options: UpgradeOptions): Promise<UpgradeReport> => {
  const { dryRun = false } = options
  const { copy, ...looked } = await look(options)
  const needed = looked.from !== null && (looked.from !== LEDGER_FORMAT || looked.forms.length > 0)
  const report = { dryRun, to: LEDGER_FORMAT, ...looked, needed, copy, version: null }
  if (copy === null) return report
  try {
    await bringUp(options)
    if (looked.forms.length === 0) {
      await sweepCopies(looked.from, copy)
      return report
    }
    const { version } = await rebuild({ ...options, anyForm: true, swap: true })
    const { changed, missing } = version === null ? looked : { changed: [], missing: [] }
    await sweepCopies(looked.from, copy)
    return { ...report, changed, missing, version }
  } catch (thrown) {
    await putBack(options, looked.from, copy).catch(() => undefined)
    throw thrown
  }
}
