import { judge } from './judged.js'
import { EXAMPLES } from './limits.js'
import type { Testing } from './testing.js'

/** Codes that landing gives: the line could not be read, so nothing is said of the contract (K06). */
export const OF_LANDING = `['R001', 'R002', 'R003', 'R201', 'R202', 'R203']`

/**
 * K02 kontraktbrud: the supplier's interface. Rows that broke the contract, per delivery and contract, under the
 * version of the contract that they were judged by; and how many columns the file had that the contract does not
 * know, or lacked (where there are any).
 *
 * A finding for each delivery and contract with such rows; columns have findings of their own from landing
 * (`ukendt kolonne`, `manglende valgfri kolonne`). Source: specification 3.2.
 */
export const kontraktbrud = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K02 kontraktbrud',
    `with broken as (
       select delivery, contract, count(*) as n,
         list('(' || delivery || ', ' || line || ')' order by line, file)[1:${EXAMPLES}] as examples
       from ops.quarantine
       where state <> 'reloaded' and not list_has_any(codes, ${OF_LANDING})
         and delivery in (select id from fresh_deliveries)
       group by all
     ),
     parts as (
       select delivery, contract, sum(rows_in)::bigint as rows_in,
         sum(len(unknown_columns))::bigint as unknown_columns, sum(len(missing_columns))::bigint as missing_columns
       from ops.raadata
       where delivery in (select id from fresh_deliveries)
       group by all
     ),
     by_contract as (
       select fresh.kommune, fresh.kildesystem, fresh.periode, fresh.id as delivery, parts.contract, parts.rows_in,
         coalesce(broken.n, 0) as n, broken.examples, unknown_columns, missing_columns
       from fresh_deliveries as fresh
       join parts on parts.delivery = fresh.id
       left join broken on broken.delivery = fresh.id and broken.contract = parts.contract
     )
     select area as "dataområde", kommune, kildesystem, periode, contract, delivery, version,
       unnest([
         case when rows_in > 0 then (n * 1000 // rows_in)::varchar end,
         nullif(unknown_columns, 0)::varchar,
         nullif(missing_columns, 0)::varchar
       ]) as measured,
       '0' as expected,
       unnest(['rækker, ‰', 'ukendte kolonner', 'manglende kolonner']) as unit,
       unnest([n, 0, 0]) as count,
       unnest([examples, null, null]) as examples
     from by_contract
     join tested_contracts using (contract)`,
  )
