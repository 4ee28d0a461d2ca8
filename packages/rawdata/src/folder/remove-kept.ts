import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import { archiveName, contentPath } from './archive.js'
import { fileSha256, statOf, syncFolder } from './durable.js'

/** A delivery whose bytes are to go. */
export interface KeptDelivery {
  readonly fileName: string
  readonly sha256: string
  readonly metadataSha256: string
}

/** What deliveries that stay still need. */
export interface StillNeeded {
  /** SHA-256 of their data and metadata files. */
  readonly contents: ReadonlySet<string>
  /** {@link nameKey} of each. */
  readonly names: ReadonlySet<string>
}

/** Tells a name in `archive/` or `rejected/`: two deliveries of one name and the same bytes share it. */
export const nameKey = ({ fileName, sha256 }: Pick<KeptDelivery, 'fileName' | 'sha256'>): string =>
  `${sha256} ${fileName}`

/** The names under which bytes can stand, as the folder source gives them. */
const namesOf = (name: string, sha256: string): readonly string[] => [
  name,
  `${name}.${sha256.slice(0, 8)}`,
  `${name}.${sha256}`,
]

/** True when a file holds these bytes; read only where it is no other name of them. */
const holds = async (path: string, content: string, sha256: string): Promise<boolean> => {
  const there = await statOf(path)
  if (there === undefined || !there.isFile()) return false
  const kept = await statOf(content)
  if (kept !== undefined && kept.ino === there.ino && kept.dev === there.dev) return true
  return (kept === undefined || kept.size === there.size) && (await fileSha256(path)) === sha256
}

const removeNames = async (folder: string, archive: string, of: KeptDelivery): Promise<number> => {
  const { sha256, metadataSha256 } = of
  let removed = 0
  const remove = async (path: string): Promise<void> => {
    await rm(path)
    removed++
  }
  for (const name of namesOf(archiveName(of.fileName), sha256)) {
    for (const metadata of namesOf(join(folder, `${name}${METADATA_SUFFIX}`), metadataSha256))
      if (await holds(metadata, contentPath(archive, metadataSha256), metadataSha256)) await remove(metadata)
    const data = join(folder, name)
    if (!(await holds(data, contentPath(archive, sha256), sha256))) continue
    const error = `${data}.error.json`
    if ((await statOf(error)) !== undefined) await remove(error)
    await remove(data)
  }
  return removed
}

/**
 * Removes what the archive and `rejected/` keep of deliveries: their names (data, metadata, `.error.json`), then the
 * bytes that no delivery which stays needs. Repeating it goes on where it stood.
 *
 * @returns how many names and contents were removed
 */
export const removeKept = async (
  folders: { readonly archive: string; readonly rejected: string },
  deliveries: readonly KeptDelivery[],
  needed: StillNeeded,
): Promise<number> => {
  const { archive, rejected } = folders
  let removed = 0
  for (const of of deliveries) {
    if (needed.names.has(nameKey(of))) continue
    // names first: by the bytes they are known
    for (const folder of [archive, rejected]) removed += await removeNames(folder, archive, of)
  }
  const touched = new Set([archive, rejected])
  for (const sha256 of new Set(deliveries.flatMap((each) => [each.sha256, each.metadataSha256]))) {
    const path = contentPath(archive, sha256)
    if (needed.contents.has(sha256) || (await statOf(path)) === undefined) continue
    await rm(path)
    touched.add(dirname(path))
    removed++
  }
  for (const folder of touched) if ((await statOf(folder)) !== undefined) await syncFolder(folder)
  return removed
}
