import { type Contract, dsaTable, LAST_UNIT_DAY, type Session, unitDayOf } from '@flis/core'
import { type DaySpan, onDays } from './day-spans.js'
import type { UnitChoice } from './dsa-rows.js'

/** A batch of fewer days would read what lies around them again and again. */
const FEWEST_DAYS = 30

interface Counted {
  readonly day: number
  readonly kommune: string
  readonly rows: number
}

const counted = async (
  session: Session,
  contracts: readonly Contract[],
  spans: readonly DaySpan[],
): Promise<readonly Counted[]> => {
  const counts = contracts.map(
    (each) =>
      `select ${unitDayOf(each)} as day, _kommune
       from ${dsaTable(each)}
       where ${onDays(each, spans)}`,
  )
  const rows = await session.rows(
    `select day::integer as day, _kommune, count(*) as n from (${counts.join(' union all ')}) group by all order by all`,
  )
  return rows.map((row) => ({ day: Number(row.day), kommune: String(row._kommune), rows: Number(row.n) }))
}

const total = (rows: readonly Counted[]): number => rows.reduce((sum, each) => sum + each.rows, 0)

/** Cuts the days in order where a piece has enough rows and days. */
const cutDays = (rows: readonly Counted[], most: number): readonly (readonly Counted[])[] => {
  const pieces: Counted[][] = []
  for (const each of rows) {
    const open = pieces.at(-1)
    const from = open?.[0]?.day ?? each.day
    const full =
      open !== undefined &&
      open.at(-1)?.day !== each.day &&
      each.day - from >= FEWEST_DAYS &&
      total(open) >= most / 2
    if (open === undefined || full) pieces.push([each])
    else open.push(each)
  }
  return pieces
}

/** As many kommuner together as fit. */
const groupKommuner = (rows: readonly Counted[], most: number): readonly (readonly string[])[] => {
  const kommuner = [...new Set(rows.map((each) => each.kommune))].sort()
  const groups: { names: string[]; rows: number }[] = []
  for (const name of kommuner) {
    const own = total(rows.filter((each) => each.kommune === name))
    const open = groups.at(-1)
    if (open === undefined || open.rows + own > most) groups.push({ names: [name], rows: own })
    else {
      open.names.push(name)
      open.rows += own
    }
  }
  return groups.map(({ names }) => names)
}

/**
 * The shares in which a table by unit and day is built: stretches of days, for they lie together as they were delivered,
 * and within a stretch of many rows some kommuner at a time.
 *
 * @param wanted the days to build; all where undefined
 * @param most rows that are computed together
 */
export const dayBatches = async (
  session: Session,
  contracts: readonly Contract[],
  wanted: readonly DaySpan[] | undefined,
  most: number,
): Promise<readonly UnitChoice[]> => {
  const every: readonly DaySpan[] = [{ first: 0, last: LAST_UNIT_DAY }]
  const rows = await counted(session, contracts, wanted ?? every)
  if (total(rows) <= most) return [wanted === undefined ? {} : { days: wanted }]
  const pieces = cutDays(rows, most)
  return pieces.flatMap((piece, nth) => {
    const first = nth === 0 ? 0 : (piece[0]?.day ?? 0)
    const next = pieces[nth + 1]?.[0]?.day
    const last = next === undefined ? LAST_UNIT_DAY : next - 1
    const days = (wanted ?? every).flatMap((span) => {
      const both = { first: Math.max(first, span.first), last: Math.min(last, span.last) }
      return both.first > both.last ? [] : [both]
    })
    if (days.length === 0) return []
    if (total(piece) <= most) return [{ days }]
    return groupKommuner(piece, most).map((kommuner) => ({ days, kommuner }))
  })
}
