import { dayOf, lastDay } from './danish-day.js'
import { caseIntervals, caseStates, isDecision, OPEN_DATE, standingClosure } from './ky-case.js'
import type { KYScope, KYTilstand } from './ky-rows.js'

export interface SagOversigtRow {
  readonly kommune: string
  readonly kildesystem: string
  readonly sagId: string
  readonly sagstilstand: KYTilstand
  readonly fraDato: string
  readonly tilDato: string
  readonly erAktuel: 0 | 1
  readonly sagsbehandlingstid: number
  readonly sagVarighed: number
}

/**
 * Rows of DimKYSagOversigt, one per case and state interval, without member −1.
 * Measures are days of difference from OprettetDato. Source: KY, "Dimensions" and "State of a case".
 */
export const dimKYSagOversigt = (scope: KYScope, runMonth: string): SagOversigtRow[] => {
  const runEnd = lastDay(runMonth)
  const rows: SagOversigtRow[] = []
  for (const sag of scope.sager) {
    const created = dayOf(sag.OprettetDato)
    if (created > runEnd) continue
    const states = caseStates(sag, scope.tilstande, runEnd)
    const vanishedOpen = sag.sidstHoldt !== undefined && standingClosure(states) === null
    const measuredTo = vanishedOpen ? Math.min(runEnd, dayOf(sag.sidstHoldt)) : runEnd
    for (const interval of caseIntervals(states)) {
      const open = interval.tilDato === OPEN_DATE
      // A row tells how the case stood at the end of its interval; what begins at TilDato is the next row's.
      const until = open ? Number.POSITIVE_INFINITY : dayOf(interval.tilDato)
      const seen = states.filter((state) => state.day < until)
      const running = Math.max(created, Math.min(until, measuredTo))
      const decided = seen.find((state) => isDecision(state.tilstand))?.day ?? null
      const closed = standingClosure(seen)
      rows.push({
        kommune: scope.kommune,
        kildesystem: scope.kildesystem,
        sagId: sag.SagId,
        sagstilstand: interval.tilstand,
        fraDato: interval.fraDato,
        tilDato: interval.tilDato,
        erAktuel: open ? 1 : 0,
        sagsbehandlingstid: (decided ?? closed ?? running) - created,
        sagVarighed: (closed ?? running) - created,
      })
    }
  }
  return rows
}
