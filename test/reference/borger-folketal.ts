import { residenceOn } from './borger-bopael.js'
import { herkomstOf, isResident } from './borger-dim.js'
import { addressOf } from './borger-geografi.js'
import { borgere, rowsOf } from './borger-numre.js'
import type { BorgerBasis, Person } from './borger-rows.js'
import { ageOn, dayOf, dimTid, lastDay } from './danish-day.js'

export interface FolketalRow {
  readonly dimTid: number
  readonly borger: string
  readonly bopæl: number
  readonly geografi: string
  readonly alder: number
  readonly herkomstKode: number
}

const MONTHS = 120

/** The run month and the 119 before it, the oldest first. */
export const windowOf = (runMonth: string): string[] => {
  const last = Number(runMonth.slice(0, 4)) * 12 + Number(runMonth.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, nth) => {
    const month = last - (MONTHS - 1) + nth
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** Whether CPR lets somebody count as living here on a day. */
const counts = (person: Person, day: number): boolean => {
  if (person.sidstHoldt !== undefined && day > dayOf(person.sidstHoldt)) return false
  if (day < dayOf(person.Foedselsdato)) return false
  return isResident(person) || day < dayOf(person.StatusDato)
}

/** Rows of FactBorger. Source: Borger, "FactBorger". */
export const factBorger = (basis: BorgerBasis, runMonth: string): FolketalRow[] => {
  const ophav = herkomstOf(basis)
  return borgere(basis).flatMap((borger) => {
    const { person } = borger
    const adresser = rowsOf(borger, basis.adresser)
    const herkomstKode = ophav(borger).kode
    return windowOf(runMonth).flatMap((month): FolketalRow[] => {
      const day = lastDay(month)
      const home = counts(person, day) ? residenceOn(borger, adresser, day) : null
      if (home === null) return []
      const age = ageOn(person.Foedselsdato, day)
      return [
        {
          dimTid: dimTid(day),
          borger: borger.key,
          bopæl: Number(home.KommuneKode),
          geografi: addressOf(home),
          alder: age <= 125 ? age : -1,
          herkomstKode,
        },
      ]
    })
  })
}
