import { fail } from '@flis/core'
import { EncodingCheck, lineFeedsBefore } from '../csv/encoding.js'
import { type BundleFile, RAW_CHARACTERS } from './bundle-item.js'
import { EntrySplitter, type EntryText, NestedTooDeep, PieceTooLarge } from './entry-splitter.js'
import { objectOf, typeOf } from './resource.js'

/** Bytes of text; where its values are many and short, of the memory that they take parsed. */
export interface JsonLimits {
  /** Largest piece held in memory: one element of the outermost `entry` array, or all that is around it. */
  readonly pieceBytes: number
  /** Largest report: all entries of one Bundle that are no Bundles themselves. */
  readonly reportBytes: number
  /** Up to this size of file the parsed entries are kept, so that it need not be read again. */
  readonly keptBytes: number
}

export const JSON_LIMITS: JsonLimits = {
  pieceBytes: 64 * 1024 ** 2,
  reportBytes: 64 * 1024 ** 2,
  keptBytes: 16 * 1024 ** 2,
}

/** An element takes room, however short. */
const SMALLEST = 64

/** What a first reading of a JSON document found. */
export type JsonSurvey =
  | { readonly is: 'well-formed'; readonly head: unknown; readonly entries: readonly unknown[] | undefined }
  | { readonly is: 'malformed'; readonly line: number; readonly detail: string; readonly raw: string }

/** Not JSON, or more than memory may hold. The parser's own message quotes the file, so it is dropped. */
class Malformed extends Error {
  constructor(
    readonly line: number,
    readonly detail: string,
  ) {
    super(detail)
  }
}

const parsed = (bytes: Buffer, line: number): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new Malformed(line, 'not well-formed')
  }
}

/** The elements of the outermost `entry` array, each with its size. */
const elementsOf = async function* (
  file: BundleFile,
  splitter: EntrySplitter,
  onChunk: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<{ readonly value: unknown; readonly size: number }> {
  const check = new EncodingCheck('UTF-8')
  const invalid = (line: number) => fail('L042', { file: file.name, line, expected: 'UTF-8' })
  let blank: EntryText | undefined
  let first = true
  for await (const chunk of file.chunks()) {
    const bad = check.firstBad(chunk)
    if (bad >= 0) invalid(splitter.line + lineFeedsBefore(chunk, bad))
    onChunk(chunk)
    for (const text of splitter.push(chunk)) {
      // an empty array shows as one blank element; any other blank one is a comma too many
      if (blank !== undefined) throw new Malformed(blank.line, 'not well-formed')
      if (first && text.bytes.toString('latin1').trim() === '') blank = text
      else yield { value: parsed(text.bytes, text.line), size: text.size }
      first = false
    }
  }
  if (!check.endsWhole()) invalid(splitter.line)
}

/** The elements of a file that a survey found well-formed, read again. */
export const entriesAgain = async function* (file: BundleFile, limits: JsonLimits): AsyncGenerator<unknown> {
  for await (const { value } of elementsOf(file, new EntrySplitter(limits.pieceBytes))) yield value
}

/**
 * Reads a JSON document once to find out whether it is well-formed, before anything of it counts: a fault on
 * the last line must not leave the first half loaded. Memory is bounded by the limits.
 *
 * Errors: L042 for bytes that are not UTF-8, and NUL.
 */
export const surveyJson = async (file: BundleFile, limits: JsonLimits): Promise<JsonSurvey> => {
  const splitter = new EntrySplitter(limits.pieceBytes)
  let bytes = 0
  let sizes = 0
  let ownBytes = 0
  let beginning = Buffer.alloc(0)
  let kept: unknown[] | undefined = []
  const onChunk = (chunk: Buffer): void => {
    bytes += chunk.length
    if (beginning.length < RAW_CHARACTERS) {
      beginning = Buffer.concat([beginning, chunk.subarray(0, RAW_CHARACTERS - beginning.length)])
    }
    if (bytes > limits.keptBytes) kept = undefined
  }
  try {
    for await (const { value, size } of elementsOf(file, splitter, onChunk)) {
      if (typeOf(objectOf(objectOf(value)?.resource) ?? {}) !== 'Bundle') ownBytes += Math.max(size, SMALLEST)
      if (ownBytes > limits.reportBytes) throw new PieceTooLarge()
      sizes += Math.max(size, SMALLEST)
      if (sizes > limits.keptBytes) kept = undefined
      kept?.push(value)
    }
    return { is: 'well-formed', head: parsed(splitter.head(), splitter.line), entries: kept }
  } catch (thrown) {
    const raw = beginning.toString('utf8')
    if (thrown instanceof PieceTooLarge) {
      return { is: 'malformed', line: splitter.line, detail: 'more than one report may hold', raw }
    }
    if (thrown instanceof NestedTooDeep)
      return { is: 'malformed', line: splitter.line, detail: 'nested too deep', raw }
    if (thrown instanceof Malformed) return { is: 'malformed', line: thrown.line, detail: thrown.detail, raw }
    throw thrown
  }
}
