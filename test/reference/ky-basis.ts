// From a set of KY deliveries to what DM reads of them: verified rows, historised, newest version per key.

import { dateOf, dayOf, lastDay } from './danish-day.js'
import {
  type FullDelivery,
  historiseFull,
  type NewestVersion,
  newestVersions,
  type VersionRow,
} from './historise-full.js'
import type {
  KleEmne,
  KYAfgoerelse,
  KYKnown,
  KYOpgave,
  KYSag,
  KYSagTilstand,
  KYScope,
  KYYdelse,
} from './ky-rows.js'

/** What verification does with a delivered row: taken, an exact duplicate, or quarantine with a code. */
export type Outcome = 'accepted' | 'duplicate' | 'R102' | 'R103' | 'R105' | 'R110' | 'R120'

/**
 * A row as delivered. Its fields fit the contract's columns, but a refused row may hold values that the
 * contract does not allow, so it is text and numbers only.
 */
export interface DeliveredRow<R> {
  readonly row: R
  readonly outcome: Outcome
}

export interface KYLeverance {
  readonly kommune: string
  readonly kildesystem: string
  /** yyyy-mm */
  readonly periode: string
  /** Three digits. */
  readonly loebenr: string
  /** Per contract, in the order of the lines of its file. */
  readonly rows: {
    readonly KYSag: readonly DeliveredRow<KYSag>[]
    readonly KYSagTilstand: readonly DeliveredRow<KYSagTilstand>[]
    readonly KYOpgave: readonly DeliveredRow<KYOpgave>[]
    readonly KYYdelse: readonly DeliveredRow<KYYdelse>[]
    readonly KYAfgoerelse: readonly DeliveredRow<KYAfgoerelse>[]
  }
}

/** yyyymmddnnn: a month periode counts as its last day. */
export const extractOf = (leverance: { periode: string; loebenr: string }): number =>
  Number(
    `${(leverance.periode.length === 7 ? dateOf(lastDay(leverance.periode)) : leverance.periode).replaceAll('-', '')}${leverance.loebenr}`,
  )

/** The day of an extract. */
const dayOfExtract = (extract: number): string => {
  const digits = String(extract)
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
}

/** Last day of the month in which an extract lies. */
const monthEndOfExtract = (extract: number): string => dateOf(lastDay(dayOfExtract(extract).slice(0, 7)))

/** Keys are compared by their parts, never by text put together. */
export const keys = {
  KYSag: (row: KYSag): string => JSON.stringify([row.SagId]),
  KYSagTilstand: (row: KYSagTilstand): string => JSON.stringify([row.SagId, row.Sekvens]),
  KYOpgave: (row: KYOpgave): string => JSON.stringify([row.OpgaveId]),
  KYYdelse: (row: KYYdelse): string => JSON.stringify([row.YdelseId]),
  KYAfgoerelse: (row: KYAfgoerelse): string => JSON.stringify([row.AfgoerelseId, row.RaekkeNr]),
}

/** One contract's part of a delivery, as load mode F takes it. */
export const asFullDelivery = <R extends object>(
  leverance: KYLeverance,
  rows: readonly DeliveredRow<R>[],
  key: (row: R) => string,
): FullDelivery<R> => ({
  extract: extractOf(leverance),
  leverance: `KY_${leverance.kommune}_${leverance.periode}_${leverance.loebenr}_F`,
  // Line 1 is the header.
  rows: rows.flatMap(({ row, outcome }, index) =>
    outcome === 'accepted' ? [{ key: key(row), linje: index + 2, content: row }] : [],
  ),
  quarantined: rows.flatMap(({ row, outcome }) =>
    outcome === 'accepted' || outcome === 'duplicate' ? [] : [key(row)],
  ),
})

const newestOf = <R extends object>(deliveries: readonly FullDelivery<R>[]): NewestVersion<R>[] =>
  newestVersions(historiseFull(deliveries), deliveries)

const newestRows = <R extends object>(deliveries: readonly FullDelivery<R>[]): R[] =>
  newestOf(deliveries).map(({ content, lastHeldBy }) =>
    lastHeldBy === null ? content : { ...content, sidstHoldt: monthEndOfExtract(lastHeldBy) },
  )

const endsUndated = (row: KYOpgave): boolean => row.Tilstand !== 'Åben' && row.AfsluttetDato === null

