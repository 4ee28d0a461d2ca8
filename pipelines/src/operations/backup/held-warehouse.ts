import { type FileHandle, open } from 'node:fs/promises'
import {
  exists,
  fail,
  LEDGER_FORMAT,
  ledgerFormat,
  openWarehouse,
  requireKnownFormat,
  type Session,
  warehousePaths,
} from '@flis/core'
import { type OpenOptions, openEnv, readConfig } from '../../run/open-env.js'
import { type Copied, copyHandle } from './copied-file.js'

/** A warehouse in which nobody else writes, its working file whole on disk. */
export interface HeldWarehouse {
  readonly session: Session
  /** Of the ledger, as it is and stays. */
  readonly format: number
  copyDatabase(to: string): Promise<Copied>
  close(): Promise<void>
}

interface Opened {
  readonly session: Session
  close(): void
}

/** Opened without a change: the ledger keeps its format, so that the flis that made it can open the copy. */
const asItIs = async (options: OpenOptions): Promise<Opened> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  const warehouse = await openWarehouse(warehousePaths(options.warehouse, config.inbox), config)
  const session = await warehouse.session()
  return {
    session,
    close: () => {
      session.close()
      warehouse.instance.closeSync()
    },
  }
}

/** A warehouse of the present format is put in order first, as every command does; one of an earlier is left as it is. */
const opened = async (options: OpenOptions): Promise<Opened & { readonly format: number }> => {
  const looked = await asItIs(options)
  try {
    const format = await ledgerFormat(looked.session)
    if (format !== null) requireKnownFormat(format)
    if (format !== null && Number(format) < LEDGER_FORMAT) return { ...looked, format: Number(format) }
  } catch (thrown) {
    looked.close()
    throw thrown
  }
  looked.close()
  return { ...(await openEnv({ ...options, anyForm: true })), format: LEDGER_FORMAT }
}

/**
 * Holds a warehouse: until it is closed nobody else writes. Errors: C002, C004 to C006, S001, S003.
 *
 * @example
 * const held = await holdWarehouse({ warehouse: './lager', areas: [ky] })
 * await held.copyDatabase('/backup/flis.duckdb')
 */
export const holdWarehouse = async (options: OpenOptions): Promise<HeldWarehouse> => {
  const { database } = warehousePaths(options.warehouse)
  const { session, format, close } = await opened(options)
  const handles: FileHandle[] = []
  return {
    session,
    format,
    copyDatabase: async (to) => {
      await session.run('force checkpoint')
      if (await exists(`${database}.wal`))
        fail('S003', { file: `${database}.wal`, detail: 'the engine has left a log that is not written out' })
      const handle = await open(database, 'r')
      handles.push(handle)
      return copyHandle(handle, to)
    },
    close: async () => {
      close()
      // Only now: closing any handle of the file would give up this process's lock on it.
      for (const each of handles) await each.close()
    },
  }
}
