import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { openZip } from '../zip/read-zip.js'
import { type Landing, stopWhenAborted } from './landing.js'

/** A file that a delivery consists of: a member of its zip, or the data file itself. */
export interface DeliveredFile {
  readonly name: string
  /** Without the dot, lower case. */
  readonly ext: string
  readonly bytes: number
  /** It is the delivery itself, not a member of a zip. */
  readonly bare: boolean
  /** Where a bare file's bytes lie, kept and immutable. */
  readonly path?: string
  readonly chunks: () => AsyncIterable<Buffer>
}

/** Told how many bytes have been read, of how many. */
export type OnBytes = (done: number, of: number) => void

const CHUNK_BYTES = 1 << 20
/** Progress is told about this often. */
const TOLD_BYTES = 8 << 20

/** The same files, telling how far reading has come and stopping on an abort. */
const watched = (
  landing: Landing,
  files: readonly DeliveredFile[],
  onBytes: OnBytes,
): readonly DeliveredFile[] => {
  const of = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  let told = 0
  const chunksOf = async function* (file: DeliveredFile): AsyncGenerator<Buffer> {
    for await (const chunk of file.chunks()) {
      stopWhenAborted(landing)
      yield chunk
      // a file may be read twice
      done = Math.min(of, done + chunk.length)
      if (done - told < TOLD_BYTES) continue
      told = done
      onBytes(done, of)
    }
  }
  return files.map((file) => ({ ...file, chunks: () => chunksOf(file) }))
}

const extOf = (name: string): string => extname(name).slice(1).toLowerCase()

/**
 * Opens the files of a delivery, by the bytes that are kept in the archive.
 *
 * Errors: L030–L033 for a zip; those of damaged members show while reading.
 */
export const withDeliveredFiles = async <T>(
  landing: Landing,
  data: { readonly path: string; readonly fileName: string; readonly ext: string; readonly bytes: number },
  onBytes: OnBytes,
  work: (files: readonly DeliveredFile[]) => Promise<T>,
): Promise<T> => {
  if (data.ext !== 'zip') {
    const file: DeliveredFile = {
      name: data.fileName,
      ext: data.ext,
      bytes: data.bytes,
      bare: true,
      path: data.path,
      chunks: () => createReadStream(data.path, { highWaterMark: CHUNK_BYTES }),
    }
    return work(watched(landing, [file], onBytes))
  }
  const { unpackRatio, unpackedBytes } = landing.env.config.limits
  const archive = await openZip(data.path, data.fileName, { ratio: unpackRatio, totalBytes: unpackedBytes })
  try {
    const members = archive.members.map(({ name, bytes, chunks }) => ({
      name,
      ext: extOf(name),
      bytes,
      bare: false,
      chunks,
    }))
    return await work(watched(landing, members, onBytes))
  } finally {
    archive.close()
  }
}
