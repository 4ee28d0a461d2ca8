import { DuckDBInstance, DuckDBInstanceCache, version } from '@duckdb/node-api'
import { asFlisError, FlisFailure } from '../errors/flis-error.js'

/**
 * The one registry of DuckDB instances in a process. The same file opened twice in one process loses committed
 * data without a word, so nothing else opens files.
 */
const cache = new DuckDBInstanceCache()

/** The engine's version, e.g. `v1.5.6`: what it hashes and writes is the same within one. */
export const ENGINE_VERSION = version()

export interface EngineLimits {
  /** e.g. `2GB`; absent: the engine's own (80 % of the machine). */
  readonly memory?: string
  readonly threads?: number
  /** Folder for what does not fit in memory. */
  readonly temp?: string
}

const options = (limits: EngineLimits, readOnly: boolean): Record<string, string> => ({
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  storage_compatibility_version: 'latest',
  // It takes a file for the one that it read before while path and coarse modification time are the same.
  enable_external_file_cache: 'false',
  ...(readOnly ? { access_mode: 'READ_ONLY' } : {}),
  ...(limits.memory === undefined ? {} : { memory_limit: limits.memory }),
  ...(limits.threads === undefined ? {} : { threads: String(limits.threads) }),
  ...(limits.temp === undefined ? {} : { temp_directory: limits.temp }),
})

/**
 * The instance of a file, opened once per process; `:memory:` gives a new one each time.
 * Errors: S001 when another process holds the file.
 */
export const openInstance = async (
  path: string,
  limits: EngineLimits = {},
  readOnly = false,
): Promise<DuckDBInstance> => {
  try {
    if (path === ':memory:') return await DuckDBInstance.create(':memory:', options(limits, false))
    return await cache.getOrCreateInstance(path, options(limits, readOnly))
  } catch (thrown) {
    throw new FlisFailure(asFlisError(thrown))
  }
}
