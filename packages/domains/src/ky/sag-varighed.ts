import { erLukket, type SagExample } from './sagstilstand.js'

/**
 * The dates on which closed stretches of a case begin, as SQL over its list `tilstande`: a closed state after an
 * open one. A stretch of Afslag, Henlagt and Afsluttet, in any order, is one.
 */
export const lukninger = (tilstande: string): string =>
  `list_transform(
    list_filter(
      ${tilstande},
      lambda state, i: ${erLukket('state.tilstand')} and not ${erLukket(`${tilstande}[i - 1].tilstand`)}
    ),
    lambda state: state.dato
  )`

/**
 * The first date of the closed stretch that stands on a date; NULL where the case is open on it.
 *
 * @param closings a list as {@link lukninger} gives it
 * @param tilstand the state on the date `on`
 */
export const lukketFra = (closings: string, tilstand: string, on: string): string =>
  `case
    when ${erLukket(tilstand)} then list_max(list_filter(${closings}, lambda closing: closing <= ${on}))
  end`

/**
 * SagVarighed (days, difference): from OprettetDato to the first date of the closed stretch that stands on the date
 * `on`, or to that date itself while the case is open. Same day = 0.
 *
 * Source: release note 7.0, 2.1.2; specification domains/ky.md, "State of a case".
 */
export const sagVarighed = (from: string, lukket: string, on: string): string =>
  `(coalesce(${lukket}, ${on}) - ${from})::integer`

/** The specification's table: by run month, the case's newest interval. */
export const sagVarighedExamples: readonly (SagExample & {
  readonly months: readonly (readonly [
    month: string,
    sagstilstand: string,
    sagsbehandlingstid: number,
    sagVarighed: number,
  ])[]
})[] = [
  {
    name: 'created 2022-01-31, Bevilget 2022-02-10, Afsluttet 2022-04-01',
    oprettet: '2022-01-31',
    tilstande: [
      ['Bevilget', '2022-02-10'],
      ['Afsluttet', '2022-04-01'],
    ],
    months: [
      ['2022-01', 'Oprettet', 0, 0],
      ['2022-02', 'Bevilget', 10, 28],
      ['2022-03', 'Bevilget', 10, 59],
      ['2022-04', 'Afsluttet', 10, 60],
    ],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20',
    oprettet: '2022-03-05',
    tilstande: [['Afslag', '2022-03-20']],
    months: [['2022-03', 'Afslag', 15, 15]],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20, Afsluttet 2022-06-30',
    oprettet: '2022-03-05',
    tilstande: [
      ['Afslag', '2022-03-20'],
      ['Afsluttet', '2022-06-30'],
    ],
    months: [
      ['2022-03', 'Afslag', 15, 15],
      ['2022-06', 'Afsluttet', 15, 15],
    ],
  },
  {
    name: 'created 2022-05-10, nothing more',
    oprettet: '2022-05-10',
    tilstande: [],
    months: [
      ['2022-05', 'Oprettet', 21, 21],
      ['2022-06', 'Oprettet', 51, 51],
    ],
  },
  {
    name: 'created 2022-01-10, Afslag 2022-01-20, Under Oplysning 2022-04-05, Bevilget 2022-04-15',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Bevilget', '2022-04-15'],
    ],
    months: [
      ['2022-01', 'Afslag', 10, 10],
      ['2022-04', 'Bevilget', 10, 110],
      ['2022-05', 'Bevilget', 10, 141],
      ['2022-06', 'Bevilget', 10, 171],
    ],
  },
  {
    name: 'created and Henlagt 2022-02-28',
    oprettet: '2022-02-28',
    tilstande: [['Henlagt', '2022-02-28']],
    months: [['2022-02', 'Henlagt', 0, 0]],
  },
  { name: 'created 2022-07-02', oprettet: '2022-07-02', tilstande: [], months: [] },
]
