import { type PackageFormat, quoteIdent, quoteText } from '@flis/core'

/** A column of a file, with the type that its values have (in csv they lie as text). */
export interface FileColumn {
  readonly name: string
  readonly type: string
}

/** Bytes. */
const LONGEST_LINE = 16 * 1024 ** 2

/**
 * A table's file as a relation; of csv files every column as text. Nothing is guessed, and what is broken fails; one
 * thread reads from start to end, so that a line end in a quoted text is never taken for a row's.
 *
 * @param header false: the first line is a row like any other
 */
export const fileRelation = (
  path: string,
  format: PackageFormat,
  columns: readonly FileColumn[],
  header = true,
): string => {
  if (format === 'parquet') return `read_parquet(${quoteText(path)})`
  const types = columns.map(({ name }) => `${quoteText(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${quoteText(path)}, auto_detect = false, header = ${header}, delim = ';', quote = '"', escape = '"',
    nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false, parallel = false,
    max_line_size = ${LONGEST_LINE}, buffer_size = ${2 * LONGEST_LINE}, columns = {${types}})`
}

/** The value of a file's column in its type; NULL where it has no such value. */
export const fileValue = (format: PackageFormat, { name, type }: FileColumn): string =>
  format === 'parquet' || type === 'VARCHAR' ? quoteIdent(name) : `try_cast(${quoteIdent(name)} as ${type})`
