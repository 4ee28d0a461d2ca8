import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { FlisFailure, fail } from '@flis/core'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ZIP_LIMITS, ZipBudget, type ZipLimits } from './zip-budget.js'
import { type CheckedEntry, checkedEntries } from './zip-directory.js'

const STORED = 0
const CHUNK_BYTES = 256 * 1024

export interface ZipMember {
  /** With `/` between folders; never absolute, never with `..`. */
  readonly name: string
  /** Unpacked size as the archive's directory claims. */
  readonly bytes: number
  /**
   * The member's bytes. Only a stream read to its end without an error was whole: damage (L030) and excess
   * (L033) show while reading.
   */
  readonly chunks: () => AsyncIterable<Buffer>
}

export interface ZipArchive {
  readonly members: readonly ZipMember[]
  /** Releases the file once the streams under way have ended. */
  readonly close: () => void
}

/** An error of disk or memory is not the archive's fault. */
const isSystemError = (thrown: unknown): boolean => thrown instanceof Error && 'syscall' in thrown

const damaged = (thrown: unknown, file: string, detail: string): never => {
  if (thrown instanceof FlisFailure || isSystemError(thrown)) throw thrown
  return fail('L030', { file, detail })
}

const unpackedChunks = async function* (zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  if (entry.compressionMethod === STORED) {
    yield* packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  // an error of either stream comes out of the last one, which is read here
  pipeline(packed, inflate, () => undefined)
  yield* inflate
}

const checkedChunks = async function* (
  zip: ZipFile,
  { name, entry }: CheckedEntry,
  budget: ZipBudget,
  file: string,
): AsyncGenerator<Buffer> {
  let bytes = 0
  let sum = 0
  try {
    for await (const chunk of unpackedChunks(zip, entry)) {
      bytes += chunk.length
      budget.spend(name, entry.compressedSize, bytes)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (thrown) {
    damaged(thrown, file, name)
  }
  if (bytes !== entry.uncompressedSize || sum !== entry.crc32) fail('L030', { file, detail: name })
}

/**
 * Opens a zip file. Its directory is checked whole before any member can be read, so nothing of an archive with
 * a forbidden name is ever unpacked.
 *
 * Errors: L030 damaged; L031 encrypted; L032 names with `..`, absolute, with backslash or NUL, links,
 * duplicates; L033 over the allowed ratio or total size, claimed or real.
 *
 * @param file name for errors
 *
 * @example
 * const archive = await openZip('work/1.zip', 'KY_0751_2022-10_001_F.zip')
 * for (const member of archive.members) await scanCsv(member.chunks(), …)
 * archive.close()
 */
export const openZip = async (
  path: string,
  file: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<ZipArchive> => {
  const { size } = await stat(path)
  // names and sizes are checked here, with codes of our own
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const zip = await openPromise(path, options).catch((thrown) => damaged(thrown, file, 'not a zip file'))
  zip.on('error', () => undefined)
  try {
    const entries = await checkedEntries(zip, path, file)
    const claimed = new ZipBudget(file, size, limits)
    for (const { name, entry } of entries) claimed.spend(name, entry.compressedSize, entry.uncompressedSize)
    const budget = new ZipBudget(file, size, limits)
    const members = entries.map((checked) => ({
      name: checked.name,
      bytes: checked.entry.uncompressedSize,
      chunks: () => checkedChunks(zip, checked, budget, file),
    }))
    return { members, close: () => zip.close() }
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}
