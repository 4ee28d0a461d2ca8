// Which citizen a number leads to. Source: Borger, "DimBorger".

import type { BorgerBasis, Person } from './borger-rows.js'

/** A citizen: the number at which the chain ends and, of a replacement number, the kommune that gave it. */
export interface Borger {
  readonly key: string
  readonly person: Person
  /** Null but for replacement numbers. */
  readonly nummerkommune: string | null
  /** All numbers that lead to the citizen, its own included. */
  readonly numre: readonly string[]
}

/** Day 61–91 of the month: local to a kommune. */
export const isReplacement = (nummer: string): boolean => Number(nummer.slice(0, 2)) >= 61

const isNobody = ({ Status }: Person): boolean => Status === '30' || Status === '50'

/** Of a loop: the number that was given up last, of equal days the highest. */
const ofLoop = (loop: readonly Person[]): Person | null =>
  loop.reduce<Person | null>((best, one) => {
    if (best === null || one.StatusDato > best.StatusDato) return one
    return one.StatusDato === best.StatusDato && one.Personnummer > best.Personnummer ? one : best
  }, null)

/** The person at which the chain of a number ends; null when CPR does not know the number, or it is nobody's. */
export const endOfChain = (personer: ReadonlyMap<string, Person>, nummer: string): Person | null => {
  const walked: Person[] = []
  let at = personer.get(nummer)
  if (at === undefined) return null
  for (;;) {
    const here: Person = at
    if (isNobody(here)) return null
    if (here.Status !== '60') return here
    const seen = walked.findIndex((one) => one.Personnummer === here.Personnummer)
    if (seen !== -1) return ofLoop(walked.slice(seen))
    walked.push(here)
    const next: Person | undefined =
      here.GaeldendePersonnummer === null ? undefined : personer.get(here.GaeldendePersonnummer)
    // Nobody knows the next one: the last that is known is the citizen.
    if (next === undefined) return here
    at = next
  }
}

export const byNumber = ({ personer }: BorgerBasis): Map<string, Person> =>
  new Map(personer.map((one) => [one.Personnummer, one]))

/** Where a number has a residence, or a kommune pays or acts for it. */
const kommunerOf = ({ adresser, tilknytninger }: BorgerBasis, nummer: string): string[] => {
  const rows = [...adresser, ...tilknytninger].filter((row) => row.Personnummer === nummer)
  return [...new Set(rows.map((row) => row.KommuneKode))].sort()
}

/** The citizens of a basis, one per chain; a replacement number one in each of its kommuner. */
export const borgere = (basis: BorgerBasis): Borger[] => {
  const personer = byNumber(basis)
  const numre = new Map<string, string[]>()
  for (const nummer of personer.keys()) {
    const end = endOfChain(personer, nummer)
    if (end === null) continue
    numre.set(end.Personnummer, [...(numre.get(end.Personnummer) ?? []), nummer])
  }
  return [...numre].flatMap(([nummer, own]): Borger[] => {
    const person = personer.get(nummer)
    if (person === undefined) return []
    if (!isReplacement(nummer)) return [{ key: nummer, person, nummerkommune: null, numre: own }]
    const kommuner = kommunerOf(basis, nummer)
    return (kommuner.length === 0 ? ['0000'] : kommuner).map((kommune) => ({
      key: `${kommune} ${nummer}`,
      person,
      nummerkommune: kommune,
      numre: own,
    }))
  })
}

/** Rows of a citizen: those of all its numbers, of a replacement number only those of its kommune. */
export const rowsOf = <R extends { readonly Personnummer: string; readonly KommuneKode: string }>(
  { numre, nummerkommune }: Borger,
  rows: readonly R[],
): R[] =>
  rows.filter(
    (row) =>
      numre.includes(row.Personnummer) && (nummerkommune === null || row.KommuneKode === nummerkommune),
  )
