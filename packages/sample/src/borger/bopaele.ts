import type { Houses } from './huse.js'

/** The home of a family: the same for mother, father and children; half of them move once. */
const home = (own: number, par: string, which: 0 | 1): string =>
  `(bits_low('hjem ${which}', 0, ${par}) % ${own})::integer`
const moved = (par: string): string =>
  `case when ${par} % 2 = 0 then date '1985-01-01' + (${par} * 7907 % 18000)::integer end`

/**
 * Where the persons of `folk_del` live and have lived: (nr, fra, til, hus, kendt), without those that begin after the
 * last day. As a child with the mother, then alone, then with the couple's family; some alone again, some abroad for a
 * while. The first stretch begins the day that the person is known.
 *
 * A replacement number is good in its kommune only: who has one does not move.
 */
export const bopaele = ({ own }: Houses, lastDay: string): string => `
with homes as (
  select
    nr,
    kendt,
    doed,
    ud,
    hjem,
    erstatning,
    coalesce(${home(own, 'mors_par', 0)}, hus_foerst) as barndom,
    ${home(own, 'mors_par', 1)} as barndom_senere,
    ${moved('mors_par')} as barndom_flyttet,
    foedt + 6900 + ung_efter as ung,
    -- half of the young stay near
    case when nr % 4 < 2 and d20 > 0 then (barndom + 1 + nr % 7)::integer % ${own} else hus_ung end as hus_ung,
    foedt + 9500 + voksen_efter as voksen,
    ${home(own, 'par', 0)} as familie,
    ${home(own, 'par', 1)} as familie_senere,
    ${moved('par')} as familie_flyttet,
    foedt + 16500 + senere_efter as senere,
    hus_senere
  from folk_del
  where not uden_bopael
),
in_order as (
  select
    nr,
    kendt,
    doed,
    ud,
    [{
      'fra': kendt,
      'hus': case when kendt >= voksen and not erstatning then familie when kendt >= ung then hus_ung else barndom end
    }]
      || list_sort(list_filter(
        case
          when erstatning then []
          else [
            {'fra': case when barndom_flyttet < ung then barndom_flyttet end, 'hus': barndom_senere},
            {'fra': ung, 'hus': hus_ung},
            {'fra': voksen, 'hus': familie},
            {
              'fra': case
                when familie_flyttet > voksen and coalesce(familie_flyttet < senere, true) then familie_flyttet
              end,
              'hus': familie_senere
            },
            {'fra': senere, 'hus': hus_senere},
            {'fra': hjem, 'hus': hus_senere}
          ]
        end,
        lambda each: each.fra > kendt
          and each.fra < doed
          and each.fra <= date '${lastDay}'
          and (ud is null or each.fra < ud or coalesce(each.fra >= hjem, false))
      )) as steder
  from homes
),
told as (
  select
    nr,
    kendt,
    doed,
    ud,
    steder,
    unnest(range(1, len(steder) + 1)) as i
  from in_order
)
select
  nr,
  steder[i].fra as fra,
  least(steder[i + 1].fra, doed, case when steder[i].fra < ud then ud end) as til,
  steder[i].hus as hus,
  kendt
from told
where coalesce(steder[i].fra < steder[i + 1].fra, true)`
