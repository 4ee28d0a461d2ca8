import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { quoteText, type Session, type WarehousePaths } from '@flis/core'

/** A file that belongs in a backup. */
export interface ListedFile {
  /** Relative to the warehouse folder, with `/`. */
  readonly path: string
  readonly bytes: number
  readonly mode: number
  /** Names of the same bytes share it. */
  readonly inode: string
}

/** Not the warehouse's content: secrets, what waits or has gone out, work, logs, what a stopped command has left. */
const LEFT_OUT =
  /^(key|key\.next|staging|node_modules|flis\.duckdb.*|flis\.log.*|health\.json|orders|before-restore.*)$/
const TEMPORARY = /^\.|\.(tmp|part)$|^node_modules$/

const filesBelow = async (
  folder: string,
  leaveOut: (path: string) => boolean,
): Promise<readonly string[]> => {
  const files: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (TEMPORARY.test(entry.name) || leaveOut(path)) continue
    if (entry.isDirectory()) files.push(...(await filesBelow(path, leaveOut)))
    else if (entry.isFile()) files.push(path)
  }
  return files
}

/** The files of a warehouse that a backup holds beside the working file, by path. */
export const listedFiles = async (
  paths: WarehousePaths,
  withOutbox: boolean,
): Promise<readonly ListedFile[]> => {
  const { root, inbox, outbox } = paths
  const leaveOut = (path: string): boolean =>
    path === inbox ||
    (path === outbox && !withOutbox) ||
    (!relative(root, path).includes(sep) && LEFT_OUT.test(relative(root, path)))
  const listed: ListedFile[] = []
  for (const file of await filesBelow(root, leaveOut)) {
    const { size, mode, dev, ino } = await stat(file)
    listed.push({
      path: relative(root, file).replaceAll(sep, '/'),
      bytes: size,
      mode: mode & 0o777,
      inode: `${dev}:${ino}`,
    })
  }
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What the ledger, or a file's own name, says that its SHA-256 is. */
export const knownHashes = async (session: Session): Promise<(path: string) => string | undefined> => {
  const rows = await session.rows(
    `select path, sha256 from ops.raadata
     union all
     select ${quoteText('published/')} || path, sha256 from ops.parts
     union all
     select path, sha256 from ops.packages where state <> 'lost'`,
  )
  const known = new Map(rows.map((row) => [String(row.path), String(row.sha256)]))
  return (path) => known.get(path) ?? /^archive\/sha256\/..\/([0-9a-f]{64})$/.exec(path)?.[1]
}
