import { judge } from './judged.js'
import { OF_LANDING } from './k02-kontraktbrud.js'
import { EXAMPLES } from './limits.js'
import type { Testing } from './testing.js'

/** The area of a Kilde: that of its contracts. */
const AREA_OF_KILDE = 'select kilde, min(area) as area from tested_contracts group by kilde'

/**
 * K06 forscanning: faults in the interface to FLIS. Lines that could not be read at all (R001–R003), and Bundles that
 * were refused whole, per delivery.
 */
export const forscanning = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K06 forscanning',
    `with unread as (
       select delivery, count(*) as n,
         list('(' || delivery || ', ' || line || ')' order by line, file)[1:${EXAMPLES}] as examples
       from ops.quarantine
       where state <> 'reloaded' and list_has_any(codes, ${OF_LANDING})
       group by delivery
     )
     select area as "dataområde", kommune, kildesystem, periode, fresh.id as delivery,
       coalesce(unread.n, 0)::varchar as measured,
       '0' as expected,
       'linjer' as unit,
       coalesce(unread.n, 0) as count,
       unread.examples
     from fresh_deliveries as fresh
     join (${AREA_OF_KILDE}) as areas using (kilde)
     left join unread on unread.delivery = fresh.id`,
  )

/**
 * K06 kontroltotal: the rows of a delivery's files, and the Bundles refused whole, are the rows of the delivery.
 */
export const kontroltotal = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K06 kontroltotal',
    `with in_files as (
       select delivery, sum(rows_in)::bigint as n
       from (
         select delivery, rows_in from ops.raadata
         union all
         select delivery, rows_in from ops.verified where contract = ''
       )
       group by delivery
     )
     select area as "dataområde", kommune, kildesystem, periode, fresh.id as delivery,
       coalesce(in_files.n, 0)::varchar as measured,
       fresh.rows_in::varchar as expected,
       'rækker i filerne' as unit,
       abs(coalesce(in_files.n, 0) - fresh.rows_in) as count,
       ['(' || fresh.id || ', 1)'] as examples
     from fresh_deliveries as fresh
     join (${AREA_OF_KILDE}) as areas using (kilde)
     left join in_files on in_files.delivery = fresh.id`,
  )
