import {
  asFlisError,
  type Clock,
  exists,
  type FlisError,
  LEDGER_FORMAT,
  openInstance,
  openSession,
  parseConfig,
  processClock,
  type Session,
  warehousePaths,
} from '@flis/core'
import { loadSettings, type Settings } from '../../settings.js'
import { type FreeBytes, freeOnDisk } from '../room.js'
import type { Check, Database, Finding, Patient, Verdict } from './check.js'
import { FILE_CHECKS } from './look-at-files.js'
import { FOLDER_CHECKS } from './look-at-folder.js'
import { LEDGER_CHECKS } from './look-at-ledger.js'
import { SERVER_CHECKS } from './look-at-servers.js'
import { WATCH_CHECK } from './look-at-watch.js'
import { madeBy } from './made-by.js'

/** Every look that doctor takes, in the order in which it tells of them. */
export const CHECKS: readonly Check[] = [
  ...FOLDER_CHECKS,
  WATCH_CHECK,
  ...SERVER_CHECKS,
  ...LEDGER_CHECKS,
  ...FILE_CHECKS,
]

export interface DoctorOptions {
  readonly warehouse: string
  /** Compare every file's SHA-256, not only its size. */
  readonly deep?: boolean
  readonly clock?: Clock
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly freeBytes?: FreeBytes
}

/** A check with what it found. */
export interface Diagnosed extends Finding {
  readonly name: string
}

export interface Diagnosis {
  readonly checks: readonly Diagnosed[]
  /** The worst of all verdicts. */
  readonly verdict: Verdict
}

const formatOf = async (session: Session): Promise<number> => {
  const tables = await session.value(
    `select count(*) from duckdb_tables() where schema_name = 'ops' and table_name = 'meta'`,
  )
  if (tables === 0n) return 0
  return Number((await session.value(`select value from ops.meta where name = 'ledger_format'`)) ?? 0)
}

/** Opens the working file for reading; the engine's log beside it is read too, and left as it is. */
const readable = async (
  file: string,
): Promise<{ readonly database: Database; readonly close: () => void }> => {
  const closed = (database: Database) => ({ database, close: () => undefined })
  if (!(await exists(file))) return closed({ state: 'none' })
  try {
    const instance = await openInstance(file, {}, true)
    const session = await openSession(instance)
    const close = (): void => {
      session.close()
      instance.closeSync()
    }
    const format = await formatOf(session)
    if (format === LEDGER_FORMAT) return { database: { state: 'open', session, format }, close }
    close()
    return closed({ state: 'other format', format })
  } catch (thrown) {
    const error = asFlisError(thrown)
    return closed(
      error.code === 'S001'
        ? { state: 'held', holder: error.facts.holder ?? 'another process' }
        : { state: 'broken', error },
    )
  }
}

const settingsOf = async (folder: string): Promise<Settings | FlisError> => {
  try {
    return await loadSettings(folder)
  } catch (thrown) {
    return asFlisError(thrown)
  }
}

const looked = async (check: Check, patient: Patient): Promise<Diagnosed> => {
  try {
    return { name: check.name, ...(await check.look(patient)) }
  } catch (thrown) {
    const { code, facts } = asFlisError(thrown)
    const detail = facts.detail === undefined ? '' : ` ${facts.detail}`
    return {
      name: check.name,
      verdict: 'error',
      said: [`could not be looked at: FLIS-${code}${detail}`, `kunne ikke undersøges: FLIS-${code}${detail}`],
      next: 'flis doctor --deep',
    }
  }
}

const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('error') ? 'error' : verdicts.includes('warning') ? 'warning' : 'ok'

/**
 * Looks at a warehouse and says what is wrong and what to do. Reads only: nothing in the folder is changed, and while
 * it reads no other process is let write.
 *
 * Errors: C002 when the folder is no warehouse. All else is a finding.
 *
 * @example (await doctor({ warehouse: './lager' })).checks.filter((each) => each.verdict !== 'ok')
 */
export const doctor = async (options: DoctorOptions): Promise<Diagnosis> => {
  const environment = options.environment ?? process.env
  const settings = await settingsOf(options.warehouse)
  if ('_tag' in settings && settings.code === 'C002') await loadSettings(options.warehouse)
  const config = '_tag' in settings ? parseConfig({}) : settings.config
  const paths = warehousePaths(options.warehouse, config.inbox)
  const made = await madeBy(paths.database)
  const { database, close } = await readable(paths.database)
  const patient: Patient = {
    paths,
    environment,
    clock: options.clock ?? processClock({}),
    deep: options.deep === true,
    freeBytes: options.freeBytes ?? freeOnDisk,
    settings,
    config,
    database,
    madeBy: made,
  }
  try {
    const checks: Diagnosed[] = []
    for (const check of CHECKS) checks.push(await looked(check, patient))
    return { checks, verdict: worst(checks.map((each) => each.verdict)) }
  } finally {
    close()
  }
}
