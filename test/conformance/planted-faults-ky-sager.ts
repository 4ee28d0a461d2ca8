// Faults that a reader of the specification could make in FactKYSager, one for each rule that an example must pin
// down.

import type { Fault } from './mutant.js'

/** All of them in ky-sager. */
export const kySagerFaults: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'states after the row’s month count',
    from: 'states.filter((state) => state.day <= last)',
    to: 'states',
  },
  {
    name: 'a closed case has a row every month',
    from: 'if (monthOf(created) !== month && !closing && !wasOpenFrom(seen, first)) continue',
    to: '',
  },
  {
    name: 'the month of the closing has a row only where the case was open in it',
    from: '!closing && ',
    to: '',
  },
  {
    name: 'a closed state counts as a day outside the closed states',
    from: '!isClosed(state.tilstand) && lastDayOfState',
    to: 'lastDayOfState',
  },
  {
    name: 'Afsluttet is told of a closing that did not stand',
    from: 'closed !== null && closed >= first ? 1 : 0',
    to: 'closing ? 1 : 0',
  },
  {
    name: 'only Afsluttet ends a case',
    from: 'closed !== null && closed >= first',
    to: "closed !== null && closed >= first && standing.tilstand === 'Afsluttet'",
  },
  {
    name: 'SagsbehandlingAfsluttet stays',
    from: 'decided !== null && decided >= first',
    to: 'decided !== null',
  },
  {
    name: 'a closing without a decision ends the case work',
    from: 'decided !== null && decided >= first',
    to: '(decided ?? closed ?? 0) >= first',
  },
  {
    name: 'the last decision ends the case work',
    from: 'seen.find((state) => isDecision',
    to: 'seen.findLast((state) => isDecision',
  },
  {
    name: 'closed without a decision the case work runs on',
    from: 'decided ?? closed ?? last',
    to: 'decided ?? last',
  },
  {
    name: 'case work ends with the case, decided or not',
    from: 'decided ?? closed ?? last',
    to: 'closed ?? decided ?? last',
  },
  { name: 'the case runs on when closed', from: '(closed ?? last) - created', to: 'last - created' },
  {
    name: 'SagVarighed is inclusive',
    from: '(closed ?? last) - created',
    to: '(closed ?? last) - created + 1',
  },
  {
    name: 'the decision is the latest of the run, not of the month',
    from: 'latestDecision(scope.afgoerelser, sag.SagId, last)',
    to: 'latestDecision(scope.afgoerelser, sag.SagId, runEnd)',
  },
  {
    name: 'a ydelse that begins after the run month is seen',
    from: '|| dayOf(ydelse.StartDato) > runEnd',
    to: '',
  },
  { name: 'the ydelse of another case is taken', from: 'ydelse.SagId !== sagId || ', to: '' },
  {
    name: 'the earliest ydelse is that of the month',
    from: 'earliestYdelsesart(scope.ydelser, sag.SagId, runEnd)',
    to: 'earliestYdelsesart(scope.ydelser, sag.SagId, last)',
  },
  {
    name: 'of ydelser of one day the last YdelseId is taken',
    from: 'ydelse.YdelseId < earliest.YdelseId',
    to: 'ydelse.YdelseId > earliest.YdelseId',
  },
  {
    name: 'the earliest is by YdelseId alone',
    from: 'ydelse.StartDato < earliest.StartDato ||',
    to: 'ydelse.YdelseId < earliest.YdelseId ||',
  },
  {
    name: 'a vanished open case rolls out to the run month',
    from: 'vanishedOpen ? Math.min(runEnd, dayOf(sag.sidstHoldt)) : runEnd',
    to: 'runEnd',
  },
  {
    name: 'a vanished case ends, closed or not',
    from: 'sag.sidstHoldt !== undefined && standingClosure(states) === null',
    to: 'sag.sidstHoldt !== undefined',
  },
  {
    name: 'the row points to the newest interval',
    from: 'intervalOn(intervals, last)',
    to: 'intervals.at(-1)',
  },
  { name: 'Oprettet stays', from: 'oprettet: monthOf(created) === month ? 1 : 0', to: 'oprettet: 1' },
]
