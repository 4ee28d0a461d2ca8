import { opholdOf } from './borger-bopael.js'
import { windowOf } from './borger-folketal.js'
import { borgere } from './borger-numre.js'
import type { BorgerBasis } from './borger-rows.js'
import { dateOf, dayOf, dimTid, lastDay } from './danish-day.js'

export type Bevægelse = 'Født' | 'Død' | 'Udvandret' | 'Indvandret' | 'Fraflyttet' | 'Tilflyttet'

export interface BevægelseRow {
  readonly dimTid: number
  readonly borger: string
  readonly kommune: number
  readonly modpart: number
  readonly bevægelse: Bevægelse
}

/** The first birthday; of who was born on 29 February 1 March. */
const firstBirthday = (birth: string): number =>
  dayOf(
    birth.endsWith('-02-29')
      ? `${Number(birth.slice(0, 4)) + 1}-03-01`
      : `${Number(birth.slice(0, 4)) + 1}${birth.slice(4)}`,
  )

/** Rows of FactBorgerBevægelse. Source: Borger, "FactBorgerBevægelse". */
export const factBorgerBevægelse = (basis: BorgerBasis, runMonth: string): BevægelseRow[] => {
  const first = dayOf(`${windowOf(runMonth)[0]}-01`)
  const last = lastDay(runMonth)
  return borgere(basis).flatMap((borger): BevægelseRow[] => {
    const { person } = borger
    const rows: BevægelseRow[] = []
    const event = (day: number, bevægelse: Bevægelse, kommune: number, modpart = -1): void => {
      if (day < first || day > last) return
      rows.push({ dimTid: dimTid(day), borger: borger.key, kommune, modpart, bevægelse })
    }
    const kommuneOf = (stay: { readonly adresse: { readonly KommuneKode: string } } | undefined): number =>
      stay === undefined ? -1 : Number(stay.adresse.KommuneKode)
    // A residence that begins after the run month does not show yet.
    const stays = opholdOf(basis, borger).filter((stay) => stay.fra <= last)
    const birth = dayOf(person.Foedselsdato)
    stays.forEach((stay, nth) => {
      const before = stays[nth - 1]
      if (before === undefined) {
        if (stay.fra <= firstBirthday(person.Foedselsdato)) event(birth, 'Født', kommuneOf(stay))
        else event(stay.fra, 'Indvandret', kommuneOf(stay))
      } else if (before.til < stay.fra) {
        event(stay.fra, 'Indvandret', kommuneOf(stay))
      } else if (kommuneOf(before) !== kommuneOf(stay)) {
        event(stay.fra, 'Fraflyttet', kommuneOf(before), kommuneOf(stay))
        event(stay.fra, 'Tilflyttet', kommuneOf(stay), kommuneOf(before))
      }
    })
    const leaves = person.Status === '90' ? 'Død' : person.Status === '80' ? 'Udvandret' : null
    if (leaves !== null) {
      const left = dayOf(person.StatusDato)
      const home = stays.filter((stay) => dateOf(stay.fra) <= dateOf(left)).at(-1)
      event(left, leaves, kommuneOf(home))
    }
    return rows
  })
}
