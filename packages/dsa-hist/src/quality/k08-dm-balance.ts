import { exists, NATIONAL, quoteText } from '@flis/core'
import { judge } from './judged.js'
import type { MadeTables } from './made-tables.js'
import type { Testing } from './testing.js'

/**
 * K08 balance, to DM: the files of each table that changed hold the rows that the ledger says. A breach is `fejl`.
 * Source: specification 3.2.
 */
export const dmBalance = async (testing: Testing, { parts }: MadeTables): Promise<void> => {
  const { env, session } = testing
  if (parts.length === 0) return
  const there: string[] = []
  for (const { path } of parts) if (await exists(path)) there.push(path)
  const list = [...new Set(there)].map((path) => quoteText(path.replaceAll(/[[*?]/g, '[$&]')))
  const counted = new Map(
    list.length === 0
      ? []
      : (
          await session.rows(
            `select file_name, num_rows::bigint as n from parquet_file_metadata([${list.join(', ')}])`,
          )
        ).map((row) => [String(row.file_name), row.n as bigint] as const),
  )
  const values = parts.map(
    ({ area, model, path, rows }) =>
      `(${[area, model].map(quoteText).join(', ')}, ${counted.get(path) ?? 'null'}::bigint, ${rows}::bigint)`,
  )
  await judge(
    testing,
    'K08 balance',
    `select area as "dataområde", '${NATIONAL}' as kommune, '' as kildesystem, ${quoteText(env.run.month)} as periode,
       model as contract,
       coalesce(sum(found), 0)::bigint::varchar as measured,
       sum(wanted)::bigint::varchar as expected,
       'rækker i DM' as unit,
       sum(case when found is null then greatest(wanted, 1) else abs(found - wanted) end)::bigint as count,
       null::varchar[] as examples
     from (values ${values.join(', ')}) as t(area, model, found, wanted)
     group by area, model`,
  )
}
