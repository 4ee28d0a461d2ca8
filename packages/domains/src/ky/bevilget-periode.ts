import { raw, type Sql, sql } from '@flis/core'
import { erLukket, type SagExample, sagstilstand } from './sagstilstand.js'

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

/** From the first Bevilget on. */
const sinceBevilget = (states: string): string =>
  `${states}[list_position(list_transform(${states}, lambda state: state.tilstand), 'Bevilget'):]`

/**
 * Bevilget periode: the days of a case on which its ydelser can count. From its first Bevilget on, without the closed
 * stretches; the first day of a closed stretch still counts, the days after it do not until the case is reopened.
 *
 * Source: specification domains/ky.md, FactKYYdelser.
 *
 * One row for each such period: the columns of `sager`, `fra, til` (both inclusive; `til` NULL = open), `days_before` =
 * the days of the case's earlier ones, `several` = whether it may have more than one. Periods of a case neither overlap
 * nor touch. Judged on states, not on intervals: a state left on the day it was entered counts.
 *
 * Most cases are open first and then closed for good: three dates tell all of them, and only the others need their
 * states in order. That takes a third of the time.
 *
 * @param sager rows of sagerInden, with what else the case has for all its periods
 * @param tilstande rows of tilstandeInden
 * @param rules the rules that it uses
 */
export const bevilgetPeriode = (
  sager: Sql,
  tilstande: Sql,
  rules: { readonly sagstilstand: typeof sagstilstand } = { sagstilstand },
): Sql => sql`(
  with outline_of_case as (
    select
      _kommune,
      _kildesystem,
      SagId,
      min(FraDato) filter (Tilstand = 'Bevilget') as granted,
      min(FraDato) filter (${raw(erLukket('Tilstand'))}) as closed,
      max(FraDato) filter (not ${raw(erLukket('Tilstand'))}) as opened
    from ${tilstande} as state
    group by _kommune, _kildesystem, SagId
    having granted is not null
  ),
  granted_cases as (
    select
      sag.*,
      greatest(outline_of_case.granted, sag.OprettetDato) as fra,
      case
        when outline_of_case.closed is not null then greatest(outline_of_case.closed, sag.OprettetDato)
      end as til,
      coalesce(greatest(outline_of_case.opened, sag.OprettetDato) >= til, false) as several
    from ${sager} as sag
    join outline_of_case
      on outline_of_case._kommune = sag._kommune
      and outline_of_case._kildesystem = sag._kildesystem
      and outline_of_case.SagId = sag.SagId
  ),
  maybe_reopened as (
    select * exclude (fra, til)
    from granted_cases
    where several
  ),
  since_bevilget as (
    select
      * exclude (tilstande),
      ${raw(sinceBevilget('tilstande'))} as states
    from ${rules.sagstilstand(
      sql`maybe_reopened`,
      sql`(
        select state.*
        from ${tilstande} as state
        semi join maybe_reopened using (_kommune, _kildesystem, SagId)
      )`,
    )}
  ),
  opened_and_closed as (
    select
      * exclude (states),
      ${raw(turns('states'))} as turns
    from since_bevilget
  ),
  days_left_out as (
    select * replace (${raw(turnsThatCount('turns'))} as turns)
    from opened_and_closed
  ),
  numbered as (
    select
      *,
      unnest(range(1, len(turns) + 1, 2)) as i
    from days_left_out
  )
  select
    *,
    0::bigint as days_before
  from granted_cases
  where not several
  union all by name
  select
    * exclude (turns, i),
    turns[i].dato as fra,
    turns[i + 1].dato as til,
    case
      when i = 1 then 0
      else list_sum(
        list_transform(range(1, i, 2), lambda earlier: turns[earlier + 1].dato - turns[earlier].dato + 1)
      )
    end::bigint as days_before
  from numbered
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
