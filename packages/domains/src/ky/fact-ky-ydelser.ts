import {
  column,
  fact,
  firstDay,
  lastDay,
  type ModelScope,
  type Month,
  raw,
  type Sql,
  sql,
  text,
} from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { bevilgetPeriode } from './bevilget-periode.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { dagmaske } from './dagmaske.js'
import { DimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { fuldtidsperson } from './fuldtidsperson.js'
import { sagerInden, tilstandeInden } from './sagstilstand.js'
import { ydelsesvarighed } from './ydelsesvarighed.js'

/** A key to a dimension that is not built yet. */
const notBuilt = (name: string) => column('BIGINT', `Nøgle til ${name}, som endnu ikke bygges: altid −1.`)

/** Rows that no month from `from` on can come from are left out before the work, not after. */
const reaches = (from: Month | null, lastDayExpression: string): Sql =>
  from === null ? sql`` : sql`and ${raw(lastDayExpression)} >= date ${text(firstDay(from))}`

const FIRST = 'greatest(s.fra, m.first_day)'
const LAST = 'least(s.til, m.last_day)'

/** Stretches rolled out: one row for each stretch and month. */
const monthsOf = (stretches: Sql, { month, from }: ModelScope): Sql => sql`
  select
    ${DimTid.of('m.last_day')} as DimTid,
    s.DimKommune,
    s.DimKYSagOversigt,
    s.DimYdelsesart,
    s.DimYdelsestype,
    ${raw(LAST)} - ${raw(FIRST)} + 1 as days,
    m.days as days_of_month,
    ${raw(dagmaske(FIRST, LAST))} as Dagmaske,
    ${raw(ydelsesvarighed('s.days_before', 's.fra', LAST))} as Ydelsesvarighed,
    s.YdelseId,
    s._unit,
    s._kommune,
    s._kildesystem
  from ${rollout(stretches, { start: 'first_month', end: 'last_month', until: month, from })}`

/**
 * One row for each ydelse and month with at least one counted day.
 *
 * The periods of a case are first cut where its interval standing at month end changes, then its ydelser meet them,
 * and only then are months rolled out: a rolled row is looked up nowhere and sorted nowhere. Only ydelser of cases
 * that were closed and reopened can have two stretches in a month; only those are summed by month.
 *
 * Source: release note 7.0, 2.1.2 (FactKYYdelser); specification domains/ky.md, FactKYYdelser.
 */
export const FactKYYdelser = fact('FactKYYdelser', {
  grain: ['DimTid', 'DimKommune', '_kildesystem', 'YdelseId'],
  columns: {
    DimTid: DimTid.key,
    DimKommune: DimKommune.key,
    DimKYSagOversigt: DimKYSagOversigt.key,
    DimKleNummer: notBuilt('DimKleNummer'),
    DimBorgerYdelsesmodtager: notBuilt('DimBorger'),
    DimBorgerBevillingsmodtager: notBuilt('DimBorger'),
    DimYdelsesart: DimYdelsesart.key,
    DimYdelsestype: DimYdelsestype.key,
    DimAfgørelsestype: notBuilt('DimAfgørelsestype'),
    DageMedYdelse: column('INTEGER', 'Dage i måneden, der tæller, begge inklusive.', {
      data: 'økonomi',
      total: true,
    }),
    DageIMåned: column('INTEGER', 'Månedens dage.'),
    Fuldtidsperson: column('DECIMAL(9,6)', 'DageMedYdelse divideret med DageIMåned.', {
      data: 'økonomi',
      total: true,
    }),
    Dagmaske: column('BIGINT', 'Bit d−1 er sat for hver dag d i måneden, der tæller.', { data: 'økonomi' }),
    Ydelsesvarighed: column(
      'INTEGER',
      'Dage, der tæller, fra ydelsens start til månedens slutning, begge inklusive.',
      {
        data: 'økonomi',
      },
    ),
    YdelseId: column('VARCHAR', 'Ydelsens id; entydigt inden for kommune og kildesystem.'),
  },
  exported: true,
  recompute: { by: 'unit' },
  rules: ['bevilgetPeriode', 'dagmaske', 'fuldtidsperson', 'ydelsesvarighed'],
  description: 'Ydelser måned for måned: én række pr. ydelse og måned med mindst én dag, der tæller',
  sql: ({ month, from }) => sql`
    with cases as ${sagerInden(month)},
    states as ${tilstandeInden(month)},
    -- An interval stands at the end of each month from its first day's month to the one before its TilDato's.
    periods_by_interval as (
      select
        period._kommune,
        period._kildesystem,
        standing._unit,
        period.SagId,
        standing.DimKYSagOversigtID as DimKYSagOversigt,
        period.fra,
        least(period.til, date ${text(lastDay(month))}) as til,
        period.days_before,
        period.several,
        date_trunc('month', standing.FraDato)::date as stands_from,
        date_trunc('month', standing.TilDato)::date - 1 as stands_to
      from ${bevilgetPeriode(sql`cases`, sql`states`)} as period
      join ${DimKYSagOversigt} as standing
        on standing._kommune = period._kommune
        and standing._kildesystem = period._kildesystem
        and standing.SagId = period.SagId
      where standing.FraDato <= last_day(least(period.til, date ${text(lastDay(month))}))
        and standing.TilDato > last_day(period.fra)
        and date_trunc('month', standing.FraDato) < date_trunc('month', standing.TilDato)
    ),
    stretches as (
      select
        ydelse._kommune,
        ydelse._kildesystem,
        sag._unit,
        ydelse.YdelseId,
        ${DimKommune.of('ydelse._kommune')} as DimKommune,
        sag.DimKYSagOversigt,
        coalesce(art.DimYdelsesartID, -1) as DimYdelsesart,
        coalesce(kind.DimYdelsestypeID, -1) as DimYdelsestype,
        greatest(ydelse.StartDato, sag.fra) as fra,
        least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til) as til,
        greatest(ydelse.StartDato, sag.fra, sag.stands_from) as first_month,
        least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til, sag.stands_to) as last_month,
        sag.days_before + greatest(ydelse.StartDato - sag.fra, 0) as days_of_case,
        sag.several
      from ${KYYdelse} as ydelse
      join periods_by_interval as sag
        on sag._kommune = ydelse._kommune
        and sag._kildesystem = ydelse._kildesystem
        and sag.SagId = ydelse.SagId
      left join ${DimYdelsesart} as art
        on art.Ydelsesart = ydelse.Ydelsesart
        and art.DimYdelsesartID <> -1
      left join ${DimYdelsestype} as kind
        on kind.Ydelsestype = ydelse.Ydelsestype
        and kind.DimYdelsestypeID <> -1
      where greatest(ydelse.StartDato, sag.fra) <= least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til)
        ${reaches(from, `coalesce(ydelse.SlutDato, ydelse._sidst, date '9999-12-31')`)}
    ),
    in_one_stretch as (
      select
        *,
        0 as days_before
      from stretches
      where not several
    ),
    in_several_stretches as (
      select
        *,
        days_of_case - min(days_of_case) over (partition by _kommune, _kildesystem, YdelseId) as days_before
      from stretches
      where several
    ),
    months as (
      ${monthsOf(sql`in_one_stretch`, { month, from })}
      union all
      select
        DimTid,
        DimKommune,
        DimKYSagOversigt,
        DimYdelsesart,
        DimYdelsestype,
        sum(days)::bigint as days,
        days_of_month,
        bit_or(Dagmaske) as Dagmaske,
        max(Ydelsesvarighed) as Ydelsesvarighed,
        YdelseId,
        _unit,
        _kommune,
        _kildesystem
      from (${monthsOf(sql`in_several_stretches`, { month, from })})
      group by all
    )
    select
      DimTid,
      DimKommune,
      DimKYSagOversigt,
      -1::bigint as DimKleNummer,
      -1::bigint as DimBorgerYdelsesmodtager,
      -1::bigint as DimBorgerBevillingsmodtager,
      DimYdelsesart,
      DimYdelsestype,
      -1::bigint as "DimAfgørelsestype",
      days::integer as DageMedYdelse,
      days_of_month::integer as "DageIMåned",
      ${raw(fuldtidsperson('days', 'days_of_month'))} as Fuldtidsperson,
      Dagmaske,
      Ydelsesvarighed::integer as Ydelsesvarighed,
      YdelseId,
      _unit,
      _kommune,
      _kildesystem
    from months`,
})
