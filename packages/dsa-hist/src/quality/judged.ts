import { FINDINGS, type FindingName, quoteText } from '@flis/core'
import type { Testing } from './testing.js'

/**
 * What tests write before it counts: one row for each value measured. `count` = rows concerned; 0 = as it should be,
 * and no finding.
 */
const COLUMNS = {
  test: 'VARCHAR',
  '"dataområde"': 'VARCHAR',
  kommune: 'VARCHAR',
  kildesystem: 'VARCHAR',
  periode: 'VARCHAR',
  contract: 'VARCHAR',
  delivery: 'VARCHAR',
  '"column"': 'VARCHAR',
  version: 'VARCHAR',
  measured: 'VARCHAR',
  expected: 'VARCHAR',
  unit: 'VARCHAR',
  severity: 'VARCHAR',
  count: 'BIGINT',
  examples: 'VARCHAR[]',
} as const

const OF_MEASURES = Object.keys(COLUMNS)
  .filter((name) => !['severity', 'count', 'examples'].includes(name))
  .join(', ')
const OF_FINDINGS = Object.keys(COLUMNS).join(', ')

/** Opens the table `judged` and what the tests join with: `tested_contracts`, `tested_columns`. */
export const openJudged = async ({ session, contracts }: Testing): Promise<void> => {
  await session.run(
    `create or replace temp table judged (${Object.entries(COLUMNS)
      .map(([name, type]) => `${name} ${type}`)
      .join(', ')})`,
  )
  await session.run(
    'create or replace temp table tested_contracts (contract VARCHAR, kilde VARCHAR, area VARCHAR, version VARCHAR, mode VARCHAR)',
  )
  await session.run(
    'create or replace temp table tested_columns (contract VARCHAR, "column" VARCHAR, required BOOLEAN)',
  )
  if (contracts.length === 0) return
  await session.run(
    `insert into tested_contracts values ${contracts
      .map(
        ({ contract, area, version }) =>
          `(${[contract.name, contract.kilde, area, version, contract.mode].map(quoteText).join(', ')})`,
      )
      .join(', ')}`,
  )
  await session.run(
    `insert into tested_columns values ${contracts
      .flatMap(({ contract }) =>
        Object.entries(contract.fields).map(
          ([name, { required }]) => `(${quoteText(contract.name)}, ${quoteText(name)}, ${required})`,
        ),
      )
      .join(', ')}`,
  )
}

/**
 * Takes up what a test measured. The select names its columns (those that it leaves out are NULL); unless it has one of
 * its own, the severity is the name's.
 */
export const judge = async (
  { session }: Testing,
  name: FindingName,
  select: string,
  severity: 'of the name' | 'of each row' = 'of the name',
): Promise<void> => {
  const named = severity === 'of the name' ? `, ${quoteText(FINDINGS[name].severity)} as severity` : ''
  await session.run(
    `insert into judged by name
     select ${quoteText(name)} as test, *${named}
     from (${select})`,
  )
}

/**
 * Makes what was judged count: of the rows that `place` tells of, those that no test gave again are gone, and new ones
 * come in under this run. What is as it was stays as it stands, its run too.
 *
 * @param place SQL over the columns of `ops.measures` and `ops.quality`
 */
export const recordJudged = async (
  { env, session }: Testing,
  names: readonly FindingName[],
  place: string,
): Promise<void> => {
  const own = `test in (${names.map(quoteText).join(', ')}) and ${place}`
  const replace = async (table: string, columns: string, from: string): Promise<void> => {
    await session.run(
      `create or replace temp table as_before as
       select ${columns} from ${table} where ${own}
       intersect
       select ${columns} from ${from}`,
    )
    const same = columns
      .split(', ')
      .map((each) => `kept.${each} is not distinct from ${table.replace('ops.', '')}.${each}`)
    await session.run(
      `delete from ${table}
       where ${own} and not exists (select 1 from as_before as kept where ${same.join(' and ')})`,
    )
    await session.run(
      `insert into ${table} (${columns}, run)
       select *, ${env.run.id}
       from (select ${columns} from ${from} except select ${columns} from as_before)
       order by all`,
    )
  }
  const judged = `(select * from judged where test in (${names.map(quoteText).join(', ')}))`
  const measures = `${judged} where measured is not null`
  const findings = `${judged} where count > 0`
  const [there] = await session.rows(
    `select
       exists (select 1 from ${measures}) or exists (select 1 from ops.measures where ${own}) as measures,
       exists (select 1 from ${findings}) or exists (select 1 from ops.quality where ${own}) as findings`,
  )
  if (there?.measures === true) await replace('ops.measures', OF_MEASURES, measures)
  if (there?.findings !== true) return
  await replace('ops.quality', OF_FINDINGS, findings)
  await tell({ env, session }, own)
}

/** Tells of the findings that are new in this run, by test and area. */
const tell = async ({ env, session }: Pick<Testing, 'env' | 'session'>, own: string): Promise<void> => {
  const fresh = await session.rows(
    `select quality.test, quality."dataområde" as area, sum(quality.count)::bigint as n
     from ops.quality as quality
     where run = ${env.run.id} and ${own}
     group by all
     order by all`,
  )
  for (const row of fresh)
    env.reporter({
      event: 'finding',
      name: String(row.test),
      subject: String(row.area),
      count: Number(row.n),
    })
}
