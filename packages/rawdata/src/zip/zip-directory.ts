import { open } from 'node:fs/promises'
import { fail } from '@flis/core'
import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { isSpecial, nameProblem, plainName } from './member-name.js'

const STORED = 0
const DEFLATED = 8
/** Encrypted; strongly encrypted; directory values masked. */
const ENCRYPTED = 0x1 | 0x40 | 0x2000
const HEADER_SIGNATURE = 0x02014b50
const FLAGS_OFFSET = 8
const MOST_MEMBERS = 200_000

/** A member that passed every check that the directory allows. */
export interface CheckedEntry {
  readonly name: string
  readonly entry: Entry
}

/** The flags of the member's header that the cursor stands before; undefined where none stands. */
const flagsAtCursor = async (zip: ZipFile, path: string): Promise<number | undefined> => {
  const header = Buffer.alloc(FLAGS_OFFSET + 2)
  const handle = await open(path, 'r')
  try {
    const { bytesRead } = await handle.read(header, 0, header.length, Number(zip.readEntryCursor))
    const isHeader = bytesRead === header.length && header.readUInt32LE(0) === HEADER_SIGNATURE
    return isHeader ? header.readUInt16LE(FLAGS_OFFSET) : undefined
  } finally {
    await handle.close()
  }
}

/** yauzl stops at a strongly encrypted member without giving its entry. */
const stoppedAtEncrypted = async (zip: ZipFile, path: string): Promise<boolean> =>
  (((await flagsAtCursor(zip, path)) ?? 0) & ENCRYPTED) !== 0

const entriesOf = async function* (zip: ZipFile, path: string, file: string): AsyncGenerator<Entry> {
  if (zip.entryCount > MOST_MEMBERS) fail('L033', { file, expected: `at most ${MOST_MEMBERS} members` })
  const entries = zip.eachEntry()
  for (;;) {
    let next: IteratorResult<Entry>
    try {
      next = await entries.next()
    } catch {
      return fail((await stoppedAtEncrypted(zip, path)) ? 'L031' : 'L030', { file, detail: 'directory' })
    }
    if (next.done === true) break
    yield next.value
  }
  // yauzl reads as many members as the archive says that it has; others would read more
  if ((await flagsAtCursor(zip, path)) !== undefined) fail('L030', { file, detail: 'directory' })
}

const NOTHING = Buffer.alloc(0)

/** Lets go of what is no longer needed: comments and extra fields can be 128 KiB for each of 200,000 members. */
const lightened = (entry: Entry): Entry =>
  Object.assign(entry, {
    ...{ fileName: '', comment: '', fileComment: '', extraFields: [] },
    ...{ fileNameRaw: NOTHING, fileCommentRaw: NOTHING, extraFieldRaw: NOTHING },
  })

/** Errors: L030–L032. */
const checkedName = (entry: Entry, file: string): string => {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, externalFileAttributes } = entry
  const written = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
  const problem = nameProblem(written) ?? (isSpecial(externalFileAttributes) ? 'a link' : undefined)
  if (problem !== undefined) fail('L032', { file, detail: problem })
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0) fail('L031', { file, detail: written })
  return written
}

/**
 * Reads an archive's directory and checks all of it before any member is opened; folders are left out.
 *
 * Errors: L030 damaged, or a packing method other than stored and deflated; L031 encrypted; L032 names; L033 too many
 * members.
 */
export const checkedEntries = async (
  zip: ZipFile,
  path: string,
  file: string,
): Promise<readonly CheckedEntry[]> => {
  const checked = new Map<string, CheckedEntry>()
  for await (const entry of entriesOf(zip, path, file)) {
    const written = checkedName(entry, file)
    if (written.endsWith('/')) continue
    const name = plainName(written)
    if (checked.has(name)) fail('L032', { file, detail: 'the same name twice' })
    const { compressionMethod } = entry
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
      fail('L030', { file, detail: `packing method ${compressionMethod}` })
    }
    checked.set(name, { name, entry: lightened(entry) })
  }
  return [...checked.values()]
}
