const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const ENTRY = Buffer.from('entry')

/** The text of one element of the `entry` array, and the line of the file where it starts. */
export interface EntryText {
  readonly bytes: Buffer
  /** Memory that it takes, parsed. */
  readonly size: number
  readonly line: number
}

/** Nested deeper, a document is refused before anybody parses it: a parser keeps a place for each open bracket. */
const DEEPEST = 256

/** A document that nests too deep. */
export class NestedTooDeep extends Error {
  override readonly name = 'NestedTooDeep'
}

/** A piece that is larger than may be held in memory. */
export class PieceTooLarge extends Error {
  override readonly name = 'PieceTooLarge'
}

/** What a parsed value takes of memory at the least, however short its text (`[]`, `0,`). */
const VALUE_BYTES = 24

/** Bytes collected from several chunks, up to a limit. */
class Piece {
  #parts: Buffer[] = []
  #bytes = 0
  #values = 0
  constructor(private readonly most: number) {}

  /** What it takes of memory: its text, or its values where they are many and short. */
  get size(): number {
    return Math.max(this.#bytes, this.#values * VALUE_BYTES)
  }

  /** One more value begins. */
  count(): void {
    this.#values++
    if (this.size > this.most) throw new PieceTooLarge()
  }

  add(part: Buffer): void {
    this.#bytes += part.length
    if (this.size > this.most) throw new PieceTooLarge()
    this.#parts.push(part)
  }

  take(): Buffer {
    const whole = Buffer.concat(this.#parts)
    this.#parts = []
    this.#bytes = 0
    this.#values = 0
    return whole
  }
}

/**
 * Cuts a JSON document at the elements of its outermost `entry` array while it streams by, so that a Bundle of
 * many Bundles never stands in memory whole. It follows strings and brackets only: whether a piece is JSON is
 * found by parsing it, and what is around the array by parsing {@link head}.
 */
export class EntrySplitter {
  /** Line that the splitter has come to, 1-based. */
  line = 1
  readonly #head: Piece
  readonly #element: Piece
  #elementLine = 1
  #depth = 0
  #inString = false
  #escaped = false
  #inEntries = false
  /** Bytes of the last string at the outermost level that equal `entry` so far; −1: another string. */
  #key = -1
  #afterEntryKey = false

  constructor(mostBytes: number) {
    this.#head = new Piece(mostBytes)
    this.#element = new Piece(mostBytes)
  }

  /** The document with its `entry` array emptied; call it after the last chunk. */
  head(): Buffer {
    return this.#head.take()
  }

  /** The elements that a chunk completes. Of an empty array one element of white space is told. */
  push(chunk: Buffer): readonly EntryText[] {
    const found: EntryText[] = []
    let start = 0
    const cut = (end: number): void => {
      if (end > start) this.#piece().add(chunk.subarray(start, end))
      start = end
    }
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (this.#inString) {
        this.#stringByte(byte)
        continue
      }
      switch (byte) {
        case LINE_FEED:
          this.line++
          break
        case QUOTE:
          this.#inString = true
          this.#key = this.#depth === 1 ? 0 : -1
          break
        case COLON:
          if (this.#depth === 1) this.#afterEntryKey = this.#key === ENTRY.length
          break
        case COMMA:
          this.#piece().count()
          if (this.#inEntries && this.#depth === 2) {
            cut(at)
            found.push(this.#takeElement())
            start = at + 1
          }
          break
        case OPEN_ARRAY:
        case OPEN_OBJECT:
          this.#depth++
          if (this.#depth > DEEPEST) throw new NestedTooDeep()
          this.#piece().count()
          if (byte === OPEN_ARRAY && this.#depth === 2 && this.#afterEntryKey) {
            cut(at + 1)
            this.#inEntries = true
            this.#elementLine = this.line
          }
          this.#afterEntryKey = false
          break
        case CLOSE_ARRAY:
        case CLOSE_OBJECT:
          this.#depth--
          if (this.#inEntries && this.#depth === 1) {
            cut(at)
            found.push(this.#takeElement())
            this.#inEntries = false
          }
          break
        default:
      }
    }
    cut(chunk.length)
    return found
  }

  #piece(): Piece {
    return this.#inEntries ? this.#element : this.#head
  }

  #takeElement(): EntryText {
    const { size } = this.#element
    const element = { bytes: this.#element.take(), size, line: this.#elementLine }
    this.#elementLine = this.line
    return element
  }

  #stringByte(byte: number): void {
    if (this.#escaped) {
      this.#escaped = false
      this.#key = -1
    } else if (byte === BACKSLASH) {
      this.#escaped = true
    } else if (byte === QUOTE) {
      this.#inString = false
    } else if (this.#key >= 0) {
      this.#key = byte === ENTRY[this.#key] ? this.#key + 1 : -1
    }
  }
}
