// Names the rules and edges of "State of a case" that a case comes upon, and those of its ydelser.

import { dayOf, lastDay, monthOf } from '../reference/danish-day.js'
import { caseStates, closedStretches, isClosed, isDecision } from '../reference/ky-case.js'
import type { KYSag, KYScope } from '../reference/ky-rows.js'

/** Edges by name, each with whether it is there. */
export type Edges = Readonly<Record<string, boolean>>

/** As `some` of the array, for tables of edges. */
export const some = <T>(items: readonly T[], is: (item: T, index: number) => boolean): boolean =>
  items.some(is)

/** The edges of one case, as a run of a month sees it. */
export const edgesOfCase = (scope: KYScope, sag: KYSag, runMonth: string): Edges => {
  const runEnd = lastDay(runMonth)
  const created = dayOf(sag.OprettetDato)
  const written = scope.tilstande.filter((row) => row.SagId === sag.SagId)
  if (created > runEnd) return { 'created after the run month': true }
  const states = caseStates(sag, written, runEnd)
  const stretches = closedStretches(states)
  const last = states.at(-1)
  const standing = stretches.at(-1)?.until === null ? stretches.at(-1) : undefined
  const decisions = states.filter((state) => isDecision(state.tilstand))
  const firstDecision = decisions[0]
  const firstBevilget = states.find((state) => state.tilstand === 'Bevilget')?.day ?? null
  const open = last !== undefined && !isClosed(last.tilstand)
  const held = sag.sidstHoldt === undefined ? null : dayOf(sag.sidstHoldt)
  const ydelser = scope.ydelser.filter((row) => row.SagId === sag.SagId)
  const started = ydelser.filter((row) => dayOf(row.StartDato) <= runEnd)
  return {
    'never left Oprettet': states.every((state) => state.tilstand === 'Oprettet'),
    decided: firstDecision !== undefined,
    'decided twice': decisions.length > 1,
    'decided on the day it was created': firstDecision?.day === created,
    'closed without a decision': standing !== undefined && firstDecision === undefined,
    'closed without a decision, reopened':
      standing === undefined && stretches.length > 0 && firstDecision === undefined,
    'closed first, decided later': some(stretches, ({ from }) => (firstDecision?.day ?? 0) > from),
    'closed and decided in one closed stretch': some(
      stretches,
      ({ from, until }) =>
        firstDecision !== undefined && firstDecision.day > from && firstDecision.day < (until ?? runEnd + 1),
    ),
    'created and closed in one month': standing !== undefined && monthOf(standing.from) === monthOf(created),
    'closed on a month’s last day': some(stretches, ({ from }) => from === lastDay(monthOf(from))),
    'closed on a month’s first day': some(stretches, ({ from }) => from === dayOf(`${monthOf(from)}-01`)),
    'closed on the run month’s last day': some(stretches, ({ from }) => from === runEnd),
    reopened: some(stretches, ({ until }) => until !== null),
    'reopened in the month of its closing': some(
      stretches,
      ({ from, until }) => until !== null && monthOf(from) === monthOf(until),
    ),
    'closed through a whole month and reopened': some(
      stretches,
      ({ from, until }) => until !== null && dayOf(`${monthOf(until)}-01`) > lastDay(monthOf(from)) + 1,
    ),
    'closed twice': stretches.length > 1,
    'closed twice in one month': some(
      stretches,
      ({ from }, nth) => monthOf(from) === monthOf(stretches[nth + 1]?.from ?? 0),
    ),
    'a reopening left on the day it was entered': some(
      stretches,
      ({ until }, nth) => until !== null && stretches[nth + 1]?.from === until,
    ),
    'reopened by an Oprettet row': some(
      states,
      (state, nth) =>
        nth > 0 && state.tilstand === 'Oprettet' && isClosed(states[nth - 1]?.tilstand ?? 'Oprettet'),
    ),
    'state before creation': some(written, (row) => dayOf(row.FraDato) < created),
    'several states before creation': written.filter((row) => dayOf(row.FraDato) < created).length > 1,
    'several states on a day': some(states, (state, nth) => nth > 1 && states[nth - 1]?.day === state.day),
    'states of a day that only Sekvens orders': some(written, (row) =>
      some(
        written,
        (other) =>
          other.FraDato === row.FraDato && other.Sekvens > row.Sekvens && other.Tilstand !== row.Tilstand,
      ),
    ),
    'equal neighbours': some(states, (state, nth) => nth > 1 && states[nth - 1]?.tilstand === state.tilstand),
    'state after the run month': some(written, (row) => dayOf(row.FraDato) > runEnd),
    'state row vanished': some(written, (row) => row.sidstHoldt !== undefined),
    'case vanished open': held !== null && open && held < runEnd,
    'case vanished closed': held !== null && !open,
    'case vanished and closed later': held !== null && standing !== undefined && standing.from > held,
    'case vanished and reopened later':
      held !== null && open && some(stretches, ({ until }) => until !== null && until > held),
    'ydelse in a closed stretch': some(started, (row) =>
      some(
        stretches,
        ({ from, until }) =>
          dayOf(row.StartDato) < (until ?? runEnd) && (row.SlutDato === null || dayOf(row.SlutDato) > from),
      ),
    ),
    'ydelse through a closed stretch and after it': some(started, (row) =>
      some(
        stretches,
        ({ from, until }) =>
          until !== null && until > from + 1 && dayOf(row.StartDato) <= from && row.SlutDato === null,
      ),
    ),
    'ydelse before the first Bevilget': some(
      started,
      (row) => firstBevilget !== null && dayOf(row.StartDato) < firstBevilget,
    ),
    'ydelse of a case never Bevilget': some(started, () => firstBevilget === null),
    'ydelse vanished open': some(started, (row) => row.SlutDato === null && row.sidstHoldt !== undefined),
    'ydelse begins after the run month': ydelser.length > started.length,
    'ydelse ends after the run month': some(
      started,
      (row) => row.SlutDato !== null && dayOf(row.SlutDato) > runEnd,
    ),
    'two ydelser of a case begin on one day': some(started, (row, nth) =>
      some(started.slice(nth + 1), (other) => other.StartDato === row.StartDato),
    ),
  }
}
