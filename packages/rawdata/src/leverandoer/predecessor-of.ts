import { addDays, addMonths, lastDay, type Month, type Rhythm, weekdayOf } from '@flis/core'

const FRIDAY = 5

const weekdayBefore = (day: string): string => {
  const before = addDays(day, -1)
  return weekdayOf(before) > FRIDAY ? weekdayBefore(before) : before
}

/** The same day of the month before; a month's last day follows on the last day of the month before. */
const monthBefore = (day: string): string => {
  const month = day.slice(0, 7) as Month
  const last = lastDay(addMonths(month, -1))
  const same = `${last.slice(0, 7)}${day.slice(7)}`
  return day === lastDay(month) || same > last ? last : same
}

/**
 * The periode before one by a rhythm, in its form (`yyyy-mm` or `yyyy-mm-dd`). A month periode follows on the month
 * before whatever the rhythm: who delivers months delivers each of them.
 *
 * @example
 * predecessorOf('2022-10-31', 'weekdays') // '2022-10-28'
 * predecessorOf('2022-10', 'daily') // '2022-09'
 */
export const predecessorOf = (periode: string, rhythm: Rhythm): string => {
  if (periode.length === 7) return addMonths(periode as Month, -1)
  switch (rhythm) {
    case 'daily':
      return addDays(periode, -1)
    case 'weekdays':
      return weekdayBefore(periode)
    case 'weekly':
      return addDays(periode, -7)
    case 'monthly':
      return monthBefore(periode)
  }
}
