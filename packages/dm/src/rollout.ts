import { type Contract, fail, type Month, monthIndex, quoteIdent, raw, type Sql, sql } from '@flis/core'

/** Calendar months 1988-01 … 2060-12 as a row source: `month_index, first_day, last_day, days`. */
const FIRST_MONTH = 1988 * 12
const LAST_MONTH = 2060 * 12 + 11

/**
 * The calendar of months. `month_index` counts months from year 0.
 *
 * Unnested, not `from range(…)`: the engine then takes it for one row, so that a join always builds its hash table
 * of the calendar and streams the rolled-out rows, however few it thinks that these are.
 */
export const monthCalendar = (): Sql => sql`(
  select
    i as month_index,
    make_date(i // 12, i % 12 + 1, 1) as first_day,
    last_day(make_date(i // 12, i % 12 + 1, 1)) as last_day,
    day(last_day(make_date(i // 12, i % 12 + 1, 1))) as days
  from (select unnest(range(${FIRST_MONTH}, ${LAST_MONTH + 1})) as i) as every_month
)`

/** The month index (months from year 0) of a date expression. */
export const monthIndexOf = (date: string): Sql => raw(`(year(${date}) * 12 + month(${date}) - 1)`)

export interface Rollout {
  /** Column with the first day. */
  readonly start: string
  /** Column with the last day, both included; NULL = open. */
  readonly end: string
  /** The run month: nothing is shown after its last day. */
  readonly until: Month
  /** Months before this one are left out (they are there already). */
  readonly from?: Month | null
}

const isContract = (of: Contract | Sql): of is Contract => 'relation' in of

/**
 * Where a row ends for the rollout. A row that full deliveries no longer hold ends at `_sidst`: `behold` only
 * where it was open, `slut` always.
 */
const endOf = (of: Contract | Sql, end: string): string => {
  const column = quoteIdent(end)
  if (!isContract(of)) return column
  return of.absence === 'behold' ? `coalesce(${column}, _sidst)` : `least(${column}, _sidst)`
}

/**
 * Month rollout: one row for each calendar month touched by [start, end], both months included; what is open, or
 * ends after the run month, rolls out to the run month; what starts after it gives no row. The columns of the
 * source stand under `s`, those of the month (`month_index, first_day, last_day, days`) under `m`.
 *
 * A list of month indexes is unnested and joined by hash to the calendar: a range join took half as long again.
 *
 * Source: specification 3.4.
 *
 * @example
 * sql`select s.SagId, m.last_day from ${rollout(BSSag, { start: 'StartDato', end: 'SlutDato', until: month })}`
 */
export const rollout = (of: Contract | Sql, options: Rollout): Sql => {
  if (options.from !== undefined && options.from !== null && options.from > options.until)
    fail('M004', { detail: 'a rollout from a month after its last' })
  const until = monthIndex(options.until)
  const start = monthIndexOf(quoteIdent(options.start))
  const first =
    options.from === undefined || options.from === null
      ? start
      : sql`greatest(${start}, ${monthIndex(options.from)})`
  const last = sql`coalesce(least(${monthIndexOf(endOf(of, options.end))}, ${until}), ${until})`
  return sql`(
    select rolled.*, unnest(range(${first}, ${last} + 1)) as _maaned
    from ${of} as rolled
    where ${start} <= ${until}
  ) as s
  join ${monthCalendar()} as m on m.month_index = s._maaned`
}
