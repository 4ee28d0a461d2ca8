import { danishTime } from '../sql/danish-time.js'
import { quoteIdent, raw, type Sql } from '../sql/sql.js'
import type { Contract } from './contract.js'

/** The last of the days that units tell apart, counted from 1970-01-01: 2149-06-06. Earlier and later ones are at the ends. */
export const LAST_UNIT_DAY = 65_535

/** What of a unit is not its day. */
const WITHOUT_DAY = '18446744073709486080::ubigint'

const dayNumber = (date: string): string =>
  `least(greatest(${date} - date '1970-01-01', 0), ${LAST_UNIT_DAY})::ubigint`

/**
 * The unit of a DSA_HIST row as a 64-bit number, in SQL. Two units with one number are recomputed together, so a
 * collision costs work, never correctness. Where the contract names a `unitDay` the last 16 bits are the row's Danish date:
 * days since 1970.
 *
 * The engine's own hash, for it is computed on every row that may belong to a changed unit. It is the same within one
 * version of the engine; with another, all tables are built anew (the version is part of a model's code fingerprint).
 *
 * @example unitExpression(KYYdelse) // hash("_kommune", "_kildesystem", "SagId")
 */
export const unitExpression = (contract: Contract): string => {
  const scope = contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []
  const whole = `hash(${[...scope, ...contract.unit].map(quoteIdent).join(', ')})`
  const day = unitDayOf(contract)
  return day === undefined ? whole : `((${whole} & ${WITHOUT_DAY}) | ${day})`
}

/** The day of a DSA_HIST row's unit, in SQL: its Danish date as days since 1970. Undefined where units have none. */
export const unitDayOf = ({ unitDay, fields }: Contract): string | undefined => {
  if (unitDay === undefined) return undefined
  const column = quoteIdent(unitDay)
  return dayNumber(fields[unitDay]?.kind.type === 'date' ? column : `(${danishTime(column)})::date`)
}

/**
 * The same thing's unit on another day, in SQL: the unit of a row that a model makes on that day.
 *
 * @param unit a unit with a day @param date a DATE
 * @example sql`select …, ${unitOnDay('forløb._unit', 'forløb.Dato')} as _unit from …`
 */
export const unitOnDay = (unit: string, date: string): Sql =>
  raw(`((${unit} & ${WITHOUT_DAY}) | ${dayNumber(date)})`)

/** The day of a unit, days since 1970, in SQL. */
export const dayOfUnit = (unit: string): string => `(${unit} & ${LAST_UNIT_DAY})`

/** The same thing's unit so many days later (or earlier), in SQL; not past the ends. */
export const unitDaysOn = (unit: string, days: string): string =>
  `((${unit} & ${WITHOUT_DAY}) | least(greatest(${dayOfUnit(unit)}::bigint + ${days}, 0), ${LAST_UNIT_DAY})::ubigint)`
