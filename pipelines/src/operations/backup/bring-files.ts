import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail, linkFile, sha256File, type WarehousePaths } from '@flis/core'
import { copyFileHashed } from './copied-file.js'
import type { ListedFile } from './listed-files.js'
import { type BackupFile, readManifest, WAREHOUSE_FILES } from './manifest.js'

/** A backup that stands already. */
export interface Earlier {
  readonly folder: string
  readonly byPath: ReadonlyMap<string, BackupFile>
}

/** The backup before, whose unchanged files are shared; one that cannot be read is none. */
export const earlierBackup = async (target: string, names: readonly string[]): Promise<Earlier> => {
  const name = names.at(-1)
  const folder = join(target, name ?? '')
  const files =
    name === undefined
      ? []
      : await readManifest(folder).then(
          ({ files }) => files,
          () => [],
        )
  return { folder: join(folder, WAREHOUSE_FILES), byPath: new Map(files.map((each) => [each.path, each])) }
}

const isWhole = async (path: string, bytes: number): Promise<boolean> =>
  (await exists(path)) && (await stat(path)).size === bytes

/** The copying of a warehouse's files into a backup. */
export interface Copying {
  readonly root: string
  readonly to: string
  readonly earlier: Earlier
  readonly known: (path: string) => string | undefined
  written: number
}

/** What is not as the ledger says is refused (S003): a backup of damaged files would be found out too late. */
const requireKnown = (known: Copying['known'], path: string, sha256: string): void => {
  const expected = known(path)
  if (expected !== undefined && expected !== sha256)
    fail('S003', { file: path, left: 'no backup has been made' })
}

/** Brings a file into the backup: shared with the backup before where it has the same bytes, by their SHA-256. */
const bring = async (copying: Copying, file: ListedFile): Promise<BackupFile> => {
  const { root, to, earlier, known } = copying
  const [source, target] = [join(root, file.path), join(to, file.path)]
  const before = earlier.byPath.get(file.path)
  const shared = join(earlier.folder, file.path)
  const mayShare = before?.bytes === file.bytes && (await isWhole(shared, file.bytes))
  const isShared = mayShare && (await sha256File(source)) === before.sha256
  if (isShared) await linkFile(shared, target)
  const { bytes, sha256 } = isShared ? before : await copyFileHashed(source, target)
  requireKnown(known, file.path, sha256)
  if (!isShared) copying.written += bytes
  return { path: file.path, bytes, sha256, mode: file.mode }
}

/** Names of the same bytes in the warehouse are names of the same bytes in the backup. */
export const bringAll = async (
  copying: Copying,
  files: readonly ListedFile[],
  signal: AbortSignal | undefined,
): Promise<readonly BackupFile[]> => {
  const brought = new Map<string, BackupFile>()
  const all: BackupFile[] = []
  for (const file of files) {
    if (signal?.aborted === true) fail('S004', { left: 'no backup has been made' })
    const same = brought.get(file.inode)
    if (same !== undefined) {
      requireKnown(copying.known, file.path, same.sha256)
      await linkFile(join(copying.to, same.path), join(copying.to, file.path))
      all.push({ ...same, path: file.path })
      continue
    }
    const one = await bring(copying, file)
    brought.set(file.inode, one)
    all.push(one)
  }
  return all
}

/** Bytes that a backup will write, as far as sizes tell. */
export const roomNeeded = async (
  { database }: WarehousePaths,
  files: readonly ListedFile[],
  { byPath }: Earlier,
): Promise<number> => {
  const sizes = new Map(
    files
      .filter((each) => byPath.get(each.path)?.bytes !== each.bytes)
      .map((each) => [each.inode, each.bytes]),
  )
  return [...sizes.values()].reduce((sum, each) => sum + each, (await stat(database)).size)
}
