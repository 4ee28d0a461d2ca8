// Faults that a reader of the specification could make in FactKYOpgaver, FactKYAfgørelser and their
// dimensions, one for each rule that an example must pin down.

import type { Fault } from './mutant.js'
import { kySagerFaults } from './planted-faults-ky-sager.js'

const opgaver: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'Åben with AfsluttetDato ends',
    from: "if (opgave.Tilstand === 'Åben') return null",
    to: "if (opgave.Tilstand === 'Åben' && opgave.AfsluttetDato === null) return null",
  },
  {
    name: 'Afbrudt does not end a task',
    from: "if (opgave.Tilstand === 'Åben') return null",
    to: "if (opgave.Tilstand !== 'Gennemført') return null",
  },
  {
    name: 'an end may lie before the task was created',
    from: 'Math.max(dayOf(written), dayOf(opgave.OprettetDato))',
    to: 'dayOf(written)',
  },
  { name: 'an end after the run month is shown', from: 'end <= runEnd ? end : null', to: 'end' },
  {
    name: 'a vanished open task rolls out to the run month',
    from: 'vanishedOpen ? Math.min(runEnd, dayOf(opgave.sidstHoldt)) : runEnd',
    to: 'runEnd',
  },
  {
    name: 'the interval is that of the month’s first day',
    from: 'intervalAt(scope, sag, lastDay(month), runEnd)',
    to: "intervalAt(scope, sag, dayOf(month + '-01'), runEnd)",
  },
  {
    name: 'a case after the run month has an interval',
    from: ' || dayOf(sag.OprettetDato) > runEnd) return undefined\n  return intervalOn(caseIntervals(caseStates(sag, scope.tilstande, runEnd)), day)',
    to: ') return undefined\n  return caseIntervals(caseStates(sag, scope.tilstande, runEnd)).at(-1)',
  },
  {
    name: 'the caseworker is the case’s',
    from: 'opgave.SagsbehandlerId ?? ofCase.sagsbehandler',
    to: 'ofCase.sagsbehandler ?? opgave.SagsbehandlerId',
  },
  {
    name: 'the caseworker does not fall back',
    from: 'opgave.SagsbehandlerId ?? ofCase.sagsbehandler',
    to: 'opgave.SagsbehandlerId',
  },
  {
    name: 'the organisation does not fall back',
    from: 'opgave.OrganisationId ?? ofCase.organisation',
    to: 'opgave.OrganisationId',
  },
  {
    name: 'an unknown citizen falls back to the case’s',
    from: 'opgave.BorgerCpr === null ? ofCase.ydelsesmodtager : personOf(scope, opgave.BorgerCpr)',
    to: 'personOf(scope, opgave.BorgerCpr) ?? ofCase.ydelsesmodtager',
  },
  {
    name: 'the citizen falls back to the bevillingsmodtager',
    from: 'ofCase.ydelsesmodtager :',
    to: 'ofCase.bevillingsmodtager :',
  },
  {
    name: 'Opgavetid of the last month is to the month’s end',
    from: '(ends ? end : lastDay(month)) - created',
    to: 'lastDay(month) - created',
  },
  {
    name: 'Opgavetid is that of the end in all months',
    from: '(ends ? end : lastDay(month)) - created',
    to: '(end ?? lastDay(month)) - created',
  },
  {
    name: 'the dimension holds tasks created after the run month',
    from: '.filter((opgave) => dayOf(opgave.OprettetDato) <= runEnd)',
    to: '',
  },
  {
    name: 'the dimension tells the state as written',
    from: "end === null ? 'Åben' : opgave.Tilstand",
    to: 'opgave.Tilstand',
  },
  {
    name: 'the dimension tells AfsluttetDato as written',
    from: 'end === null ? null : dateOf(end)',
    to: 'opgave.AfsluttetDato',
  },
]

const afgoerelser: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'rows after the run month are counted',
    from: 'if (danish(row.AfgoerelseTidspunkt).day > runEnd) continue',
    to: '',
  },
  {
    name: 'of one time the lowest RaekkeNr is taken',
    from: 'a.RaekkeNr > b.RaekkeNr',
    to: 'a.RaekkeNr < b.RaekkeNr',
  },
  {
    name: 'RaekkeNr is compared as text',
    from: 'a.RaekkeNr > b.RaekkeNr',
    to: 'String(a.RaekkeNr) > String(b.RaekkeNr)',
  },
  { name: 'RaekkeNr goes before the time', from: 'one > other || (one === other && ', to: '(true && ' },
  {
    name: 'times are compared as they are written',
    from: 'danish(a.AfgoerelseTidspunkt).instant, danish(b.AfgoerelseTidspunkt).instant',
    to: 'a.AfgoerelseTidspunkt, b.AfgoerelseTidspunkt',
  },
  { name: 'AntalAfgørelser is always one', from: '(known?.antal ?? 0) + 1', to: '1' },
  {
    name: 'the interval is the case’s first',
    from: 'caseIntervals(caseStates(sag, scope.tilstande, runEnd)).at(-1)',
    to: 'caseIntervals(caseStates(sag, scope.tilstande, runEnd))[0]',
  },
  {
    name: 'a case after the run month has an interval',
    from: 'dayOf(sag.OprettetDato) <= runEnd',
    to: 'true',
  },
  {
    name: 'the decision’s day is that of the text',
    from: 'dimTid(danish(row.AfgoerelseTidspunkt).day)',
    to: 'dimTid(dayOf(row.AfgoerelseTidspunkt))',
  },
]

