/** Why a physical line went to quarantine before anything was parsed. */
export type BadLineCode = 'R001' | 'R002' | 'R003'

/** A physical line that is no record. `raw` is personal data: quarantine only, never a log or an error. */
export interface BadLine {
  /** Physical line, 1-based; the header is line 1. */
  readonly line: number
  readonly code: BadLineCode
  /** The line as received without its line end; of an over-long one (R003) only the beginning. */
  readonly raw: string
}

const BATCH_LINES = 1_000
const BATCH_CHARACTERS = 4 * 1024 * 1024

/** Collects bad lines until they are worth telling; what it holds is bounded, whatever the file. */
export class BadLineBatch {
  #lines: BadLine[] = []
  #characters = 0

  /** How many more lines fit. */
  get room(): number {
    return this.#characters >= BATCH_CHARACTERS ? 0 : Math.max(0, BATCH_LINES - this.#lines.length)
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  add(line: number, code: BadLineCode, raw: string): void {
    this.#lines.push({ line, code, raw })
    this.#characters += raw.length
  }

  /** Gives the lines away and starts afresh. */
  take(): readonly BadLine[] {
    const taken = this.#lines
    this.#lines = []
    this.#characters = 0
    return taken
  }
}
