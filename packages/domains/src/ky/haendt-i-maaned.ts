/**
 * Hændt i måneden: 1 (Ja) only in the month in which something happens, else 0 (Nej). It gives the flags Oprettet,
 * Afsluttet and SagsbehandlingAfsluttet of cases and tasks.
 *
 * Source: release note 7.0, 2.1.2 ("hvilken måned sagen er oprettet og afsluttet, samt sagsbehandling afsluttet");
 * specification domains/ky.md, FactKYSager and FactKYOpgaver.
 *
 * @param dato the day on which it happens; NULL = never
 * @param first first day of the row's month
 * @param last last day of the row's month
 *
 * @example haendtIMaaned('s.OprettetDato', 'm.first_day', 'm.last_day')
 */
export const haendtIMaaned = (dato: string, first: string, last: string): string =>
  `coalesce(${dato} between ${first} and ${last}, false)::integer`

/** Of the month 2022-04. */
export const haendtIMaanedExamples: readonly (readonly [dato: string | null, flag: number])[] = [
  ['2022-03-31', 0],
  ['2022-04-01', 1],
  ['2022-04-30', 1],
  ['2022-05-01', 0],
  [null, 0],
]
