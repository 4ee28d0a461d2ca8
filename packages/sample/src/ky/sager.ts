/**
 * Cases with their whole path, one row each. Case number i of n opens in slot i of n of the five years
 * 2020–2024, so a later `to` adds cases and never moves one. Dates still to come stay in the table: what a
 * delivery shows is decided when it is written.
 *
 * Reads `personer` and `kommuner` (kommune, kode, sager = cases in five years, sager_made, personer).
 */
export const createSager = `
create table sager as
with opened as (
  select
    kommuner.kommune,
    kommuner.kode,
    kommuner.personer,
    number.i as sag,
    bits_low('sag', kommuner.kommune, number.i) as a,
    bits_high('sag', kommuner.kommune, number.i) as b,
    bits_low('sagsforløb', kommuner.kommune, number.i) as c,
    bits_high('sagsforløb', kommuner.kommune, number.i) as d,
    date '2020-01-01' + ((number.i * 1827 + draw(a, 0, 1827)) // kommuner.sager)::integer as oprettet
  from kommuner, unnest(range(kommuner.sager_made)) as number(i)
),
informed as (
  select
    *,
    case when draw(b, 0, 100) < 90 then oprettet + draw(c, 0, 21) end as oplyst
  from opened
),
decided as (
  select
    *,
    case when draw(b, 1, 100) < 96 then coalesce(oplyst, oprettet) + 3 + draw(c, 1, 88) end as afgjort,
    case
      when draw(c, 2, 100) < 70 then 'Bevilget'
      when draw(c, 2, 100) < 90 then 'Afslag'
      else 'Henlagt'
    end as udfald
  from informed
),
closed as (
  select
    *,
    case
      when udfald = 'Bevilget' and draw(c, 3, 100) < 85 then afgjort + 30 + draw(d, 0, 690)
      when udfald <> 'Bevilget' and draw(c, 3, 100) < 50 then afgjort + draw(d, 0, 120)
    end as lukket
  from decided
),
reopened as (
  select
    *,
    case
      when draw(d, 1, 100) < 6 and (lukket is not null or udfald <> 'Bevilget')
        then coalesce(lukket, afgjort) + 20 + draw(d, 2, 180)
    end as genaabnet,
    case when draw(a, 1, 100) < 60 then 'Bevilget' else 'Afslag' end as genudfald
  from closed
),
redecided as (
  select *, genaabnet + 5 + draw(d, 3, 40) as genafgjort
  from reopened
)
select
  redecided.kommune,
  kode || '-S' || lpad(sag::varchar, 7, '0') as sag_id,
  sag::integer as sag,
  oprettet,
  ['32.03.00', '32.06.00', '32.09.00', '32.12.00', '32.18.00', '32.24.00', '32.24.04', '32.27.00', '32.30.00']
    [1 + draw(a, 1, 9)] as kle,
  modtager.personnummer as modtager,
  case
    when draw(a, 3, 100) < 60 then modtager.personnummer
    when draw(a, 3, 100) < 75 then anden.personnummer
  end as bevilling,
  case when draw(a, 3, 100) < 95 then draw(a, 2, 5 + personer // 250) end as sagsbehandler,
  case when draw(d, 3, 100) < 93 then draw(a, 2, 5 + personer // 250) % 7 end as organisation,
  draw(d, 0, 96) as rettemaaned,
  -- corrected once, in any of 96 months: about one row in a hundred each month
  (oprettet + to_months(1 + rettemaaned))::date as rettet,
  oplyst,
  afgjort,
  udfald,
  lukket,
  genaabnet,
  genafgjort,
  genudfald,
  case when draw(b, 1, 100) < 70 then genafgjort + 20 + draw(c, 0, 300) end as genlukket
from redecided
join personer as modtager
  on modtager.gruppe = 'ydelse'
  and modtager.kommune = redecided.kommune
  and modtager.person = ((b >> 32) % personer)::bigint
join personer as anden
  on anden.gruppe = 'ydelse'
  and anden.kommune = redecided.kommune
  and anden.person = ((b >> 24) % personer)::bigint
order by redecided.kommune, sag`
