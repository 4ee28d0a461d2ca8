import { LINE_FEED } from './bytes.js'
import { RAW_PREFIX_BYTES } from './line-scanner.js'

/** A stretch of whole lines, or the beginning of one line that was too long to hold. */
export interface LineBlock {
  readonly bytes: Buffer
  readonly overlong: boolean
}

/**
 * Cuts chunks at line feeds, so that what reads them sees whole lines only. Big stretches are handed on
 * uncopied; a line that spans chunks is held, and one over the limit is held no further than its beginning.
 */
export class LineSplitter {
  readonly #longest: number
  #held: Buffer[] = []
  #heldBytes = 0
  #overlong = false

  /** `maxLineBytes` without the line end. */
  constructor(maxLineBytes: number) {
    this.#longest = maxLineBytes + 2
  }

  /** The whole lines that a chunk completes. */
  push(chunk: Buffer): readonly LineBlock[] {
    const blocks: LineBlock[] = []
    let start = 0
    if (this.#heldBytes > 0) {
      const lineFeed = chunk.indexOf(LINE_FEED)
      if (lineFeed < 0) {
        this.#hold(chunk)
        return blocks
      }
      start = lineFeed + 1
      this.#hold(chunk.subarray(0, start))
      blocks.push(this.#takeHeld())
    }
    const end = chunk.lastIndexOf(LINE_FEED) + 1
    if (end > start) blocks.push({ bytes: chunk.subarray(start, end), overlong: false })
    if (chunk.length > Math.max(start, end)) this.#hold(chunk.subarray(Math.max(start, end)))
    return blocks
  }

  /** The last line where the file does not end in a line feed. */
  end(): LineBlock | undefined {
    return this.#heldBytes === 0 ? undefined : this.#takeHeld()
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length
    this.#held.push(part)
    if (this.#heldBytes > this.#longest) {
      this.#overlong = true
      this.#held = [Buffer.from(Buffer.concat(this.#held).subarray(0, RAW_PREFIX_BYTES))]
    }
  }

  #takeHeld(): LineBlock {
    const block = { bytes: Buffer.concat(this.#held), overlong: this.#overlong }
    this.#held = []
    this.#heldBytes = 0
    this.#overlong = false
    return block
  }
}
