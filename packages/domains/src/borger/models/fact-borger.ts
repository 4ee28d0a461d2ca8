import { column, fact, firstDay, raw, sql } from '@flis/core'
import {
  BorgerAdresse,
  BorgerPerson,
  borgernesPerioder,
  citizensOf,
  DimAlder,
  DimBorger,
  DimGeografi,
  DimKommune,
  DimTid,
  followDimGeografi,
  followNummerskift,
  geografiAf,
  monthIndexOf,
  rollout,
} from '@flis/dm'
import { folketal } from '../rules/folketal.js'
import { maanedsalder } from '../rules/maanedsalder.js'
import { followBorger } from './follow-borger.js'
import { foersteMaaned, MAANEDER } from './maaneder.js'

const counted = folketal('citizen', 'stretch')

/** Residences in which a citizen counts, with what every month of them has in common. */
const residences = sql`
    select
      citizen.DimBorger,
      citizen.HerkomstKode,
      ${DimKommune.of('stretch.KommuneKode')} as "DimKommuneBopæl",
      coalesce(address.DimGeografi, -1) as "DimGeografiBopæl",
      ${monthIndexOf('citizen.Foedselsdato')} as born_month,
      day(citizen.Foedselsdato) as born_day,
      ${counted.fra} as fra,
      ${counted.til} as til,
      citizen._unit
    from stretches as stretch
    join citizens as citizen
      on citizen.Personnummer = stretch.Borgernummer
      and citizen._nummerkommune = stretch.Nummerkommune
    left join addresses as address
      on address.KommuneKode = stretch.KommuneKode
      and address.VejKode = stretch.VejKode
      and address.HusNr = stretch.HusNr`

/**
 * Month-end population: one row for each citizen and month on whose last day the citizen lives in the country, for the
 * run month and the 119 months before it. HerkomstKode is as of the run.
 *
 * A month's last day lies in [fra, til) exactly in the months from fra's to the one before til's, so stretches are rolled
 * out by month and no day is compared with another.
 *
 * Source: specification Borger, FactBorger.
 */
export const FactBorger = fact('FactBorger', {
  grain: ['DimTid', 'DimBorger'],
  kommuneColumn: 'DimKommuneBopæl',
  columns: {
    DimTid: DimTid.key,
    DimBorger: DimBorger.key,
    DimKommuneBopæl: DimKommune.key,
    DimGeografiBopæl: DimGeografi.key,
    DimAlder: DimAlder.key,
    HerkomstKode: column('INTEGER', '1, 2, 3 eller 9 efter Danmarks Statistiks definition, ved kørslen.', {
      data: 'følsomme',
    }),
  },
  exported: true,
  window: { column: 'DimTid', months: MAANEDER },
  rowsFrom: [BorgerPerson, BorgerAdresse],
  recompute: {
    by: 'unit',
    follows: [followNummerskift, followDimGeografi, followBorger(['Personnummer', 'HerkomstKode'])],
    neighbours: citizensOf,
  },
  rules: ['folketal', 'maanedsalder', 'bopaelsperioder'],
  description: 'Folketal ved månedens slutning: én række pr. borger og måned med bopæl i landet',
  sql: (scope) => {
    const first = foersteMaaned(scope)
    return sql`
    with ${borgernesPerioder(raw(`date '${firstDay(first)}'`))},
    addresses as ${geografiAf(sql`stretches`)},
    residences as (${residences}
    ),
    residences_by_month as (
      select
        * exclude (til),
        (date_trunc('month', til) - interval 1 day)::date as last_month
      from residences
      where coalesce(til > fra, true)
    )
    select
      ${DimTid.of('m.last_day')} as DimTid,
      s.DimBorger,
      s."DimKommuneBopæl",
      s."DimGeografiBopæl",
      ${maanedsalder({ index: 'm.month_index', days: 'm.days' }, { index: 's.born_month', day: 's.born_day' })} as DimAlder,
      s.HerkomstKode,
      s._unit
    from ${rollout(sql`residences_by_month`, {
      start: 'fra',
      end: 'last_month',
      until: scope.month,
      from: first,
    })}`
  },
})
