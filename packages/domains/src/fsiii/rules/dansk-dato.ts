import { DANISH_ZONE } from '@flis/core'
import { DateTime } from 'luxon'

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?$/

/**
 * Dansk dato: an instant counts on its Danish calendar date; what has no time of day is a Danish date already.
 * Anything else, a month or a year alone above all, goes on as it was sent, for verification to refuse.
 *
 * Source: specification FSIII, "Instants without a time of day are Danish dates".
 *
 * @example danskDato('2022-01-31T23:30:00Z') // '2022-02-01'
 */
export const danskDato = (sent: string | null): string | null => {
  if (sent === null || !INSTANT.test(sent)) return sent
  const instant = DateTime.fromISO(sent, { zone: DANISH_ZONE })
  return instant.isValid ? instant.toISODate() : sent
}

/**
 * A moment in DSA_HIST as an instant, as SQL. The session's time zone is Europe/Copenhagen: it says what a time of day
 * without an offset means, and a date alone is its Danish midnight.
 */
export const tidspunktAf = (moment: string): string => `(${moment})::timestamptz`

/** The Danish date of a moment in DSA_HIST, as SQL: a DATE. */
export const danskDatoAf = (moment: string): string => `${tidspunktAf(moment)}::date`

/** The Danish time of day of a moment, as SQL: an instant, or NULL where only a date was sent. */
export const klokkeslaetAf = (moment: string): string =>
  `case when contains(${moment}, 'T') then ${tidspunktAf(moment)} end`

/** Sent → Danish date, and the time of day as hhmm (null = none). */
export const danskDatoExamples = [
  { sendt: '2022-01-31', dato: '2022-01-31', klokkeslæt: null },
  { sendt: '2022-01-31T22:59:59Z', dato: '2022-01-31', klokkeslæt: 2359 },
  { sendt: '2022-01-31T23:30:00Z', dato: '2022-02-01', klokkeslæt: 30 },
  { sendt: '2022-07-31T22:30:00Z', dato: '2022-08-01', klokkeslæt: 30 },
  { sendt: '2022-02-01T00:30:00+02:00', dato: '2022-01-31', klokkeslæt: 2330 },
  { sendt: '2022-02-01T00:00:00+01:00', dato: '2022-02-01', klokkeslæt: 0 },
  { sendt: '2022-03-27T01:00:00Z', dato: '2022-03-27', klokkeslæt: 300 },
  { sendt: '2022-02-01T08:15:30.123', dato: '2022-02-01', klokkeslæt: 815 },
] as const
