/** States in the order of their case, one row each; `rettet_fra` is the date that a later delivery corrects to. */
export const createTilstande = `
create table tilstande as
with paths as (
  select
    kommune,
    sag_id,
    sag,
    oprettet,
    rettemaaned,
    list_filter(
      [
        {'tilstand': 'Oprettet', 'fra': case when rettemaaned >= 5 then oprettet end},
        {'tilstand': 'Under Oplysning', 'fra': oplyst},
        {'tilstand': udfald, 'fra': afgjort},
        {'tilstand': 'Afsluttet', 'fra': lukket},
        {'tilstand': 'Under Oplysning', 'fra': genaabnet},
        {'tilstand': genudfald, 'fra': genafgjort},
        {'tilstand': 'Afsluttet', 'fra': genlukket}
      ],
      lambda step: step.fra is not null
    ) as steps
  from sager
),
numbered as (
  select
    kommune,
    sag_id,
    sag,
    rettemaaned,
    unnest(range(1, len(steps) + 1))::integer as sekvens,
    steps
  from paths
)
select
  kommune,
  sag_id,
  sag,
  sekvens,
  steps[sekvens].tilstand as tilstand,
  steps[sekvens].fra as fra,
  (fra + to_months(1 + (rettemaaned + 13 * sekvens) % 96))::date as rettet,
  -- a day later, where that leaves the order of the states as it is
  case
    when sekvens = 1 or steps[sekvens + 1].fra < fra + 2 then fra
    else fra + 1
  end as rettet_fra
from numbered
order by kommune, sag, sekvens`
