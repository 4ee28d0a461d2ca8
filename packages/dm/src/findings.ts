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
import { findChanged, makeBasis, type Subject } from './finding-basis.js'
import { relationsFor } from './relations.js'

/** Rows named as examples of a finding. */
const EXAMPLES = 5

/** Contracts whose rows a finding looks at. */
const contractsOfFinding = (rows: Sql): readonly Contract[] =>
  relationsOf(rows).flatMap((relation) => (relation.of === 'model' ? [] : [relation.definition as Contract]))

const subjectsOf = (env: Env, areas: readonly Dataomraade[]): readonly Subject[] =>
  areas.flatMap((area) =>
    area.findings.map((finding) => {
      const rows = finding.rows({ month: env.run.month, from: null })
      return {
        name: `fund ${area.name} ${finding.test}`,
        area: area.name,
        finding,
        rows,
        contracts: contractsOfFinding(rows),
        code: sha256Text(compileSql(rows, ({ of, name }) => `<${of} ${name}>`)),
      }
    }),
  )

/** Counts a finding in the kommuner that changed (`counted_findings`). */
const countOne = async (
  session: Session,
  { name, rows }: Subject,
  changed: { readonly kommuner: readonly string[]; readonly every: boolean },
): Promise<void> => {
  // Rows of the country stand beside those of each kommune: codes, persons.
  const choice = changed.every ? {} : { kommuner: [...new Set([...changed.kommuner, NATIONAL])] }
  const concerned = compileSql(
    rows,
    relationsFor(choice, () => '(select null where false)'),
  )
  await session.run(
    `insert into counted_findings
     select ${quoteText(name)}, _kommune, _kildesystem, count(*) as n,
       list('(' || _leverance || ', ' || _linje || ')' order by _leverance, _linje)[1:${EXAMPLES}] as examples
     from (${concerned})
     where _kommune in (${changed.kommuner.map(quoteText).join(', ')})
     group by all`,
  )
}

/** Puts the new counts in the place of those of the same finding, month and kommune. */
const record = async (env: Env, session: Session): Promise<void> => {
  const month = quoteText(env.run.month)
  await session.transaction(async () => {
    await session.run(
      `delete from ops.quality
       using changed_findings as changed
       where quality.test = changed.test and quality."dataområde" = changed.area and quality.periode = ${month}
         and quality.delivery is null and quality.kommune = changed.kommune`,
    )
    await session.run(
      `insert into ops.quality
         (test, "dataområde", kommune, kildesystem, periode, severity, count, examples, run)
       select changed.test, changed.area, _kommune, _kildesystem, ${month}, changed.severity, n, examples, ${env.run.id}
       from counted_findings as counted
       join changed_findings as changed on changed.subject = counted.subject and changed.kommune = counted._kommune
       order by all`,
    )
    await session.run(
      `delete from ops.tested
       using changed_findings as changed
       where tested.subject = changed.subject and tested.periode = ${month} and tested.kommune = changed.kommune`,
    )
    await session.run(
      `insert into ops.tested
       select subject, kommune, '', ${month}, basis
       from finding_basis
       semi join changed_findings using (subject, kommune)
       order by all`,
    )
  })
}

const tell = async (env: Env, session: Session, subjects: readonly Subject[]): Promise<void> => {
  const counted = await session.rows(
    'select subject, sum(n)::bigint as n from counted_findings group by subject',
  )
  const counts = new Map(counted.map((row) => [String(row.subject), Number(row.n)]))
  for (const { name, finding, area } of subjects) {
    const count = counts.get(name) ?? 0
    if (count > 0) env.reporter({ event: 'finding', name: finding.test, subject: area, count })
  }
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
  const subjects = subjectsOf(env, areas)
  if (subjects.length === 0) return
  await makeBasis(session, subjects)
  const changed = await findChanged(session, subjects, env.run.month)
  if (changed.size === 0) return
  await session.run(
    `create or replace temp table counted_findings
     (subject VARCHAR, _kommune VARCHAR, _kildesystem VARCHAR, n BIGINT, examples VARCHAR[])`,
  )
  for (const each of subjects) {
    const of = changed.get(each.name)
    if (of !== undefined) await countOne(session, each, of)
  }
  await record(env, session)
  await tell(env, session, subjects)
}
