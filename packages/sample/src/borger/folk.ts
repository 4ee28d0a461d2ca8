import type { Houses } from './huse.js'

/** A date later than another, else none. */
const after = (date: string, first: string): string => `case when ${date} > ${first} then ${date} end`

const FEMALE = [
  'Anna',
  'Bente',
  'Clara',
  'Dorte',
  'Emma',
  'Freja',
  'Gitte',
  'Hanne',
  'Ida',
  'Karen',
  'Lone',
  'Maja',
]
const MALE = [
  'Anders',
  'Bo',
  'Christian',
  'David',
  'Emil',
  'Frederik',
  'Gert',
  'Hans',
  'Ib',
  'Jens',
  'Kurt',
  'Lars',
]
const FAMILY = [
  'Eksempelsen',
  'Prøvesen',
  'Testgaard',
  'Opdigtet',
  'Mønster',
  'Skabelon',
  'Kunstig',
  'Påfund',
]

const listed = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`

/** Names that say that they are made up. */
export const navn = (koen: string, bits: string): string => `
    case when ${koen} = 'M' then ${listed(MALE)}[1 + draw(${bits}, 0, ${MALE.length})] else ${listed(FEMALE)}[1 + draw(${bits}, 0, ${FEMALE.length})] end
      || ' ' || ${listed(FAMILY)}[1 + draw(${bits}, 1, ${FAMILY.length})]`

/**
 * Persons `from` ≤ nr < `until` who are known on the last day, with all that will ever happen to them: one row each, as
 * a query. What is yet to come on the day of a delivery is left out when its lines are written.
 *
 * Parents are given where they are known to CPR by the time that the child is; so a number that is given is always
 * delivered too. Reads `tal` (i = 0, 1, …): a table, which several threads read.
 */
export const folk = (from: number, until: number, { own, all }: Houses, lastDay: string): string => `
with born as (
  select
    nr,
    foedt_af(nr) as foedt,
    bits_low('borger', 0, nr) as a,
    doed_af(foedt, a) as doed,
    coalesce(indrejse_af(nr, foedt, a), foedt) as kendt
  from (select ${from}::bigint + i as nr from tal) as numbers
  where nr < ${until}
    and foedt_af(nr) <= date '${lastDay}'
),
drawn as (
  select
    *,
    kendt > foedt as indrejst,
    linje_af(nr) as linje,
    case when nr % 2 = 1 then 'M' else 'K' end as koen,
    nytaarsbarn(foedt) as erstatning,
    bits_high('borger', 0, nr) as b,
    bits_low('liv', 0, nr) as c,
    bits_high('liv', 0, nr) as d,
    par_af(nr) as par,
    draw(b, 1, 1000) as ophav
  from born
  -- one who would have died before coming has never been here
  where kendt <= date '${lastDay}'
    and kendt < doed
),
related as (
  select
    *,
    kvinde_foer(dag_nr(nr) - 6600 - draw(b, 0, 8000), linje) as mors_par,
    case when nr % 2 = 0 then mand_i_par(par) else 2 * par end as partner
  from drawn
),
with_family as (
  select
    *,
    2 * mors_par as mor_nr,
    -- one in eight has a father of another line
    mand_i_par(mors_par) - case when ophav % 8 = 0 then 2 * (1 + draw(b, 2, 5)) else 0 end as far_nr,
    foedt_af(mor_nr) as mor_foedt,
    foedt_af(far_nr) as far_foedt,
    foedt_af(partner) as partner_foedt,
    bits_low('borger', 0, mor_nr) as mor_a,
    bits_low('borger', 0, far_nr) as far_a,
    bits_low('borger', 0, partner) as partner_a,
    bits_low('par', 0, par) as p
  from related
),
with_lives as (
  select
    *,
    coalesce(indrejse_af(mor_nr, mor_foedt, mor_a), mor_foedt) as mor_kendt,
    coalesce(indrejse_af(far_nr, far_foedt, far_a), far_foedt) as far_kendt,
    coalesce(indrejse_af(partner, partner_foedt, partner_a), partner_foedt) as partner_kendt,
    doed_af(mor_foedt, mor_a) as mor_doed,
    doed_af(far_foedt, far_a) as far_doed,
    doed_af(partner_foedt, partner_a) as partner_doed,
    -- of the lines from abroad more are without parents
    ophav < 20 or (fremmed_linje(linje) and ophav < 160) as uden_forældre
  from with_family
),
with_relatives as (
  select
    *,
    not uden_forældre and ophav % 30 > 0
      and mor_kendt <= kendt and mor_kendt < mor_doed and mor_doed > foedt as har_mor,
    not uden_forældre and ophav % 10 <> 1 and far_nr >= 0
      and far_kendt <= kendt and far_kendt < far_doed and far_doed > foedt - 200 as har_far,
    greatest(foedt, partner_foedt) + 7000 + draw(p, 1, 8000) as bryllup,
    draw(p, 0, 100) < 60
      and partner >= 0 and not erstatning and not nytaarsbarn(partner_foedt)
      and kendt <= bryllup and partner_kendt <= bryllup
      and doed > bryllup and partner_doed > bryllup as gift,
    case when draw(c, 1, 1000) < 80 then greatest(kendt, foedt + 7000) + 30 + draw(c, 2, 12000) end as rejse
  from with_lives
),
with_journeys as (
  select
    *,
    case when rejse < doed and not erstatning then rejse end as ud,
    case when ud + 200 + draw(c, 3, 3000) < doed and nr % 5 < 3 then ud + 200 + draw(c, 3, 3000) end as hjem,
    case when gift and draw(p, 2, 100) < 35 then bryllup + 300 + draw(p, 3, 7000) end as brud
  from with_relatives
)
select
  nr,
  foedt,
  kendt,
  doed,
  ud,
  hjem,
  case when nr % 11 = 0 then '70' when nr % 13 = 0 then '05' when nr % 17 = 0 then '07' else '80' end as ud_status,
  draw(c, 0, 1000) < 2 as uden_bopael,
  draw(c, 0, 1000) between 990 and 993 as hoej_vej,
  koen,${navn('koen', 'd')} as navn,
  case
    when ophav between 900 and 905 then ['0000', '5001', null, '5102'][1 + nr % 4]
    when not indrejst and ophav between 910 and 913 then et_land(nr)
    when not indrejst then '5100'
    when fremmed_linje(linje) then linjens_land(linje)
    else et_land(nr)
  end as foedeland,
  case
    when ophav between 906 and 908 then ['0000', '5001', null][1 + nr % 3]
    when fremmed_linje(linje) then linjens_land(linje)
    when indrejst or ophav < 3 then et_land(nr)
    else '5100'
  end as statsborgerskab,
  case
    when (indrejst or fremmed_linje(linje)) and draw(d, 2, 100) < 35
      then greatest(kendt, foedt + 5000) + 2000 + draw(d, 3, 6000)
  end as dansk_fra,
  case when har_mor then nummer_paa(mor_nr, mor_foedt, kendt) end as mor,
  case when har_far then nummer_paa(far_nr, far_foedt, kendt) end as far,
  case when gift then bryllup end as gift_fra,
  case when gift then nummer_paa(partner, partner_foedt, bryllup) end as aegtefaelle,
  case when brud < doed and brud < partner_doed then brud end as skilt_fra,
  case when gift and partner_doed < doed then partner_doed end as enke_fra,
  case
    when draw(b, 3, 1000) < 15 then ${after("date '2016-01-01' + draw(d, 3, 3500)", 'kendt')}
  end as beskyttet_fra,
  case when nr % 3 < 2 then beskyttet_fra + 365 end as beskyttet_til,
  nummer_i(nr, foedt, 0) as nummer,
  erstatning,
  ${after('nummer_fra(nr, foedt)', 'kendt')} as nummer_fra,
  case when nummer_fra(nr, foedt) > kendt then nummer_i(nr, foedt, 1) end as nummer_foer,
  ${after('forrige_nummer_fra(nr, foedt)', 'kendt')} as forrige_nummer_fra,
  case when forrige_nummer_fra(nr, foedt) > kendt then nummer_i(nr, foedt, 2) end as nummer_foerst,
  -- one in 600 has had a double number, deleted or annulled
  case when nr % 601 = 5 and nr % 97 <> 13 then kendt + 100 end as dobbelt_fra,
  case when nr % 601 = 5 and nr % 97 <> 13 then nummer_i(nr, foedt, 2) end as dobbelt,
  case when nr % 2 = 0 then '50' else '30' end as dobbelt_status,
  par,
  mors_par,
  (b % ${own})::integer as hus_foerst,
  (d % 20)::integer as d20,
  case when d % 20 = 0 then (${own} + c % ${Math.max(1, all - own)})::integer else (c % ${own})::integer end as hus_ung,
  (d % ${own})::integer as hus_senere,
  draw(c, 0, 1500) as ung_efter,
  draw(b, 1, 2500) as voksen_efter,
  case when draw(d, 1, 100) < 40 then draw(d, 2, 12000) end as senere_efter
from with_journeys`
