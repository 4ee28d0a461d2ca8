import { fail } from '@flis/core'
import { type CsvEncoding, EncodingCheck, lineFeedsBefore } from './encoding.js'
import { type LineBlock, LineSplitter } from './line-splitter.js'

export interface WholeLinesOptions {
  readonly file: string
  readonly encoding: CsvEncoding
  readonly maxLineBytes: number
  /** Lines that the reader of the blocks has accounted so far; it reads a block before it takes the next. */
  readonly linesDone: () => number
}

const LINE_FEED = Buffer.from('\n')

/** A last line without its line feed gets one, so that every block reads alike. */
const ended = (block: LineBlock): LineBlock =>
  block.overlong ? block : { bytes: Buffer.concat([block.bytes, LINE_FEED]), overlong: false }

/**
 * The blocks of whole lines in a stream of chunks; all bytes have been checked before they are given on.
 *
 * Errors: L042 with the line.
 */
export const wholeLines = async function* (
  chunks: AsyncIterable<Buffer>,
  { file, encoding, maxLineBytes, linesDone }: WholeLinesOptions,
): AsyncGenerator<LineBlock> {
  const check = new EncodingCheck(encoding)
  const splitter = new LineSplitter(maxLineBytes)
  for await (const chunk of chunks) {
    const bad = check.firstBad(chunk)
    if (bad >= 0) {
      fail('L042', { file, line: linesDone() + 1 + lineFeedsBefore(chunk, bad), expected: encoding })
    }
    yield* splitter.push(chunk)
  }
  if (!check.endsWhole()) fail('L042', { file, line: linesDone() + 1, expected: encoding })
  const last = splitter.end()
  if (last !== undefined) yield ended(last)
}
