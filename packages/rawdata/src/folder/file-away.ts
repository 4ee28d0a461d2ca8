import { join } from 'node:path'
import { fail } from '@flis/core'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import type { Arrival, Outcome } from '../source.js'
import { archiveName, contentPath, keepBytes, placeBytes } from './archive.js'
import { fileSha256, statOf, syncFolder, writeWhole } from './durable.js'
import { errorFile } from './error-file.js'

/** Sees to it that the landed bytes lie in the archive. Normally landing has put them there before its commit. */
const archived = async (archive: string, arrival: Arrival, sha256: string): Promise<string> => {
  const path = contentPath(archive, sha256)
  if ((await statOf(path)) !== undefined) return path
  const there = (await statOf(arrival.path)) !== undefined
  const kept = there ? await keepBytes(archive, arrival.path) : undefined
  if (kept?.sha256 === sha256) return kept.path
  return fail('S003', { file: arrival.fileName, detail: 'the landed bytes are neither in archive nor inbox' })
}

/** Where names go. */
export interface FilingFolders {
  readonly archive: string
  readonly rejected: string
  /** Names in the archive are hard links to the bytes; false: copies. */
  readonly links: boolean
}

/** An acknowledged pair; `metadata` is the metadata file as it was landed, where it is still there. */
export interface Filed {
  readonly arrival: Arrival
  readonly outcome: Outcome
  readonly metadata: string | undefined
}

/**
 * Gives the landed bytes of a pair their names in `archive/`, or in `rejected/` with `<file>.error.json` beside. Nothing
 * is overwritten; repeating it changes nothing.
 */
export const fileAway = async (
  { archive, rejected, links }: FilingFolders,
  { arrival, outcome, metadata }: Filed,
): Promise<void> => {
  const target = outcome.state === 'rejected' ? rejected : archive
  const content = await archived(archive, arrival, outcome.sha256)
  const given = archiveName(arrival.fileName)
  const name = await placeBytes(content, target, given, { sha256: outcome.sha256, links })
  if (outcome.state === 'rejected') {
    await writeWhole(join(target, `${name}.error.json`), errorFile(arrival.fileName, outcome.error))
  }
  if (metadata !== undefined) {
    const sha256 = await fileSha256(metadata)
    // a copy: the sender may still hold the file open
    await placeBytes(metadata, target, `${name}${METADATA_SUFFIX}`, { sha256, links: false })
  }
  await syncFolder(target)
}
