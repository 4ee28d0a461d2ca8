// Members of FSIII's dimensions from the code systems as delivered: two codes with one display path are one member.

import { dateOf, dayOf } from './danish-day.js'

export interface Concept {
  readonly code: string
  readonly display: string
  readonly concept?: readonly Concept[]
}

/** A whole code system; a later periode (`yyyy-mm`) is a newer one. */
export interface DeliveredCodes {
  readonly periode: string
  readonly concept: readonly Concept[]
}

export interface Member {
  /** Natural key: the legacy code, or the only code that it has. */
  readonly kode: string
  readonly tekst: string
  /** Text of the code right above it; a root is its own group. */
  readonly gruppeTekst: string
  readonly kodeLegacy: string | null
  readonly kodeUuid: string | null
  /** First of the month of the first system that held one of its codes. */
  readonly gyldigFra: string
  /** Last day of the month before the first system without its codes; null while one of them stands. */
  readonly gyldigTil: string | null
}

interface Placed {
  readonly code: string
  readonly root: string
  readonly path: readonly string[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const placed = (concepts: readonly Concept[], above: Placed | null = null): Placed[] =>
  concepts.flatMap(({ code, display, concept }) => {
    const here = { code, root: above?.root ?? code, path: [...(above?.path ?? []), display] }
    return [here, ...placed(concept ?? [], here)]
  })

const byPeriode = (systems: readonly DeliveredCodes[]): DeliveredCodes[] =>
  [...systems].sort((a, b) => (a.periode < b.periode ? -1 : 1))

/** UUID code → legacy code, where in this system they are the only codes of one display path. */
const pairsIn = (codes: readonly Placed[]): Map<string, string> => {
  const byPath = new Map<string, string[]>()
  for (const { code, path } of codes) {
    const key = JSON.stringify(path)
    byPath.set(key, [...(byPath.get(key) ?? []), code])
  }
  const pairs = new Map<string, string>()
  for (const [one, other, ...more] of byPath.values()) {
    if (one === undefined || other === undefined || more.length > 0) continue
    if (UUID.test(one) && !UUID.test(other)) pairs.set(one, other)
    if (UUID.test(other) && !UUID.test(one)) pairs.set(other, one)
  }
  return pairs
}

/** Two codes are one member when they are a pair in the newest system that holds both. */
const pairsOf = (systems: readonly DeliveredCodes[]): Map<string, string> => {
  const newestFirst = byPeriode(systems)
    .reverse()
    .map(({ concept }) => placed(concept))
    .map((codes) => ({ pairs: pairsIn(codes), held: new Set(codes.map((one) => one.code)) }))
  const standing = new Map<string, string>()
  for (const { pairs } of newestFirst) {
    for (const [uuid, legacy] of pairs) {
      const judging = newestFirst.find(({ held }) => held.has(uuid) && held.has(legacy))
      const isPair = judging?.pairs.get(uuid) === legacy
      if (isPair && !standing.has(uuid)) standing.set(uuid, legacy)
    }
  }
  return standing
}

/** The member that a code conforms to, told by its `kode`; codes that no system held are their own. */
export const conformed = (systems: readonly DeliveredCodes[]): ((code: string) => string) => {
  const pairs = pairsOf(systems)
  return (code) => pairs.get(code) ?? code
}

const monthBefore = (periode: string): string => dateOf(dayOf(`${periode}-01`) - 1)

/** Every member under the roots (their codes in any scheme), sorted by kode. */
export const membersUnder = (systems: readonly DeliveredCodes[], roots: readonly string[]): Member[] => {
  const kodeOf = conformed(systems)
  const inOrder = byPeriode(systems).map(({ periode, concept }) => ({ periode, codes: placed(concept) }))
  const all = inOrder.flatMap(({ codes }) => codes).filter((one) => roots.includes(one.root))
  const kinds = [...new Set(all.map((one) => kodeOf(one.code)))].sort()
  return kinds.map((kode) => {
    const codes = new Set(all.filter((one) => kodeOf(one.code) === kode).map((one) => one.code))
    const holding = inOrder.filter((system) => system.codes.some((one) => codes.has(one.code)))
    const newest = all.filter((one) => one.code === kode).at(-1)
    const lacking = inOrder.find((system) => system.periode > (holding.at(-1)?.periode ?? ''))
    return {
      kode,
      tekst: newest?.path.at(-1) ?? '',
      gruppeTekst: newest?.path.at(-2) ?? newest?.path.at(-1) ?? '',
      kodeLegacy: [...codes].find((code) => !UUID.test(code)) ?? null,
      kodeUuid: [...codes].find((code) => UUID.test(code)) ?? null,
      gyldigFra: `${holding[0]?.periode ?? ''}-01`,
      gyldigTil: lacking === undefined ? null : monthBefore(lacking.periode),
    }
  })
}
