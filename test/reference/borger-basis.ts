// From a set of CPR, LIFA and REF deliveries to what DM reads of them.

import type { Adresse, BorgerBasis, Land, Person, Skoledistrikt, Tilknytning } from './borger-rows.js'
import { dateOf, lastDay } from './danish-day.js'
import { type FullDelivery, historiseFull, newestVersions } from './historise-full.js'
import { historisePerson, type PersonDelivery, type PersonRow } from './historise-person.js'

/** A row as its file held it; one that verification refuses is broken. */
export interface Sent<R> {
  readonly row: R
  readonly broken: boolean
}

export interface CprLeverance {
  /** yyyy-mm, or yyyy-mm-dd */
  readonly periode: string
  readonly loebenr: string
  readonly type: 'F' | 'D'
  readonly personer: readonly Sent<Person>[]
  readonly adresser: readonly Sent<Adresse>[]
  readonly tilknytninger: readonly Sent<Tilknytning>[]
}

export interface LifaLeverance {
  readonly periode: string
  readonly loebenr: string
  readonly rows: readonly Sent<Skoledistrikt>[]
}

export interface LandLeverance {
  readonly periode: string
  readonly loebenr: string
  readonly rows: readonly Land[]
}

export interface BorgerHistory {
  readonly cpr: readonly CprLeverance[]
  readonly lifa: readonly LifaLeverance[]
  readonly lande: readonly LandLeverance[]
}

/** yyyymmddnnn: a month periode counts as its last day. */
export const extractOf = ({ periode, loebenr }: { periode: string; loebenr: string }): number => {
  const day = periode.length === 7 ? dateOf(lastDay(periode)) : periode
  return Number(`${day.replaceAll('-', '')}${loebenr}`)
}

/** Last day of the month in which an extract lies. */
const monthEndOf = (extract: number): string => {
  const digits = String(extract)
  return dateOf(lastDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}`))
}

export const keys = {
  person: (row: Person): string => row.Personnummer,
  adresse: (row: Adresse): string => JSON.stringify([row.Personnummer, row.FraDato]),
  tilknytning: (row: Tilknytning): string =>
    JSON.stringify([row.Personnummer, row.KommuneKode, row.Rolle, row.FraDato]),
  skoledistrikt: (row: Skoledistrikt): string => JSON.stringify([row.AdresseId, row.DistriktsNr]),
}

type Row = Person | Adresse | Tilknytning

const sent = <R extends Row>(rows: readonly Sent<R>[], key: (row: R) => string): PersonRow<Row>[] =>
  rows.map(({ row, broken }) => ({ key: key(row), person: row.Personnummer, content: row, broken }))

/** Deliveries of CPR as the plain model of DSA_HIST takes them. */
export const personDeliveries = (cpr: readonly CprLeverance[]): PersonDelivery<Row>[] =>
  cpr.map((one) => ({
    extract: extractOf(one),
    leverance: `CPR_0000_${one.periode}_${one.loebenr}_${one.type}`,
    type: one.type,
    persons: sent(one.personer, keys.person),
    owned: [sent(one.adresser, keys.adresse), sent(one.tilknytninger, keys.tilknytning)],
  }))

const shownOf = (deliveries: readonly PersonDelivery<Row>[], nth: number): Row[] => {
  const { shown, versions } = historisePerson(deliveries, nth)
  // Versions of a key are in order: the last one is what is shown.
  const extracts = new Map(versions.map(({ key, fra }) => [key, fra]))
  return shown.map(({ key, content, lastHeldBy }) => ({
    ...content,
    extract: extracts.get(key) ?? 0,
    ...(lastHeldBy === null ? {} : { sidstHoldt: monthEndOf(lastHeldBy) }),
  }))
}

const isPerson = (row: Row): row is Person => 'Foedselsdato' in row
const isAdresse = (row: Row): row is Adresse => 'VejKode' in row
const isTilknytning = (row: Row): row is Tilknytning => 'Rolle' in row

const fullDeliveries = <R extends object>(
  list: readonly { periode: string; loebenr: string; rows: readonly Sent<R>[] }[],
  key: (row: R) => string,
): FullDelivery<R>[] =>
  list.map((one) => ({
    extract: extractOf(one),
    leverance: `${one.periode}_${one.loebenr}`,
    rows: one.rows.flatMap(({ row, broken }, nth) =>
      broken ? [] : [{ key: key(row), linje: nth + 2, content: row }],
    ),
    quarantined: one.rows.flatMap(({ row, broken }) => (broken ? [key(row)] : [])),
  }))

/** LIFA's rows are those that it holds; what it no longer sends is no longer chosen. */
const lifaBasis = (lifa: readonly LifaLeverance[]): Skoledistrikt[] => {
  const deliveries = fullDeliveries(lifa, keys.skoledistrikt)
  return newestVersions(historiseFull(deliveries), deliveries)
    .filter(({ endedBy }) => endedBy === null)
    .map(({ content }) => content)
}

/** Countries keep their last version; until one is delivered those that ship are in force. */
const landeBasis = (lande: readonly LandLeverance[], shipped: readonly Land[]): readonly Land[] => {
  if (lande.length === 0) return shipped
  const deliveries = fullDeliveries(
    lande.map((one) => ({ ...one, rows: one.rows.map((row) => ({ row, broken: false })) })),
    (row) => row.LandKode,
  )
  return newestVersions(historiseFull(deliveries), deliveries).map(({ content }) => content)
}

/** The basis that a set of deliveries makes, in any order of arrival. */
export const borgerBasis = (history: BorgerHistory, shipped: readonly Land[] = []): BorgerBasis => {
  const deliveries = personDeliveries(history.cpr)
  return {
    personer: shownOf(deliveries, -1).filter(isPerson),
    adresser: shownOf(deliveries, 0).filter(isAdresse),
    tilknytninger: shownOf(deliveries, 1).filter(isTilknytning),
    skoledistrikter: lifaBasis(history.lifa),
    lande: landeBasis(history.lande, shipped),
  }
}
