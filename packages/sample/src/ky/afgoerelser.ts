/**
 * Decisions of the cases: the first, the one after a reopening, and that a benefit ends. A decision made again is
 * another row of the same id, some days later; `dag` is the day from which deliveries hold the row.
 */
export const createAfgoerelser = `
create table afgoerelser as
with decided as (
  select
    kommune,
    sag_id,
    sag,
    unnest([
      {'nr': 1, 'dato': case when afgjort is not null then afgjort end, 'udfald': udfald},
      {'nr': 2, 'dato': case when udfald = 'Bevilget' then lukket end, 'udfald': 'Ophør'},
      {'nr': 3, 'dato': genafgjort, 'udfald': genudfald}
    ]) as afgoerelse
  from sager
),
drawn as (
  select
    kommune,
    sag_id,
    sag,
    afgoerelse.nr as nr,
    afgoerelse.dato as dato,
    afgoerelse.udfald as udfald,
    bits_low('afgørelse ' || afgoerelse.nr, kommune, sag) as a
  from decided
  where afgoerelse.dato is not null
),
repeated as (
  select
    *,
    unnest(range([1, 1, 1, 1, 2, 2, 3][1 + draw(a, 0, 7)]))::integer as gang
  from drawn
)
select
  kommune,
  sag,
  nr,
  sag_id,
  replace(sag_id, '-S', '-A') || '-' || nr as afgoerelse_id,
  gang + 1 as raekke_nr,
  case udfald
    when 'Bevilget' then ['Bevilling', 'Delvis bevilling'][1 + (draw(a, 1, 10) + gang) % 10 // 8]
    when 'Henlagt' then 'Henlæggelse'
    else udfald
  end as afgoerelsestype,
  dato + gang * (1 + draw(a, 2, 20)) as dag,
  lpad((8 + draw(a, 3, 8))::varchar, 2, '0') || ':' || lpad((draw(a, 3, 4000) % 60)::varchar, 2, '0') || ':00' as klokken,
  draw(a, 1, 1000) as rettelse
from repeated
order by kommune, sag, nr, raekke_nr`
