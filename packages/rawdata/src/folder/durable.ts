import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const CHUNK_BYTES = 1024 * 1024

/** Temporary names start with a dot: no listing shows them. */
const temporary = (path: string): string => join(dirname(path), `.${basename(path)}.part`)

/** True when the error has the code; anything else thrown is no answer. */
export const hasCode = (thrown: unknown, ...codes: readonly string[]): boolean =>
  thrown instanceof Error && 'code' in thrown && codes.some((code) => code === thrown.code)

/** A file's status, undefined when there is none. */
export const statOf = async (path: string) => {
  try {
    return await stat(path, { bigint: true })
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return undefined
    throw thrown
  }
}

/** Which bytes a name stands for, without reading them: changes when the file is written or replaced. */
export const identityOf = ({
  dev,
  ino,
  size,
  mtimeNs,
}: NonNullable<Awaited<ReturnType<typeof statOf>>>): string => `${dev}:${ino}:${size}:${mtimeNs}`

/** Makes names created, renamed or removed in a folder survive a loss of power. */
export const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a small file so that under its name it is either whole or not there. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(temporary(path), 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary(path), path)
  await syncFolder(dirname(path))
}

/** SHA-256 (hex) of a file, in bounded memory. */
export const fileSha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) hash.update(chunk)
  return hash.digest('hex')
}

/**
 * Copies a file to a temporary name beside its target and on to disk, hashing on the way; the caller names it.
 * The temporary file is removed when copying fails.
 */
export const copyBeside = async (from: string, target: string) => {
  const part = temporary(target)
  const hash = createHash('sha256')
  let bytes = 0
  await mkdir(dirname(target), { recursive: true })
  const handle = await open(part, 'w')
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: CHUNK_BYTES })) {
      hash.update(chunk)
      bytes += chunk.length
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  } finally {
    await handle.close()
  }
  return { part, sha256: hash.digest('hex'), bytes }
}
