import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A member of a zip: bytes in memory, which are packed, or a file, which is stored as it is unless it says otherwise. */
export interface ZipInput {
  readonly name: string
  readonly from: Buffer | string
  readonly packed?: boolean
}

/**
 * Writes a zip whose bytes follow from names, contents and order alone: one fixed time in the old DOS form, which
 * knows no zone, one mode, no extra fields. Parquet is packed in itself and is stored.
 */
export const writeZip = async (path: string, members: readonly ZipInput[]): Promise<void> => {
  const zip = new ZipFile()
  const { outputStream } = zip
  // A file that cannot be read is told to the zip, not to its stream: without this the stream would never end.
  zip.on('error', (error: Error) => {
    if (outputStream instanceof Readable) outputStream.destroy(error)
  })
  // Noon, because every zone has it: at midnight a clock may have been turned.
  const options = { mtime: new Date(1980, 0, 1, 12), mode: 0o100644, forceDosTimestamp: true }
  for (const { name, from, packed } of members) {
    if (typeof from === 'string') zip.addFile(from, name, { ...options, compress: packed === true })
    else zip.addBuffer(from, name, { ...options, compress: true })
  }
  zip.end()
  await pipeline(outputStream, createWriteStream(path))
}
