import { isAscii, isUtf8 } from 'node:buffer'
import { LINE_FEED } from './bytes.js'

export type CsvEncoding = 'UTF-8' | 'ISO-8859-1'

const LONGEST_CHARACTER = 4

/** The encoding's name in Node. */
export const nodeEncoding = (encoding: CsvEncoding): 'utf8' | 'latin1' =>
  encoding === 'UTF-8' ? 'utf8' : 'latin1'

/** The bytes as UTF-8; without a copy where they are so already. */
export const asUtf8 = (bytes: Buffer, encoding: CsvEncoding): Buffer =>
  encoding === 'UTF-8' || isAscii(bytes) ? bytes : Buffer.from(bytes.toString('latin1'), 'utf8')

/** Line feeds in the chunk before an offset. */
export const lineFeedsBefore = (chunk: Buffer, offset: number): number => {
  let count = 0
  for (let at = chunk.indexOf(LINE_FEED); at >= 0 && at < offset; at = chunk.indexOf(LINE_FEED, at + 1))
    count++
  return count
}

/** Bytes that the UTF-8 character with this first byte takes. */
const lengthOf = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1)

/** How many bytes at the chunk's end begin a character that the next chunk completes. */
const unfinished = (chunk: Buffer): number => {
  for (let back = 1; back < LONGEST_CHARACTER && back <= chunk.length; back++) {
    const byte = chunk[chunk.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0
  }
  return 0
}

/** Offset of the first line of a block that is not UTF-8; a line feed is never part of another character. */
const firstBadLine = (block: Buffer): number => {
  let start = 0
  for (;;) {
    const lineFeed = block.indexOf(LINE_FEED, start)
    const end = lineFeed < 0 ? block.length : lineFeed
    if (lineFeed < 0 || !isUtf8(block.subarray(start, end))) return start
    start = end + 1
  }
}

/** ISO-8859-1 leaves 0x80–0x9F to control codes: text with them is Windows-1252 or UTF-8 under a wrong name. */
const firstControl = (chunk: Buffer): number => {
  if (isAscii(chunk)) return -1
  for (let at = 0; at < chunk.length; at++) {
    if (((chunk[at] as number) & 0xe0) === 0x80) return at
  }
  return -1
}

/** Checks a stream of bytes chunk by chunk, by native means, for its encoding and for NUL. */
export class EncodingCheck {
  readonly #encoding: CsvEncoding
  #begun = Buffer.alloc(0)

  constructor(encoding: CsvEncoding) {
    this.#encoding = encoding
  }

  /** Offset in the chunk of the first bad byte (or of the line that holds it); −1 when all are good. */
  firstBad(chunk: Buffer): number {
    const bad = this.#encoding === 'UTF-8' ? this.#firstBadUtf8(chunk) : firstControl(chunk)
    const nul = chunk.indexOf(0)
    return nul >= 0 && (bad < 0 || nul < bad) ? nul : bad
  }

  /** False when the stream ended inside a character. */
  endsWhole(): boolean {
    return this.#begun.length === 0
  }

  #firstBadUtf8(chunk: Buffer): number {
    let start = 0
    if (this.#begun.length > 0) {
      const needed = lengthOf(this.#begun[0] as number)
      start = Math.min(needed - this.#begun.length, chunk.length)
      this.#begun = Buffer.concat([this.#begun, chunk.subarray(0, start)])
      if (this.#begun.length < needed) return -1
      if (!isUtf8(this.#begun)) return 0
    }
    const end = Math.max(start, chunk.length - unfinished(chunk))
    this.#begun = Buffer.from(chunk.subarray(end))
    const whole = chunk.subarray(start, end)
    return isUtf8(whole) ? -1 : start + firstBadLine(whole)
  }
}
