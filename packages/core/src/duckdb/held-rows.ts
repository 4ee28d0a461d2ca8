import { BIGINT, DuckDBDataChunk, type DuckDBValue, INTEGER, VARCHAR } from '@duckdb/node-api'
import { asFlisError, FlisFailure } from '../errors/flis-error.js'
import { CHUNK_ROWS } from './append-columns.js'
import type { Session } from './session.js'

const TYPES = { integer: INTEGER, bigint: BIGINT, text: VARCHAR } as const

/** The types that rows can be held in. */
export type HeldType = keyof typeof TYPES

/**
 * Rows that wait outside JavaScript's memory until they are written: many small texts there keep its collector busy for
 * longer than all other work on them.
 *
 * @example
 * const held = new HeldRows(['integer', 'text'])
 * held.add([7, 'a'])
 * await held.appendTo(session, 'numbers', 'ops')
 */
export class HeldRows {
  readonly #chunks: DuckDBDataChunk[] = []
  #columns: DuckDBValue[][]
  rows = 0

  constructor(private readonly types: readonly HeldType[]) {
    this.#columns = types.map(() => [])
  }

  /** Adds a row, its values in the order of the types. */
  add(values: readonly DuckDBValue[]): void {
    for (const [nth, column] of this.#columns.entries()) column.push(values[nth] ?? null)
    this.rows += 1
    if (this.rows % CHUNK_ROWS === 0) this.#hold()
  }

  #hold(): void {
    const count = this.#columns[0]?.length ?? 0
    if (count === 0) return
    const chunk = DuckDBDataChunk.create(
      this.types.map((each) => TYPES[each]),
      count,
    )
    chunk.setColumns(this.#columns)
    this.#chunks.push(chunk)
    this.#columns = this.types.map(() => [])
  }

  /** Adds them all to a table whose columns have these types. They are not held any longer. */
  async appendTo(session: Session, table: string, schema: string): Promise<void> {
    this.#hold()
    if (this.#chunks.length === 0) return
    try {
      const appender = await session.connection.createAppender(table, schema)
      try {
        for (const chunk of this.#chunks) appender.appendDataChunk(chunk)
        appender.flushSync()
      } finally {
        appender.closeSync()
      }
    } catch (thrown) {
      throw new FlisFailure(asFlisError(thrown))
    } finally {
      this.#chunks.length = 0
      this.rows = 0
    }
  }
}
