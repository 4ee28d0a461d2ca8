import { addMonths, fail, lastDay, type Month } from '@flis/core'

const MONTH = /^(\d{4})-?(0[1-9]|1[0-2])$/
const DAY = /^(\d{4})-?(0[1-9]|1[0-2])-?(\d{2})$/
const OLDEST_YEAR = 1900

const possible = (text: string): { periode: string; inMonth: Month } | undefined => {
  const [, year = '', month = '', day] = MONTH.exec(text) ?? DAY.exec(text) ?? []
  if (Number(year) < OLDEST_YEAR) return undefined
  const inMonth = `${year}-${month}` as Month
  if (day === undefined) return { periode: inMonth, inMonth }
  const periode = `${inMonth}-${day}`
  return day === '00' || periode > lastDay(inMonth) ? undefined : { periode, inMonth }
}

/**
 * A periode in its normal form, `yyyy-mm` or `yyyy-mm-dd`.
 *
 * Errors: L004 when there is no such month or day, or when it lies later than the month after `currentMonth`.
 *
 * @example checkedPeriode('2022-10-31', month('2022-10'), 'CPR_0000_2022-10-31_001_D.zip') // '2022-10-31'
 */
export const checkedPeriode = (text: string, currentMonth: Month, file: string): string => {
  const found = possible(text)
  if (found === undefined) return fail('L004', { file, found: text })
  const latest = addMonths(currentMonth, 1)
  if (found.inMonth > latest) return fail('L004', { file, found: text, expected: `not later than ${latest}` })
  return found.periode
}
