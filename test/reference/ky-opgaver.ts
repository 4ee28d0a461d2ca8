import { dateOf, dayOf, lastDay, monthOf, monthsTouched } from './danish-day.js'
import { caseIntervals, caseStates, intervalOn } from './ky-case.js'
import { caseReferences, personOf } from './ky-references.js'
import type { KYOpgave, KYSag, KYScope } from './ky-rows.js'

export interface OpgaveRow {
  readonly month: string
  readonly kommune: string
  readonly kildesystem: string
  readonly opgaveId: string
  /** The case and FraDato of its interval standing at the month's end; null without one. */
  readonly sagId: string | null
  readonly sagOversigtFraDato: string | null
  readonly sagsbehandler: string | null
  readonly organisation: string | null
  readonly borger: string | null
  readonly oprettet: 0 | 1
  readonly afsluttet: 0 | 1
  readonly opgavetid: number
}

export interface OpgaveOversigtRow {
  readonly kommune: string
  readonly kildesystem: string
  readonly opgaveId: string
  readonly opgavetype: string | null
  readonly tilstand: KYOpgave['Tilstand']
  readonly oprettetDato: string
  /** The day it ended; null while it counts as open. */
  readonly afsluttetDato: string | null
}

/** The day a task ended, as far as the run month knows; null while it counts as open. */
const endOf = (opgave: KYOpgave, runEnd: number): number | null => {
  if (opgave.Tilstand === 'Åben') return null
  const written = opgave.AfsluttetDato ?? opgave.lukketUdtræk
  if (written === undefined) throw new Error(`no extract is known of ${opgave.OpgaveId}`)
  const end = Math.max(dayOf(written), dayOf(opgave.OprettetDato))
  return end <= runEnd ? end : null
}

const intervalAt = (scope: KYScope, sag: KYSag | undefined, day: number, runEnd: number) => {
  if (sag === undefined || dayOf(sag.OprettetDato) > runEnd) return undefined
  return intervalOn(caseIntervals(caseStates(sag, scope.tilstande, runEnd)), day)
}

/**
 * Rows of FactKYOpgaver, one per task and month from the one in which it was created to the one in which it ended.
 * Source: KY, "FactKYOpgaver".
 */
export const factKYOpgaver = (scope: KYScope, runMonth: string): OpgaveRow[] => {
  const runEnd = lastDay(runMonth)
  const rows: OpgaveRow[] = []
  for (const opgave of scope.opgaver) {
    const created = dayOf(opgave.OprettetDato)
    const end = endOf(opgave, runEnd)
    const vanishedOpen = opgave.Tilstand === 'Åben' && opgave.sidstHoldt !== undefined
    const measuredTo = vanishedOpen ? Math.min(runEnd, dayOf(opgave.sidstHoldt)) : runEnd
    const sag = scope.sager.find((candidate) => candidate.SagId === opgave.SagId)
    const ofCase = caseReferences(scope, sag)
    for (const month of monthsTouched(created, end ?? measuredTo)) {
      const ends = end !== null && monthOf(end) === month
      const interval = intervalAt(scope, sag, lastDay(month), runEnd)
      rows.push({
        month,
        kommune: scope.kommune,
        kildesystem: scope.kildesystem,
        opgaveId: opgave.OpgaveId,
        sagId: interval === undefined ? null : opgave.SagId,
        sagOversigtFraDato: interval?.fraDato ?? null,
        sagsbehandler: opgave.SagsbehandlerId ?? ofCase.sagsbehandler,
        organisation: opgave.OrganisationId ?? ofCase.organisation,
        borger: opgave.BorgerCpr === null ? ofCase.ydelsesmodtager : personOf(scope, opgave.BorgerCpr),
        oprettet: monthOf(created) === month ? 1 : 0,
        afsluttet: ends ? 1 : 0,
        opgavetid: (ends ? end : lastDay(month)) - created,
      })
    }
  }
  return rows
}

/** Rows of DimKYOpgaveOversigt, without member −1. Source: KY, "Dimensions"; layers 3.4. */
export const dimKYOpgaveOversigt = (scope: KYScope, runMonth: string): OpgaveOversigtRow[] => {
  const runEnd = lastDay(runMonth)
  return scope.opgaver
    .filter((opgave) => dayOf(opgave.OprettetDato) <= runEnd)
    .map((opgave) => {
      const end = endOf(opgave, runEnd)
      return {
        kommune: scope.kommune,
        kildesystem: scope.kildesystem,
        opgaveId: opgave.OpgaveId,
        opgavetype: opgave.Opgavetype,
        tilstand: end === null ? 'Åben' : opgave.Tilstand,
        oprettetDato: opgave.OprettetDato,
        afsluttetDato: end === null ? null : dateOf(end),
      }
    })
}
