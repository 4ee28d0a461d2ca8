import { raw, type Sql } from '@flis/core'

/**
 * VarighedDage: days from the start to the end, or to the last day of the row's month where that comes first. The
 * difference of the dates: the same day is 0.
 *
 * Source: releasenotat 7.0, 2.2.2 FactPlanlagtIndsats ("varigheden af indsatsen"); specification FSIII and 3.3.
 *
 * @param end expression of a DATE, NULL while open
 * @example varighedDage('s.StartDato', 's.Slut', 'm.last_day')
 */
export const varighedDage = (start: string, end: string, lastDay: string): Sql =>
  // least() passes over NULL: an open indsats is measured to the month's end
  raw(`(least(${end}, ${lastDay}) - ${start})::integer`)

export const varighedDageExamples = [
  { start: '2022-01-31', slut: '2022-02-01', måned: '2022-01', dage: 0 },
  { start: '2022-01-31', slut: '2022-02-01', måned: '2022-02', dage: 1 },
  { start: '2022-04-10', slut: null, måned: '2022-04', dage: 20 },
  { start: '2022-04-10', slut: null, måned: '2022-05', dage: 51 },
  { start: '2022-05-07', slut: '2022-05-07', måned: '2022-05', dage: 0 },
  { start: '2022-05-01', slut: '2022-12-31', måned: '2022-06', dage: 60 },
  { start: '2020-02-01', slut: null, måned: '2020-02', dage: 28 },
] as const
