import { type Sql, sql } from '@flis/core'
import { monthIndexOf } from '@flis/dm'

/**
 * Løbetid: how many months an indsats has run, 1 in the month in which it starts, then 2, 3 …
 *
 * Source: releasenotat 7.0, 2.2.2 FactPlanlagtIndsats; specification FSIII.
 *
 * @param monthIndex column with the row's month, counted from year 0
 * @example sql`select ${loebetid('s.StartDato', sql`m.month_index`)} as Løbetid`
 */
export const loebetid = (start: string, monthIndex: Sql): Sql =>
  sql`(${monthIndex} - ${monthIndexOf(start)} + 1)::integer`

export const loebetidExamples = [
  { start: '2022-01-31', måned: '2022-01', løbetid: 1 },
  { start: '2022-01-31', måned: '2022-02', løbetid: 2 },
  { start: '2022-04-01', måned: '2022-06', løbetid: 3 },
  { start: '2021-12-15', måned: '2022-01', løbetid: 2 },
  { start: '2020-02-29', måned: '2022-02', løbetid: 25 },
] as const
