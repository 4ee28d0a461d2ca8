// The examples of Borger as deliveries: what all of them share, for the plain models and for a warehouse.

import type { BorgerHistory, LifaLeverance } from '../reference/borger-basis.js'
import type { GeografiRow } from '../reference/borger-geografi.js'
import { klassetrin } from '../reference/borger-geografi.js'
import type { Adresse, Land, Skoledistrikt } from '../reference/borger-rows.js'
import type { Distrikt, GeografiExample } from './borger-geografi-examples.js'
import { type BorgerExample, deliveriesOf } from './borger-told.js'

const good = <R>(rows: readonly R[]) => rows.map((row) => ({ row, broken: false }))

export const historyOf = (
  examples: readonly (readonly [nr: number, BorgerExample])[],
  lande: readonly Land[],
): BorgerHistory => ({
  cpr: deliveriesOf(examples).map(({ periode, type, personer, adresser, tilknytninger }) => ({
    periode,
    loebenr: '001',
    type,
    personer: good(personer),
    adresser: good(adresser),
    tilknytninger: good(tilknytninger),
  })),
  lifa: [],
  lande: lande.length === 0 ? [] : [{ periode: '2022-06', loebenr: '001', rows: lande }],
})

/** Each example has a road of its own. */
const roadOf = (nr: number): string => String(7000 + nr)

const distrikt = (
  nr: number,
  [DistriktsNr, StartTrin, SlutTrin, AdresseId = 'a', HusNr = '1']: Distrikt,
): Skoledistrikt => ({
  AdresseId: `${nr}-${AdresseId}`,
  DistriktsNr,
  DistriktsNavn: `Skole ${DistriktsNr}`,
  StartTrin,
  SlutTrin,
  KommuneKode: '0751',
  VejKode: roadOf(nr),
  VejNavn: `Vej ${nr}`,
  HusNr,
  PostNr: '8000',
})

const isBroken = ({ StartTrin, SlutTrin }: Skoledistrikt): boolean => {
  const [start, slut] = [klassetrin(StartTrin), klassetrin(SlutTrin)]
  return start === null || slut === null || slut < start
}

const lifaOf = (examples: readonly (readonly [nr: number, GeografiExample])[]): LifaLeverance[] =>
  (['2022-04', '2022-06'] as const).map((periode) => ({
    periode,
    loebenr: '001',
    rows: examples
      .flatMap(([nr, { april, juni = april }]) =>
        (periode === '2022-04' ? april : juni).map((row) => distrikt(nr, row)),
      )
      .map((row) => ({ row, broken: isBroken(row) })),
  }))

/** Who lives at the addresses of the examples: one citizen in all of them, one after another. */
const residentOf = (examples: readonly (readonly [nr: number, GeografiExample])[]): readonly Adresse[] =>
  examples
    .flatMap(([nr, { bor = [] }]) => bor.map((HusNr) => ({ HusNr, VejKode: roadOf(nr) })))
    .map(({ HusNr, VejKode }, nth) => ({
      Personnummer: '3112570001',
      FraDato: `${1980 + nth}-01-01`,
      TilDato: `${1981 + nth}-01-01`,
      KommuneKode: '0751',
      VejKode,
      HusNr,
    }))

export const geografiHistory = (
  examples: readonly (readonly [nr: number, GeografiExample])[],
): BorgerHistory => ({
  cpr: [
    {
      periode: '2022-03',
      loebenr: '001',
      type: 'F',
      personer: [],
      adresser: good(residentOf(examples)),
      tilknytninger: [],
    },
  ],
  lifa: lifaOf(examples),
  lande: [],
})

export const geografiRows = (nr: number, { expected }: GeografiExample): GeografiRow[] =>
  expected.map(([husnr, nummer, trin]) => ({
    kommune: '0751',
    vej: roadOf(nr),
    husnr,
    vejnavn: nummer === null ? null : `Vej ${nr}`,
    postnr: nummer === null ? null : '8000',
    distriktsnr: nummer,
    distriktsnavn: nummer === null ? null : `Skole ${nummer}`,
    klassetrin: trin,
  }))
