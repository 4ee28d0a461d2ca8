// From a set of Aula, FLISDagtilbud and CPR deliveries to what DM reads of them.

import { dimInstitution, earlier, endedBefore } from './dagtilbud-institutioner.js'
import type {
  Barn,
  DagtilbudBasis,
  Indskrivning,
  Institution,
  KnownIndskrivning,
  Registrering,
  Scope,
} from './dagtilbud-rows.js'
import { dateOf, lastDay } from './danish-day.js'
import { type AppendDelivery, historiseAppend } from './historise-append.js'
import {
  CURRENT,
  type FullDelivery,
  historiseFull,
  newestVersions,
  type VersionRow,
} from './historise-full.js'

/** A row as its file held it; one that verification refuses is broken. */
export interface Sent<R> {
  readonly row: R
  readonly broken: boolean
}

interface Leverance extends Scope {
  /** yyyy-mm, or yyyy-mm-dd */
  readonly periode: string
  readonly loebenr: string
}

/** Events and children in the order of the file. */
export interface AulaLeverance extends Leverance {
  readonly registreringer: readonly Sent<Registrering>[]
  /** Null: the delivery says nothing of them. */
  readonly boern: readonly Sent<Barn>[] | null
}

/** A full delivery. */
export interface DagtilbudLeverance extends Leverance {
  readonly indskrivninger: readonly Sent<Indskrivning>[]
  readonly institutioner: readonly Sent<Institution>[]
}

export interface DagtilbudHistory {
  readonly aula: readonly AulaLeverance[]
  readonly dagtilbud: readonly DagtilbudLeverance[]
  /** CPR's persons: number → birth date; delivered once or not at all. */
  readonly personer: readonly { readonly periode: string; readonly rows: Readonly<Record<string, string>> }[]
}

/** yyyymmddnnn: a month periode counts as its last day. */
export const extractOf = ({ periode, loebenr }: { periode: string; loebenr: string }): number => {
  const day = periode.length === 7 ? dateOf(lastDay(periode)) : periode
  return Number(`${day.replaceAll('-', '')}${loebenr}`)
}

const scopesOf = <L extends Leverance>(all: readonly L[]): (Scope & { readonly own: readonly L[] })[] => {
  const name = ({ kommune, kildesystem }: Scope): string => `${kommune} ${kildesystem}`
  return [...new Map(all.map((one) => [name(one), one])).values()].map(({ kommune, kildesystem }) => ({
    kommune,
    kildesystem,
    own: all.filter((one) => name(one) === `${kommune} ${kildesystem}`),
  }))
}

const appended = <R extends object>(
  own: readonly AulaLeverance[],
  rowsOf: (one: AulaLeverance) => readonly Sent<R>[],
  key: (row: R) => string,
): VersionRow<R>[] => {
  const deliveries = own.map(
    (one): AppendDelivery<R> => ({
      extract: extractOf(one),
      leverance: `${one.periode} ${one.loebenr}`,
      rows: rowsOf(one).map(({ row, broken }) => ({ key: key(row), content: row, broken })),
    }),
  )
  return historiseAppend(deliveries).filter(({ til }) => til === CURRENT)
}

const fullDeliveries = <R extends object>(
  own: readonly DagtilbudLeverance[],
  rowsOf: (one: DagtilbudLeverance) => readonly Sent<R>[],
  key: (row: R) => string,
): FullDelivery<R>[] =>
  own.map((one) => ({
    extract: extractOf(one),
    leverance: `${one.periode} ${one.loebenr}`,
    rows: rowsOf(one).flatMap(({ row, broken }, nth) =>
      broken ? [] : [{ key: key(row), linje: nth + 2, content: row }],
    ),
    quarantined: rowsOf(one).flatMap(({ row, broken }) => (broken ? [key(row)] : [])),
  }))

const perioderOf = (own: readonly Leverance[]): ReadonlyMap<number, string> =>
  new Map(own.map((one) => [extractOf(one), one.periode]))

const indskrivningerOf = (own: readonly DagtilbudLeverance[]): Omit<KnownIndskrivning, keyof Scope>[] => {
  const deliveries = fullDeliveries(
    own,
    (one) => one.indskrivninger,
    (row) => row.IndskrivningId,
  )
  const perioder = perioderOf(own)
  return newestVersions(historiseFull(deliveries), deliveries).map(({ content, endedBy }) => ({
    row: content,
    slut:
      endedBy === null
        ? content.SlutDato
        : earlier(content.SlutDato, endedBefore(perioder.get(endedBy) ?? '')),
  }))
}

/** The basis that a set of deliveries makes, in any order of arrival. */
export const dagtilbudBasis = ({ aula, dagtilbud, personer }: DagtilbudHistory): DagtilbudBasis => {
  const scopes = scopesOf(dagtilbud)
  return {
    registreringer: scopesOf(aula).flatMap(({ own, ...scope }) =>
      appended(
        own,
        (one) => one.registreringer,
        (row) => row.RegistreringId,
      ).map(({ content, fra }) => ({ ...scope, row: content, extract: fra })),
    ),
    boern: scopesOf(aula).flatMap(({ own, ...scope }) =>
      appended(
        own,
        (one) => one.boern ?? [],
        (row) => row.BarnUuid,
      ).map(({ content }) => ({ ...scope, row: content })),
    ),
    indskrivninger: scopes.flatMap(({ own, ...scope }) =>
      indskrivningerOf(own).map((one) => ({ ...scope, ...one })),
    ),
    institutioner: dimInstitution(
      scopes.map(({ own }) => ({
        versions: historiseFull(
          fullDeliveries(
            own,
            (one) => one.institutioner,
            (row) => row.InstitutionsNr,
          ),
        ),
        perioder: perioderOf(own),
      })),
    ),
    foedselsdato: Object.assign({}, ...personer.map(({ rows }) => rows)),
  }
}
