// What a reader of CPR would point at, counted by rows. Source: Borger, "DimBorger"; layers 3.2 (missing parents,
// overlap, `forsvundet`).

import { endOf } from './borger-bopael.js'
import { isResident } from './borger-dim.js'
import { byNumber } from './borger-numre.js'
import type { BorgerBasis, Person } from './borger-rows.js'
import { dayOf } from './danish-day.js'

type Slut = 'sløjfe' | 'ukendt' | 'kendt'

/** How the chain of a changed number ends. */
const slutOf = (personer: ReadonlyMap<string, Person>, person: Person): Slut => {
  const seen: Person[] = []
  for (let at: Person | undefined = person; at?.Status === '60'; ) {
    if (seen.includes(at)) return 'sløjfe'
    seen.push(at)
    at = at.GaeldendePersonnummer === null ? undefined : personer.get(at.GaeldendePersonnummer)
    if (at === undefined) return 'ukendt'
  }
  return 'kendt'
}

/** Rows by the name of the finding; names without any are left out. */
export const borgerFund = (basis: BorgerBasis): Readonly<Record<string, number>> => {
  const personer = byNumber(basis)
  const changed = basis.personer.filter(({ Status }) => Status === '60')
  const isUnknown = (nummer: string | null): boolean => nummer !== null && !personer.has(nummer)
  const overlapping = basis.adresser.filter((row) => {
    const later = basis.adresser
      .filter((one) => one.Personnummer === row.Personnummer && one.FraDato > row.FraDato)
      .map((one) => one.FraDato)
      .sort()[0]
    return later !== undefined && endOf(row) > dayOf(later)
  })
  const gone = [
    ...[...basis.adresser, ...basis.tilknytninger].filter((row) => row.TilDato === null),
    ...basis.personer.filter(isResident),
  ].filter((row) => row.sidstHoldt !== undefined)
  const counts = {
    'personnummer i sløjfe': changed.filter((one) => slutOf(personer, one) === 'sløjfe').length,
    'ukendt gældende personnummer': changed.filter((one) => slutOf(personer, one) === 'ukendt').length,
    'ukendt forælder': basis.personer.filter(
      (one) =>
        !['30', '50', '60'].includes(one.Status) &&
        (isUnknown(one.MorPersonnummer) || isUnknown(one.FarPersonnummer)),
    ).length,
    'overlappende bopæl': overlapping.length,
    forsvundet: gone.length,
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
