import { link, mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sha256Text } from '@flis/core'
import { copyBeside, fileSha256, hasCode, statOf, syncFolder } from './durable.js'

/** File systems without hard links, and folders on another disk. */
const NO_LINK = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Bytes in the archive. */
export interface KeptBytes {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** Where bytes lie in the archive: `sha256/<ab>/<sha>`. */
export const contentPath = (archive: string, sha256: string): string =>
  join(archive, 'sha256', sha256.slice(0, 2), sha256)

/**
 * File systems take 255 bytes. On top of a name can come the SHA-256 of other bytes of that name, `.metadata`, that of
 * other metadata, and what a half-written copy is called.
 */
const LONGEST_NAME = 110

/** As many whole characters as fit beside what comes on top. */
const shortened = (fileName: string): string => {
  let kept = ''
  for (const character of fileName) {
    if (Buffer.byteLength(kept + character) > LONGEST_NAME - 17) return kept
    kept += character
  }
  return kept
}

/** The name that a file gets in our folders: its own, or the beginning of one that is too long. */
export const archiveName = (fileName: string): string =>
  Buffer.byteLength(fileName) <= LONGEST_NAME
    ? fileName
    : `${shortened(fileName)}~${sha256Text(fileName).slice(0, 16)}`

/**
 * Keeps a file's bytes in the archive, once however often they come, and leaves the file where it is. From the
 * copy on nothing that the sender does to the file matters. Copies and hashes in one pass, bounded memory.
 *
 * @example const { path, sha256 } = await keepBytes('warehouse/archive', arrival.path)
 */
export const keepBytes = async (archive: string, file: string): Promise<KeptBytes> => {
  const { part, sha256, bytes } = await copyBeside(
    file,
    join(archive, 'sha256', basename(file).slice(0, LONGEST_NAME / 2)),
  )
  const path = contentPath(archive, sha256)
  const there = await statOf(path)
  if (there?.size === BigInt(bytes)) {
    await rm(part)
  } else {
    await mkdir(dirname(path), { recursive: true })
    await rename(part, path)
    await syncFolder(dirname(path))
    await syncFolder(join(archive, 'sha256'))
  }
  return { path, sha256, bytes }
}

const isSameFile = async (path: string, other: string, sha256: string): Promise<boolean | undefined> => {
  const [there, here] = [await statOf(path), await statOf(other)]
  if (there === undefined) return undefined
  if (there.ino === here?.ino && there.dev === here.dev) return true
  return there.size === here?.size && (await fileSha256(path)) === sha256
}

/**
 * Gives bytes a name in a folder: a hard link to them, or a copy where links are not wanted or not possible.
 * A name that stands for other bytes is never touched: then `<name>.<first 8 of SHA-256>` is taken. Repeating it
 * changes nothing.
 *
 * @returns the name taken
 */
export const placeBytes = async (
  from: string,
  folder: string,
  name: string,
  options: { readonly sha256: string; readonly links: boolean },
): Promise<string> => {
  const { sha256, links } = options
  const candidates = [name, `${name}.${sha256.slice(0, 8)}`, `${name}.${sha256}`]
  for (const candidate of candidates) {
    const target = join(folder, candidate)
    const same = await isSameFile(target, from, sha256)
    if (same === true) return candidate
    if (same === undefined) {
      await mkdir(folder, { recursive: true })
      if (!links || !(await linked(from, target))) await rename((await copyBeside(from, target)).part, target)
      return candidate
    }
  }
  throw new Error('other bytes under a name made of a SHA-256')
}

const linked = async (from: string, target: string): Promise<boolean> => {
  try {
    await link(from, target)
    return true
  } catch (thrown) {
    if (hasCode(thrown, ...NO_LINK)) return false
    throw thrown
  }
}
