import { dsaTable, isHistorised, lastDay, NATIONAL, OPEN_END, quoteText } from '@flis/core'
import { judge } from './judged.js'
import { EXAMPLES } from './limits.js'
import type { TestedContract, Testing } from './testing.js'

const openRows = ({ contract }: TestedContract): string => `
       select ${quoteText(contract.name)} as contract, held._kommune as kommune, held._kildesystem as kildesystem,
         count(*) as n,
         list('(' || held._leverance || ', ' || held._linje || ')' order by held._leverance, held._linje)[1:${EXAMPLES}] as examples
       from ${dsaTable(contract)} as held
       join left_alone
         on left_alone.kommune = held._kommune and left_alone.kildesystem = held._kildesystem
         and left_alone.kilde = ${quoteText(contract.kilde)}
       where held._til = ${OPEN_END}
       group by all`

/**
 * leverandørskifte: a kildesystem whose validity (`config.leverandører`) has ended by the month's last day, while no
 * successor's first full delivery has been loaded. Its rows stand open: they are neither ended nor rolled on silently,
 * and counted here, per contract, at each month-run until the successor comes.
 *
 * A successor is another kildesystem of the same Kilde and kommune whose first delivery is later than the ended one's
 * first; a system that stood beside it all the time is none. Of a Kilde that sends changes only, any delivery counts.
 * Source: specification 2.1, 3.2.
 */
export const leverandoerskifte = async (testing: Testing): Promise<void> => {
  const { env, session, contracts } = testing
  const end = lastDay(env.run.month)
  const entries = env.config.leverandører
  const ended = entries.filter(({ to }) => to !== undefined && to < end)
  if (ended.length === 0) return
  const valid = entries.filter(({ from, to }) => (from ?? '') <= end && (to ?? '9999') >= end)
  const table = (of: typeof entries): string =>
    of.length === 0
      ? `(null::varchar, null::varchar, null::varchar)`
      : of
          .map(
            ({ kilde, kommune, kildesystem }) =>
              `(${[kilde, kommune, kildesystem].map(quoteText).join(', ')})`,
          )
          .join(', ')
  await session.run(
    `create or replace temp table left_alone as
     with ended(kilde, kommune, kildesystem) as (values ${table(ended)}),
     valid(kilde, kommune, kildesystem) as (values ${table(valid)}),
     sources as (
       select kilde, kommune, kildesystem, min(extract_time) as began,
         min(extract_time) filter (where coalesce(type, 'F') = 'F') as first_full,
         bool_or(coalesce(type, 'F') = 'F') as full
       from ops.loads
       where contract in (select contract from tested_contracts)
       group by all
     )
     select kilde, kommune, kildesystem
     from sources as source
     where exists (
         select 1
         from ended
         where ended.kilde = source.kilde and ended.kildesystem = source.kildesystem
           and ended.kommune in (source.kommune, '${NATIONAL}')
       )
       and not exists (
         select 1
         from valid
         where valid.kilde = source.kilde and valid.kildesystem = source.kildesystem
           and valid.kommune in (source.kommune, '${NATIONAL}')
       )
       and not exists (
         select 1
         from sources as successor
         where successor.kilde = source.kilde and successor.kommune = source.kommune
           and successor.kildesystem <> source.kildesystem
           and successor.began > source.began
           and (successor.first_full is not null or not source.full)
       )`,
  )
  await judge(
    testing,
    'leverandørskifte',
    `select area as "dataområde", kommune, kildesystem, ${quoteText(env.run.month)} as periode, contract, version,
       n::varchar as measured, '0' as expected, 'åbne rækker' as unit, n as count, examples
     from (${contracts
       .filter(({ contract }) => isHistorised(contract))
       .map(openRows)
       .join('\n       union all')}) as rows_left
     join tested_contracts using (contract)`,
  )
}
