import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Arrival, Source } from '../source.js'
import { archiveName } from './archive.js'
import { identityOf, statOf } from './durable.js'
import { fileAway } from './file-away.js'
import { listInbox } from './list-inbox.js'
import { finishRemovals, type LeavingFile, removeFromInbox } from './removal.js'

export interface FolderOptions {
  readonly inbox: string
  readonly archive: string
  readonly rejected: string
  /** Names in the archive are hard links to the bytes; false: copies. Default true. */
  readonly links?: boolean
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
      const leaving = await leavingFiles(arrival)
      const metadata = leaving.find((file) => file.path === arrival.metadataPath)
      await fileAway({ archive, rejected, links }, { arrival, outcome, metadata: metadata?.path })
      await removeFromInbox(notes, archiveName(arrival.fileName), leaving)
    },
  }
}
