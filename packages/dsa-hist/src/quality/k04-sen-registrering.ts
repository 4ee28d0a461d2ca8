import { judge } from './judged.js'
import { LATE_DAYS } from './limits.js'
import type { Testing } from './testing.js'

/**
 * K04 sen registrering: days from event (the contract's `haendelse`) to the first extract that knew of it, median and
 * 95 % per kommune, of what a month's extracts brought for the first time. What was registered before it happened
 * counts as 0 days.
 *
 * A finding when 5 % or more came later than 62 days; it counts those. Source: specification 3.2; the limit is an own
 * choice.
 */
export const senRegistrering = (testing: Testing): Promise<void> =>
  judge(
    testing,
    'K04 sen registrering',
    `with figures as (
       select contract, kommune, kildesystem, periode, "column",
         max(n) filter (where code = 'median') as median,
         max(n) filter (where code = 'p95') as p95,
         max(n) filter (where code = 'late') as late
       from ops.profiles
       semi join judged_months using (contract, periode)
       where sort = 'days'
       group by all
       having max(n) filter (where code = 'n') > 0
     )
     select area as "dataområde", kommune, kildesystem, periode, contract, "column", version,
       unnest([median, p95])::varchar as measured,
       unnest([null, '${LATE_DAYS}']) as expected,
       unnest(['dage, median', 'dage, 95 %']) as unit,
       unnest([0, case when p95 > ${LATE_DAYS} then late else 0 end]) as count,
       null::varchar[] as examples
     from figures
     join tested_contracts using (contract)`,
  )
