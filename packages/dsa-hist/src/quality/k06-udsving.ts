import { judge } from './judged.js'
import type { Testing } from './testing.js'

const MILLION = 1_000_000

/**
 * K06 udsving: rows, and sums of each decimal column that the contract declares, against the source's previous month
 * beyond the band (`config.quality.swing`, ±20 % by default; exactly 20 % is inside). The first month of a source has
 * no test. A month of a contract that brings only what changed is judged when the next one has begun: until then it is
 * not whole.
 *
 * Severity `opmærksomhed`: a kommune may have opened a new service; a full delivery that would end too much is held by
 * L060. It counts the rows of the difference, or of the month where a sum differs. Source: specification 3.2.
 */
export const udsving = (testing: Testing): Promise<void> => {
  const band = Math.round(testing.env.config.quality.swing * MILLION)
  return judge(
    testing,
    'K06 udsving',
    `with figures as (
       select contract, kommune, kildesystem, periode, sort, "column",
         case when sort = 'rows' then n::decimal(38, 6) else amount end as figure
       from ops.profiles
       where sort in ('rows', 'sum') and contract in (select contract from judged_months)
     ),
     beside_past as (
       select *, lag(figure) over source as figure_before, lead(periode) over source as next_month
       from figures
       window source as (partition by contract, kommune, kildesystem, sort, "column" order by periode)
     ),
     whole_months as (
       select beside_past.*, every_row.n as all_rows
       from beside_past
       join tested_contracts using (contract)
       join ops.profiles as every_row
         on every_row.sort = 'rows' and every_row.contract = beside_past.contract
         and every_row.kommune = beside_past.kommune and every_row.kildesystem = beside_past.kildesystem
         and every_row.periode = beside_past.periode
       where beside_past.figure_before is not null
         and (tested_contracts.mode = 'full' or beside_past.next_month is not null)
     )
     select area as "dataområde", kommune, kildesystem, periode, contract, "column", version,
       case when sort = 'rows' then figure::bigint::varchar else figure::varchar end as measured,
       case when sort = 'rows' then figure_before::bigint::varchar else figure_before::varchar end as expected,
       case when sort = 'rows' then 'rækker' else 'sum' end as unit,
       case
         when abs(figure - figure_before) * ${MILLION} <= abs(figure_before) * ${band} then 0
         when sort = 'rows' then abs(figure - figure_before)::bigint
         else greatest(all_rows, 1)
       end as count,
       null::varchar[] as examples
     from whole_months
     semi join judged_months using (contract, periode)
     join tested_contracts using (contract)`,
  )
}
