import { DateTime } from 'luxon'
import { fail } from './errors/flis-error.js'
import { DANISH_ZONE } from './month.js'

/** Tells the instant. Injected everywhere: nothing in the logic asks the machine for now. */
export type Clock = () => DateTime

/** A clock that stands still; for tests and for repeating a run. `iso` without offset is Danish time. */
export const fixedClock = (iso: string): Clock => {
  const instant = DateTime.fromISO(iso, { zone: DANISH_ZONE })
  if (!instant.isValid) return fail('U001', { expected: 'an ISO instant', found: iso })
  return () => instant
}

/** The machine's clock, or the instant in the variable FLIS_NOW. */
export const processClock = (environment: Readonly<Record<string, string | undefined>>): Clock => {
  const given = environment.FLIS_NOW
  return given === undefined || given === '' ? () => DateTime.now().setZone(DANISH_ZONE) : fixedClock(given)
}

/** Instant as written in the ledger: UTC, ISO 8601, milliseconds. */
export const stamp = (clock: Clock): string => clock().toUTC().toISO({ suppressMilliseconds: false }) ?? ''
