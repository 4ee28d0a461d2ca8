import { lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { lukninger } from './sag-varighed.js'
import { erLukket, type SagExample, sagstilstand } from './sagstilstand.js'

/** The last of each month's closings: it stands at the month's end, or none of them does. */
const lastOfEachMonth = (closings: string): string =>
  `list_filter(
    ${closings},
    lambda closing, i: i = len(${closings}) or last_day(closing) < ${closings}[i + 1]
  )`

const AFGJORT = `Tilstand in ('Bevilget', 'Afslag', 'Henlagt')`

/**
 * Sag i måneden: a case has a row in a month if it was created in it, is open on at least one day of it (a state left on
 * the day it was entered counts), or entered its closed stretch in it. A case closed and later reopened has none for the
 * months in between.
 *
 * Said by the state at the month's end: a case that is open then has a row. One that is closed then has a row only in the
 * month in which the standing closed stretch began: in any other month it was closed on every day.
 *
 * A case that its source no longer holds and that is open as of the run has no rows after the month of the last extract
 * that held it. Source: specification domains/ky.md, "State of a case", and 3-layers.md 3.2.
 *
 * Gives one row for each stretch of months of a case in which one interval stands at the months' ends: the columns of
 * `sager`, DimKYSagOversigt, Sagstilstand, afgjort (first day in Bevilget, Afslag or Henlagt, NULL where none), lukket
 * (first day of the standing closed stretch, NULL while open), first_month, last_month (DATE, a day of the first and of
 * the last month). The stretches of a case have no month in common.
 *
 * Most cases are open first and then closed for good: two dates tell it. Only the others need their states in order.
 *
 * @param sager rows of sagerInden, with what else the case has for all its months
 * @param tilstande rows of tilstandeInden
 * @param intervaller DimKYSagOversigt
 * @param rules the rules that it uses
 */
export const sagIMaaned = (
  sager: Sql,
  tilstande: Sql,
  intervaller: Sql,
  month: Month,
  rules: { readonly sagstilstand: typeof sagstilstand } = { sagstilstand },
): Sql => sql`(
  with outline_of_case as (
    select
      _kommune,
      _kildesystem,
      SagId,
      min(FraDato) filter (${raw(AFGJORT)}) as decided,
      min(FraDato) filter (${raw(erLukket('Tilstand'))}) as closed,
      max(FraDato) filter (not ${raw(erLukket('Tilstand'))}) as opened
    from ${tilstande} as state
    group by _kommune, _kildesystem, SagId
  ),
  vanished_while_open as (
    select
      sag._kommune,
      sag._kildesystem,
      sag.SagId,
      sag._sidst
    from ${sager} as sag
    join ${intervaller} as standing
      on standing._kommune = sag._kommune
      and standing._kildesystem = sag._kildesystem
      and standing.SagId = sag.SagId
    where sag._sidst is not null
      and standing.ErAktuel = 1
      and not ${raw(erLukket('standing.Sagstilstand'))}
  ),
  outlined_cases as (
    select
      sag.*,
      case
        when outline_of_case.decided is not null then greatest(outline_of_case.decided, sag.OprettetDato)
      end as afgjort,
      case
        when outline_of_case.closed is not null then greatest(outline_of_case.closed, sag.OprettetDato)
      end as lukket,
      coalesce(outline_of_case.opened >= outline_of_case.closed, false) as maybe_reopened,
      least(vanished_while_open._sidst, date ${text(lastDay(month))}) as shown_to
    from ${sager} as sag
    left join outline_of_case
      on outline_of_case._kommune = sag._kommune
      and outline_of_case._kildesystem = sag._kildesystem
      and outline_of_case.SagId = sag.SagId
    left join vanished_while_open
      on vanished_while_open._kommune = sag._kommune
      and vanished_while_open._kildesystem = sag._kildesystem
      and vanished_while_open.SagId = sag.SagId
  ),
  may_be_reopened as (
    select * exclude (lukket)
    from outlined_cases
    where maybe_reopened
  ),
  closings_in_order as (
    select
      * exclude (tilstande),
      ${raw(lukninger('tilstande'))} as closings
    from ${rules.sagstilstand(
      sql`may_be_reopened`,
      sql`(
        select state.*
        from ${tilstande} as state
        semi join may_be_reopened using (_kommune, _kildesystem, SagId)
      )`,
    )}
  ),
  closings as (
    select *
    from outlined_cases
    where lukket is not null and not maybe_reopened
    union all by name
    select
      * exclude (closings),
      unnest(${raw(lastOfEachMonth('closings'))}) as lukket
    from closings_in_order
  ),
  -- An open interval stands at the end of each month from its first day's to the one before its TilDato's.
  open_months as (
    select
      sag.* replace (null::date as lukket),
      standing.DimKYSagOversigtID as DimKYSagOversigt,
      standing.Sagstilstand,
      standing.FraDato as first_month,
      least(date_trunc('month', standing.TilDato)::date - 1, sag.shown_to) as last_month
    from outlined_cases as sag
    join ${intervaller} as standing
      on standing._kommune = sag._kommune
      and standing._kildesystem = sag._kildesystem
      and standing.SagId = sag.SagId
    where not ${raw(erLukket('standing.Sagstilstand'))}
      and date_trunc('month', standing.FraDato) < date_trunc('month', standing.TilDato)
      and standing.FraDato <= sag.shown_to
  ),
  closing_months as (
    select
      closing.*,
      standing.DimKYSagOversigtID as DimKYSagOversigt,
      standing.Sagstilstand,
      closing.lukket as first_month,
      closing.lukket as last_month
    from closings as closing
    join ${intervaller} as standing
      on standing._kommune = closing._kommune
      and standing._kildesystem = closing._kildesystem
      and standing.SagId = closing.SagId
    where ${raw(erLukket('standing.Sagstilstand'))}
      and standing.FraDato <= last_day(closing.lukket)
      and standing.TilDato > last_day(closing.lukket)
      and closing.lukket <= closing.shown_to
  )
  select * exclude (maybe_reopened, shown_to)
  from open_months
  union all by name
  select * exclude (maybe_reopened, shown_to)
  from closing_months
)`

/** A case with run month 2022-06 → the months in which it has a row. */
export const sagIMaanedExamples: readonly (SagExample & { readonly months: readonly string[] })[] = [
  {
    name: 'every month from its creation while it is open, and the one in which it is closed',
    oprettet: '2022-01-31',
    tilstande: [
      ['Bevilget', '2022-02-10'],
      ['Afsluttet', '2022-04-01'],
    ],
    months: ['2022-01', '2022-02', '2022-03', '2022-04'],
  },
  {
    name: 'a later closed state is in the same closed stretch',
    oprettet: '2022-03-05',
    tilstande: [
      ['Afslag', '2022-03-20'],
      ['Afsluttet', '2022-06-30'],
    ],
    months: ['2022-03'],
  },
  {
    name: 'none for the months between a closing and a reopening',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Henlagt', '2022-05-10'],
    ],
    months: ['2022-01', '2022-04', '2022-05'],
  },
  {
    name: 'one row where it is closed and reopened in one month',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-02-03'],
      ['Under Oplysning', '2022-02-20'],
    ],
    months: ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'],
  },
  {
    name: 'reopened for part of a day while it was closed',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Afslag', '2022-04-05'],
    ],
    months: ['2022-01', '2022-04'],
  },
  {
    name: 'reopened for part of a day on the day it was closed',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Afslag', '2022-02-20'],
      ['Under Oplysning', '2022-02-20'],
      ['Afsluttet', '2022-02-20'],
    ],
    months: ['2022-01', '2022-02'],
  },
  {
    name: 'closed by a state before its creation: only the month of its creation',
    oprettet: '2022-03-05',
    tilstande: [['Henlagt', '2022-01-01']],
    months: ['2022-03'],
  },
  {
    name: "a closing after the run month's end is not seen",
    oprettet: '2022-05-10',
    tilstande: [['Afsluttet', '2022-07-01']],
    months: ['2022-05', '2022-06'],
  },
  { name: 'a case created after the run month has none', oprettet: '2022-07-02', tilstande: [], months: [] },
]
