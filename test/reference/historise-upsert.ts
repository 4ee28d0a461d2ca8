// Load mode D upsert of DSA_HIST (FSIII): by resource id, in the order of versions, never ended by absence.

import { CURRENT } from './historise-full.js'

/** What orders the versions of a resource. */
export interface Ordered {
  readonly id: string
  /** `meta.lastUpdated`, an ISO instant; null when the resource has none. */
  readonly lastUpdated: string | null
  /** `timestamp` of the delivery report (the Bundle), an ISO instant. */
  readonly reportTidspunkt: string
  /** Extract time of the delivery, yyyymmddnnn. */
  readonly extract: number
  /** SHA-256 of the resource, lower-case hex. */
  readonly sha: string
}

export interface UpsertVersion<R extends Ordered> {
  readonly version: R
  readonly fra: number
  readonly til: number
}

// A missing lastUpdated sorts before any: the order then falls through to the report's timestamp.
const updated = (row: Ordered): number =>
  row.lastUpdated === null ? Number.NEGATIVE_INFINITY : Date.parse(row.lastUpdated)

const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

/** lastUpdated, report timestamp, extract time, SHA-256; later sorts last. Instants compare as instants. */
export const versionOrder = (a: Ordered, b: Ordered): number =>
  byNumber(updated(a), updated(b)) ||
  byNumber(Date.parse(a.reportTidspunkt), Date.parse(b.reportTidspunkt)) ||
  byNumber(a.extract, b.extract) ||
  (a.sha < b.sha ? -1 : a.sha > b.sha ? 1 : 0)

const isSameVersion = (a: Ordered, b: Ordered): boolean =>
  updated(a) === updated(b) &&
  Date.parse(a.reportTidspunkt) === Date.parse(b.reportTidspunkt) &&
  a.sha === b.sha

/** Versions of one id, oldest first; a version sent again next to itself stays the one first sent. */
const versionsOf = <R extends Ordered>(rows: readonly R[]): R[] => {
  const kept: R[] = []
  for (const row of [...rows].sort(versionOrder)) {
    const previous = kept.at(-1)
    if (previous === undefined || !isSameVersion(previous, row)) kept.push(row)
  }
  return kept
}

/**
 * Every version of every id, sorted by (id, version order), with the stretch of extract time in which it
 * was the newest one known. A version that was already overtaken when it came has an empty stretch.
 * Source: layers 3.2, load mode D upsert.
 */
export const historiseUpsert = <R extends Ordered>(rows: readonly R[]): UpsertVersion<R>[] => {
  const byId = new Map<string, R[]>()
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row])
  const result: UpsertVersion<R>[] = []
  for (const id of [...byId.keys()].sort()) {
    const versions = versionsOf(byId.get(id) ?? [])
    versions.forEach((version, index) => {
      const overtakers = versions.slice(index + 1).map((later) => later.extract)
      const til = Math.max(version.extract, Math.min(CURRENT, ...overtakers))
      result.push({ version, fra: version.extract, til })
    })
  }
  return result
}

/** The versions grouped by id, oldest first: the last of each list is what DM sees. */
export const versionLists = <R extends Ordered>(rows: readonly R[]): R[][] => {
  const lists = new Map<string, R[]>()
  for (const { version } of historiseUpsert(rows)) {
    lists.set(version.id, [...(lists.get(version.id) ?? []), version])
  }
  return [...lists.values()]
}
