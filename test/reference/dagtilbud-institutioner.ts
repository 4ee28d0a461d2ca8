import type { Institution, InstitutionVersion } from './dagtilbud-rows.js'
import { dateOf, dayOf } from './danish-day.js'
import { CURRENT, type VersionRow } from './historise-full.js'

/** Delivered periode of each extract: `yyyy-mm`, or `yyyy-mm-dd`. */
export type Perioder = ReadonlyMap<number, string>

/** First day that an extract speaks for. */
const firstDayOf = (periode: string): string => (periode.length === 7 ? `${periode}-01` : periode)

/** Last day of what an extract ends: of the month before its periode, or the day before a daily one. */
export const endedBefore = (periode: string): string =>
  periode.length === 7 ? dateOf(dayOf(`${periode}-01`) - 1) : dateOf(dayOf(periode) - 1)

/** The earlier of two last days; null is open. */
export const earlier = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/**
 * History of one institution from its versions in DSA_HIST, oldest first. A version lasts until the day before the
 * next begins, or until the source no longer held it. Source: Dagtilbud, "DimInstitution"; layers 3.2, `slut`.
 */
const historyOf = (
  versions: readonly VersionRow<Institution>[],
  perioder: Perioder,
): InstitutionVersion[] => {
  const periodeOf = (extract: number): string => perioder.get(extract) ?? ''
  const known = versions.map(({ content, fra, til }, nth) => {
    const next = versions[nth + 1]
    const isGone = til !== CURRENT && next?.fra !== til
    return {
      row: content,
      fra: firstDayOf(periodeOf(fra)),
      til: isGone ? endedBefore(periodeOf(til)) : null,
    }
  })
  const cut = known.map((one, nth) => ({
    ...one,
    til: known
      .slice(nth + 1)
      .map((later) => dateOf(dayOf(later.fra) - 1))
      .reduce(earlier, one.til),
  }))
  const last = cut.length - 1
  // Two extracts of one periode leave the first no day; a number's newest version is kept all the same.
  const valid = cut.filter(({ fra, til }, nth) => nth === last || til === null || fra <= til)
  return valid.reduce<InstitutionVersion[]>((history, version) => {
    const before = history.at(-1)
    const isSame = JSON.stringify(before?.row) === JSON.stringify(version.row)
    // What stood between them for no day leaves equal neighbours.
    if (before === undefined || !isSame || before.til !== dateOf(dayOf(version.fra) - 1))
      return history.concat(version)
    return history.slice(0, -1).concat({ ...before, til: version.til })
  }, [])
}

/** Each institution's versions. Numbers are unique in the whole country. */
export const dimInstitution = (
  scopes: readonly { readonly versions: readonly VersionRow<Institution>[]; readonly perioder: Perioder }[],
): InstitutionVersion[] =>
  scopes.flatMap(({ versions, perioder }) =>
    [...new Set(versions.map(({ key }) => key))].flatMap((nr) =>
      historyOf(
        versions.filter(({ key }) => key === nr),
        perioder,
      ),
    ),
  )
