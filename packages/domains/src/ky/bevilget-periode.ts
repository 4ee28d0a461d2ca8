import { raw, type Sql, sql } from '@flis/core'
import { erLukket, type SagExample } from './sagstilstand.js'

const fromFirstBevilget = `tilstande[list_position(list_transform(tilstande, lambda state: state.tilstand), 'Bevilget'):]`

/** States where the case goes from open to closed or back, the first kept: open, closed, open, … */
const turns = (states: string): string =>
  `list_filter(
    ${states},
    lambda state, i: i = 1 or (${erLukket('state.tilstand')}) <> (${erLukket(`${states}[i - 1].tilstand`)})
  )`

/** Without closings that leave no day out: those reopened on the same day or the next. */
const turnsThatCount = (states: string): string =>
  `list_filter(
    ${states},
    lambda state, i: case
      when i % 2 = 0 then coalesce(${states}[i + 1].dato > state.dato + 1, true)
      else coalesce(state.dato > ${states}[i - 1].dato + 1, true)
    end
  )`

/**
 * Bevilget periode: the days of a case on which its ydelser can count. From its first Bevilget on, without the closed
 * stretches; the first day of a closed stretch still counts, the days after it do not until the case is reopened.
 *
 * Source: specification domains/ky.md, FactKYYdelser.
 *
 * One row for each case that was ever Bevilget: `_kommune, _kildesystem, SagId, perioder` = a list of {fra, til} in
 * order, both inclusive, `til` NULL = open; they neither overlap nor touch. Judged on states, not on intervals: a
 * state left on the day it was entered counts.
 *
 * @param sager rows of sagstilstand
 */
export const bevilgetPeriode = (sager: Sql): Sql => sql`(
  with since_first_bevilget as (
    select
      _kommune,
      _kildesystem,
      SagId,
      ${raw(fromFirstBevilget)} as states
    from ${sager}
    where list_contains(list_transform(tilstande, lambda state: state.tilstand), 'Bevilget')
  ),
  opened_and_closed as (
    select
      _kommune,
      _kildesystem,
      SagId,
      ${raw(turns('states'))} as turns
    from since_first_bevilget
  ),
  left_out as (
    select
      _kommune,
      _kildesystem,
      SagId,
      ${raw(turnsThatCount('turns'))} as turns
    from opened_and_closed
  )
  select
    _kommune,
    _kildesystem,
    SagId,
    list_transform(
      range(1, len(turns) + 1, 2),
      lambda i: {'fra': turns[i].dato, 'til': turns[i + 1].dato}
    ) as perioder
  from left_out
)`

/**
 * The parts of a list of periods that lie in [fra, til], as SQL: a list of {fra, til} without open ends.
 */
export const perioderInden = (perioder: string, fra: string, til: string): string =>
  `list_transform(
    list_filter(
      ${perioder},
      lambda period: period.fra <= ${til} and coalesce(period.til >= ${fra}, true)
    ),
    lambda period: {'fra': greatest(period.fra, ${fra}), 'til': least(period.til, ${til})}
  )`

export const bevilgetPeriodeExamples: readonly (SagExample & {
  readonly perioder: readonly (readonly [fra: string, til: string | null])[]
})[] = [
  {
    name: 'never Bevilget: none',
    oprettet: '2022-01-10',
    tilstande: [['Afslag', '2022-01-20']],
    perioder: [],
  },
  {
    name: 'from the first Bevilget, open',
    oprettet: '2022-01-10',
    tilstande: [
      ['Under Oplysning', '2022-02-01'],
      ['Bevilget', '2022-04-11'],
      ['Bevilget', '2022-05-01'],
    ],
    perioder: [['2022-04-11', null]],
  },
  {
    name: 'the first day of the closed stretch still counts, later closed states are the same stretch',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Henlagt', '2022-06-10'],
      ['Afsluttet', '2022-06-20'],
    ],
    perioder: [['2022-02-01', '2022-06-10']],
  },
  {
    name: 'closed before the first Bevilget',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Bevilget', '2022-04-15'],
    ],
    perioder: [['2022-04-15', null]],
  },
  {
    name: 'closed and reopened: from the day it is reopened, in whatever open state',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afsluttet', '2022-03-10'],
      ['Under Oplysning', '2022-06-05'],
    ],
    perioder: [
      ['2022-02-01', '2022-03-10'],
      ['2022-06-05', null],
    ],
  },
  {
    name: 'reopened on the day it was closed, or the next: no day is left out',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afsluttet', '2022-03-10'],
      ['Under Oplysning', '2022-03-10'],
      ['Afsluttet', '2022-04-10'],
      ['Bevilget', '2022-04-11'],
      ['Afsluttet', '2022-05-10'],
    ],
    perioder: [['2022-02-01', '2022-05-10']],
  },
  {
    name: 'reopened for part of a day: that day counts',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afsluttet', '2022-03-10'],
      ['Under Oplysning', '2022-05-10'],
      ['Afslag', '2022-05-10'],
    ],
    perioder: [
      ['2022-02-01', '2022-03-10'],
      ['2022-05-10', '2022-05-10'],
    ],
  },
  {
    name: 'Bevilget and closed on one day: that day counts',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afsluttet', '2022-02-01'],
    ],
    perioder: [['2022-02-01', '2022-02-01']],
  },
  {
    name: 'Bevilget before OprettetDato counts from OprettetDato',
    oprettet: '2022-03-05',
    tilstande: [['Bevilget', '2022-03-01']],
    perioder: [['2022-03-05', null]],
  },
  {
    name: "a closing after the run month's end is ignored",
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afsluttet', '2022-07-01'],
    ],
    perioder: [['2022-02-01', null]],
  },
  {
    name: "a case whose Bevilget comes after the run month's end has none",
    oprettet: '2022-01-10',
    tilstande: [['Bevilget', '2022-07-01']],
    perioder: [],
  },
]
