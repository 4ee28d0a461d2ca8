import { lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'

/** The last of the decisions of each month. */
const lastOfEachMonth = (decisions: string): string =>
  `list_filter(${decisions}, lambda one, i: i = len(${decisions}) or one.maaned < ${decisions}[i + 1].maaned)`

/**
 * Afgørelsestype af en sag: that of its latest decision by a month's end (Danish date), by AfgoerelseTidspunkt, then
 * AfgoerelseId, then RaekkeNr.
 *
 * Gives one row for each case with a decision and stretch of months in which one type is the latest: _kommune,
 * _kildesystem, SagId, Afgoerelsestype (NULL before the first decision), first_month, last_month (DATE, a day of the
 * first and of the last month; the first stretch begins in the year 1, the last one ends in 9999, so that a join can
 * compare them plainly: any other condition of a left join makes it quadratic).
 * Months are cut here, once for a case, so that rolled-out rows need not look for their decision.
 *
 * Source: specification domains/ky.md, FactKYSager.
 *
 * @example sql`… on type.first_month <= s.last_day and type.last_month >= s.first_day`
 */
export const afgoerelsestypeAfSag = (month: Month): Sql => sql`(
  with dated as (
    select
      _kommune,
      _kildesystem,
      SagId,
      AfgoerelseTidspunkt,
      AfgoerelseId,
      RaekkeNr,
      Afgoerelsestype,
      AfgoerelseTidspunkt::date as Dato
    from ${KYAfgoerelse} as afgoerelse
  ),
  decisions_of_case as (
    select
      _kommune,
      _kildesystem,
      SagId,
      list_sort(list({
        'tidspunkt': AfgoerelseTidspunkt,
        'id': AfgoerelseId,
        'nr': RaekkeNr,
        'maaned': date_trunc('month', Dato)::date,
        'type': Afgoerelsestype
      })) as in_order
    from dated
    where Dato <= date ${text(lastDay(month))}
    group by _kommune, _kildesystem, SagId
  ),
  latest_by_month as (
    select
      _kommune,
      _kildesystem,
      SagId,
      list_prepend(
        {'maaned': date '0001-01-01', 'type': null},
        list_transform(
          ${raw(lastOfEachMonth('in_order'))},
          lambda one: {'maaned': one.maaned, 'type': one.type}
        )
      ) as latest
    from decisions_of_case
  ),
  numbered as (
    select
      _kommune,
      _kildesystem,
      SagId,
      latest,
      unnest(range(1, len(latest) + 1)) as i
    from latest_by_month
  )
  select
    _kommune,
    _kildesystem,
    SagId,
    latest[i].type as Afgoerelsestype,
    latest[i].maaned as first_month,
    coalesce(latest[i + 1].maaned - 1, date '9999-12-31') as last_month
  from numbered
)`

/** Decisions of a case in run month 2022-06 (AfgoerelseId, RaekkeNr, AfgoerelseTidspunkt, type) → its type by month. */
export const afgoerelsestypeAfSagExamples: readonly {
  readonly name: string
  readonly afgoerelser: readonly (readonly [id: string, nr: number, tidspunkt: string, type: string])[]
  readonly byMonth: Readonly<Record<string, string | null>>
}[] = [
  { name: 'without a decision: none', afgoerelser: [], byMonth: { '2022-05': null, '2022-06': null } },
  {
    name: 'from the month of the decision on',
    afgoerelser: [['A1', 1, '2022-05-31T23:59:59', 'Bevilling']],
    byMonth: { '2022-04': null, '2022-05': 'Bevilling', '2022-06': 'Bevilling' },
  },
  {
    name: 'a later decision takes its place, whatever its id',
    afgoerelser: [
      ['A9', 1, '2022-03-10T10:00:00', 'Bevilling'],
      ['A1', 1, '2022-05-10T10:00:00', 'Ophør'],
    ],
    byMonth: { '2022-03': 'Bevilling', '2022-04': 'Bevilling', '2022-05': 'Ophør', '2022-06': 'Ophør' },
  },
  {
    name: 'of several in a month the latest',
    afgoerelser: [
      ['A1', 1, '2022-04-20T10:00:00', 'Ophør'],
      ['A1', 2, '2022-04-10T10:00:00', 'Bevilling'],
    ],
    byMonth: { '2022-03': null, '2022-04': 'Ophør' },
  },
  {
    name: 'at one time the last AfgoerelseId, and of one id the last RaekkeNr',
    afgoerelser: [
      ['A2', 1, '2022-04-20T10:00:00', 'Bevilling'],
      ['A2', 2, '2022-04-20T10:00:00', 'Delvis bevilling'],
      ['A1', 10, '2022-04-20T10:00:00', 'Ophør'],
    ],
    byMonth: { '2022-04': 'Delvis bevilling' },
  },
  {
    name: 'times with an offset are instants, and belong to the Danish month',
    afgoerelser: [
      ['A1', 1, '2022-03-31T22:30:00Z', 'Bevilling'],
      ['A1', 2, '2022-04-01T00:15:00', 'Ophør'],
    ],
    byMonth: { '2022-03': null, '2022-04': 'Bevilling' },
  },
  {
    name: "a decision after the run month's end is not seen",
    afgoerelser: [['A1', 1, '2022-07-01T00:00:00', 'Bevilling']],
    byMonth: { '2022-06': null },
  },
]
