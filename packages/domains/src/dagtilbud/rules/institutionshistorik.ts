import { OPEN_END, raw, type Sql, sql, versionsOf } from '@flis/core'
import { extractDays } from '@flis/dm'
import { DagtilbudInstitution } from '../contracts/dagtilbud-institution.js'

/** Of several senders' versions the later extract's counts; of one extract that of the administering kommune. */
const RANG = '{extract: _fra, own: AdmKommuneKode = _kommune, kommune: _kommune, kildesystem: _kildesystem}'
const INDHOLD = '{Navn: Navn, Ejerform: Ejerform, AdmKommuneKode: AdmKommuneKode}'

/**
 * An institution's history: a version is valid from the first day of the periode whose extract brought it, so it meets the
 * end of the version before it; to the last day before the periode that brought another, or that lacked the institution
 * (then nobody else delivers it). Of two extracts of one periode the later's version counts alone, but the last that is told
 * of a number stays also where it lasted no day.
 *
 * Gives InstitutionsNr, GyldigFra, GyldigTil (NULL = open), Navn, Ejerform, AdmKommuneKode.
 *
 * Source: specification Dagtilbud, "DimInstitution … keeps history"; 3.2, absence `slut` of reference rows.
 *
 * @example sql`select Navn from ${institutionshistorik()} as historik where InstitutionsNr = '101001'`
 */
export const institutionshistorik = (): Sql => sql`(
  with told as (
    select
      InstitutionsNr,
      ${raw(INDHOLD)} as content,
      ${raw(RANG)} as rank,
      began.first_day,
      case when _til <> ${OPEN_END} then ended.first_day - 1 end as last_day
    from ${versionsOf(DagtilbudInstitution)} as versions
    join ${extractDays(DagtilbudInstitution)} as began
      on began.kommune = versions._kommune
      and began.kildesystem = versions._kildesystem
      and began.extract_time = versions._fra
    left join ${extractDays(DagtilbudInstitution)} as ended
      on ended.kommune = versions._kommune
      and ended.kildesystem = versions._kildesystem
      and ended.extract_time = versions._til
  ),
  lasting as (
    select *
    from told
    where coalesce(first_day <= last_day, true)
  ),
  turns as (
    select InstitutionsNr, first_day
    from lasting
    union
    select InstitutionsNr, last_day + 1
    from lasting
    where last_day is not null
  ),
  spans as (
    select
      *,
      lead(first_day) over (partition by InstitutionsNr order by first_day) - 1 as last_day
    from turns
  ),
  valid as (
    select spans.InstitutionsNr, spans.first_day, spans.last_day, arg_max(content, rank) as content
    from spans
    join lasting
      on lasting.InstitutionsNr = spans.InstitutionsNr
      and lasting.first_day <= spans.first_day
      and coalesce(lasting.last_day >= spans.first_day, true)
    group by all
  ),
  marked as (
    select
      *,
      coalesce(lag(content) over in_order = content and lag(last_day) over in_order + 1 = first_day, false) as goes_on
    from valid
    window in_order as (partition by InstitutionsNr order by first_day)
  ),
  numbered as (
    select
      *,
      count_if(not goes_on) over (partition by InstitutionsNr order by first_day) as nth
    from marked
  ),
  standing as (
    select
      InstitutionsNr,
      content,
      min(first_day) as first_day,
      nullif(max(coalesce(last_day, 'infinity'::date)), 'infinity'::date) as last_day
    from numbered
    group by InstitutionsNr, nth, content
  ),
  newest as (
    select
      InstitutionsNr,
      arg_max(content, rank) as content,
      arg_max(first_day, rank) as first_day,
      max_by({last_day: last_day}, rank).last_day as last_day
    from told
    group by InstitutionsNr
  ),
  lasted_no_day as (
    select newest.*
    from newest
    anti join standing
      on standing.InstitutionsNr = newest.InstitutionsNr
      and standing.first_day >= newest.first_day
    where newest.last_day < newest.first_day
  ),
  history as (
    select InstitutionsNr, content, first_day, last_day
    from standing
    union all
    select InstitutionsNr, content, first_day, last_day
    from lasted_no_day
  )
  select
    InstitutionsNr,
    first_day as GyldigFra,
    last_day as GyldigTil,
    content.Navn,
    content.Ejerform,
    content.AdmKommuneKode
  from history
)`

/** Extracts of one institution in order, each with its name (null = lacking) and sender → versions `name fra til`. */
export const institutionshistorikExamples = [
  { når: 'delivered once', leveret: [['2022-01', 'A']], versioner: ['A 2022-01-01 –'] },
  {
    når: 'the same again',
    leveret: [
      ['2022-01', 'A'],
      ['2022-02', 'A'],
    ],
    versioner: ['A 2022-01-01 –'],
  },
  {
    når: 'another name from a month on',
    leveret: [
      ['2022-01', 'A'],
      ['2022-04', 'B'],
    ],
    versioner: ['A 2022-01-01 2022-03-31', 'B 2022-04-01 –'],
  },
  {
    når: 'gone',
    leveret: [
      ['2022-01', 'A'],
      ['2022-04', null],
    ],
    versioner: ['A 2022-01-01 2022-03-31'],
  },
  {
    når: 'gone, and back',
    leveret: [
      ['2022-01', 'A'],
      ['2022-04', null],
      ['2022-06', 'A'],
    ],
    versioner: ['A 2022-01-01 2022-03-31', 'A 2022-06-01 –'],
  },
  {
    når: 'two extracts of one periode',
    leveret: [
      ['2022-01', 'A'],
      ['2022-01', 'B'],
    ],
    versioner: ['B 2022-01-01 –'],
  },
  {
    når: 'gone and back within a periode',
    leveret: [
      ['2022-01', 'A'],
      ['2022-03', null],
      ['2022-03', 'A'],
    ],
    versioner: ['A 2022-01-01 –'],
  },
  {
    når: 'there and gone within a periode',
    leveret: [
      ['2022-01', 'A'],
      ['2022-01', null],
    ],
    versioner: ['A 2022-01-01 2021-12-31'],
  },
  {
    når: 'daily',
    leveret: [
      ['2022-01-10', 'A'],
      ['2022-01-20', 'B'],
      ['2022-01-25', null],
    ],
    versioner: ['A 2022-01-10 2022-01-19', 'B 2022-01-20 2022-01-24'],
  },
  {
    når: 'daily on a month’s last day, which is no month',
    leveret: [
      ['2022-10-10', 'A'],
      ['2022-10-31', 'B'],
      ['2022-11-30', null],
    ],
    versioner: ['A 2022-10-10 2022-10-30', 'B 2022-10-31 2022-11-29'],
  },
] as const
