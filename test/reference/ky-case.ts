// "State of a case" of the KY area, state by state.

import { dateOf, dayOf } from './danish-day.js'
import type { KYSag, KYSagTilstand, KYTilstand } from './ky-rows.js'

export interface CaseState {
  readonly tilstand: KYTilstand
  readonly day: number
}

/** First day of a closed stretch, and the day of the reopening that ended it (null: still standing). */
export interface ClosedStretch {
  readonly from: number
  readonly until: number | null
}

export interface CaseInterval {
  readonly tilstand: KYTilstand
  readonly fraDato: string
  /** Exclusive; 9999-12-31 while open. */
  readonly tilDato: string
}

export const OPEN_DATE = '9999-12-31'

export const isClosed = (tilstand: KYTilstand): boolean =>
  tilstand === 'Afslag' || tilstand === 'Henlagt' || tilstand === 'Afsluttet'

export const isDecision = (tilstand: KYTilstand): boolean =>
  tilstand === 'Bevilget' || tilstand === 'Afslag' || tilstand === 'Henlagt'

/** All states of a case entered up to `runEnd`, in order, the implied `Oprettet` first. */
export const caseStates = (sag: KYSag, tilstande: readonly KYSagTilstand[], runEnd: number): CaseState[] => {
  const created = dayOf(sag.OprettetDato)
  const written = tilstande
    .filter((row) => row.SagId === sag.SagId)
    .filter((row) => dayOf(row.FraDato) <= runEnd)
    .sort((a, b) => dayOf(a.FraDato) - dayOf(b.FraDato) || a.Sekvens - b.Sekvens)
  const states: CaseState[] = [{ tilstand: 'Oprettet', day: created }]
  for (const row of written) {
    // Sorted by the written date first, then moved: rows before OprettetDato keep their order.
    states.push({ tilstand: row.Tilstand, day: Math.max(dayOf(row.FraDato), created) })
  }
  return states
}

/** Stretches of consecutive closed states; a state that is left on the day it was entered breaks one too. */
export const closedStretches = (states: readonly CaseState[]): ClosedStretch[] => {
  const stretches: ClosedStretch[] = []
  let from: number | null = null
  for (const state of states) {
    if (isClosed(state.tilstand)) {
      if (from === null) from = state.day
    } else if (from !== null) {
      stretches.push({ from, until: state.day })
      from = null
    }
  }
  if (from !== null) stretches.push({ from, until: null })
  return stretches
}

/** First day of the closed stretch in which the last of `states` lies; null when that state is not closed. */
export const standingClosure = (states: readonly CaseState[]): number | null => {
  const last = closedStretches(states).at(-1)
  return last === undefined || last.until !== null ? null : last.from
}

/** Of several states on one date only the last makes an interval; equal neighbours are one. */
export const caseIntervals = (states: readonly CaseState[]): CaseInterval[] => {
  const starts: CaseState[] = []
  states.forEach((state, index) => {
    const next = states[index + 1]
    const hasLength = next === undefined || next.day > state.day
    if (hasLength && starts.at(-1)?.tilstand !== state.tilstand) starts.push(state)
  })
  return starts.map((start, index) => {
    const next = starts[index + 1]
    return {
      tilstand: start.tilstand,
      fraDato: dateOf(start.day),
      tilDato: next === undefined ? OPEN_DATE : dateOf(next.day),
    }
  })
}

/** The interval standing on a day, or undefined before the case was created. */
export const intervalOn = (intervals: readonly CaseInterval[], day: number): CaseInterval | undefined => {
  const date = dateOf(day)
  return intervals.find((interval) => interval.fraDato <= date && date < interval.tilDato)
}
