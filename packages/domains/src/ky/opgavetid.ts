/**
 * Opgavetid (days, difference): from OprettetDato to the day the task ended, or to the date `on` while it has not. Same
 * day = 0.
 *
 * Source: release note 7.0, 2.1.2 (FactKYOpgaver og DimKYOpgaveOversigt); specification domains/ky.md, FactKYOpgaver.
 *
 * @param from OprettetDato
 * @param slut the day the task ended; NULL = open
 * @param on the last day of the row's month
 */
export const opgavetid = (from: string, slut: string, on: string): string =>
  `(least(${slut}, ${on}) - ${from})::integer`

export const opgavetidExamples: readonly (readonly [
  from: string,
  slut: string | null,
  on: string,
  opgavetid: number,
])[] = [
  ['2022-03-10', null, '2022-03-31', 21],
  ['2022-03-10', null, '2022-04-30', 51],
  ['2022-03-10', '2022-04-12', '2022-03-31', 21],
  ['2022-03-10', '2022-04-12', '2022-04-30', 33],
  ['2022-03-10', '2022-03-10', '2022-03-31', 0],
]
