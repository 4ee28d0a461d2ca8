import { addMonths, type Config, type Month, monthOf } from '@flis/core'
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

/**
 * The state as of now: of the times that have passed since the last look the last one is due, once, however many they
 * were. A month that is due already stays due.
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
  const at = monthRun === undefined ? null : lastOccurrence(monthRun, seen, now)
  if (at === null) return { ...state, seen: utc(now) }
  const month = monthFor(schedule, at)
  const due = state.due.some((each) => each.month === month)
    ? state.due
    : [...state.due, { month, since: utc(at) }].sort((a, b) => (a.month < b.month ? -1 : 1))
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
