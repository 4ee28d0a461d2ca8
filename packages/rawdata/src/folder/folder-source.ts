import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '@flis/core'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import type { Arrival, Source } from '../source.js'
import { archiveName, contentPath, keepBytes, placeBytes } from './archive.js'
import { fileSha256, identityOf, statOf, syncFolder, writeWhole } from './durable.js'
import { errorFile } from './error-file.js'
import { listInbox } from './list-inbox.js'
import { finishRemovals, type LeavingFile, removeFromInbox } from './removal.js'

export interface FolderOptions {
  readonly inbox: string
  readonly archive: string
  readonly rejected: string
  /** Names in the archive are hard links to the bytes; false: copies. Default true. */
  readonly links?: boolean
}

/** Sees to it that the landed bytes lie in the archive. Normally landing has put them there before its commit. */
const archived = async (archive: string, arrival: Arrival, sha256: string): Promise<string> => {
  const path = contentPath(archive, sha256)
  if ((await statOf(path)) !== undefined) return path
  const inInbox = (await statOf(arrival.path)) !== undefined
  const kept = inInbox ? await keepBytes(archive, arrival.path) : undefined
  if (kept?.sha256 === sha256) return kept.path
  return fail('S003', { file: arrival.fileName, detail: 'the landed bytes are neither in archive nor inbox' })
}

/** The arrival's files in the inbox; none when the sender has put another data file in place of the listed one. */
const leavingFiles = async (arrival: Arrival): Promise<readonly LeavingFile[]> => {
  const data = await statOf(arrival.path)
  if (data !== undefined && identityOf(data) !== arrival.seen) return []
  const metadata = await statOf(arrival.metadataPath)
  return [
    ...(data === undefined ? [] : [{ path: arrival.path, identity: identityOf(data) }]),
    ...(metadata === undefined ? [] : [{ path: arrival.metadataPath, identity: identityOf(metadata) }]),
  ]
}

/**
 * The embedded default source: an inbox folder with pairs `<file>` and `<file>.metadata`, in either order of
 * arrival. A pair is ready when the data file has SizeInBytes bytes (or more, or unreadable metadata: landing
 * rejects these).
 *
 * Acknowledged pairs leave the inbox: bytes to `archive/sha256/<ab>/<sha>`, names to `archive/<file>` or, when
 * rejected, to `rejected/<file>` with `<file>.error.json` beside. Nothing is overwritten: other bytes of the
 * same name become `<file>.<first 8 of SHA-256>`.
 *
 * @example
 * const source = folder({ inbox: 'inbox', archive: 'archive', rejected: 'rejected' })
 * const { ready, waiting } = await source.list()
 */
export const folder = (options: FolderOptions): Source => {
  const { inbox, archive, rejected, links = true } = options
  const notes = join(archive, '.leaving-inbox')
  return {
    name: `folder ${inbox}`,
    list: async () => {
      await mkdir(inbox, { recursive: true })
      await finishRemovals(notes)
      return listInbox(inbox)
    },
    acknowledge: async (arrival, outcome) => {
      const target = outcome.state === 'rejected' ? rejected : archive
      const content = await archived(archive, arrival, outcome.sha256)
      const given = archiveName(arrival.fileName)
      const name = await placeBytes(content, target, given, { sha256: outcome.sha256, links })
      if (outcome.state === 'rejected') {
        await writeWhole(join(target, `${name}.error.json`), errorFile(arrival.fileName, outcome.error))
      }
      const leaving = await leavingFiles(arrival)
      const metadata = leaving.find((file) => file.path === arrival.metadataPath)
      if (metadata !== undefined) {
        const sha256 = await fileSha256(metadata.path)
        // a copy: the sender may still hold the file open
        await placeBytes(metadata.path, target, `${name}${METADATA_SUFFIX}`, { sha256, links: false })
      }
      await syncFolder(target)
      await removeFromInbox(notes, given, leaving)
    },
  }
}
