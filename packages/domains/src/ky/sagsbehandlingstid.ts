import type { SagExample } from './sagstilstand.js'

/** The first date of a case in Bevilget, Afslag or Henlagt, as SQL over its list `tilstande`; NULL where none. */
export const afgjort = (tilstande: string): string =>
  `list_min(
    list_transform(
      list_filter(${tilstande}, lambda state: state.tilstand in ('Bevilget', 'Afslag', 'Henlagt')),
      lambda state: state.dato
    )
  )`

/**
 * Sagsbehandlingstid (days, difference): from OprettetDato to the first date in Bevilget, Afslag or Henlagt; a later
 * reopening does not move it. Until then it is measured to the date `on`, or to the closing date of a case that was
 * closed without any of the three. Same day = 0.
 *
 * Source: release note 7.0, 2.1.2; specification domains/ky.md, "State of a case".
 *
 * @param isDecided whether the decision counts for the row
 * @param decided as {@link afgjort} gives it
 */
export const sagsbehandlingstid = (
  from: string,
  isDecided: string,
  decided: string,
  lukket: string,
  on: string,
): string => `(case when ${isDecided} then ${decided} else coalesce(${lukket}, ${on}) end - ${from})::integer`

/** Days by run month, of the interval that is newest in it. */
export const sagsbehandlingstidExamples: readonly (SagExample & {
  readonly days: Readonly<Record<string, number>>
})[] = [
  {
    name: 'running until decided',
    oprettet: '2022-01-31',
    tilstande: [['Bevilget', '2022-03-02']],
    days: { '2022-01': 0, '2022-02': 28, '2022-03': 30, '2022-06': 30 },
  },
  {
    name: 'a later reopening does not move it',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Bevilget', '2022-04-15'],
    ],
    days: { '2022-01': 10, '2022-03': 10, '2022-04': 10, '2022-06': 10 },
  },
  {
    name: 'a decision left on the day it was entered counts',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-10'],
      ['Under Oplysning', '2022-02-10'],
    ],
    days: { '2022-01': 21, '2022-02': 31, '2022-06': 31 },
  },
  {
    name: 'closed without a decision: to the closing date',
    oprettet: '2022-03-05',
    tilstande: [['Afsluttet', '2022-03-20']],
    days: { '2022-03': 15, '2022-04': 15, '2022-06': 15 },
  },
  {
    name: 'closed without a decision and reopened: running again until decided',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afsluttet', '2022-01-20'],
      ['Under Oplysning', '2022-03-01'],
      ['Bevilget', '2022-04-11'],
    ],
    days: { '2022-01': 10, '2022-02': 10, '2022-03': 80, '2022-04': 91, '2022-06': 91 },
  },
  {
    name: 'decided within the closed stretch: to the decision from then on',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afsluttet', '2022-01-20'],
      ['Afslag', '2022-03-01'],
    ],
    days: { '2022-01': 10, '2022-02': 10, '2022-03': 50 },
  },
  {
    name: 'decided before it was created: 0',
    oprettet: '2022-03-05',
    tilstande: [['Henlagt', '2022-03-01']],
    days: { '2022-03': 0, '2022-06': 0 },
  },
]
