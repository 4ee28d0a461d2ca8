import { addDays, firstDay, lastDay, type Month, type Rhythm, weekdayOf } from '@flis/core'

/** A stretch of days for which one delivery is expected. */
export interface Stretch {
  /** `yyyy-mm`, or the last day of a shorter stretch. */
  readonly periode: string
  /** First day. */
  readonly from: string
}

const FRIDAY = 5
const SUNDAY = 7

/**
 * The stretches of a rhythm that end in a month: each calendar day; Monday to Friday; the week up to each Sunday; the
 * month itself.
 *
 * @example stretchesOf('weekly', month('2022-10'))[0] // { periode: '2022-10-02', from: '2022-09-26' }
 */
export const stretchesOf = (rhythm: Rhythm, month: Month): readonly Stretch[] => {
  if (rhythm === 'monthly') return [{ periode: month, from: firstDay(month) }]
  const count = Number(lastDay(month).slice(8))
  const days = Array.from({ length: count }, (_, index) => addDays(firstDay(month), index))
  switch (rhythm) {
    case 'daily':
      return days.map((day) => ({ periode: day, from: day }))
    case 'weekdays':
      return days.filter((day) => weekdayOf(day) <= FRIDAY).map((day) => ({ periode: day, from: day }))
    case 'weekly':
      return days
        .filter((day) => weekdayOf(day) === SUNDAY)
        .map((day) => ({ periode: day, from: addDays(day, -6) }))
  }
}
