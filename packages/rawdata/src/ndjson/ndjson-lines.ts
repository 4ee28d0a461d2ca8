import { StringDecoder } from 'node:string_decoder'
import { LINE_FEED } from '../csv/bytes.js'
import { RAW_PREFIX_BYTES } from '../csv/line-scanner.js'
import { wholeLines } from '../csv/whole-lines.js'

/** A physical line of an NDJSON file. */
export interface NdjsonLine {
  /** 1-based. */
  readonly line: number
  /** Without white space around; of an over-long line only the beginning. Empty: a blank line before others. */
  readonly text: string
  readonly overlong: boolean
}

const beginningOf = (bytes: Buffer): string =>
  // the decoder keeps a character that the cut went through to itself
  new StringDecoder('utf8').write(bytes.subarray(0, RAW_PREFIX_BYTES)).replace(/\r$/, '')

const textOf = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()

/**
 * The lines of an NDJSON file, a stretch at a time, to be read before the next is taken; blank lines at the file's end
 * are left out. Only a stretch is held, whatever the file.
 *
 * Errors: L042 for bytes that are not UTF-8, and NUL, with the line.
 */
export const ndjsonLines = async function* (
  file: { readonly name: string; readonly chunks: () => AsyncIterable<Buffer> },
  maxLineBytes: number,
): AsyncGenerator<Iterable<NdjsonLine>> {
  let line = 0
  let blanks = 0
  const linesOf = function* (bytes: Buffer, overlong: boolean): Generator<NdjsonLine> {
    for (let start = 0; start < bytes.length; ) {
      const lineFeed = bytes.indexOf(LINE_FEED, start)
      const end = lineFeed < 0 ? bytes.length : lineFeed
      const one = bytes.subarray(start, end)
      start = overlong ? bytes.length : end + 1
      line++
      const tooLong = overlong || one.length > maxLineBytes
      const text = tooLong ? beginningOf(one) : textOf(one)
      if (text === '' && !tooLong) {
        blanks++
        continue
      }
      for (; blanks > 0; blanks--) yield { line: line - blanks, text: '', overlong: false }
      yield { line, text, overlong: tooLong }
    }
  }
  const options = { file: file.name, encoding: 'UTF-8', maxLineBytes, linesDone: () => line } as const
  for await (const { bytes, overlong } of wholeLines(file.chunks(), options)) yield linesOf(bytes, overlong)
}
