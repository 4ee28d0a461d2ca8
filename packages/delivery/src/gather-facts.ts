import { quoteIdent, quoteText, type Session } from '@flis/core'
import { ROW_GROUP, type Table, tableSql } from '@flis/dm'
import { type PackageFact, visibleColumns } from './package-tables.js'

/** A fact's rows of the kommuner that get packages, in one Parquet file, kommune by kommune. */
export interface Gathered {
  readonly path: string
  /** What gives the rows of a kommune their order; hidden columns of the grain among them. */
  readonly order: readonly string[]
  /** Rows by kommune code, as an integer. */
  readonly rowsOf: ReadonlyMap<number, bigint>
}

/** Column of a gathered file that says whose a row is: the kommune's code as a number. */
export const OWNER = '_ejer'

/** A kommune's code as facts hold it: 751 for `0751`. */
export const kommuneNumber = (kommune: string): number => Number.parseInt(kommune, 10)

/**
 * Reads a fact once for all packages. Sorted by kommune, a kommune's rows lie together and the rest of the file is
 * skipped on reading: for 98 kommuner a tenth of the time of reading the table's layers 98 times, and no memory.
 * The order inside a kommune is made where its file is written.
 */
export const gatherFact = async (
  session: Session,
  path: string,
  { model, kommuneColumn }: PackageFact,
  table: Table | undefined,
  kommuner: readonly string[],
): Promise<Gathered> => {
  const isEmpty = (table?.layers ?? []).every((layer) => layer.rows.length === 0)
  // A table without files has its declared columns only.
  const hidden = [...model.grain, kommuneColumn].filter((name) => !(name in model.columns))
  const concealed = isEmpty ? [] : [...new Set(hidden)]
  const order = model.grain.filter((name) => name in model.columns || concealed.includes(name))
  const columns = [...new Set([...visibleColumns(model), ...order])].map(quoteIdent)
  // Facts hold the kommune as a number, a delivery's kommune is text: 751 and 0751 are the same.
  const kommune =
    isEmpty && !(kommuneColumn in model.columns) ? 'null::integer' : `${quoteIdent(kommuneColumn)}::integer`
  const wanted = [...new Set(kommuner.map(kommuneNumber))].sort((a, b) => a - b)
  await session.run(
    `copy (
       select ${columns.join(', ')}, ${kommune} as ${quoteIdent(OWNER)}
       from (${tableSql(model, table, concealed)}) as every_kommune
       where ${kommune} in (${wanted.join(', ')})
       order by ${kommune}
     ) to ${quoteText(path)} (format parquet, compression snappy, row_group_size ${ROW_GROUP})`,
  )
  const rows = await session.rows(
    `select ${quoteIdent(OWNER)} as kommune, count(*) as own_rows
     from read_parquet(${quoteText(path)})
     group by all
     order by all`,
  )
  return {
    path,
    order,
    rowsOf: new Map(rows.map((row) => [Number(row.kommune), row.own_rows as bigint])),
  }
}
