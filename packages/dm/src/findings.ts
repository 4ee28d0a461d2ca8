import { compileSql, type Dataomraade, type Env, quoteText, type Session } from '@flis/core'
import type { AtPublish } from './at-publish.js'
import { relationsFor } from './relations.js'

/** Rows named as examples of a finding. */
const EXAMPLES = 5

const findOne = async (
  env: Env,
  session: Session,
  area: Dataomraade,
  { test, severity, rows }: Dataomraade['findings'][number],
): Promise<void> => {
  const { month, id } = env.run
  const concerned = compileSql(
    rows({ month, from: null }),
    relationsFor({}, () => '(select null where false)'),
  )
  const place = `test = ${quoteText(test)} and "dataområde" = ${quoteText(area.name)} and periode = ${quoteText(month)}`
  await session.run(`delete from ops.quality where ${place} and delivery is null`)
  await session.run(
    `insert into ops.quality
     select ${quoteText(test)}, ${quoteText(area.name)}, _kommune, _kildesystem, ${quoteText(month)},
       ${quoteText(severity)}, count(*),
       list('(' || _leverance || ', ' || _linje || ')' order by _leverance, _linje)[1:${EXAMPLES}],
       null, null, ${id}
     from (${concerned})
     group by all
     order by all`,
  )
  const count = await session.value(`select coalesce(sum(count), 0)::bigint from ops.quality where ${place}`)
  if (count !== 0n) env.reporter({ event: 'finding', name: test, subject: area.name, count: Number(count) })
}

/** Counts the findings of the areas that a run has changed, in the transaction that makes the change visible. */
export const findingsOf =
  (env: Env, areas: readonly Dataomraade[]): AtPublish =>
  async (session) => {
    for (const area of areas) for (const each of area.findings) await findOne(env, session, area, each)
  }
