// From a set of KY deliveries to what DM reads of them: verified rows, historised, newest version per key.

import { dateOf, lastDay } from './danish-day.js'
import { type FullDelivery, historiseFull, newestVersions } from './historise-full.js'
import type { KYAfgoerelse, KYSag, KYSagTilstand, KYScope, KYYdelse } from './ky-rows.js'

/** What verification does with a delivered row: taken, an exact duplicate, or quarantine with a code. */
export type Outcome = 'accepted' | 'duplicate' | 'R102' | 'R105' | 'R110' | 'R120'

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
    readonly KYYdelse: readonly DeliveredRow<KYYdelse>[]
    readonly KYAfgoerelse: readonly DeliveredRow<KYAfgoerelse>[]
  }
}

/** yyyymmddnnn: a month periode counts as its last day. */
export const extractOf = (leverance: { periode: string; loebenr: string }): number =>
  Number(`${dateOf(lastDay(leverance.periode)).replaceAll('-', '')}${leverance.loebenr}`)

/** Last day of the month in which an extract lies. */
const monthEndOfExtract = (extract: number): string => {
  const digits = String(extract)
  return dateOf(lastDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}`))
}

/** Keys are compared by their parts, never by text put together. */
export const keys = {
  KYSag: (row: KYSag): string => JSON.stringify([row.SagId]),
  KYSagTilstand: (row: KYSagTilstand): string => JSON.stringify([row.SagId, row.Sekvens]),
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

const newestRows = <R extends object>(deliveries: readonly FullDelivery<R>[]): R[] =>
  newestVersions(historiseFull(deliveries), deliveries).map(({ content, lastHeldBy }) =>
    lastHeldBy === null ? content : { ...content, sidstHoldt: monthEndOfExtract(lastHeldBy) },
  )

/** The basis that a set of deliveries makes, one entry per (kommune, kildesystem), in any order of arrival. */
export const kyBasis = (leverancer: readonly KYLeverance[]): KYScope[] => {
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
        kommune: first.kommune,
        kildesystem: first.kildesystem,
        sager: newestRows(own.map((one) => asFullDelivery(one, one.rows.KYSag, keys.KYSag))),
        tilstande: newestRows(
          own.map((one) => asFullDelivery(one, one.rows.KYSagTilstand, keys.KYSagTilstand)),
        ),
        ydelser: newestRows(own.map((one) => asFullDelivery(one, one.rows.KYYdelse, keys.KYYdelse))),
        afgoerelser: newestRows(
          own.map((one) => asFullDelivery(one, one.rows.KYAfgoerelse, keys.KYAfgoerelse)),
        ),
      },
    ]
  })
}
