import type { Config } from '@flis/core'
import { fail, type PackageFormat, type PackageKind, quoteIdent, quoteText } from '@flis/core'
import { ROW_GROUP } from '@flis/dm'
import type { PackageColumn, PackageTable } from './package-table.js'

/** The format of a package: the kommune's own setting goes before the area's, that before the warehouse's. */
export const formatOf = ({ packages }: Config, area: string, kommune: string): PackageFormat =>
  packages.formats[kommune] ?? packages.areas[area]?.format ?? packages.format

/** The kinds of package that a month-run makes of an area. */
export const kindsOf = ({ packages }: Config, area: string): readonly PackageKind[] => [
  ...new Set(packages.areas[area]?.kinds ?? packages.kinds),
]

/** The name of a table's file in a package: the table's own, Danish letters and all. */
export const fileNameOf = (table: string, format: PackageFormat): string =>
  `${table}.${format === 'parquet' ? 'parquet' : 'csv'}`

/** The file's type of a column: text formats have no lists, and a spreadsheet would round large keys. */
const typeIn = (format: PackageFormat, { type, isKey }: PackageColumn): string => {
  if (format === 'parquet') return type
  if (format === 'csv-excel' && isKey) return 'VARCHAR'
  return type.endsWith('[]') ? 'JSON' : type
}

/** A table as it lies in a file of a format. */
export const inFormat = (table: PackageTable, format: PackageFormat): PackageTable => ({
  ...table,
  columns: table.columns.map((each) => ({ ...each, type: typeIn(format, each) })),
})

/** With these in front a spreadsheet takes a text for a formula. */
const FORMULA = `('=', '+', '-', '@', chr(9), chr(13))`

/**
 * A value as text of a csv file. An instant is written in UTC, in the one form that every receiver reads alike; all else
 * as the engine prints it.
 *
 * @param type DuckDB type of the expression
 */
export const csvText = (expression: string, type: string): string => {
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `strftime(${expression} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`
  return type.endsWith('[]') ? `to_json(${expression})::varchar` : `(${expression})::varchar`
}

const shown = (format: PackageFormat, column: PackageColumn): string => {
  const name = quoteIdent(column.name)
  if (format === 'parquet') return name
  const text = csvText(name, column.type)
  const isText = column.type === 'VARCHAR' || column.isKey
  if (format === 'csv' || !isText) return `${text} as ${name}`
  return `case when left(${text}, 1) in ${FORMULA} then '''' || ${text} else ${text} end as ${name}`
}

const optionsOf = (format: PackageFormat, table: PackageTable): string => {
  if (format === 'parquet') return `format parquet, compression snappy, row_group_size ${ROW_GROUP}`
  const keys = table.columns.filter((each) => each.isKey).map((each) => quoteIdent(each.name))
  // Empty and absent stay apart: "" is an empty text, nothing at all is NULL.
  const quoted = format === 'csv-excel' && keys.length > 0 ? `, force_quote (${keys.join(', ')})` : ''
  return `format csv, header true, delimiter ';', quote '"', escape '"', nullstr ''${quoted}`
}

/**
 * The statement that writes a table's rows to a file. Fixed row groups and a full order: the same rows give the same
 * bytes, whatever the machine.
 *
 * @param rows a relation with the table's columns
 * @param order what gives the rows their order, as columns of the relation; none: as they lie
 */
export const copyStatement = (
  table: PackageTable,
  format: PackageFormat,
  rows: string,
  order: readonly string[],
  path: string,
): string => {
  if (table.columns.length === 0)
    return fail('M004', { model: table.name, detail: 'a table without columns' })
  const sorted = order.length === 0 ? '' : `order by ${order.map((each) => `own_rows.${each}`).join(', ')}`
  return `copy (
    select ${table.columns.map((each) => shown(format, each)).join(', ')}
    from ${rows} as own_rows
    ${sorted}
  ) to ${quoteText(path)} (${optionsOf(format, table)})`
}
