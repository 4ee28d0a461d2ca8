import { addMonths, type Config, DANISH_ZONE, type Month, monthOf } from '@flis/core'
import { DateTime } from 'luxon'
import { lastOccurrence, nextOccurrence } from './occurrences.js'

/** A month-run that is due: its time has come, and it has not been made. */
export interface DueMonth {
  readonly month: Month
  /** When its time came, ISO in UTC. */
  readonly since: string
}

/** What watch knows of its schedule; kept in `watch.json`, so that a time that passed while nothing ran is made up. */
export interface ScheduleState {
  /** Times up to here have been seen, ISO in UTC. */
  readonly seen: string
  /** In order of month. */
  readonly due: readonly DueMonth[]
}

const utc = (instant: DateTime): string => instant.toUTC().toISO() ?? ''

/** The first look: nothing has been missed by a watch that never was. */
export const newSchedule = (now: DateTime): ScheduleState => ({ seen: utc(now), due: [] })

const monthFor = ({ monthsBack }: Config['schedule'], at: DateTime): Month =>
  addMonths(monthOf(at), -monthsBack)

/** Months that are made up at most: a clock that was set right after years has not missed them all. */
const MOST_MONTHS = 12

/** For each month of the calendar the last of the times that have passed in it. */
const passedTimes = (expression: string, after: DateTime, until: DateTime): readonly DateTime[] => {
  const times: DateTime[] = []
  const last = until.setZone(DANISH_ZONE).startOf('month')
  for (let back = MOST_MONTHS - 1; back >= 0; back--) {
    const begin = last.minus({ months: back })
    const [from, to] = [begin.minus(1), begin.plus({ months: 1 }).minus(1)]
    if (to <= after) continue
    const at = lastOccurrence(expression, from > after ? from : after, to < until ? to : until)
    if (at !== null) times.push(at)
  }
  return times
}

/**
 * The state as of now: each month that a time since the last look was for is due, once, however many times they were. A
 * month that is due already stays due.
 */
export const advanced = (
  state: ScheduleState,
  schedule: Config['schedule'],
  now: DateTime,
): ScheduleState => {
  const seen = DateTime.fromISO(state.seen)
  // A clock that was put back has nothing new.
  if (now <= seen) return state
  const { monthRun } = schedule
  const times = monthRun === undefined ? [] : passedTimes(monthRun, seen, now)
  const came = times
    .map((at) => ({ month: monthFor(schedule, at), since: utc(at) }))
    .filter(({ month }) => !state.due.some((each) => each.month === month))
  if (came.length === 0) return { ...state, seen: utc(now) }
  const due = [...state.due, ...came].sort((a, b) => (a.month < b.month ? -1 : 1))
  return { seen: utc(now), due }
}

/** The state once a month's run has been made, or is no longer wanted. */
export const without = (state: ScheduleState, month: Month): ScheduleState => ({
  ...state,
  due: state.due.filter((each) => each.month !== month),
})

/** The next time of the schedule, and the month that it is for; null without a schedule. */
export const nextScheduled = (
  schedule: Config['schedule'],
  now: DateTime,
): { readonly at: string; readonly month: Month } | null => {
  const at = schedule.monthRun === undefined ? null : nextOccurrence(schedule.monthRun, now)
  return at === null ? null : { at: utc(at), month: monthFor(schedule, at) }
}
