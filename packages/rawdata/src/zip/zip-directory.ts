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

/**
 * yauzl stops at a strongly encrypted member without giving its entry; its cursor then stands before that
 * member's header, so the flags are read from there.
 */
const stoppedAtEncrypted = async (zip: ZipFile, path: string): Promise<boolean> => {
  const header = Buffer.alloc(FLAGS_OFFSET + 2)
  const handle = await open(path, 'r')
  try {
    const { bytesRead } = await handle.read(header, 0, header.length, Number(zip.readEntryCursor))
    const isHeader = bytesRead === header.length && header.readUInt32LE(0) === HEADER_SIGNATURE
    return isHeader && (header.readUInt16LE(FLAGS_OFFSET) & ENCRYPTED) !== 0
  } finally {
    await handle.close()
  }
}

const entriesOf = async (zip: ZipFile, path: string, file: string): Promise<readonly Entry[]> => {
  if (zip.entryCount > MOST_MEMBERS)
    return fail('L033', { file, expected: `at most ${MOST_MEMBERS} members` })
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch {
    return fail((await stoppedAtEncrypted(zip, path)) ? 'L031' : 'L030', { file, detail: 'directory' })
  }
  return entries
}

/**
 * Reads an archive's directory and checks all of it before any member is opened; folders are left out.
 *
 * Errors: L030 damaged, or a packing method other than stored and deflated; L031 encrypted; L032 names.
 */
export const checkedEntries = async (
  zip: ZipFile,
  path: string,
  file: string,
): Promise<readonly CheckedEntry[]> => {
  const checked = new Map<string, CheckedEntry>()
  for (const entry of await entriesOf(zip, path, file)) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields, externalFileAttributes, compressionMethod } =
      entry
    const written = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
    const problem = nameProblem(written) ?? (isSpecial(externalFileAttributes) ? 'a link' : undefined)
    if (problem !== undefined) fail('L032', { file, detail: problem })
    if ((generalPurposeBitFlag & ENCRYPTED) !== 0) fail('L031', { file, detail: written })
    if (written.endsWith('/')) continue
    const name = plainName(written)
    if (checked.has(name)) fail('L032', { file, detail: 'the same name twice' })
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
      fail('L030', { file, detail: `packing method ${compressionMethod}` })
    }
    checked.set(name, { name, entry })
  }
  return [...checked.values()]
}
