import { type Contract, type FindingTest, NATIONAL, quoteText, type Session, type Sql } from '@flis/core'

/** A finding of an area in a month. */
export interface Subject {
  /** Its name in `ops.tested`. */
  readonly name: string
  readonly area: string
  readonly finding: FindingTest
  readonly rows: Sql
  readonly contracts: readonly Contract[]
  /** Another when its SQL is; the month is part of it. */
  readonly code: string
}

/**
 * On what the rows of each finding stand in each kommune (temp table `finding_basis`): the loads of its contracts in
 * this kommune and for the whole country. Ids that are unique everywhere can move from one kommune to another: then
 * every load counts for every kommune. The finding's own SQL, the month in it, is part of the basis.
 */
export const makeBasis = async (session: Session, subjects: readonly Subject[]): Promise<void> => {
  const reads = subjects.flatMap(({ name, code, contracts }) =>
    [...new Set(contracts)].map(
      (each) =>
        `(${[name, code, each.name].map(quoteText).join(', ')}, ${String(each.keyScope === 'global')})`,
    ),
  )
  const values = reads.length === 0 ? '(null, null, null, false)' : reads.join(', ')
  await session.run(
    `create or replace temp table finding_basis as
     with reads(subject, code, contract, shared) as (values ${values}),
     loads as (
       select distinct contract, kommune, hash(loads.contract, loads.kommune, loads.kildesystem, loads.delivery,
         loads.run, verified.run, verified.accepted, verified.quarantined) as state
       from ops.loads as loads
       left join ops.verified as verified using (contract, delivery)
     ),
     everywhere as (
       select subject, count(*) as n, bit_xor(state) as state
       from reads
       join loads using (contract)
       where kommune = '${NATIONAL}' or shared
       group by subject
     ),
     by_kommune as (
       select subject, code, kommune, count(*) as n, bit_xor(state) as state
       from reads
       join loads using (contract)
       group by subject, code, kommune
     )
     select subject, kommune,
       concat_ws(' ', by_kommune.n, by_kommune.state, coalesce(everywhere.n, 0), everywhere.state, code) as basis
     from by_kommune
     left join everywhere using (subject)`,
  )
}

/** The kommuner in which a finding must be counted anew. */
export interface ChangedKommuner {
  readonly kommuner: readonly string[]
  /** In all that there are. */
  readonly every: boolean
}

/**
 * Findings and kommuner whose count stands on another basis than now (temp table `changed_findings`); also kommuner that
 * nothing is loaded of any more.
 */
export const findChanged = async (
  session: Session,
  subjects: readonly Subject[],
  month: string,
): Promise<ReadonlyMap<string, ChangedKommuner>> => {
  const names = subjects.map(
    ({ name, area, finding }) =>
      `(${[name, finding.test, area, finding.severity].map(quoteText).join(', ')})`,
  )
  await session.run(
    `create or replace temp table changed_findings as
     with subjects(subject, test, area, severity) as (values ${names.join(', ')}),
     before as (
       select tested.subject, tested.kommune, tested.basis
       from ops.tested as tested
       semi join subjects on subjects.subject = tested.subject
       where tested.periode = ${quoteText(month)}
     ),
     changed as (
       select
         coalesce(now.subject, before.subject) as subject,
         coalesce(now.kommune, before.kommune) as kommune
       from finding_basis as now
       full join before on before.subject = now.subject and before.kommune = now.kommune
       where now.basis is distinct from before.basis
     )
     select subject, test, area, severity, kommune
     from changed
     join subjects using (subject)`,
  )
  const rows = await session.rows(
    `select subject, list(kommune order by kommune) as kommuner,
       count(*) = (select count(*) from finding_basis as every_one where every_one.subject = changed.subject) as every
     from changed_findings as changed
     group by subject
     order by subject`,
  )
  return new Map(
    rows.map((row) => [
      String(row.subject),
      {
        kommuner: (row.kommuner as unknown as { readonly items: readonly string[] }).items,
        every: row.every === true,
      },
    ]),
  )
}
