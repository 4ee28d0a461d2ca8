import { dateOf, dayOf, lastDay, monthOf, monthsTouched } from './danish-day.js'
import {
  type CaseState,
  caseIntervals,
  caseStates,
  closedStretches,
  intervalOn,
  isClosed,
  isDecision,
  standingClosure,
} from './ky-case.js'
import { type CaseReferences, caseReferences, latestDecision } from './ky-references.js'
import type { KYScope, KYTilstand, KYYdelse } from './ky-rows.js'

export interface SagRow extends CaseReferences {
  readonly month: string
  readonly kommune: string
  readonly kildesystem: string
  readonly sagId: string
  /** FraDato of the interval standing at the month's end: with the case it names DimKYSagOversigt. */
  readonly sagOversigtFraDato: string
  readonly afgørelsestype: string | null
  readonly ydelsesart: string | null
  readonly oprettet: 0 | 1
  readonly afsluttet: 0 | 1
  readonly sagsbehandlingAfsluttet: 0 | 1
  readonly sagstilstand: KYTilstand
  readonly sagsbehandlingstid: number
  readonly sagVarighed: number
}

/** Ydelsesart of the earliest ydelse that the run month knows to have begun. */
const earliestYdelsesart = (ydelser: readonly KYYdelse[], sagId: string, runEnd: number): string | null => {
  let earliest: KYYdelse | null = null
  for (const ydelse of ydelser) {
    if (ydelse.SagId !== sagId || dayOf(ydelse.StartDato) > runEnd) continue
    const isEarlier =
      earliest === null ||
      ydelse.StartDato < earliest.StartDato ||
      (ydelse.StartDato === earliest.StartDato && ydelse.YdelseId < earliest.YdelseId)
    if (isEarlier) earliest = ydelse
  }
  return earliest?.Ydelsesart ?? null
}

/** Whether a case was outside the closed states on a day from `first` on; the day a state is left on the day it was entered counts. */
const wasOpenFrom = (seen: readonly CaseState[], first: number): boolean =>
  seen.some((state, index) => {
    const next = seen[index + 1]
    const lastDayOfState = next === undefined ? Number.POSITIVE_INFINITY : Math.max(state.day, next.day - 1)
    return !isClosed(state.tilstand) && lastDayOfState >= first
  })

/**
 * Rows of FactKYSager, one per case and month in which it was created, open, or closed.
 * Source: KY, "FactKYSager" and "State of a case".
 */
export const factKYSager = (scope: KYScope, runMonth: string): SagRow[] => {
  const runEnd = lastDay(runMonth)
  const rows: SagRow[] = []
  for (const sag of scope.sager) {
    const created = dayOf(sag.OprettetDato)
    if (created > runEnd) continue
    const states = caseStates(sag, scope.tilstande, runEnd)
    const intervals = caseIntervals(states)
    const vanishedOpen = sag.sidstHoldt !== undefined && standingClosure(states) === null
    const measuredTo = vanishedOpen ? Math.min(runEnd, dayOf(sag.sidstHoldt)) : runEnd
    for (const month of monthsTouched(created, measuredTo)) {
      const first = dayOf(`${month}-01`)
      const last = lastDay(month)
      // A row tells how the case stood at its month's end: what happened later is another row's.
      const seen = states.filter((state) => state.day <= last)
      const closing = closedStretches(seen).some((stretch) => stretch.from >= first)
      if (monthOf(created) !== month && !closing && !wasOpenFrom(seen, first)) continue
      const decided = seen.find((state) => isDecision(state.tilstand))?.day ?? null
      const closed = standingClosure(seen)
      const standing = intervalOn(intervals, last)
      if (standing === undefined) throw new Error(`no interval of case ${sag.SagId} on ${dateOf(last)}`)
      rows.push({
        month,
        kommune: scope.kommune,
        kildesystem: scope.kildesystem,
        sagId: sag.SagId,
        sagOversigtFraDato: standing.fraDato,
        ...caseReferences(scope, sag),
        afgørelsestype: latestDecision(scope.afgoerelser, sag.SagId, last),
        ydelsesart: earliestYdelsesart(scope.ydelser, sag.SagId, runEnd),
        oprettet: monthOf(created) === month ? 1 : 0,
        afsluttet: closed !== null && closed >= first ? 1 : 0,
        sagsbehandlingAfsluttet: decided !== null && decided >= first ? 1 : 0,
        sagstilstand: standing.tilstand,
        sagsbehandlingstid: (decided ?? closed ?? last) - created,
        sagVarighed: (closed ?? last) - created,
      })
    }
  }
  return rows
}
