import { raw, type Sql } from '@flis/core'

/**
 * Børns alder at the end of a month: completed years, of whole numbers alone. The day of the month decides only of those born
 * on a day that the month does not have: born 29 February, a year is completed on 1 March in common years. −1 where the date
 * of birth is unknown, for a child that is enrolled before it is born, and past DimAlder's 125.
 *
 * Source: specification Dagtilbud, FactDagtilbud ("DimAlder (at month end)"); 3.3 (age).
 *
 * @param month the month, counted from year 0, and its days
 * @param born the month of birth, counted likewise, and its day
 * @example boernsalder({ index: 'm.month_index', days: 'm.days' }, { index: 's.born_month', day: 's.born_day' })
 */
export const boernsalder = (
  month: { readonly index: string; readonly days: string },
  born: { readonly index: string; readonly day: string },
): Sql => {
  const months = `(${month.index} - ${born.index} - (${month.days} < ${born.day})::integer)`
  return raw(`(case when ${months} between 0 and ${126 * 12 - 1} then ${months} // 12 else -1 end)::integer`)
}

/** Birth, month → age at its end. */
export const boernsalderExamples = [
  { født: '2017-02-28', måned: '2022-02', alder: 5 },
  { født: '2017-03-01', måned: '2022-02', alder: 4 },
  { født: '2020-02-29', måned: '2022-02', alder: 1 },
  { født: '2020-02-29', måned: '2024-02', alder: 4 },
  { født: '2022-03-31', måned: '2022-03', alder: 0 },
  { født: '2022-04-01', måned: '2022-03', alder: -1 },
  { født: '2021-01-01', måned: '2020-12', alder: -1 },
  { født: '1896-04-01', måned: '2022-03', alder: 125 },
  { født: '1896-03-31', måned: '2022-03', alder: -1 },
  { født: null, måned: '2022-03', alder: -1 },
] as const
