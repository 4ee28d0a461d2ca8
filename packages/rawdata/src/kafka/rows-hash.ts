import { quoteText, removePath, type Session, sha256File } from '@flis/core'

/**
 * The hash of rows: SHA-256 over the SHA-256 of each canonical row in hex, sorted, one a line. The order in which they came
 * over the partitions makes no difference. The engine sorts on disk what memory cannot hold.
 *
 * @param query gives a column `hash`, the SHA-256 of each row
 * @param path of a file to work with
 */
export const rowsHash = async (session: Session, query: string, path: string): Promise<string> => {
  try {
    await session.run(
      `copy (select hash from (${query}) order by hash) to ${quoteText(path)} (format csv, header false)`,
    )
    return await sha256File(path)
  } finally {
    await removePath(path)
  }
}