/** The extract that first said what the newest version still says: that the task is closed, and no date. */
const firstUndatedEnd = (versions: readonly VersionRow<KYOpgave>[], key: string): number | null => {
  let first: number | null = null
  for (const version of versions.filter((one) => one.key === key).sort((a, b) => a.fra - b.fra)) {
    if (!endsUndated(version.content)) first = null
    else if (first === null) first = version.fra
  }
  return first
}

const newestOpgaver = (deliveries: readonly FullDelivery<KYOpgave>[]): KYOpgave[] => {
  const versions = historiseFull(deliveries)
  return newestVersions(versions, deliveries).map(({ key, content, lastHeldBy }) => {
    const end = firstUndatedEnd(versions, key)
    return {
      ...content,
      ...(lastHeldBy === null ? {} : { sidstHoldt: monthEndOfExtract(lastHeldBy) }),
      ...(end === null ? {} : { lukketUdtræk: dayOfExtract(end) }),
    }
  })
}

/** A full delivery of the KLE plan. */
export interface KleLeverance {
  /** yyyy-mm, or yyyy-mm-dd */
  readonly periode: string
  readonly loebenr: string
  readonly rows: readonly KleEmne[]
}

/** A full delivery of persons, of whom the models need no more than this. */
export interface PersonLeverance {
  readonly periode: string
  readonly loebenr: string
  readonly rows: readonly { readonly Personnummer: string; readonly Status: string }[]
}

const national = <R extends object>(
  { periode, loebenr, rows }: { periode: string; loebenr: string; rows: readonly R[] },
  key: (row: R) => string,
): FullDelivery<R> => ({
  extract: extractOf({ periode, loebenr }),
  leverance: `${periode}_${loebenr}`,
  rows: rows.map((content, linje) => ({ key: key(content), linje, content })),
  quarantined: [],
})

/** Last day before an extract's periode: of the month before, or the day before. */
const dayBeforePeriode = (periode: string): string =>
  dateOf(dayOf(periode.length === 7 ? `${periode}-01` : periode) - 1)

/** Newest version of each number; one that a later plan lacks ended before that plan's periode. */
export const kleBasis = (leverancer: readonly KleLeverance[]): KleEmne[] => {
  const periodes = new Map(leverancer.map((one) => [extractOf(one), one.periode]))
  return newestOf(leverancer.map((one) => national(one, (row) => row.Nummer))).map(({ content, endedBy }) => {
    const periode = endedBy === null ? undefined : periodes.get(endedBy)
    return periode === undefined ? content : { ...content, bortfaldet: dayBeforePeriode(periode) }
  })
}

/** Deleted double numbers (50) and annulled ones (30) are nobody. */
export const personBasis = (leverancer: readonly PersonLeverance[]): string[] =>
  newestOf(leverancer.map((one) => national(one, (row) => row.Personnummer)))
    .filter(({ content }) => content.Status !== '50' && content.Status !== '30')
    .map(({ key }) => key)

/** The basis that a set of deliveries makes, one entry per (kommune, kildesystem), in any order of arrival. */
export const kyBasis = (
  leverancer: readonly KYLeverance[],
  known: KYKnown = { kleNumre: [], personer: [] },
): KYScope[] => {
  const scopes = new Map<string, KYLeverance[]>()
  for (const leverance of leverancer) {
    const scope = JSON.stringify([leverance.kommune, leverance.kildesystem])
    scopes.set(scope, [...(scopes.get(scope) ?? []), leverance])
  }
  return [...scopes.keys()].sort().flatMap((scope) => {
    const own = scopes.get(scope) ?? []
    const first = own[0]
    if (first === undefined) return []
    return [
      {
        ...known,
        kommune: first.kommune,
        kildesystem: first.kildesystem,
        sager: newestRows(own.map((one) => asFullDelivery(one, one.rows.KYSag, keys.KYSag))),
        tilstande: newestRows(
          own.map((one) => asFullDelivery(one, one.rows.KYSagTilstand, keys.KYSagTilstand)),
        ),
        opgaver: newestOpgaver(own.map((one) => asFullDelivery(one, one.rows.KYOpgave, keys.KYOpgave))),
        ydelser: newestRows(own.map((one) => asFullDelivery(one, one.rows.KYYdelse, keys.KYYdelse))),
        afgoerelser: newestRows(
          own.map((one) => asFullDelivery(one, one.rows.KYAfgoerelse, keys.KYAfgoerelse)),
        ),
      },
    ]
  })
}
