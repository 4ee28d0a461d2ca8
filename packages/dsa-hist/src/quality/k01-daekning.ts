import { judge } from './judged.js'
import { FEWEST_ROWS, SHARE_BELOW } from './limits.js'
import type { Testing } from './testing.js'

/**
 * K01 dækning: the line-of-business system lacks what FLIS needs. The share of rows in which an optional column is
 * filled, per kildesystem over all its kommuner (kommune `0000`), against all kildesystemer of the contract together.
 *
 * A finding when there are other kildesystemer and the share is more than 200 ‰ below theirs and its own together; it
 * counts the rows without a value. Source: specification 3.2; the limits are own choices.
 */
export const daekning = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K01 dækning',
    `with months as (
       select filled.contract, filled.kildesystem, filled.periode, filled."column",
         sum(filled.n)::bigint as filled, sum(every_row.n)::bigint as all_rows
       from ops.profiles as filled
       join ops.profiles as every_row
         on every_row.sort = 'rows' and every_row.contract = filled.contract and every_row.kommune = filled.kommune
         and every_row.kildesystem = filled.kildesystem and every_row.periode = filled.periode
       semi join judged_months
         on judged_months.contract = filled.contract and judged_months.periode = filled.periode
       where filled.sort = 'filled'
       group by all
       having sum(every_row.n) > 0
     ),
     against_all as (
       select *,
         filled * 1000 // all_rows as share,
         (sum(filled) over everywhere * 1000 // sum(all_rows) over everywhere)::bigint as share_of_all,
         count(*) over everywhere as systems
       from months
       window everywhere as (partition by contract, periode, "column")
     )
     select area as "dataområde", '0000' as kommune, kildesystem, periode, contract, "column", version,
       share::varchar as measured,
       case when systems > 1 then share_of_all::varchar end as expected,
       '‰' as unit,
       case
         when systems > 1 and all_rows >= ${FEWEST_ROWS} and share + ${SHARE_BELOW} < share_of_all then all_rows - filled
         else 0
       end as count,
       null::varchar[] as examples
     from against_all
     join tested_contracts using (contract)`,
  )
