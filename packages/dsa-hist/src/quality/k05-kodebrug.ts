import { judge } from './judged.js'
import { CODES_APART, FEWEST_CODED_ROWS, FEWEST_PEERS } from './limits.js'
import type { Testing } from './testing.js'

/** Codes of one profile beside another's: the rows that would need another code, in whole numbers. */
const APART = `
       select contract, kommune, kildesystem, periode, "column",
         any_value(own_rows) as own_rows, any_value(other_rows) as other_rows, any_value(others) as others,
         sum(abs(own_n::hugeint * other_rows - other_n::hugeint * own_rows)) as difference`

/**
 * K05 kodebrug: uneven registration. How far the profile of a code column is from that of all other kommuner in the
 * month (at least three), and from the source's own month before: the share of rows, per thousand, that would need
 * another code for the profiles to be one (half the sum of the differences of shares).
 *
 * A finding above 300 ‰ with at least 50 rows on both sides. Source: specification 3.2; the limits are own choices.
 */
export const kodebrug = async (testing: Testing): Promise<void> => {
  const { session } = testing
  await session.run(
    `create or replace temp table code_profiles as
     select contract, kommune, kildesystem, periode, "column", code, n
     from ops.profiles
     where sort = 'code' and contract in (select contract from judged_months)`,
  )
  await judge(
    testing,
    'K05 kodebrug',
    `with totals as (
       select contract, kommune, kildesystem, periode, "column", sum(n)::bigint as own_rows
       from code_profiles
       group by all
     ),
     judged_totals as (
       select * from totals semi join judged_months using (contract, periode)
     ),
     country as (
       select contract, periode, "column", sum(own_rows)::bigint as all_rows, count(distinct kommune) as kommuner
       from judged_totals
       group by all
     ),
     country_codes as (
       select contract, periode, "column", code, sum(n)::bigint as all_n
       from code_profiles
       semi join judged_months using (contract, periode)
       group by all
     ),
     kommune_codes as (
       select contract, kommune, periode, "column", code, sum(n)::bigint as kommune_n
       from code_profiles
       semi join judged_months using (contract, periode)
       group by all
     ),
     kommune_rows as (
       select contract, kommune, periode, "column", sum(own_rows)::bigint as kommune_rows
       from judged_totals
       group by all
     ),
     beside_peers as (
       select own.contract, own.kommune, own.kildesystem, own.periode, own."column", own.own_rows,
         country.all_rows - kommune_rows.kommune_rows as other_rows, country.kommuner - 1 as others,
         coalesce(code_profiles.n, 0) as own_n,
         country_codes.all_n - coalesce(kommune_codes.kommune_n, 0) as other_n
       from judged_totals as own
       join country using (contract, periode, "column")
       join country_codes using (contract, periode, "column")
       join kommune_rows using (contract, kommune, periode, "column")
       left join kommune_codes using (contract, kommune, periode, "column", code)
       left join code_profiles using (contract, kommune, kildesystem, periode, "column", code)
     ),
     neighbours as (
       select *, lag(periode) over source as before, lag(own_rows) over source as rows_before
       from totals
       window source as (partition by contract, kommune, kildesystem, "column" order by periode)
     ),
     both_months as (
       select contract, kommune, kildesystem, neighbours.periode, "column", own_rows, rows_before as other_rows,
         code_profiles.code, code_profiles.n as own_n, 0 as other_n
       from neighbours
       join code_profiles using (contract, kommune, kildesystem, periode, "column")
       where before is not null
       union all
       select neighbours.contract, neighbours.kommune, neighbours.kildesystem, neighbours.periode, neighbours."column",
         own_rows, rows_before, code_profiles.code, 0, code_profiles.n
       from neighbours
       join code_profiles
         on code_profiles.contract = neighbours.contract and code_profiles.kommune = neighbours.kommune
         and code_profiles.kildesystem = neighbours.kildesystem and code_profiles.periode = neighbours.before
         and code_profiles."column" = neighbours."column"
     ),
     beside_past as (
       select contract, kommune, kildesystem, periode, "column", code, any_value(own_rows) as own_rows,
         any_value(other_rows) as other_rows, ${FEWEST_PEERS} as others,
         sum(own_n)::bigint as own_n, sum(other_n)::bigint as other_n
       from both_months
       semi join judged_months using (contract, periode)
       group by all
     ),
     distances as (${APART}, 'afstand til andre kommuner, ‰' as unit
       from beside_peers
       where others >= ${FEWEST_PEERS}
       group by all
       union all${APART}, 'afstand til måneden før, ‰' as unit
       from beside_past
       group by all
     ),
     shares as (
       select *,
         (difference * 500 // (own_rows::hugeint * other_rows))::bigint as apart,
         (difference // (2 * other_rows::hugeint))::bigint as concerned
       from distances
       where own_rows > 0 and other_rows > 0
     )
     select area as "dataområde", kommune, kildesystem, periode, contract, "column", version,
       apart::varchar as measured,
       '${CODES_APART}' as expected,
       unit,
       case
         when apart > ${CODES_APART} and least(own_rows, other_rows) >= ${FEWEST_CODED_ROWS} then concerned
         else 0
       end as count,
       null::varchar[] as examples
     from shares
     join tested_contracts using (contract)`,
  )
}
