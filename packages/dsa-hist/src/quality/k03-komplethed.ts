import { judge } from './judged.js'
import { FEWEST_PEERS, FEWEST_ROWS, REQUIRED_BELOW, SHARE_BELOW } from './limits.js'
import type { Testing } from './testing.js'

/**
 * K03 komplethed: lacking registrations. The share of rows in which a column is filled, per column, kommune and
 * kildesystem. An optional column is held against the other kommuner of the month, where there are at least three,
 * else against the source's own month before; a required one against all rows, those in quarantine for its absence
 * (R101 and nothing else) with them.
 *
 * A finding when an optional column is more than 200 ‰ below, a required one more than 10 ‰; it counts the rows
 * without a value. Source: specification 3.2; the limits are own choices.
 */
export const komplethed = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K03 komplethed',
    `with every_row as (
       select contract, kommune, kildesystem, periode, n
       from ops.profiles
       where sort = 'rows' and contract in (select contract from judged_months)
     ),
     optional_columns as (
       select filled.contract, filled.kommune, filled.kildesystem, filled.periode, filled."column", filled.n as filled,
         every_row.n as all_rows
       from ops.profiles as filled
       join every_row using (contract, kommune, kildesystem, periode)
       where filled.sort = 'filled'
     ),
     beside_others as (
       select *,
         sum(filled) over everywhere - sum(filled) over own_kommune as others_filled,
         sum(all_rows) over everywhere - sum(all_rows) over own_kommune as others_rows,
         len(list_distinct(list(kommune) filter (where all_rows > 0) over everywhere)) - 1 as others,
         lag(filled) over own_past as past_filled,
         lag(all_rows) over own_past as past_rows
       from optional_columns
       window
         everywhere as (partition by contract, periode, "column"),
         own_kommune as (partition by contract, periode, "column", kommune),
         own_past as (partition by contract, kommune, kildesystem, "column" order by periode)
     ),
     optional_shares as (
       select contract, kommune, kildesystem, periode, "column", all_rows, all_rows - filled as lacking,
         (filled * 1000 // all_rows)::bigint as share,
         case
           when others >= ${FEWEST_PEERS} and others_rows >= ${FEWEST_ROWS} then (others_filled * 1000 // others_rows)::bigint
           when past_rows >= ${FEWEST_ROWS} then (past_filled * 1000 // past_rows)::bigint
         end as wanted,
         ${SHARE_BELOW} as below
       from beside_others
       where all_rows > 0
     ),
     required_shares as (
       select missing.contract, missing.kommune, missing.kildesystem, missing.periode, missing."column",
         every_row.n + missing.n as all_rows, missing.n as lacking,
         every_row.n * 1000 // (every_row.n + missing.n) as share,
         1000 as wanted,
         ${REQUIRED_BELOW} as below
       from ops.profiles as missing
       join every_row using (contract, kommune, kildesystem, periode)
       where missing.sort = 'missing'
     )
     select area as "dataområde", kommune, kildesystem, periode, contract, "column", version,
       share::varchar as measured,
       wanted::varchar as expected,
       '‰' as unit,
       case when all_rows >= ${FEWEST_ROWS} and share + below < wanted then lacking else 0 end as count,
       null::varchar[] as examples
     from (from optional_shares union all by name from required_shares) as shares
     semi join judged_months using (contract, periode)
     join tested_contracts using (contract)`,
  )
