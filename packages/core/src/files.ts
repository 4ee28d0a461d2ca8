import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a file's bytes safe on disk. */
export const syncFile = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the names in a folder safe on disk. */
export const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** SHA-256 of a file as hex, read in chunks. */
export const sha256File = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** SHA-256 of a text as hex. */
export const sha256Text = (content: string): string => createHash('sha256').update(content).digest('hex')

/** Moves a finished file under its final name: fsync, rename, fsync of the folder. Never half visible. */
export const settleFile = async (temporary: string, final: string): Promise<void> => {
  await syncFile(temporary)
  await mkdir(dirname(final), { recursive: true })
  await rename(temporary, final)
  await syncFolder(dirname(final))
}

/** Writes a small file atomically. */
export const writeFileAtomically = async (path: string, content: string | Uint8Array): Promise<void> => {
  const temporary = `${path}.tmp`
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(temporary, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** True when there is something at the path. */
export const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

/** A second name for the same bytes; a copy where the file system has no links. Repeating it changes nothing. */
export const linkFile = async (from: string, to: string): Promise<void> => {
  if (await exists(to)) return
  await mkdir(dirname(to), { recursive: true })
  try {
    await link(from, to)
  } catch {
    const temporary = `${to}.tmp`
    await copyFile(from, temporary)
    await settleFile(temporary, to)
  }
}

/** Removes a file or folder if it is there. */
export const removePath = (path: string): Promise<void> => rm(path, { recursive: true, force: true })
