import { open } from 'node:fs/promises'
import { exists } from '@flis/core'

/** Where a DuckDB file names the library that made it. */
const LIBRARY = { at: 52, bytes: 32 } as const

/**
 * The version of the engine that made a working file; undefined where there is none. Asked before the file is opened:
 * closing any handle of it would give up the engine's lock.
 */
export const madeBy = async (file: string): Promise<string | undefined> => {
  if (!(await exists(file))) return undefined
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(LIBRARY.bytes), 0, LIBRARY.bytes, LIBRARY.at)
    return buffer.toString('latin1').replace(/\0.*$/s, '')
  } finally {
    await handle.close()
  }
}
