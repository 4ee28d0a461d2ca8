/**
 * Ydelser of the cases that were granted at some time: two per case over all cases. `kendt` is the day from
 * which deliveries hold the row; `slut_kendt` the day from which they hold its end (at once when planned).
 */
export const createYdelser = `
create table ydelser as
with granted as (
  select
    kommune,
    sag_id,
    sag,
    case when udfald = 'Bevilget' then afgjort else genafgjort end as bevilget,
    case when udfald = 'Bevilget' then lukket else genlukket end as lukket,
    [1, 2, 2, 3, 3, 4, 5][1 + draw(bits_low('antal ydelser', kommune, sag), 0, 7)] as antal
  from sager
  where udfald = 'Bevilget'
    or genudfald = 'Bevilget'
),
drawn as (
  select
    kommune,
    sag_id,
    sag,
    bevilget,
    lukket,
    unnest(range(antal))::integer as nr,
    bits_low('ydelse ' || nr, kommune, sag) as a,
    bits_high('ydelse ' || nr, kommune, sag) as b
  from granted
  where bevilget is not null
),
started as (
  select
    *,
    case
      when draw(a, 0, 100) < 80 then bevilget + draw(a, 1, 30)
      when draw(a, 0, 100) < 90 then bevilget - draw(a, 1, 30)
      else bevilget + 30 + draw(a, 1, 300)
    end as start
  from drawn
),
ended as (
  select
    *,
    case
      when draw(b, 0, 100) < 1 then start
      when draw(b, 0, 100) < 70 then start + 14 + draw(a, 2, 540)
    end as eget_slut
  from started
)
select
  kommune,
  sag_id,
  sag,
  nr,
  replace(sag_id, '-S', '-Y') || '-' || (nr + 1) as ydelse_id,
  ['Kontanthjælp', 'Uddannelseshjælp', 'Enkeltydelse', 'Revalideringsydelse', 'Ressourceforløbsydelse',
   'Førtidspension', 'Helbredstillæg', 'Personligt tillæg'][1 + draw(a, 3, 8)] as ydelsesart,
  ['Løbende', 'Løbende', 'Engangs', 'Supplerende'][1 + draw(b, 1, 4)] as ydelsestype,
  start,
  -- most end with their case
  case
    when draw(b, 2, 100) < 85 and lukket >= start then least(eget_slut, lukket)
    else eget_slut
  end as slut,
  bevilget as kendt,
  case when draw(b, 3, 100) < 25 and eget_slut is not null then bevilget else slut end as slut_kendt,
  (bevilget + to_months(1 + draw(b, 3, 96)))::date as rettet,
  draw(b, 1, 20) as rettelse
from ended
order by kommune, sag, nr`
