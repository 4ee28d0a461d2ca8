import { covers, residenceOn } from './borger-bopael.js'
import { addressOf } from './borger-geografi.js'
import {
  erVestlig,
  HERKOMST,
  type HerkomstKode,
  herkomst,
  knownParent,
  oprindelsesland,
} from './borger-herkomst.js'
import { type Borger, borgere, byNumber, rowsOf } from './borger-numre.js'
import type { BorgerBasis, Person, Tilknytning } from './borger-rows.js'
import { dayOf, lastDay } from './danish-day.js'

export interface BorgerRow {
  /** The number, after its kommune where it is a replacement number. */
  readonly borger: string
  readonly navn: string | null
  readonly født: string
  readonly køn: string
  readonly status: string
  readonly fødeland: string | null
  readonly statsborgerskab: string | null
  readonly herkomstKode: HerkomstKode
  readonly herkomst: string
  readonly oprindelsesland: string | null
  readonly erVestlig: number | null
  readonly civilstand: string | null
  readonly ægtefælle: string | null
  readonly mor: string | null
  readonly far: string | null
  readonly erBeskyttet: 0 | 1
  /** −1 for none. */
  readonly bopæl: number
  readonly geografi: string | null
  readonly betaling: number
  readonly handle: number
}

export const isResident = ({ Status }: Person): boolean => Status === '01' || Status === '03'

/** The kommune that pays or acts on a day: the one that began last, then the lowest code. */
const kommuneFor = (
  borger: Borger,
  rows: readonly Tilknytning[],
  rolle: Tilknytning['Rolle'],
  day: number,
): number => {
  const standing = rowsOf(borger, rows).filter((row) => row.Rolle === rolle && covers(row, day))
  const latest = standing
    .map((row) => row.FraDato)
    .sort()
    .at(-1)
  const codes = standing.filter((row) => row.FraDato === latest).map((row) => Number(row.KommuneKode))
  return codes.length === 0 ? -1 : Math.min(...codes)
}

const isProtected = ({ BeskyttelseFra, BeskyttelseTil }: Person, day: number): boolean =>
  BeskyttelseFra !== null &&
  dayOf(BeskyttelseFra) <= day &&
  (BeskyttelseTil === null || day < dayOf(BeskyttelseTil))

export const herkomstOf = (basis: BorgerBasis) => {
  const personer = byNumber(basis)
  return ({ person }: Borger) => {
    const parents = {
      mor: knownParent(person.MorPersonnummer, personer, basis.lande),
      far: knownParent(person.FarPersonnummer, personer, basis.lande),
    }
    return {
      kode: herkomst(person, parents, basis.lande),
      land: oprindelsesland(person, parents, basis.lande),
    }
  }
}

/**
 * Rows of DimBorger, without member −1, as at a run month's last day or, in a Borger run, another day. Source: Borger,
 * "DimBorger".
 */
export const dimBorger = (basis: BorgerBasis, runMonth: string, runDay?: string): BorgerRow[] => {
  const runDate = runDay === undefined ? lastDay(runMonth) : dayOf(runDay)
  const ophav = herkomstOf(basis)
  return borgere(basis).map((borger) => {
    const { person } = borger
    const { kode, land } = ophav(borger)
    const isHeld = person.sidstHoldt === undefined || dayOf(person.sidstHoldt) >= runDate
    const home =
      isResident(person) && isHeld ? residenceOn(borger, rowsOf(borger, basis.adresser), runDate) : null
    return {
      borger: borger.key,
      navn: person.Navn,
      født: person.Foedselsdato,
      køn: person.Koen,
      status: person.Status,
      fødeland: person.FoedelandKode,
      statsborgerskab: person.StatsborgerskabKode,
      herkomstKode: kode,
      herkomst: HERKOMST[kode],
      oprindelsesland: land,
      erVestlig: erVestlig(land, basis.lande),
      civilstand: person.Civilstand,
      ægtefælle: person.AegtefaellePersonnummer,
      mor: person.MorPersonnummer,
      far: person.FarPersonnummer,
      erBeskyttet: isProtected(person, runDate) ? 1 : 0,
      bopæl: home === null ? -1 : Number(home.KommuneKode),
      geografi: home === null ? null : addressOf(home),
      betaling: kommuneFor(borger, basis.tilknytninger, 'betaling', runDate),
      handle: kommuneFor(borger, basis.tilknytninger, 'handle', runDate),
    }
  })
}