const references: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'persons need not be known',
    from: 'cpr !== null && known.personer.includes(cpr) ? cpr : null',
    to: 'cpr',
  },
  {
    name: 'KLE numbers need not be known',
    from: 'sag !== undefined && known.kleNumre.includes(sag.KleNummer) ? sag.KleNummer : null',
    to: 'sag?.KleNummer ?? null',
  },
  {
    name: 'the bevillingsmodtager is the ydelsesmodtager where there is none',
    from: 'sag?.BevillingsmodtagerCpr ?? null',
    to: 'sag?.BevillingsmodtagerCpr ?? sag?.YdelsesmodtagerCpr ?? null',
  },
  { name: 'the decision of another case is taken', from: 'row.SagId === sagId && ', to: '' },
  {
    name: 'a decision on the row’s last day is not seen',
    from: '.day <= lastDayOfRow',
    to: '.day < lastDayOfRow',
  },
  {
    name: 'decisions are ordered by AfgoerelseId before time',
    from: `danish(a.AfgoerelseTidspunkt).instant - danish(b.AfgoerelseTidspunkt).instant ||
        compare(a.AfgoerelseId, b.AfgoerelseId)`,
    to: `compare(a.AfgoerelseId, b.AfgoerelseId) ||
        danish(a.AfgoerelseTidspunkt).instant - danish(b.AfgoerelseTidspunkt).instant`,
  },
  {
    name: 'of one time AfgoerelseId does not order',
    from: 'compare(a.AfgoerelseId, b.AfgoerelseId) ||',
    to: '',
  },
  {
    name: 'of one time and id RaekkeNr does not order',
    from: 'a.RaekkeNr - b.RaekkeNr',
    to: 'b.RaekkeNr - a.RaekkeNr',
  },
]

const dimensions: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'a number ends with the plan that lacks it, whatever it said',
    from: 'earlierOf(emne.UdgaaetDato, emne.bortfaldet ?? null)',
    to: 'emne.bortfaldet ?? emne.UdgaaetDato',
  },
  {
    name: 'a number that a plan lacks runs on',
    from: 'earlierOf(emne.UdgaaetDato, emne.bortfaldet ?? null)',
    to: 'emne.UdgaaetDato',
  },
  {
    name: 'Gruppe is the one above',
    from: "atLevel(plan, emne, 'Gruppe')",
    to: "(emne.Niveau === 'Gruppe' ? null : atLevel(plan, emne, 'Gruppe'))",
  },
  {
    name: 'Hovedgruppe is the one right above',
    from: "atLevel(plan, emne, 'Hovedgruppe')",
    to: "(plan.get(emne.Foraelder ?? '') ?? emne)",
  },
]

const basis: readonly Omit<Fault, 'file'>[] = [
  {
    name: 'a closed task ends with the newest version that says so',
    from: 'else if (first === null) first = version.fra',
    to: 'else first = version.fra',
  },
  {
    name: 'a task opened again still ends when it was first closed',
    from: 'if (!endsUndated(version.content)) first = null\n    else if',
    to: 'if (!endsUndated(version.content)) continue\n    else if',
  },
  {
    name: 'a vanished row is measured to the extract that lacked it',
    from: 'sidstHoldt: monthEndOfExtract(lastHeldBy) },\n  )',
    to: "sidstHoldt: '9999-12-31' },\n  )",
  },
  {
    name: 'a number ends with the plan that lacks it, not before it',
    from: ' : periode) - 1)',
    to: ' : periode))',
  },
  {
    name: 'a deleted double number is somebody',
    from: "content.Status !== '50' && ",
    to: '',
  },
  {
    name: 'a kommune’s two systems are one',
    from: 'JSON.stringify([leverance.kommune, leverance.kildesystem])',
    to: 'JSON.stringify([leverance.kommune])',
  },
]

const inFile = (file: string, faults: readonly Omit<Fault, 'file'>[]): Fault[] =>
  faults.map((fault) => ({ ...fault, file }))

export const kyFactFaults: readonly Fault[] = [
  ...inFile('ky-sager', kySagerFaults),
  ...inFile('ky-opgaver', opgaver),
  ...inFile('ky-afgoerelser', afgoerelser),
  ...inFile('ky-references', references),
  ...inFile('ky-dimensions', dimensions),
  ...inFile('ky-basis', basis),
]
