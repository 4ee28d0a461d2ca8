import { fail, type Params, type Row, type Session } from '@flis/core'
import { plainRow } from './json-text.js'

/**
 * The rows of a query in slices, however many they are. A stream that breaks off ends as a short one, without a
 * word: so the rows are counted first, and S003 tells when fewer came.
 */
export async function* streamedRows(
  session: Session,
  query: string,
  params: Params,
): AsyncIterable<readonly Readonly<Record<string, unknown>>[]> {
  const expected = (await session.value(`select count(*) from (${query})`, params)) as bigint
  const values = Array.isArray(params) ? [...params] : { ...params }
  const result = await session.connection.stream(query, values as string[])
  const names = result.columnNames()
  let given = 0n
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    given += BigInt(chunk.rowCount)
    yield chunk
      .getRows()
      .map((values): Row => Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])))
      .map(plainRow)
  }
  if (given !== expected) fail('S003', { expected: `${expected} rows`, found: `${given} rows` })
}
