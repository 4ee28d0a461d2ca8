const DAY_MS = 86_400_000

/** Day of the week that 31 December falls on, Sunday 0. */
const lastWeekday = (year: number): number =>
  (year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)) % 7

/**
 * Number of ISO weeks in an ISO year: 53 where it ends on a Thursday, or the year before ended on a Wednesday; else 52.
 *
 * @example weeksOfIsoYear(2020) // 53
 */
export const weeksOfIsoYear = (year: number): 52 | 53 =>
  lastWeekday(year) === 4 || lastWeekday(year - 1) === 3 ? 53 : 52

/**
 * Whether an ISO week exists; weeks are written isoyear × 100 + week.
 *
 * @example isIsoWeek(202253) // false
 */
export const isIsoWeek = (week: number): boolean =>
  week % 100 >= 1 && week % 100 <= weeksOfIsoYear(Math.floor(week / 100))

/** The week after a week. */
export const nextIsoWeek = (week: number): number =>
  isIsoWeek(week + 1) ? week + 1 : (Math.floor(week / 100) + 1) * 100 + 1

/**
 * The month that a week belongs to, that of its Thursday, as year × 100 + month.
 * Source: specification, DREAM, "Weeks".
 *
 * @example monthOfIsoWeek(202230) // 202207
 */
export const monthOfIsoWeek = (week: number): number => {
  const year = Math.floor(week / 100)
  const fourth = new Date(Date.UTC(year, 0, 4))
  // 4 January is always in week 1, whose Thursday is at most three days from it
  const thursday = new Date(
    fourth.getTime() + (4 - (fourth.getUTCDay() || 7) + 7 * ((week % 100) - 1)) * DAY_MS,
  )
  return thursday.getUTCFullYear() * 100 + thursday.getUTCMonth() + 1
}
