// What the FSIII models have in common: the newest version that stands, the latest of several, kommune and age.

import { ageOn, danish } from './danish-day.js'
import type { ContactVersion, FsiiiBasis } from './fsiii-rows.js'
import { type Ordered, versionLists } from './historise-upsert.js'

/** Order of texts by code unit, which for ASCII ids and codes is that of the bytes. */
export const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Newest version of every id; those that say entered-in-error are withdrawn. */
export const newestStanding = <R extends Ordered & { status: string }>(rows: readonly R[]): R[] =>
  versionLists(rows).flatMap((versions) => {
    const newest = versions.at(-1)
    return newest === undefined || newest.status === 'entered-in-error' ? [] : [newest]
  })

/**
 * First version of the unbroken run, up to the newest, of versions about the newest one's citizen that are as `is`
 * says; undefined when the newest is not. `versions` oldest first.
 */
export const firstOfLastRun = <R extends { personnummer: string }>(
  versions: readonly R[],
  is: (version: R) => boolean,
): R | undefined => {
  const newest = versions.at(-1)
  let first: R | undefined
  for (const version of [...versions].reverse()) {
    if (!is(version) || version.personnummer !== newest?.personnummer) break
    first = version
  }
  return first
}

interface Observed extends Ordered {
  readonly tidspunkt: string
}

/** The latest of what was observed up to the day: Tidspunkt, then the report's time, then Id. */
export const latestObserved = <R extends Observed>(rows: readonly R[], upTo: number): R | undefined =>
  rows
    .filter((row) => danish(row.tidspunkt).day <= upTo)
    .sort(
      (a, b) =>
        danish(a.tidspunkt).instant - danish(b.tidspunkt).instant ||
        Date.parse(a.reportTidspunkt) - Date.parse(b.reportTidspunkt) ||
        text(a.id, b.id),
    )
    .at(-1)

const OPFØLGNING_CONTACT = '9f03dfbb-7a97-45a5-94db-d4c3501714a9'

/** Day of the latest planned opfølgning contact, also one after the run month: it is a plan that stands. */
export const latestContact = (contacts: readonly ContactVersion[]): number | null => {
  const days = contacts
    .filter((row) => row.type === OPFØLGNING_CONTACT && row.status === 'planned')
    .map((row) => danish(row.start).day)
  return days.length === 0 ? null : Math.max(...days)
}

/** Kommune code as an integer: the delivery's, or for a national one the sender's; −1 unknown. */
export const kommuneOf = (row: { kommune: string; afsenderSor: string }, basis: FsiiiBasis): number => {
  if (row.kommune !== '0000') return Number(row.kommune)
  const kommune = basis.sorKommune[row.afsenderSor]
  return kommune === undefined ? -1 : Number(kommune)
}

/** DimAlderID on a day; −1 without a birth date, and outside the members 0..125. */
export const alderOf = (personnummer: string, day: number, basis: FsiiiBasis): number => {
  const birth = basis.foedselsdato[personnummer]
  if (birth === undefined) return -1
  const age = ageOn(birth, day)
  return age < 0 || age > 125 ? -1 : age
}
