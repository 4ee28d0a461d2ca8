// A random history of Dagtilbud with what the plain models make of it: what its edges are asked of.

import { type DagtilbudHistory, dagtilbudBasis } from '../reference/dagtilbud-basis.js'
import {
  type DagtilbudFund,
  type DagtilbudRow,
  factDagtilbud,
  indskrivningFund,
} from '../reference/dagtilbud-fact-dagtilbud.js'
import { factDagtilbudKommeGå, type KommeGå } from '../reference/dagtilbud-komme-gaa.js'
import type { DagtilbudBasis, KnownRegistrering, Registrering } from '../reference/dagtilbud-rows.js'
import { danish } from '../reference/danish-day.js'

export const EDGE_MONTH = '2022-10'

/** An event with the next one of its child at its institution. */
export interface Pair {
  readonly event: KnownRegistrering
  readonly next: KnownRegistrering
  readonly from: Moment
  readonly to: Moment
  readonly hours: number
}

interface Moment {
  readonly day: number
  readonly clock: number
  readonly instant: number
}

export interface Drawn extends KommeGå {
  readonly history: DagtilbudHistory
  readonly basis: DagtilbudBasis
  readonly fakta: readonly DagtilbudRow[]
  readonly indskrivning: DagtilbudFund
  readonly pairs: readonly Pair[]
  /** Rows of one id in two deliveries of a kommune: the earlier one, the later one. */
  readonly again: readonly (readonly [Registrering, Registrering])[]
}

const moment = ({ row }: KnownRegistrering): Moment => {
  const { day, clock, instant } = danish(row.Tidspunkt)
  return { day, clock: clock ?? 0, instant }
}

const sortKey = (event: KnownRegistrering): string =>
  `${moment(event).instant} ${event.row.Status === 8 ? 1 : 0} ${event.row.RegistreringId}`

const pairsOf = ({ registreringer }: DagtilbudBasis): Pair[] => {
  const groups = new Map<string, KnownRegistrering[]>()
  for (const one of registreringer) {
    const key = `${one.kommune} ${one.row.BarnUuid} ${one.row.InstitutionSTIL}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const events = [...group].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    return events.slice(1).flatMap((next, nth) => {
      const event = events[nth]
      if (event === undefined) return []
      const [from, to] = [moment(event), moment(next)]
      return [{ event, next, from, to, hours: (to.instant - from.instant) / 3_600_000 }]
    })
  })
}

const againOf = ({ aula }: DagtilbudHistory): (readonly [Registrering, Registrering])[] => {
  const sent = aula.flatMap(({ kommune, registreringer }, nth) =>
    registreringer.filter(({ broken }) => !broken).map(({ row }) => ({ kommune, nth, row })),
  )
  return sent.flatMap((one) =>
    sent
      .filter(
        (other) =>
          other.kommune === one.kommune &&
          other.nth > one.nth &&
          other.row.RegistreringId === one.row.RegistreringId,
      )
      .map((other) => [one.row, other.row] as const),
  )
}

export const drawn = (history: DagtilbudHistory): Drawn => {
  const basis = dagtilbudBasis(history)
  return {
    history,
    basis,
    ...factDagtilbudKommeGå(basis, EDGE_MONTH),
    fakta: factDagtilbud(basis, EDGE_MONTH),
    indskrivning: indskrivningFund(basis),
    pairs: pairsOf(basis),
    again: againOf(history),
  }
}

export type Edge = readonly [name: string, holds: (of: Drawn) => boolean]
