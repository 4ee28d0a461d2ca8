// Herkomst, oprindelsesland and western countries. Source: Borger, "Herkomst".

import { endOfChain } from './borger-numre.js'
import type { Land, Person } from './borger-rows.js'

export type HerkomstKode = 1 | 2 | 3 | 9

/** What herkomst asks of a person. */
export type Ophav = Pick<Person, 'FoedelandKode' | 'StatsborgerskabKode'>

const UNKNOWN = ['', '0000', '5001']

type Land3 = 'Danmark' | 'udland' | 'ukendt'

/** Denmark is 5100 and what RefLand counts as it; 5102 and 5103 are countries like any other that is not Denmark. */
export const landOf = (kode: string | null, lande: readonly Land[]): Land3 => {
  if (kode === null || UNKNOWN.includes(kode)) return 'ukendt'
  if (kode === '5100') return 'Danmark'
  return lande.some((land) => land.LandKode === kode && land.RegnesSomDanmark === '1') ? 'Danmark' : 'udland'
}

/** A parent who is known: both birth country and citizenship are. */
export const knownParent = (
  nummer: string | null,
  personer: ReadonlyMap<string, Person>,
  lande: readonly Land[],
): Ophav | null => {
  const person = nummer === null ? null : endOfChain(personer, nummer)
  if (person === null) return null
  const { FoedelandKode, StatsborgerskabKode } = person
  const isKnown = [FoedelandKode, StatsborgerskabKode].every((kode) => landOf(kode, lande) !== 'ukendt')
  return isKnown ? person : null
}

/** A Danish citizen born in Denmark, both in the same person. */
const isDK = (person: Ophav, lande: readonly Land[]): boolean =>
  landOf(person.FoedelandKode, lande) === 'Danmark' && landOf(person.StatsborgerskabKode, lande) === 'Danmark'

export interface Forældre {
  readonly mor: Ophav | null
  readonly far: Ophav | null
}

/** The first of the seven rules that fits. */
export const herkomst = (own: Ophav, { mor, far }: Forældre, lande: readonly Land[]): HerkomstKode => {
  const known = [mor, far].filter((parent) => parent !== null)
  const born = landOf(own.FoedelandKode, lande)
  const citizen = landOf(own.StatsborgerskabKode, lande)
  if (known.some((parent) => isDK(parent, lande))) return 1
  if (known.length > 0 && born === 'udland') return 2
  if (known.length > 0 && born === 'Danmark') return 3
  if (known.length === 0 && born === 'udland') return 2
  if (known.length === 0 && born === 'Danmark' && citizen === 'udland') return 3
  if (known.length === 0 && born === 'Danmark' && citizen === 'Danmark') return 1
  return 9
}

export const HERKOMST: Readonly<Record<HerkomstKode, string>> = {
  1: 'Dansk oprindelse',
  2: 'Indvandrer',
  3: 'Efterkommer',
  9: 'Uoplyst',
}

export const oprindelsesland = (
  own: Ophav,
  { mor, far }: Forældre,
  lande: readonly Land[],
): string | null => {
  const kode = herkomst(own, { mor, far }, lande)
  if (kode === 1) return '5100'
  if (kode === 9) return null
  const parent = mor ?? far
  if (parent === null) return kode === 2 ? own.FoedelandKode : own.StatsborgerskabKode
  return landOf(parent.FoedelandKode, lande) === 'Danmark' ? parent.StatsborgerskabKode : parent.FoedelandKode
}

/** 1 or 0 as RefLand says; null where it does not know the country, or there is none. */
export const erVestlig = (kode: string | null, lande: readonly Land[]): number | null => {
  const land = lande.find((one) => one.LandKode === kode)
  return land === undefined ? null : Number(land.ErVestlig)
}
