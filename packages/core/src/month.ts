import { DateTime } from 'luxon'
import { fail } from './errors/flis-error.js'

declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** A calendar month, `yyyy-mm`. */
export type Month = Branded<string, 'Month'>
/** Extract time of a delivery, `yyyymmddnnn`: orders history, never the clock of arrival. */
export type ExtractTime = Branded<bigint, 'ExtractTime'>
/** Four digits; `0000` is the whole country. */
export type KommuneKode = Branded<string, 'KommuneKode'>

export const NATIONAL = '0000' as KommuneKode
/** `_til` of a current row. */
export const OPEN_END = 99991231999n as ExtractTime
export const DANISH_ZONE = 'Europe/Copenhagen'

const parsed = (text: string): DateTime => DateTime.fromFormat(text, 'yyyy-MM', { zone: 'utc' })

/**
 * A month from `yyyy-mm`; anything else is U001.
 *
 * @example month('2022-10')
 */
export const month = (text: string): Month => {
  if (!/^\d{4}-\d{2}$/.test(text) || !parsed(text).isValid)
    return fail('U001', { expected: 'a month yyyy-mm', found: text })
  return text as Month
}

/** The month `n` months later (earlier when negative). */
export const addMonths = (from: Month, n: number): Month =>
  parsed(from).plus({ months: n }).toFormat('yyyy-MM') as Month

/** First day, `yyyy-mm-dd`. */
export const firstDay = (of: Month): string => `${of}-01`
/** Last day, `yyyy-mm-dd`. */
export const lastDay = (of: Month): string => parsed(of).endOf('month').toFormat('yyyy-MM-dd')
/** The day `n` days later, `yyyy-mm-dd` (earlier when negative). */
export const addDays = (from: string, n: number): string =>
  DateTime.fromISO(from, { zone: 'utc' }).plus({ days: n }).toFormat('yyyy-MM-dd')
/** Monday 1 to Sunday 7. */
export const weekdayOf = (day: string): number => DateTime.fromISO(day, { zone: 'utc' }).weekday
/** Months counted from year 0 (`year * 12 + month - 1`): the integer that rollouts count in. */
export const monthIndex = (of: Month): number => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1
/** The inverse of {@link monthIndex}. */
export const monthOfIndex = (index: number): Month =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month

/** The Danish calendar month of an instant. */
export const monthOf = (instant: DateTime): Month => instant.setZone(DANISH_ZONE).toFormat('yyyy-MM') as Month

/** The last Danish calendar day that a periode (`yyyy-mm` or `yyyy-mm-dd`) covers. */
export const periodeEnd = (periode: string): string =>
  periode.length === 7 ? lastDay(periode as Month) : periode

/**
 * Extract time from periode and løbenr; a month periode counts as its last day.
 *
 * @example extractTime('2022-10', 1) // 20221031001n
 */
export const extractTime = (periode: string, loebenr: number): ExtractTime =>
  BigInt(`${periodeEnd(periode).replaceAll('-', '')}${String(loebenr).padStart(3, '0')}`) as ExtractTime
