import { StringDecoder } from 'node:string_decoder'
import { BadLineBatch, type BadLineCode } from './bad-lines.js'
import { CARRIAGE_RETURN, LINE_FEED } from './bytes.js'
import { type PlainRules, passPlainLines } from './plain-lines.js'
import { inspectLine, unambiguousLine } from './quoted-line.js'
import { passQuotedLines } from './quoted-lines.js'

/** How much of an over-long line quarantine keeps. */
export const RAW_PREFIX_BYTES = 64 * 1024

/**
 * Accounts the physical lines after the header and gives the bytes that an engine may read, in which the
 * record number is the physical line number − 1 whatever the sender did.
 *
 * Good lines pass through uncopied, in stretches as long as possible. The scanner stops by itself when its
 * batch of bad lines is full, so what it holds is bounded.
 */
export class LineScanner {
  readonly bad = new BadLineBatch()
  /** Physical lines completed; the header was the first. */
  lines = 1
  /** Blank lines seen last: at the file's end they are nothing, before another line each is R002. */
  blanks = 0
  badLines = 0
  hasQuotes = false
  /** Something else than the sender's bytes has been given for writing. */
  changed = false
  readonly #rules: PlainRules
  readonly #encoding: 'utf8' | 'latin1'
  readonly #lineEnd: Buffer
  readonly #placeholder: Buffer
  #out: Buffer[] = []

  constructor(rules: PlainRules, encoding: 'utf8' | 'latin1') {
    this.#rules = rules
    this.#encoding = encoding
    this.#lineEnd = Buffer.from(rules.crlf ? '\r\n' : '\n')
    // a single empty field is written "" : engines skip a blank line, which would shift every later record
    const empty = rules.fields === 1 ? '""' : ';'.repeat(rules.fields - 1)
    this.#placeholder = Buffer.concat([Buffer.from(empty), this.#lineEnd])
  }

  /** Gives away what is to be written next: one piece, for a writer's queue counts bytes, not pieces. */
  takeOutput(): Buffer {
    const out = this.#out
    this.#out = []
    return out.length === 1 && out[0] !== undefined ? out[0] : Buffer.concat(out)
  }

  /**
   * Scans a block of whole lines from an offset and gives the offset to go on from. It stops where the batch of
   * bad lines is full (the caller empties `bad`), and before a line that blank lines stand in front of (the
   * caller calls {@link tellBlanks} until none are left).
   */
  scan(block: Buffer, from: number): number {
    let at = from
    let passed = from
    while (at < block.length && this.bad.room > 0) {
      if (this.blanks === 0) at = this.#passGoodLines(block, at)
      if (at >= block.length) break
      const lineFeed = block.indexOf(LINE_FEED, at)
      const endsInCrlf = lineFeed > at && block[lineFeed - 1] === CARRIAGE_RETURN
      const end = endsInCrlf ? lineFeed - 1 : lineFeed
      if (this.blanks > 0 && end > at) break
      this.lines++
      const replaced = this.#judge(block, at, end, endsInCrlf)
      if (replaced !== undefined) {
        this.changed = true
        this.#pass(block, passed, at)
        this.#out.push(...replaced)
        passed = lineFeed + 1
      }
      at = lineFeed + 1
    }
    this.#pass(block, passed, at)
    return at
  }

  /** Turns waiting blank lines into R002, as many as the batch has room for. */
  tellBlanks(): void {
    const first = this.lines - this.blanks + 1
    const told = Math.min(this.blanks, this.bad.room)
    for (let i = 0; i < told; i++) this.#out.push(...this.#quarantine(first + i, 'R002', Buffer.alloc(0)))
    this.blanks -= told
  }

  /** Accounts a line that was too long to hold; only its beginning is known. */
  overlong(beginning: Buffer): void {
    this.lines++
    const lineFeed = beginning.indexOf(LINE_FEED)
    const line = lineFeed < 0 ? beginning : beginning.subarray(0, lineFeed)
    const kept = line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line
    this.#out.push(...this.#quarantine(this.lines, 'R003', kept))
  }

  #passGoodLines(block: Buffer, from: number): number {
    let at = from
    for (;;) {
      const quoted = passPlainLines(block, at, this.#rules, this)
      at = passQuotedLines(block, quoted, this.#rules, this)
      if (at === quoted) return at
      this.hasQuotes = true
    }
  }

  /** What stands in the line's place; undefined: itself. A line has one reason: R003, then R001, then R002. */
  #judge(block: Buffer, start: number, end: number, endsInCrlf: boolean): readonly Buffer[] | undefined {
    const line = () => block.subarray(start, end)
    if (start === end) {
      this.blanks++
      return []
    }
    if (end - start > this.#rules.maxLineBytes) return this.#quarantine(this.lines, 'R003', line())
    const verdict = inspectLine(block, start, end)
    if (verdict.hasQuotes) this.hasQuotes = true
    if (verdict.broken) return this.#quarantine(this.lines, 'R001', line())
    if (verdict.fields !== this.#rules.fields) return this.#quarantine(this.lines, 'R002', line())
    if (verdict.ambiguous) return [unambiguousLine(line()), this.#lineEnd]
    return endsInCrlf === this.#rules.crlf ? undefined : [line(), this.#lineEnd]
  }

  #quarantine(line: number, code: BadLineCode, bytes: Buffer): readonly Buffer[] {
    const kept = code === 'R003' ? bytes.subarray(0, RAW_PREFIX_BYTES) : bytes
    // the decoder keeps a character that the cut went through to itself
    this.changed = true
    this.bad.add(line, code, new StringDecoder(this.#encoding).write(kept))
    this.badLines++
    return [this.#placeholder]
  }

  #pass(block: Buffer, start: number, end: number): void {
    if (end > start) this.#out.push(block.subarray(start, end))
  }
}
