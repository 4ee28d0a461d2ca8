import {
  column,
  fact,
  firstDay,
  lastDay,
  type ModelScope,
  type Month,
  ofRules,
  raw,
  type Sql,
  sql,
  text,
} from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { KYSag } from './contracts/ky-sag.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { afgoerelsestypeByMonth } from './dim-afgoerelsestype.js'
import { dimKleNummer, followKleNummer, kleAf } from './dim-kle-nummer.js'
import { dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { type KYRules, kyRules } from './rules.js'
import { followBorgereAfSag, sagensBorgere, sagensBorgereAf } from './sagens-borgere.js'
import { sagensAfgoerelse, sagensMaaned } from './sagens-maaned.js'
import { tilstandeInden } from './sagstilstand.js'

/** Rows that no month from `from` on can come from are left out before the work, not after. */
const reaches = (from: Month | null, lastDayExpression: string): Sql =>
  from === null ? sql`` : sql`and ${raw(lastDayExpression)} >= date ${text(firstDay(from))}`

const FIRST = 'greatest(s.fra, m.first_day)'
const LAST = 'least(s.til, m.last_day)'

/** Stretches rolled out: one row for each stretch and month. */
const monthsOf = (stretches: Sql, { month, from }: ModelScope, rules: KYRules): Sql => sql`
  select
    ${DimTid.of('m.last_day')} as DimTid,
    s.DimKommune,
    s.DimKYSagOversigt,
    s.DimKleNummer,
    s.DimBorgerYdelsesmodtager,
    s.DimBorgerBevillingsmodtager,
    s.DimYdelsesart,
    s.DimYdelsestype,
    s.DimAfgørelsestype,
    ${raw(LAST)} - ${raw(FIRST)} + 1 as days,
    m.days as days_of_month,
    ${raw(rules.dagmaske(FIRST, LAST))} as Dagmaske,
    ${raw(rules.ydelsesvarighed('s.days_before', 's.fra', LAST))} as Ydelsesvarighed,
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
export const factKYYdelser = ofRules((rules: KYRules) => {
  const DimKYSagOversigt = dimKYSagOversigt(rules)
  const DimKleNummer = dimKleNummer(rules)
  return fact('FactKYYdelser', {
    grain: ['DimTid', 'DimKommune', '_kildesystem', 'YdelseId'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Månedens sidste dag.' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret ydelsen.' },
      ...sagensMaaned(rules),
      ...sagensBorgere,
      DimYdelsesart: { ...DimYdelsesart.key, data: 'følsomme', description: 'Ydelsens art.' },
      DimYdelsestype: { ...DimYdelsestype.key, data: 'økonomi', description: 'Ydelsens type.' },
      ...sagensAfgoerelse,
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
    recompute: { by: 'unit', follows: [followKleNummer(rules), followBorgereAfSag] },
    rules: [
      'afgoerelsestypeAfSag',
      'bevilgetPeriode',
      'dagmaske',
      'fuldtidsperson',
      'sagstilstand',
      'ydelsesvarighed',
    ],
    description: 'Ydelser måned for måned: én række pr. ydelse og måned med mindst én dag, der tæller',
    sql: ({ month, from }) => sql`
      with cases as (
        select
          sag._kommune,
          sag._kildesystem,
          sag._unit,
          sag.SagId,
          sag.OprettetDato,
          coalesce(kle.DimKleNummerID, -1) as DimKleNummer,
          coalesce(ydelsesmodtager.DimBorger, -1) as DimBorgerYdelsesmodtager,
          coalesce(bevillingsmodtager.DimBorger, -1) as DimBorgerBevillingsmodtager
        from ${KYSag} as sag
        ${kleAf(DimKleNummer, 'sag')}
        ${sagensBorgereAf('sag')}
        where sag.OprettetDato <= date ${text(lastDay(month))}
      ),
      states as ${tilstandeInden(month)},
      latest_decisions as ${afgoerelsestypeByMonth(rules.afgoerelsestypeAfSag(month))},
      -- An interval stands at the end of each month from its first day's month to the one before its TilDato's.
      periods_by_interval as (
        select
          period.* exclude (til),
          standing.DimKYSagOversigtID as DimKYSagOversigt,
          coalesce(decided.DimAfgørelsestype, -1) as DimAfgørelsestype,
          least(period.til, date ${text(lastDay(month))}) as til,
          greatest(date_trunc('month', standing.FraDato)::date, decided.first_month) as stands_from,
          least(date_trunc('month', standing.TilDato)::date - 1, decided.last_month) as stands_to
        from ${rules.bevilgetPeriode(sql`cases`, sql`states`, rules)} as period
        join ${DimKYSagOversigt} as standing
          on standing._kommune = period._kommune
          and standing._kildesystem = period._kildesystem
          and standing.SagId = period.SagId
        left join latest_decisions as decided
          on decided._kommune = period._kommune
          and decided._kildesystem = period._kildesystem
          and decided.SagId = period.SagId
          and decided.first_month <= last_day(least(period.til, date ${text(lastDay(month))}))
          and decided.last_month >= date_trunc('month', period.fra)
          and decided.first_month < standing.TilDato
          and decided.last_month >= date_trunc('month', standing.FraDato)
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
          sag.DimKleNummer,
          sag.DimBorgerYdelsesmodtager,
          sag.DimBorgerBevillingsmodtager,
          sag.DimAfgørelsestype,
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
        ${monthsOf(sql`in_one_stretch`, { month, from }, rules)}
        union all
        select
          DimTid,
          DimKommune,
          DimKYSagOversigt,
          DimKleNummer,
          DimBorgerYdelsesmodtager,
          DimBorgerBevillingsmodtager,
          DimYdelsesart,
          DimYdelsestype,
          DimAfgørelsestype,
          sum(days)::bigint as days,
          days_of_month,
          bit_or(Dagmaske) as Dagmaske,
          max(Ydelsesvarighed) as Ydelsesvarighed,
          YdelseId,
          _unit,
          _kommune,
          _kildesystem
        from (${monthsOf(sql`in_several_stretches`, { month, from }, rules)})
        group by all
      )
      select
        DimTid,
        DimKommune,
        DimKYSagOversigt,
        DimKleNummer,
        DimBorgerYdelsesmodtager,
        DimBorgerBevillingsmodtager,
        DimYdelsesart,
        DimYdelsestype,
        DimAfgørelsestype,
        days::integer as DageMedYdelse,
        days_of_month::integer as "DageIMåned",
        ${raw(rules.fuldtidsperson('days', 'days_of_month'))} as Fuldtidsperson,
        Dagmaske,
        Ydelsesvarighed::integer as Ydelsesvarighed,
        YdelseId,
        _unit,
        _kommune,
        _kildesystem
      from months`,
  })
})

/** The same by the area's own rules. */
export const FactKYYdelser = factKYYdelser(kyRules)
