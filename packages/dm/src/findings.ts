import {
  type Contract,
  compileSql,
  type Dataomraade,
  type Env,
  NATIONAL,
  quoteText,
  relationsOf,
  type Session,
  type Sql,
  sha256Text,
} from '@flis/core'
import { relationsFor } from './relations.js'

/** Rows named as examples of a finding. */
const EXAMPLES = 5

const list = (texts: readonly string[]): string =>
  texts.length === 0 ? "('')" : `(${texts.map(quoteText).join(', ')})`

/** Contracts whose rows a finding looks at. */
const contractsOfFinding = (rows: Sql): readonly Contract[] =>
  relationsOf(rows).flatMap((relation) => (relation.of === 'model' ? [] : [relation.definition as Contract]))

/**
 * On what the rows of each kommune stand (temp table `finding_basis`): the loads of the contracts in this kommune and
 * for the whole country. Ids that are unique everywhere can move from one kommune to another: then every load counts
 * for every kommune. The finding's own SQL, the month in it, is part of the basis.
 */
const makeBasis = async (session: Session, contracts: readonly Contract[], code: string): Promise<void> => {
  const shared = contracts.filter((each) => each.keyScope === 'global').map((each) => each.name)
  const own = contracts.filter((each) => each.keyScope !== 'global').map((each) => each.name)
  await session.run(
    `create or replace temp table finding_basis as
     with loads as (
       select distinct contract, kommune, hash(loads.contract, loads.kommune, loads.kildesystem, loads.delivery,
         loads.run, verified.run, verified.accepted, verified.quarantined) as state
       from ops.loads as loads
       left join ops.verified as verified using (contract, delivery)
       where contract in ${list([...shared, ...own])}
     ),
     everywhere as (
       select count(*) as n, bit_xor(state) as state
       from loads
       where kommune = '${NATIONAL}' or contract in ${list(shared)}
     ),
     by_kommune as (
       select kommune, count(*) as n, bit_xor(state) as state
       from loads
       group by kommune
     )
     select kommune, concat_ws(' ', by_kommune.n, by_kommune.state, everywhere.n, everywhere.state, ${quoteText(code)}) as basis
     from by_kommune, everywhere`,
  )
}

/** Kommuner whose count stands on another basis than now; also those that nothing is loaded of any more. */
const changedKommuner = async (
  session: Session,
  subject: string,
  month: string,
): Promise<readonly string[]> => {
  const rows = await session.rows(
    `select coalesce(now.kommune, before.kommune) as kommune
     from finding_basis as now
     full join (
       select kommune, basis from ops.tested where subject = ${quoteText(subject)} and periode = ${quoteText(month)}
     ) as before using (kommune)
     where now.basis is distinct from before.basis
     order by 1`,
  )
  return rows.map((row) => String(row.kommune))
}

const countOne = async (
  env: Env,
  session: Session,
  area: Dataomraade,
  { test, severity, rows }: Dataomraade['findings'][number],
): Promise<void> => {
  const { month, id } = env.run
  const sql = rows({ month, from: null })
  const subject = `fund ${area.name} ${test}`
  const code = sha256Text(compileSql(sql, ({ of, name }) => `<${of} ${name}>`))
  await makeBasis(session, contractsOfFinding(sql), code)
  const changed = await changedKommuner(session, subject, month)
  if (changed.length === 0) return
  const every = changed.length === Number(await session.value('select count(*) from finding_basis'))
  // Rows of the country stand beside those of each kommune: codes, persons.
  const choice = every ? {} : { kommuner: [...new Set([...changed, NATIONAL])] }
  const concerned = compileSql(
    sql,
    relationsFor(choice, () => '(select null where false)'),
  )
  const place = `test = ${quoteText(test)} and "dataområde" = ${quoteText(area.name)} and periode = ${quoteText(month)}
     and delivery is null and kommune in ${list(changed)}`
  await session.run(
    `create or replace temp table counted_findings as
     select _kommune, _kildesystem, count(*) as n,
       list('(' || _leverance || ', ' || _linje || ')' order by _leverance, _linje)[1:${EXAMPLES}] as examples
     from (${concerned})
     where _kommune in ${list(changed)}
     group by all`,
  )
  await session.transaction(async () => {
    await session.run(`delete from ops.quality where ${place}`)
    await session.run(
      `insert into ops.quality
         (test, "dataområde", kommune, kildesystem, periode, severity, count, examples, run)
       select ${quoteText(test)}, ${quoteText(area.name)}, _kommune, _kildesystem, ${quoteText(month)},
         ${quoteText(severity)}, n, examples, ${id}
       from counted_findings
       order by all`,
    )
    await session.run(
      `delete from ops.tested
       where subject = ${quoteText(subject)} and periode = ${quoteText(month)} and kommune in ${list(changed)}`,
    )
    await session.run(
      `insert into ops.tested
       select ${quoteText(subject)}, kommune, '', ${quoteText(month)}, basis
       from finding_basis
       where kommune in ${list(changed)}
       order by all`,
    )
  })
  const count = await session.value('select coalesce(sum(n), 0)::bigint from counted_findings')
  if (count !== 0n) env.reporter({ event: 'finding', name: test, subject: area.name, count: Number(count) })
}

/**
 * Counts the findings of some areas for the run's month, kommune by kommune: those whose rows stand on another basis
 * than at the last count; the others keep their counts. The result is that of a count over everything.
 */
export const countFindings = async (
  env: Env,
  session: Session,
  areas: readonly Dataomraade[],
): Promise<void> => {
  for (const area of areas) for (const each of area.findings) await countOne(env, session, area, each)
}
