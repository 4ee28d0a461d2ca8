import { type Config, type Kilde, periodeEnd, type Rhythm } from '@flis/core'
import { predecessorOf } from '@flis/rawdata'

/** A delivery as its chain sees it: those of one (Kilde, kommune, kildesystem), in order of extract time. */
export interface ChainLink {
  readonly id: string
  readonly periode: string
  readonly loebenr: number
  readonly type: 'F' | 'D'
  /** A rejected one is known by its number only; a withdrawn one has been there. */
  readonly place: 'landed' | 'withdrawn' | 'rejected'
  /** An operator has accepted that it follows on a gap. */
  readonly accepted: boolean
}

/** The rhythm in which the deltas of a source follow on each other; null: only by løbenr within the periode. */
export const rhythmOf = (
  config: Config,
  { name, chain }: Kilde,
  scope: { readonly kommune: string; readonly kildesystem: string },
): Rhythm | null => {
  const own = config.leverandører.find(
    ({ kilde, kommune, kildesystem, rhythm }) =>
      kilde === name &&
      kildesystem === scope.kildesystem &&
      (kommune === scope.kommune || kommune === '0000') &&
      rhythm !== undefined,
  )
  return own?.rhythm ?? (chain === 'calendar' ? 'daily' : null)
}

const numbered = (periode: string, loebenr: number): string =>
  `${periode}_${String(loebenr).padStart(3, '0')}`

/** What is known of a chain, to be asked by periode. */
interface Known {
  /** By `<periode>_<løbenr>`: whether its data have landed, or only its number is known. */
  readonly numbers: ReadonlyMap<string, 'landed' | 'rejected'>
  /** Last days of the periods whose data have landed. */
  readonly days: ReadonlySet<string>
}

const knownOf = (links: readonly ChainLink[]): Known => {
  const numbers = new Map<string, 'landed' | 'rejected'>()
  const days = new Set<string>()
  for (const { periode, loebenr, place } of links) {
    const number = numbered(periode, loebenr)
    if (place === 'rejected') numbers.set(number, numbers.get(number) ?? 'rejected')
    else {
      numbers.set(number, 'landed')
      days.add(periodeEnd(periode))
    }
  }
  return { numbers, days }
}

/**
 * What is missing right before a link: the løbenr before it in its periode, then (for the first of a periode) the
 * periode before. A number that was rejected has come, and its correction takes the next one; its data have not.
 */
const gapBefore = (
  { periode, loebenr }: ChainLink,
  { numbers, days }: Known,
  rhythm: Rhythm | null,
): string | null => {
  for (let nr = loebenr - 1; nr >= 1; nr--) {
    const before = numbers.get(numbered(periode, nr))
    if (before === undefined) return numbered(periode, nr)
    if (before === 'landed') return null
  }
  if (rhythm === null) return null
  const expected = predecessorOf(periode, rhythm)
  return days.has(periodeEnd(expected)) ? null : numbered(expected, 1)
}

/**
 * Which deltas wait (L050), each with what is missing: one whose predecessor has not landed, and those after it. A
 * full delivery, or an operator who accepts the gap, lets the chain go on; a full delivery that comes later lets go
 * also what waited before it. The first of a chain has no predecessor.
 *
 * A pure function of the landed set: the order of arrival has no influence.
 *
 * @param links in order of extract time
 * @example missingInChain([first, third], null) // Map { third.id → '2022-10_002' }
 */
export const missingInChain = (
  links: readonly ChainLink[],
  rhythm: Rhythm | null,
): ReadonlyMap<string, string> => {
  const waiting = new Map<string, string>()
  const known = knownOf(links)
  const there = links.filter(({ place }) => place !== 'rejected')
  const lastFull = there.findLastIndex(({ type, place }) => type === 'F' && place === 'landed')
  let missing: string | null = null
  for (const [nth, link] of there.entries()) {
    if (link.type === 'F' || link.accepted) missing = null
    else if (nth > 0) missing ??= gapBefore(link, known, rhythm)
    if (missing !== null && link.place === 'landed' && nth > lastFull) waiting.set(link.id, missing)
  }
  return waiting
}
