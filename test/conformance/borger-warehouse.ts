// Delivers to a real warehouse what the plain models of Borger read, and reads its tables back in their terms.

import { LIFASkoledistrikt, RefLand } from '@flis/dm'
import type { TestWarehouse } from '@flis/pipelines'
import type { CprLeverance, LandLeverance, LifaLeverance, Sent } from '../reference/borger-basis.js'
import type { Bevægelse, BevægelseRow } from '../reference/borger-bevaegelser.js'
import type { BorgerRow } from '../reference/borger-dim.js'
import type { FolketalRow } from '../reference/borger-folketal.js'
import type { GeografiRow } from '../reference/borger-geografi.js'
import type { HerkomstKode } from '../reference/borger-herkomst.js'
import { isReplacement } from '../reference/borger-numre.js'
import type { NaturalKeys, ToldRow } from './published-rows.js'
import { toldTables } from './published-rows.js'

const borgerNaturalKeys: NaturalKeys = {
  DimBorger: ['_nummerkommune', 'Personnummer'],
  DimGeografi: ['KommuneNummer', 'Vejnummer', 'Husnummer'],
}

const rowsOf = <R>(sent: readonly Sent<R>[]): R[] => sent.map(({ row }) => row)

export const putCpr = (w: TestWarehouse, one: CprLeverance): Promise<void> =>
  w.deliverAll(`CPR 0000 ${one.periode} ${one.loebenr} ${one.type}`, {
    BorgerPerson: rowsOf(one.personer),
    BorgerAdresse: rowsOf(one.adresser),
    BorgerTilknytning: rowsOf(one.tilknytninger),
  })

export const putLifa = (w: TestWarehouse, one: LifaLeverance): Promise<void> =>
  w.deliver(LIFASkoledistrikt, `LIFA 0000 ${one.periode} ${one.loebenr} F`, rowsOf(one.rows))

export const putLande = (w: TestWarehouse, one: LandLeverance): Promise<void> =>
  w.deliver(
    RefLand,
    `REF 0000 ${one.periode} ${one.loebenr} F`,
    one.rows.map((row) => ({ ...row, ErVestlig: row.ErVestlig, RegnesSomDanmark: row.RegnesSomDanmark })),
  )

export interface BorgerWarehouseTables {
  readonly borgere: readonly BorgerRow[]
  readonly folketal: readonly FolketalRow[]
  readonly bevægelser: readonly BevægelseRow[]
  readonly geografi: readonly GeografiRow[]
}

const text = (value: ToldRow[string] | undefined): string | null =>
  value === undefined || value === null ? null : String(value)

/** A citizen as the models name it: the kommune stands before a replacement number alone. */
const citizen = (natural: string | null): string => {
  const [kommune = '', nummer = ''] = String(natural).split(' ')
  return isReplacement(nummer) ? `${kommune} ${nummer}` : nummer
}

const unlessUnknown = (value: string | null): string | null => (value === 'Ukendt' ? null : value)

const borgerRow = (row: ToldRow): BorgerRow => ({
  borger: citizen(`${row._nummerkommune} ${row.Personnummer}`),
  navn: text(row.Navn),
  født: String(row.Fødselsdato),
  køn: String(row.Køn),
  status: String(row.Status),
  fødeland: text(row.FødelandKode),
  statsborgerskab: text(row.StatsborgerskabKode),
  herkomstKode: Number(row.HerkomstKode) as HerkomstKode,
  herkomst: String(row.Herkomst),
  oprindelsesland: text(row.OprindelseslandKode),
  erVestlig: row.ErVestlig === null ? null : Number(row.ErVestlig),
  civilstand: text(row.Civilstand),
  ægtefælle: text(row.ÆgtefællePersonnummer),
  mor: text(row.MorPersonnummer),
  far: text(row.FarPersonnummer),
  erBeskyttet: row.ErBeskyttet === 1 ? 1 : 0,
  bopæl: Number(row.DimKommuneBopæl),
  geografi: text(row.DimGeografiBopæl),
  betaling: Number(row.DimKommuneBetaling),
  handle: Number(row.DimKommuneHandle),
})

const folketalRow = (row: ToldRow): FolketalRow => ({
  dimTid: Number(row.DimTid),
  borger: citizen(text(row.DimBorger)),
  bopæl: Number(row.DimKommuneBopæl),
  geografi: String(row.DimGeografiBopæl),
  alder: Number(row.DimAlder),
  herkomstKode: Number(row.HerkomstKode),
})

const bevægelseRow = (row: ToldRow): BevægelseRow => ({
  dimTid: Number(row.DimTid),
  borger: citizen(text(row.DimBorger)),
  kommune: Number(row.DimKommune),
  modpart: Number(row.DimKommuneModpart),
  bevægelse: String(row.Bevægelse) as Bevægelse,
})

const geografiRow = (row: ToldRow): GeografiRow => ({
  kommune: String(row.KommuneNummer),
  vej: String(row.Vejnummer),
  husnr: String(row.Husnummer),
  vejnavn: unlessUnknown(text(row.Vejnavn)),
  postnr: unlessUnknown(text(row.Postnummer)),
  distriktsnr: unlessUnknown(text(row.SkoleDistriktsNummer)),
  distriktsnavn: unlessUnknown(text(row.SkoleDistriktsNavn)),
  klassetrin: row.Klassetrin === null ? null : Number(row.Klassetrin),
})

export const borgerTables = async (w: TestWarehouse): Promise<BorgerWarehouseTables> => {
  const names = ['DimBorger', 'FactBorger', 'FactBorgerBevægelse', 'DimGeografi'] as const
  const tables = await toldTables(`${w.root}/published`, borgerNaturalKeys, names)
  const [borgere = [], folketal = [], bevægelser = [], geografi = []] = names.map(
    (name) => tables.get(name) ?? [],
  )
  return {
    borgere: borgere.map(borgerRow),
    folketal: folketal.map(folketalRow),
    bevægelser: bevægelser.map(bevægelseRow),
    geografi: geografi.map(geografiRow),
  }
}
