import { mkdir, readFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'
import type { Config } from './config.js'
import { openInstance } from './duckdb/registry.js'
import { openSession, type Session } from './duckdb/session.js'
import { fail } from './errors/flis-error.js'
import { exists } from './files.js'
import { type WarehouseKey, warehouseKey } from './keys.js'

/** Where things lie in a warehouse folder. All paths absolute. */
export interface WarehousePaths {
  readonly root: string
  readonly database: string
  readonly inbox: string
  readonly archive: string
  readonly rejected: string
  readonly outbox: string
  readonly published: string
  /** Rådata: one Parquet file per delivery and contract. */
  readonly raadata: string
  /** What a run works on; of no worth after it. */
  readonly staging: string
  readonly temp: string
  readonly key: string
  readonly config: string
}

export const warehousePaths = (folder: string, inbox = 'inbox'): WarehousePaths => {
  const root = resolve(folder)
  return {
    root,
    database: join(root, 'flis.duckdb'),
    inbox: isAbsolute(inbox) ? inbox : join(root, inbox),
    archive: join(root, 'archive'),
    rejected: join(root, 'rejected'),
    outbox: join(root, 'outbox'),
    published: join(root, 'published'),
    raadata: join(root, 'raadata'),
    staging: join(root, 'staging'),
    temp: join(root, 'staging', 'spill'),
    key: join(root, 'key'),
    config: join(root, 'flis.config.json'),
  }
}

/** An open warehouse: its folder and its one writing instance. */
export interface Warehouse {
  readonly paths: WarehousePaths
  readonly instance: DuckDBInstance
  session(signal?: AbortSignal): Promise<Session>
}

/** Opens the working file of a warehouse for writing (S001 when another process holds it). */
export const openWarehouse = async (paths: WarehousePaths, config: Config): Promise<Warehouse> => {
  await mkdir(paths.temp, { recursive: true })
  const instance = await openInstance(paths.database, {
    temp: paths.temp,
    ...(config.limits.memory === undefined ? {} : { memory: config.limits.memory }),
    ...(config.limits.threads === undefined ? {} : { threads: config.limits.threads }),
  })
  return { paths, instance, session: (signal) => openSession(instance, signal) }
}

/** The secret key: FLIS_KEY, else the file `key` (C004 when there is neither). */
export const readKey = async (
  paths: WarehousePaths,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<WarehouseKey> => {
  const given = environment.FLIS_KEY
  if (given !== undefined && given !== '') return warehouseKey(given)
  if (!(await exists(paths.key))) return fail('C004', { file: paths.key })
  return warehouseKey(await readFile(paths.key, 'utf8'))
}
