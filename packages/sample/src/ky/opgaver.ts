/**
 * Tasks, three per case over all cases; one in ten has no case of its own, and then says whose it is. `oprettet` is
 * the day from which deliveries hold the row, `slut` the day it ends (null: it stays open).
 */
export const createOpgaver = `
create table opgaver as
with given as (
  select
    kommune,
    sag_id,
    sag,
    oprettet as sag_oprettet,
    modtager,
    sagsbehandler,
    organisation,
    [1, 2, 2, 3, 3, 4, 6][1 + draw(bits_low('antal opgaver', kommune, sag), 0, 7)] as antal
  from sager
),
drawn as (
  select
    *,
    unnest(range(antal))::integer as nr,
    bits_low('opgave ' || nr, kommune, sag) as a,
    bits_high('opgave ' || nr, kommune, sag) as b
  from given
),
opened as (
  select
    *,
    sag_oprettet + case when nr = 0 then 0 else draw(a, 0, 400) end as oprettet,
    draw(a, 1, 100) < 10 as uden_sag
  from drawn
)
select
  kommune,
  sag,
  nr,
  replace(sag_id, '-S', '-O') || '-' || (nr + 1) as opgave_id,
  case when not uden_sag then sag_id end as sag_id,
  case
    when draw(b, 0, 100) < 92 then ['Opfølgning', 'Oplysning', 'Partshøring', 'Udbetaling', 'Revurdering'][1 + draw(b, 1, 5)]
  end as opgavetype,
  case when uden_sag or draw(b, 0, 100) % 2 = 0 then modtager end as borger,
  case when draw(b, 2, 100) < 80 then coalesce(sagsbehandler, 0) + draw(b, 2, 3) end as sagsbehandler,
  case when draw(b, 2, 100) < 70 then organisation end as organisation,
  oprettet,
  case when draw(a, 2, 100) < 88 then 'Gennemført' else 'Afbrudt' end as udfald,
  case when draw(b, 3, 100) < 95 then oprettet + draw(a, 3, 90) end as slut,
  -- closed without saying when: one in two hundred
  draw(a, 2, 1000) % 200 = 7 as uden_slut,
  (oprettet + to_months(1 + draw(b, 3, 96)))::date as rettet
from opened
order by kommune, sag, nr`
