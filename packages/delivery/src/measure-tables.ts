import type { PackageFormat, Session } from '@flis/core'
import { type FileColumn, fileRelation, fileValue } from './table-file.js'

/** A table's file to count. */
export interface Measurable {
  readonly path: string
  readonly format: PackageFormat
  readonly table: {
    readonly columns: readonly FileColumn[]
    /** Columns to sum. */
    readonly totals: readonly string[]
  }
}

export interface Measured {
  readonly rows: number
  /** Sums by column, exact, as text; 0 where there are no rows. */
  readonly totals: Readonly<Record<string, string>>
}

/** Rows and control totals of files as they lie on disk, in one statement; in the order of the files. */
export const measureTables = async (
  session: Session,
  files: readonly Measurable[],
): Promise<readonly Measured[]> => {
  if (files.length === 0) return []
  const parts = files.flatMap(({ path, format, table }, nth) => {
    const from = fileRelation(path, format, table.columns)
    const sums = table.columns.filter((each) => table.totals.includes(each.name))
    return [
      `select ${nth} as nth, '' as of_column, count(*)::varchar as value from ${from}`,
      ...sums.map(
        (each, place) =>
          `select ${nth}, '${place}', coalesce(sum(${fileValue(format, each)}), 0)::varchar from ${from}`,
      ),
    ]
  })
  const rows = await session.rows(parts.join('\nunion all\n'))
  return files.map(({ table }, nth) => {
    const own = new Map(
      rows.filter((row) => Number(row.nth) === nth).map((row) => [String(row.of_column), String(row.value)]),
    )
    const sums = table.columns.filter((each) => table.totals.includes(each.name))
    return {
      rows: Number(own.get('') ?? 0),
      totals: Object.fromEntries(sums.map(({ name }, place) => [name, own.get(String(place)) ?? '0'])),
    }
  })
}
