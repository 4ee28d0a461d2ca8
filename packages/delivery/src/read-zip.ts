import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { type ErrorFacts, exists, FlisFailure, fail } from '@flis/core'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { DDL_NAMES } from './ddl/ddl-files.js'

const STORED = 0
const DEFLATED = 8
const MOST_MEMBERS = 1_000
/** Read into memory. */
const TEXTS: readonly string[] = ['manifest.json', 'skema.json', ...DDL_NAMES]
const MOST_TEXT = 64 * 1024 * 1024
/** What packed members may grow to on unpacking, in all: as much as a delivery may that comes in. */
const MOST_UNPACKED = 20 * 1024 ** 3

/** A package's zip, opened and its directory checked. */
export interface PackageZip {
  /** Name of the zip's file, for errors. */
  readonly file: string
  readonly names: readonly string[]
  /** A member's bytes. Whole only when read to the end without an error (P001). */
  chunks(name: string): AsyncIterable<Buffer>
  /** A small member as text. */
  text(name: string): Promise<string>
  close(): void
}

/** P001 about a package, or a member of it. */
export const differs = (file: string, member: string | null, facts: ErrorFacts): never =>
  fail('P001', { file: member === null ? file : `${file}/${member}`, ...facts })

/** Compares two values of a package; P001 names what differs. */
export const same = (
  zip: PackageZip,
  member: string | null,
  what: string,
  expected: string,
  found: string,
): void => {
  if (expected !== found) differs(zip.file, member, { detail: what, expected, found })
}

/** An error of disk or memory is not the package's fault. */
const ownOrSystem = (thrown: unknown): boolean =>
  thrown instanceof FlisFailure || (thrown instanceof Error && 'syscall' in thrown)

const hasControl = (name: string): boolean => [...name].some((each) => each < ' ' || each === '\u007f')

const checkEntry = (file: string, entry: Entry, seen: ReadonlyMap<string, Entry>): void => {
  const name = entry.fileName
  const isPath = /[\\/]/.test(name) && !TEXTS.includes(name)
  if (name === '' || isPath || name.startsWith('.') || hasControl(name))
    differs(file, null, { detail: 'a name that no package has' })
  if (seen.has(name)) differs(file, name, { detail: 'there twice' })
  if (entry.isEncrypted()) differs(file, name, { detail: 'encrypted' })
  // Parquet is packed in itself and lies in the zip as it is: it cannot grow on unpacking.
  const isPacked = entry.compressionMethod === DEFLATED && (TEXTS.includes(name) || name.endsWith('.csv'))
  if (entry.compressionMethod !== STORED && !isPacked)
    differs(file, name, { detail: `packing method ${entry.compressionMethod}` })
}

const directoryOf = async (zip: ZipFile, file: string): Promise<ReadonlyMap<string, Entry>> => {
  if (zip.entryCount > MOST_MEMBERS) differs(file, null, { expected: `at most ${MOST_MEMBERS} files` })
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    checkEntry(file, entry, entries)
    entries.set(entry.fileName, entry)
  }
  // Members that share bytes would unpack to more than there is.
  const claimed = [...entries.values()].reduce((sum, each) => sum + each.compressedSize, 0)
  if (claimed > zip.fileSize) differs(file, null, { detail: 'files longer than the zip' })
  const unpacked = [...entries.values()].reduce((sum, each) => sum + each.uncompressedSize, 0)
  if (unpacked > claimed + MOST_UNPACKED) differs(file, null, { expected: `at most ${MOST_UNPACKED} bytes` })
  return entries
}

const checkedChunks = async function* (zip: ZipFile, file: string, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    // The reader itself stops at more bytes than the directory claims.
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = chunk as Buffer
      sum = crc32(bytes, sum)
      yield bytes
    }
  } catch (thrown) {
    if (ownOrSystem(thrown)) throw thrown
    differs(file, entry.fileName, { detail: 'damaged' })
  }
  if (sum !== entry.crc32) differs(file, entry.fileName, { detail: 'damaged' })
}

/**
 * Opens a package without trusting it: no folders, links, encrypted or doubled members, nothing longer than it
 * claims to be. Errors: U004 when there is no such file, P001 when it is no package.
 */
export const openPackageZip = async (path: string): Promise<PackageZip> => {
  const file = basename(path)
  if (!(await exists(path)) || !(await stat(path)).isFile()) fail('U004', { file: path })
  const zip = await openPromise(path, { autoClose: false }).catch((thrown: unknown) => {
    if (ownOrSystem(thrown)) throw thrown
    return differs(file, null, { detail: 'not a zip file' })
  })
  // What goes wrong is told to whoever reads; without a listener it would also end the process.
  zip.on('error', () => undefined)
  try {
    const entries = await directoryOf(zip, file)
    const entryOf = (name: string): Entry =>
      entries.get(name) ?? differs(file, name, { detail: 'not in the package' })
    return {
      file,
      names: [...entries.keys()],
      chunks: (name) => checkedChunks(zip, file, entryOf(name)),
      text: async (name) => {
        const entry = entryOf(name)
        if (entry.uncompressedSize > MOST_TEXT)
          differs(file, name, { expected: `at most ${MOST_TEXT} bytes` })
        const bytes: Buffer[] = []
        for await (const chunk of checkedChunks(zip, file, entry)) bytes.push(chunk)
        return Buffer.concat(bytes).toString('utf8')
      },
      close: () => zip.close(),
    }
  } catch (thrown) {
    zip.close()
    if (ownOrSystem(thrown)) throw thrown
    return differs(file, null, { detail: 'its directory is damaged' })
  }
}
