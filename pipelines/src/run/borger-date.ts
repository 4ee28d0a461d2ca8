import {
  addMonths,
  FLEXIBLE_RUNS,
  lastDay,
  type Month,
  periodeEnd,
  quoteText,
  type Session,
} from '@flis/core'
import { BorgerPerson } from '@flis/dm'

/** As of when a Borger run builds, and whether CPR has come so far. */
export interface BorgerDate {
  readonly month: Month
  /** The run day, `yyyy-mm-dd`: the last day of the newest CPR delivery's periode. */
  readonly day: string
  /** The newest month that CPR closes: its last day has been extracted. */
  readonly closed: Month
}

/** What a plan foresees of CPR. */
export interface ComingCpr {
  /** Periods of deliveries that wait in the source. */
  readonly periods: readonly string[]
  /** Deliveries that are held may load with them. */
  readonly held: boolean
}

/** Last days of the periods of CPR that are in, or are about to come. */
const cprDays = async (session: Session, coming?: ComingCpr): Promise<readonly string[]> => {
  const states = coming === undefined ? ['loaded'] : ['loaded', 'received', ...(coming.held ? ['held'] : [])]
  const rows = await session.rows(
    `select distinct periode
     from ops.deliveries
     where kilde = ${quoteText(BorgerPerson.kilde)} and extract_time is not null
       and state in (${states.map(quoteText).join(', ')})
     order by periode`,
  )
  return [...rows.map((row) => String(row.periode)), ...(coming?.periods ?? [])].map(periodeEnd)
}

/** The month for which a month-run has built Borger last; null where none has. */
const monthRunOf = async (session: Session, area: string): Promise<Month | null> =>
  (await session.value(
    `select max(versions.month)
     from ops.versions as versions
     join ops.runs as runs on runs.id = versions.run
     where not versions.beside and runs.kind not in (${[...FLEXIBLE_RUNS, 'rebuild'].map(quoteText).join(', ')})
       and list_contains(string_split(runs.area, ', '), ${quoteText(area)})`,
  )) as Month | null

const later = <Text extends string>(a: Text, b: Text | null): Text => (b !== null && b > a ? b : a)

/** The newest month whose last day is not after a day. */
const closedBy = (day: string): Month => {
  const month = day.slice(0, 7) as Month
  return day === lastDay(month) ? month : addMonths(month, -1)
}

/**
 * As of when a Borger run builds. The run day is the last day of the newest CPR delivery's periode; the month is the newest
 * that has ended by then, since the population of a month's end is not known before. Neither is ever before the month-run
 * that built Borger last: readers would lose a month.
 *
 * Undefined while no CPR delivery has come.
 *
 * @param area the area of the citizens
 * @param coming what a plan foresees; absent: what is loaded now
 * @example await borgerDate(session, 'Borger') // { month: '2022-10', day: '2022-11-05', closed: '2022-10' }
 */
export const borgerDate = async (
  session: Session,
  area: string,
  coming?: ComingCpr,
): Promise<BorgerDate | undefined> => {
  const newest = [...(await cprDays(session, coming))].sort().at(-1)
  if (newest === undefined) return undefined
  const closed = closedBy(newest)
  const month = later(closed, await monthRunOf(session, area))
  return { month, day: later(newest, lastDay(month)), closed }
}
