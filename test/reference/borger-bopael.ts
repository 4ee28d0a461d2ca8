// Where a citizen lives, day by day; half-open residences, gone ones, several on a day.

import { type Borger, rowsOf } from './borger-numre.js'
import type { Adresse, BorgerBasis } from './borger-rows.js'
import { dayOf } from './danish-day.js'

/** Days [fra, til) on which one residence counted. */
export interface Ophold {
  readonly fra: number
  readonly til: number
  readonly adresse: Adresse
}

/** The first day on which a row no longer holds; an open one that is no longer delivered ends with its last month. */
export const endOf = (row: { readonly TilDato: string | null; readonly sidstHoldt?: string }): number => {
  if (row.TilDato !== null) return dayOf(row.TilDato)
  return row.sidstHoldt === undefined ? Number.POSITIVE_INFINITY : dayOf(row.sidstHoldt) + 1
}

export const covers = (
  row: { readonly FraDato: string; readonly TilDato: string | null; readonly sidstHoldt?: string },
  day: number,
): boolean => dayOf(row.FraDato) <= day && day < endOf(row)

/**
 * Of several on a day: the one that began last, of equal ones the current number's, then what is still held, then the later
 * extract's; of older numbers that came alike the lower.
 */
const isBefore = (own: string, a: Adresse, b: Adresse): boolean => {
  if (a.FraDato !== b.FraDato) return a.FraDato > b.FraDato
  const isOwn = (row: Adresse): boolean => row.Personnummer === own
  if (isOwn(a) !== isOwn(b)) return isOwn(a)
  const isHeld = (row: Adresse): boolean => row.sidstHoldt === undefined
  if (isHeld(a) !== isHeld(b)) return isHeld(a)
  const [one, other] = [a.extract ?? 0, b.extract ?? 0]
  return one === other ? a.Personnummer < b.Personnummer : one > other
}

export const residenceOn = (borger: Borger, adresser: readonly Adresse[], day: number): Adresse | null =>
  adresser
    .filter((row) => covers(row, day))
    .reduce<Adresse | null>(
      (best, row) => (best === null || isBefore(borger.person.Personnummer, row, best) ? row : best),
      null,
    )

/** The stretches of days on which the same residence counted, in order. */
export const opholdOf = (basis: BorgerBasis, borger: Borger): Ophold[] => {
  const adresser = rowsOf(borger, basis.adresser)
  const edges = adresser.flatMap((row) => [dayOf(row.FraDato), endOf(row)])
  const days = [...new Set(edges)].sort((a, b) => a - b)
  const stays: Ophold[] = []
  days.forEach((fra, nth) => {
    const til = days[nth + 1]
    const adresse = til === undefined ? null : residenceOn(borger, adresser, fra)
    if (til === undefined || adresse === null) return
    const last = stays.at(-1)
    const goesOn = last !== undefined && last.til === fra && last.adresse === adresse
    if (goesOn) stays[stays.length - 1] = { ...last, til }
    else stays.push({ fra, til, adresse })
  })
  return stays
}
