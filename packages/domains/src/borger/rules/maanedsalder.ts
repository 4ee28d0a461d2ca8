import { raw, type Sql } from '@flis/core'

/**
 * Alder at the end of a month: completed years, as whole numbers only, for it is computed of every citizen in every
 * month. The day of the month decides only of those born 29 February, who complete a year on 1 March in common years;
 * every other birthday of a month has passed on its last day. Outside 0–125, not born yet among it: −1.
 *
 * Source: specification 3.3 (age); Borger, FactBorger.
 *
 * @param month the month, counted from year 0, and its days
 * @param born the month of birth, counted likewise, and its day
 * @example maanedsalder({ index: 'm.month_index', days: 'm.days' }, { index: 's.born_month', day: 's.born_day' })
 */
export const maanedsalder = (
  month: { readonly index: string; readonly days: string },
  born: { readonly index: string; readonly day: string },
): Sql => {
  const months = `(${month.index} - ${born.index} - (${month.days} < ${born.day})::integer)`
  return raw(`(case when ${months} between 0 and 125 * 12 + 11 then ${months} // 12 else -1 end)::integer`)
}

/** Birth and last day of a month → age. */
export const maanedsalderExamples = [
  { født: '1957-01-01', dag: '2022-10-31', alder: 65 },
  { født: '1957-10-31', dag: '2022-10-31', alder: 65 },
  { født: '1957-11-01', dag: '2022-10-31', alder: 64 },
  { født: '2022-10-31', dag: '2022-10-31', alder: 0 },
  { født: '2021-11-01', dag: '2022-10-31', alder: 0 },
  { født: '2020-02-29', dag: '2022-02-28', alder: 1 },
  { født: '2020-02-29', dag: '2022-03-31', alder: 2 },
  { født: '2020-02-29', dag: '2024-02-29', alder: 4 },
  { født: '2020-02-28', dag: '2022-02-28', alder: 2 },
  { født: '2020-03-31', dag: '2022-02-28', alder: 1 },
  { født: '2022-11-01', dag: '2022-10-31', alder: -1 },
  { født: '1897-10-31', dag: '2022-10-31', alder: 125 },
  { født: '1896-10-31', dag: '2022-10-31', alder: -1 },
] as const
