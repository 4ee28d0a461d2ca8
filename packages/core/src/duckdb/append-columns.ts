import { DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api'
import { asFlisError, FlisFailure } from '../errors/flis-error.js'
import type { Session } from './session.js'

/** Rows that a chunk of the engine holds at most. */
export const CHUNK_ROWS = 2048

/**
 * Adds rows, given column by column in the table's order, to a table of the session (a temp table, or one of the
 * schema `main`). A hundred times faster than prepared inserts; visible when it is done.
 *
 * @example await appendColumns(session, 'broken', [['KYSag.csv', 'KYSag.csv'], [7n, 9n]])
 */
export const appendColumns = async (
  session: Session,
  table: string,
  columns: readonly (readonly DuckDBValue[])[],
): Promise<void> => {
  const rows = columns[0]?.length ?? 0
  if (rows === 0) return
  try {
    const appender = await session.connection.createAppender(table)
    try {
      const types = columns.map((_, index) => appender.columnType(index))
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const slice = columns.map((column) => column.slice(from, from + CHUNK_ROWS))
        const chunk = DuckDBDataChunk.create(types, slice[0]?.length ?? 0)
        chunk.setColumns(slice)
        appender.appendDataChunk(chunk)
      }
      appender.flushSync()
    } finally {
      appender.closeSync()
    }
  } catch (thrown) {
    throw new FlisFailure(asFlisError(thrown))
  }
}
