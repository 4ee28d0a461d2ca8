// A random history of one family with what the plain models make of it at one run month: what its edges are asked of.

import { SHIPPED_LANDE } from '../reference/arbitraries-borger.js'
import { numberOf } from '../reference/arbitraries-borger-rows.js'
import { type BorgerHistory, borgerBasis, personDeliveries } from '../reference/borger-basis.js'
import { type Ophold, opholdOf } from '../reference/borger-bopael.js'
import type { BorgerRow } from '../reference/borger-dim.js'
import { knownParent, landOf, type Ophav } from '../reference/borger-herkomst.js'
import { type Borger, borgere, byNumber, rowsOf } from '../reference/borger-numre.js'
import type { Adresse, BorgerBasis, Person, Tilknytning } from '../reference/borger-rows.js'
import { historisePerson } from '../reference/historise-person.js'
import { tablesOf } from './borger-modelled.js'
import type { BorgerWarehouseTables } from './borger-warehouse.js'

export const EDGE_MONTH = '2022-06'

export interface DrawnBorger {
  readonly borger: Borger
  readonly row: BorgerRow
  readonly mor: Ophav | null
  readonly far: Ophav | null
  /** Which of the seven rules of herkomst fits. */
  readonly rule: number
  readonly ophold: readonly Ophold[]
  readonly adresser: readonly Adresse[]
  readonly forhold: readonly Tilknytning[]
}

export interface Drawn {
  readonly history: BorgerHistory
  readonly basis: BorgerBasis
  readonly tables: BorgerWarehouseTables
  readonly personer: ReadonlyMap<string, Person>
  readonly borgere: readonly DrawnBorger[]
  readonly leftOut: number
  readonly nummer: (letter: string) => string
}

const isDK = (who: Ophav | null, { lande }: BorgerBasis): boolean =>
  who !== null &&
  landOf(who.FoedelandKode, lande) === 'Danmark' &&
  landOf(who.StatsborgerskabKode, lande) === 'Danmark'

const ruleOf = (person: Person, mor: Ophav | null, far: Ophav | null, basis: BorgerBasis): number => {
  const born = landOf(person.FoedelandKode, basis.lande)
  const citizen = landOf(person.StatsborgerskabKode, basis.lande)
  const hasParent = mor !== null || far !== null
  if (isDK(mor, basis) || isDK(far, basis)) return 1
  if (born === 'ukendt') return 7
  if (hasParent) return born === 'udland' ? 2 : 3
  if (born === 'udland') return 4
  if (citizen === 'ukendt') return 7
  return citizen === 'udland' ? 5 : 6
}

export const drawn = (history: BorgerHistory): Drawn => {
  const basis = borgerBasis(history, SHIPPED_LANDE)
  const personer = byNumber(basis)
  const tables = tablesOf(basis, EDGE_MONTH)
  const rows = new Map(tables.borgere.map((row) => [row.borger, row]))
  return {
    history,
    basis,
    tables,
    personer,
    leftOut: [0, 1].flatMap((nth) => historisePerson(personDeliveries(history.cpr), nth).leftOut).length,
    nummer: (letter) => numberOf(0, letter),
    borgere: borgere(basis).flatMap((borger): DrawnBorger[] => {
      const row = rows.get(borger.key)
      if (row === undefined) return []
      const mor = knownParent(borger.person.MorPersonnummer, personer, basis.lande)
      const far = knownParent(borger.person.FarPersonnummer, personer, basis.lande)
      return [
        {
          borger,
          row,
          mor,
          far,
          rule: ruleOf(borger.person, mor, far, basis),
          ophold: opholdOf(basis, borger),
          adresser: rowsOf(borger, basis.adresser),
          forhold: rowsOf(borger, basis.tilknytninger),
        },
      ]
    }),
  }
}

export type Edge = readonly [name: string, holds: (of: Drawn) => boolean]

/** Whether some citizen of the family is so. */
export const someone =
  (is: (one: DrawnBorger, of: Drawn) => boolean) =>
  (of: Drawn): boolean =>
    of.borgere.some((one) => is(one, of))
