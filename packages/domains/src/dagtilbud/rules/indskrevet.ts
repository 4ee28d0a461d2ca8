/**
 * Indskrevet til: the last day of an enrolment, included; NULL while it is open. What its source no longer holds has
 * ended (`_sidst`), where it does not say so itself earlier.
 *
 * Source: specification Dagtilbud, "FactDagtilbud and fuldtidsbørn"; 3.2, absence `slut`.
 *
 * @param alias rows of DagtilbudIndskrivning
 * @example sql`select ${raw(indskrevetTil('indskrivning'))} as Til from ${DagtilbudIndskrivning} as indskrivning`
 */
export const indskrevetTil = (alias: string): string => `least(${alias}.SlutDato, ${alias}._sidst)`

/**
 * Indskrevet ved månedens slutning: the last month end on which a child enrolled to `til` still is. An enrolment counts in
 * a month only when it holds on the month's last day.
 *
 * @param til expression of a DATE, NULL while open: then NULL
 * @example indskrevetVedMaanedensSlut('Til') // 30 January → 31 December; 31 January → 31 January
 */
export const indskrevetVedMaanedensSlut = (til: string): string =>
  `(date_trunc('month', ${til} + interval 1 day) - interval 1 day)::date`

/** First and last day, the last day its source held it to, run month → the month ends with a row. */
export const indskrevetExamples = [
  { fra: '2022-01-01', til: '2022-01-31', sidst: null, kørsel: '2022-03', måneder: ['2022-01'] },
  { fra: '2022-01-01', til: '2022-01-30', sidst: null, kørsel: '2022-03', måneder: [] },
  { fra: '2022-01-31', til: '2022-01-31', sidst: null, kørsel: '2022-03', måneder: ['2022-01'] },
  { fra: '2022-01-15', til: '2022-03-15', sidst: null, kørsel: '2022-03', måneder: ['2022-01', '2022-02'] },
  {
    fra: '2022-01-15',
    til: null,
    sidst: null,
    kørsel: '2022-03',
    måneder: ['2022-01', '2022-02', '2022-03'],
  },
  { fra: '2022-02-28', til: '2022-12-31', sidst: null, kørsel: '2022-03', måneder: ['2022-02', '2022-03'] },
  { fra: '2022-03-31', til: '9999-12-31', sidst: null, kørsel: '2022-03', måneder: ['2022-03'] },
  { fra: '2022-04-01', til: null, sidst: null, kørsel: '2022-03', måneder: [] },
  { fra: '2022-01-15', til: null, sidst: '2022-02-28', kørsel: '2022-03', måneder: ['2022-01', '2022-02'] },
  { fra: '2022-01-15', til: '2022-01-31', sidst: '2022-02-28', kørsel: '2022-03', måneder: ['2022-01'] },
  { fra: '2022-03-01', til: null, sidst: '2022-02-28', kørsel: '2022-03', måneder: [] },
] as const
