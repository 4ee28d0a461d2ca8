import { quoteText } from '../sql/sql.js'
import { columnType } from './column-type.js'
import type { Field } from './field.js'
import { NO_CPR, writtenForm } from './written-form.js'

/** The text of a value; NULL for text without value: missing, and for every type but text also the empty string. */
export const given = (field: Field, column: string): string => {
  switch (field.kind.type) {
    case 'text':
      return column
    case 'cpr':
      return `case when ${column} in (${NO_CPR.map(quoteText).join(', ')}) then null else replace(${column}, '-', '') end`
    default:
      return `nullif(${column}, '')`
  }
}

/**
 * True when the text has exactly the written form of its type, and nothing that the engine would also swallow
 * (`2022-2-1`, `1e1`, `0x1F`, `1.5` for an integer, `infinity`, a date with a time). `true` for types without a form.
 */
export const isWritten = (field: Field, column: string): string => {
  const pattern = writtenForm(field)
  return pattern === undefined ? 'true' : `regexp_full_match(${column}, ${quoteText(pattern)})`
}

/** ISO 8601 has times without seconds; the engine takes them only without an offset. */
const withSeconds = (value: string): string =>
  `case when substr(${value}, 17, 1) in ('Z', '+', '-') then substr(${value}, 1, 16) || ':00' || substr(${value}, 17) else ${value} end`

/**
 * The typed value of a column that already has the written form; NULL where the engine refuses it. Use it after
 * `failures` has let the row through. A timestamp without offset is read in the session's (Danish) zone.
 */
export const castExpression = (field: Field, column: string): string => {
  const value = given(field, column)
  const { kind } = field
  switch (kind.type) {
    case 'text':
    case 'code':
    case 'reference':
    case 'cpr':
    case 'kommune':
    case 'moment':
      return value
    case 'date':
      return kind.form === 'yyyy-mm-dd'
        ? `try_cast(${value} as date)`
        : `try_cast(concat_ws('-', substr(${value}, 7, 4), substr(${value}, 4, 2), substr(${value}, 1, 2)) as date)`
    case 'decimal':
      return `try_cast(${kind.comma ? `replace(${value}, ',', '.')` : value} as ${columnType(field)})`
    case 'list':
      return `try_cast(try_cast(${value} as json) as varchar[])`
    case 'boolean':
      return `(${value} = '1')`
    case 'timestamp':
      return `try_cast(${withSeconds(value)} as ${columnType(field)})`
    default:
      return `try_cast(${value} as ${columnType(field)})`
  }
}

/** The instant of a timestamp or a moment. */
export const instant = (field: Field, column: string): string =>
  field.kind.type === 'moment'
    ? `try_cast(${given(field, column)} as timestamp with time zone)`
    : castExpression(field, column)
