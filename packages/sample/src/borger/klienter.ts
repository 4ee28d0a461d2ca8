import { navn } from './folk.js'
import type { Houses } from './huse.js'
import type { Folk } from './liv.js'

/** Where the numbers of the citizens of other areas begin. */
const FIRST_KLIENT = 100_000_000

/**
 * The citizens of KY and FSIII as persons of CPR, in the form of `folk`; a number that two kommuner know is one
 * person's. Nearly all live in the kommune that knows them. `art` tells the others: `flyttet` (it still pays for them),
 * `andetsteds` (they live elsewhere, it pays and acts), `ukendt` (they live elsewhere, and nothing ties them to it),
 * `sen` (CPR learns of them late). One in 80 is not in CPR at all.
 */
export const createKlienter = ({ lines }: Folk): string => `
create temp table klienter as
with numbers as (
  select
    personnummer,
    min(kommune) as kommune,
    min(birthday) as foedt,
    bits_low('klient', 0, personnummer) as a,
    bits_high('klient', 0, personnummer) as b,
    bits_low('klients liv', 0, personnummer) as c
  from personer
  group by personnummer
),
numbered as (
  select
    *,
    ${FIRST_KLIENT} + row_number() over (order by personnummer) as nr,
    personnummer >= '6' as erstatning,
    draw(a, 0, 1000) as held,
    case
      when erstatning or held < 930 then 'bosat'
      when held < 950 then 'flyttet'
      when held < 965 then 'andetsteds'
      when held < 977 then 'ukendt'
      when held < 989 then 'fraværende'
      else 'sen'
    end as art,
    case when personnummer[10]::integer % 2 = 1 then 'M' else 'K' end as koen,
    draw(b, 0, 100) < 15 as fremmed,
    (a % ${lines})::bigint as drawn_linje,
    case
      when fremmed then 3 + 7 * (drawn_linje % ${Math.floor((lines + 3) / 7)})
      when fremmed_linje(drawn_linje) then drawn_linje + 1
      else drawn_linje
    end as linje,
    case
      when art = 'sen' then date '2020-07-01' + draw(c, 0, 1900)
      when fremmed then greatest(foedt + 300 + draw(c, 0, 9000), date '1967-01-01')
      else foedt
    end as kendt
  from numbers
),
living as (
  select
    *,
    kvinde_foer(dage_til(foedt) - 6600 - draw(b, 1, 6000), linje) as mors_par,
    2 * mors_par as mor_nr,
    mand_i_par(mors_par) as far_nr,
    greatest(kendt, case when draw(b, 2, 100) < 6 then date '2021-06-01' else date '2030-01-01' end)
      + 90 + draw(b, 3, 3000) as doed,
    -- one in eighty gets another number
    case when not erstatning and nr % 80 = 7 then greatest(date '2021-06-01', kendt + 30) + draw(c, 1, 1500) end as nummer_fra
  from numbered
  where art <> 'fraværende'
),
with_parents as (
  select
    *,
    foedt_af(mor_nr) as mor_foedt,
    foedt_af(far_nr) as far_foedt,
    bits_low('borger', 0, mor_nr) as mor_a,
    bits_low('borger', 0, far_nr) as far_a,
    coalesce(indrejse_af(mor_nr, mor_foedt, mor_a), mor_foedt) as mor_kendt,
    coalesce(indrejse_af(far_nr, far_foedt, far_a), far_foedt) as far_kendt,
    doed_af(mor_foedt, mor_a) as mor_doed,
    doed_af(far_foedt, far_a) as far_doed
  from living
)
select
  nr,
  foedt,
  kendt,
  doed,
  erstatning,
  koen,${navn('koen', 'c')} as navn,
  case when fremmed then linjens_land(linje) else '5100' end as foedeland,
  case when fremmed then linjens_land(linje) else '5100' end as statsborgerskab,
  case when fremmed and draw(b, 3, 100) < 40 then kendt + 3000 + draw(c, 2, 6000) end as dansk_fra,
  case
    when mor_kendt <= kendt and mor_kendt < mor_doed and mor_doed > foedt then nummer_paa(mor_nr, mor_foedt, kendt)
  end as mor,
  case
    when far_nr >= 0 and far_kendt <= kendt and far_kendt < far_doed and far_doed > foedt - 200
      then nummer_paa(far_nr, far_foedt, kendt)
  end as far,
  case when draw(c, 3, 100) < 3 then greatest(kendt, date '2019-01-01' + draw(a, 1, 2000)) end as beskyttet_fra,
  case when nr % 2 = 0 then beskyttet_fra + 365 end as beskyttet_til,
  nummer_fra,
  personnummer::bigint as eget_nummer,
  case
    when nummer_fra is not null then nummer_af(
      foedt, 3,
      2 * (row_number() over (partition by foedt, koen, nummer_fra is null order by nr) - 1) + case koen when 'M' then 1 else 0 end,
      false
    )
    else personnummer::bigint
  end as nummer,
  art,
  kommune,
  b,
  c
from with_parents`

/** Where those citizens live: as `bopaele` tells of others. Reads `kommuner_huse` (kommune, foerste, antal). */
export const klientersBopaele = ({ all }: Houses): string => `
with placed as (
  select
    klienter.*,
    (kommuner_huse.foerste + c % kommuner_huse.antal)::integer as eget_hus,
    -- any house that is not in the kommune
    ((kommuner_huse.foerste + kommuner_huse.antal + b % (${all} - kommuner_huse.antal)) % ${all})::integer as andet_hus,
    (kommuner_huse.foerste + (c >> 20) % kommuner_huse.antal)::integer as nyt_hus,
    case when art = 'sen' then kendt - 60 - draw(c, 3, 400) else kendt end as begyndt,
    greatest(begyndt + 40, date '2017-01-01') + draw(c, 1, 2500) as flyttet
  from klienter
  join kommuner_huse using (kommune)
),
told as (
  select
    nr,
    kendt,
    doed,
    flyttet,
    begyndt as fra,
    case when art in ('andetsteds', 'ukendt') then andet_hus else eget_hus end as hus,
    true as foerst
  from placed
  union all
  select
    nr,
    kendt,
    doed,
    flyttet,
    flyttet,
    case when art = 'flyttet' then andet_hus else nyt_hus end,
    false
  from placed
  where art = 'flyttet' or (art = 'bosat' and not erstatning and nr % 3 = 0)
)
select
  nr,
  fra,
  case
    when foerst and nr in (select nr from told where not foerst) then least(flyttet, doed)
    else doed
  end as til,
  hus,
  kendt
from told
where fra < doed`

/** The kommuner that pay or act for them without being their residence. */
export const klientersTilknytninger = `
with placed as (
  select
    nr,
    kommune,
    kendt,
    art,
    doed,
    case
      when art = 'flyttet' then greatest(kendt + 40, date '2017-01-01') + draw(c, 1, 2500)
      else greatest(kendt, date '2019-01-01')
    end as fra
  from klienter
  where art in ('flyttet', 'andetsteds')
)
select
  nr,
  kommune::smallint as kommune,
  rolle,
  fra,
  null::date as til,
  kendt
from placed, (values ('betaling'), ('handle')) as roles(rolle)
where fra < doed
  and (rolle = 'betaling' or art = 'andetsteds')`
