import { addMonths, NATIONAL, quoteIdent, quoteText } from '@flis/core'
import { judge } from './judged.js'
import { RESTATED_MONTHS } from './limits.js'
import type { MadeTables } from './made-tables.js'
import type { Testing } from './testing.js'

/**
 * K04 genberegnede måneder: months that readers had already and whose rows were computed anew because the source
 * corrected history, per table and kommune. (A table that is built wholly, for its code changed, tells nothing.)
 *
 * A finding when months more than a year back are among them; it counts those months. Source: specification 3.2; the
 * limit is an own choice.
 */
export const genberegnedeMaaneder = async (testing: Testing, made: MadeTables): Promise<void> => {
  const { month } = testing.env.run
  if (made.publishedMonth === null) return
  const old = addMonths(month, -RESTATED_MONTHS).replace('-', '')
  const known = made.publishedMonth.replace('-', '')
  for (const { area, model, paths, dayColumn, without, ofTheCountry } of made.recomputed) {
    if (paths.length === 0) continue
    const kommune = ofTheCountry ? quoteText(NATIONAL) : '_kommune'
    const wholly = without.length === 0 ? '' : `and ${kommune} not in (${without.map(quoteText).join(', ')})`
    await judge(
      testing,
      'K04 genberegnede måneder',
      `with restated as (
         select distinct ${kommune} as kommune, ${quoteIdent(dayColumn)} // 100 as restated_month
         from read_parquet([${paths.map(quoteText).join(', ')}])
         where ${quoteIdent(dayColumn)} // 100 <= ${known}
           and ${quoteIdent(dayColumn)} // 100 < ${month.replace('-', '')} ${wholly}
       ),
       by_kommune as (
         select kommune, count(*) as months, min(restated_month) as oldest,
           count(*) filter (where restated_month < ${old}) as old_months
         from restated
         group by kommune
       )
       select ${quoteText(area)} as "dataområde", kommune, '' as kildesystem, ${quoteText(month)} as periode,
         ${quoteText(model)} as contract,
         unnest([months::varchar, (oldest // 100) || '-' || lpad((oldest % 100)::varchar, 2, '0')]) as measured,
         unnest([null, '${addMonths(month, -RESTATED_MONTHS)}']) as expected,
         unnest(['måneder', 'ældste måned']) as unit,
         unnest([0, old_months]) as count,
         null::varchar[] as examples
       from by_kommune`,
    )
  }
}
