/**
 * Ydelsesvarighed (days, both ends inclusive): counted days of a ydelse from its start to the end of the row's month.
 * It grows month by month until the ydelse stops; of a case that was closed and reopened the days of its stretches
 * are added up.
 *
 * Source: release note 7.0, 2.1.2 (FactKYYdelser); specification domains/ky.md, FactKYYdelser.
 *
 * @param fra first day of a counted stretch
 * @param til its last day, or the last of the row's month
 */
export const ydelsesvarighed = (fra: string, til: string): string => `(${til} - ${fra} + 1)`

export const ydelsesvarighedExamples: readonly (readonly [fra: string, til: string, varighed: bigint])[] = [
  ['2022-03-31', '2022-03-31', 1n],
  ['2022-01-10', '2022-01-31', 22n],
  ['2022-01-10', '2022-02-09', 31n],
  ['2022-05-15', '2022-06-30', 47n],
]
