import { quoteIdent, quoteText, type Session } from '@flis/core'

/** A Parquet file to count. */
export interface Measurable {
  readonly path: string
  /** Columns to sum. */
  readonly totals: readonly string[]
}

export interface Measured {
  readonly rows: number
  /** Sums by column, exact, as text; 0 where there are no rows. */
  readonly totals: Readonly<Record<string, string>>
}

/** Rows and control totals of Parquet files as they lie on disk, in one statement; in the order of the files. */
export const measureTables = async (
  session: Session,
  files: readonly Measurable[],
): Promise<readonly Measured[]> => {
  if (files.length === 0) return []
  const parts = files.flatMap(({ path, totals }, nth) => [
    `select ${nth} as nth, -1 as place, count(*)::varchar as value from read_parquet(${quoteText(path)})`,
    ...totals.map(
      (name, place) =>
        `select ${nth}, ${place}, coalesce(sum(${quoteIdent(name)}), 0)::varchar from read_parquet(${quoteText(path)})`,
    ),
  ])
  const rows = await session.rows(`${parts.join('\nunion all\n')}\norder by nth, place`)
  return files.map(({ totals }, nth) => {
    const own = rows.filter((row) => Number(row.nth) === nth)
    const valueAt = (place: number): string =>
      String(own.find((row) => Number(row.place) === place)?.value ?? '0')
    return {
      rows: Number(valueAt(-1)),
      totals: Object.fromEntries(totals.map((name, place) => [name, valueAt(place)])),
    }
  })
}
