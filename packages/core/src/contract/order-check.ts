import type { Field } from './field.js'
import { castExpression, instant, isWritten } from './strict-cast.js'

/** A field and the column of text in which it stands. */
export interface PlacedField {
  readonly field: Field
  readonly column: string
}

const TIMES: readonly string[] = ['date', 'timestamp', 'moment']
const NUMBERS: readonly string[] = ['integer', 'decimal']

/** Times compare with times, numbers with numbers; nothing else has an order. */
export const comparable = (start: Field, end: Field): boolean =>
  [TIMES, NUMBERS].some((kinds) => kinds.includes(start.kind.type) && kinds.includes(end.kind.type))

const isDay = ({ field, column }: PlacedField): string =>
  field.kind.type === 'moment' ? `length(${column}) = 10` : String(field.kind.type === 'date')

const day = ({ field, column }: PlacedField): string =>
  field.kind.type === 'date' ? castExpression(field, column) : `try_cast(${instant(field, column)} as date)`

const point = ({ field, column }: PlacedField): string =>
  field.kind.type === 'date' ? 'null::timestamp with time zone' : instant(field, column)

const before = (end: PlacedField, start: PlacedField): string => {
  const kinds = new Set([end.field.kind.type, start.field.kind.type])
  const alike = kinds.size === 1 && !kinds.has('moment')
  if (alike || NUMBERS.includes(end.field.kind.type))
    return `${castExpression(end.field, end.column)} < ${castExpression(start.field, start.column)}`
  // As soon as one of the two is only a day, days are compared: a time of day is never made up.
  return `case when ${isDay(end)} or ${isDay(start)} then ${day(end)} < ${day(start)} else ${point(end)} < ${point(start)} end`
}

/** True where the end stands before the start. Text that is no value of its type has no order. */
export const endBeforeStart = (end: PlacedField, start: PlacedField): string =>
  `case when ${before(end, start)} then ${isWritten(end.field, end.column)} and ${isWritten(start.field, start.column)} else false end`
