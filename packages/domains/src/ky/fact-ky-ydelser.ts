import { column, fact, firstDay, lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { bevilgetPeriode, perioderInden } from './bevilget-periode.js'
import { KYYdelse } from './contracts.js'
import { dagmaske } from './dagmaske.js'
import { DimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { fuldtidsperson } from './fuldtidsperson.js'
import { sagstilstand } from './sagstilstand.js'
import { ydelsesvarighed } from './ydelsesvarighed.js'

/** A key to a dimension that is not built yet. */
const notBuilt = (name: string) => column('BIGINT', `Key to ${name}; not built yet, always −1.`)

type Scope = { readonly month: Month; readonly from: Month | null }

/** Rows that no month from `from` on can come from are left out before the work, not after. */
const reaches = (from: Month | null, lastDayExpression: string): Sql =>
  from === null ? sql`` : sql`and ${raw(lastDayExpression)} >= date ${text(firstDay(from))}`

const dage = (fra: string, til: string): string => `(${til} - ${fra} + 1)`

/** How a measure of days is summed over the counted days in [fra, til]. */
type Counted = (measure: (fra: string, til: string) => string, fra: string, til: string) => string

const inOnePeriod: Counted = (measure, fra, til) => measure(fra, til)

const inSeveralPeriods: Counted = (measure, fra, til) =>
  `list_sum(
    list_transform(
      ${perioderInden('s.perioder', fra, til)},
      lambda stretch: ${measure('stretch.fra', 'stretch.til')}
    )
  )::bigint`

/**
 * Ydelser of cases with one Bevilget periode (or several), rolled out on months. Whatever can be known of a ydelse is
 * looked up before, so that the rollout is the last join.
 */
const monthsOf = ({ month, from }: Scope, several: boolean): Sql => {
  const counted = several ? inSeveralPeriods : inOnePeriod
  const inMonth = ['greatest(s.fra, m.first_day)', 'least(s.til, m.last_day)'] as const
  const ydelser = sql`(
    select
      ydelse._kommune,
      ydelse._kildesystem,
      sag._unit,
      ydelse.YdelseId,
      ${DimKommune.of('ydelse._kommune')} as DimKommune,
      sag.DimKYSagOversigt,
      coalesce(art.DimYdelsesartID, -1) as DimYdelsesart,
      coalesce(kind.DimYdelsestypeID, -1) as DimYdelsestype,
      sag.perioder,
      greatest(ydelse.StartDato, sag.fra) as fra,
      least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til) as til,
      greatest(ydelse.StartDato, sag.fra, sag.stands_from) as first_month,
      least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til, sag.stands_to) as last_month
    from ${KYYdelse} as ydelse
    join granted_cases as sag
      on sag._kommune = ydelse._kommune
      and sag._kildesystem = ydelse._kildesystem
      and sag.SagId = ydelse.SagId
    left join ${DimYdelsesart} as art
      on art.Ydelsesart = ydelse.Ydelsesart
      and art.DimYdelsesartID <> -1
    left join ${DimYdelsestype} as kind
      on kind.Ydelsestype = ydelse.Ydelsestype
      and kind.DimYdelsestypeID <> -1
    where sag.several = ${raw(String(several))}
      and greatest(ydelse.StartDato, sag.fra) <= least(coalesce(ydelse.SlutDato, ydelse._sidst), sag.til)
      ${reaches(from, `coalesce(ydelse.SlutDato, ydelse._sidst, date '9999-12-31')`)}
  )`
  return sql`
    select
      ${DimTid.of('m.last_day')} as DimTid,
      s.DimKommune,
      s.DimKYSagOversigt,
      s.DimYdelsesart,
      s.DimYdelsestype,
      ${raw(counted(dage, ...inMonth))} as days,
      m.days as days_of_month,
      ${raw(counted(dagmaske, ...inMonth))} as Dagmaske,
      ${raw(counted(ydelsesvarighed, 's.fra', 'least(s.til, m.last_day)'))} as Ydelsesvarighed,
      s.YdelseId,
      s._unit,
      s._kommune,
      s._kildesystem
    from ${rollout(ydelser, { start: 'first_month', end: 'last_month', until: month, from })}`
}

/**
 * One row for each ydelse and month with at least one counted day.
 *
 * A case's Bevilget perioder are first cut where the interval standing at month end changes, then its ydelser meet
 * them, and only then are months rolled out: a rolled row is looked up nowhere, sorted nowhere and grouped nowhere.
 * The few cases that were closed and reopened go a way of their own, where a month's days are a sum over periods.
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
    -- An interval stands at the end of each month from its first day's month to the one before its TilDato's.
    with granted_cases as (
      select
        bevilget._kommune,
        bevilget._kildesystem,
        standing._unit,
        bevilget.SagId,
        standing.DimKYSagOversigtID as DimKYSagOversigt,
        len(bevilget.perioder) > 1 as several,
        case when len(bevilget.perioder) > 1 then bevilget.perioder end as perioder,
        bevilget.perioder[1].fra as fra,
        least(bevilget.perioder[-1].til, date ${text(lastDay(month))}) as til,
        date_trunc('month', standing.FraDato)::date as stands_from,
        date_trunc('month', standing.TilDato)::date - 1 as stands_to
      from ${bevilgetPeriode(sagstilstand(month))} as bevilget
      join ${DimKYSagOversigt} as standing
        on standing._kommune = bevilget._kommune
        and standing._kildesystem = bevilget._kildesystem
        and standing.SagId = bevilget.SagId
      where standing.FraDato <= last_day(least(bevilget.perioder[-1].til, date ${text(lastDay(month))}))
        and standing.TilDato > last_day(bevilget.perioder[1].fra)
        and date_trunc('month', standing.FraDato) < date_trunc('month', standing.TilDato)
        ${reaches(from, `coalesce(bevilget.perioder[-1].til, date '9999-12-31')`)}
    ),
    months as (
      ${monthsOf({ month, from }, false)}
      union all
      ${monthsOf({ month, from }, true)}
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
    from months
    where days > 0`,
})
