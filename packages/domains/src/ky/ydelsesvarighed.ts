/**
 * Ydelsesvarighed (days, both ends inclusive): counted days of a ydelse from its start to the end of the row's month.
 * It grows month by month until the ydelse stops; days on which its case was closed are left out.
 *
 * Source: release note 7.0, 2.1.2 (FactKYYdelser); specification domains/ky.md, FactKYYdelser.
 *
 * @param daysBefore counted days before the stretch that `til` lies in
 * @param fra first day of that stretch
 * @param til last counted day of the row's month
 */
export const ydelsesvarighed = (daysBefore: string, fra: string, til: string): string =>
  `(${daysBefore} + (${til} - ${fra}) + 1)`

export const ydelsesvarighedExamples: readonly (readonly [
  daysBefore: number,
  fra: string,
  til: string,
  ydelsesvarighed: bigint,
])[] = [
  [0, '2022-03-31', '2022-03-31', 1n],
  [0, '2022-01-10', '2022-01-31', 22n],
  [0, '2022-01-10', '2022-02-09', 31n],
  [0, '2022-05-15', '2022-06-30', 47n],
  [24, '2022-06-05', '2022-06-30', 50n],
]
