import { type Contract, type Field, quoteText, type Session } from '@flis/core'

const references = (contract: Contract): readonly Extract<Field['kind'], { type: 'reference' }>[] =>
  Object.values(contract.fields).flatMap((each) => (each.kind.type === 'reference' ? [each.kind] : []))

/** The contracts whose code lists a contract is checked against. */
export const listsOf = (contract: Contract): readonly string[] => [
  ...new Set(references(contract).map((each) => each.contract)),
]

/**
 * Rows that failed on a code list are tried again when the list has changed since: their entries become `reloaded`,
 * their deliveries are verified and loaded anew. (A row that fails again keeps its entry.)
 *
 * @returns the deliveries to be verified anew
 */
export const reopenForNewCodes = async (session: Session, contract: Contract): Promise<readonly string[]> => {
  const lists = listsOf(contract)
  if (lists.length === 0) return []
  const codes = [...new Set(references(contract).map((each) => each.error))]
  const found = await session.rows(
    `select distinct q.delivery
     from ops.quarantine q
     join ops.verified v on v.delivery = q.delivery and v.contract = q.contract
     where q.contract = ${quoteText(contract.name)}
       and q.state = 'open'
       and list_has_any(q.codes, [${codes.map(quoteText).join(', ')}])
       and v.run < (
         select coalesce(max(run), 0)
         from ops.loads
         where contract in (${lists.map(quoteText).join(', ')})
       )
     order by 1`,
  )
  const deliveries = found.map((row) => String(row.delivery))
  if (deliveries.length === 0) return []
  const list = deliveries.map(quoteText).join(', ')
  const name = quoteText(contract.name)
  await session.transaction(async () => {
    await session.run(
      `update ops.quarantine set state = 'reloaded'
       where contract = ${name} and delivery in (${list}) and state = 'open' and not list_has_any(codes, ${LANDING})`,
    )
    await session.run(`delete from ops.verified where contract = ${name} and delivery in (${list})`)
    await session.run(`update ops.deliveries set state = 'received' where id in (${list})`)
  })
  return deliveries
}

/** Codes that landing gave: no list changes them. */
const LANDING = `['R001', 'R002', 'R003', 'R201', 'R202', 'R203']`

/** A row that failed again: its new entry goes on under the day it was first seen. */
export const mergeReopened = async (
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
): Promise<void> => {
  if (deliveries.length === 0) return
  const scope = `contract = ${quoteText(contract.name)} and delivery in (${deliveries.map(quoteText).join(', ')})`
  const twin = (a: string, b: string): string =>
    `${a}.contract = ${b}.contract and ${a}.delivery = ${b}.delivery and ${a}.file = ${b}.file and ${a}.line = ${b}.line and ${a}."row" = ${b}."row"`
  await session.transaction(async () => {
    await session.run(
      `update ops.quarantine as fresh
       set first_seen = earlier.first_seen
       from (select * from ops.quarantine where ${scope} and state = 'reloaded') as earlier
       where fresh.state = 'open' and ${twin('fresh', 'earlier')}`,
    )
    await session.run(
      `delete from ops.quarantine as old
       where old.state = 'reloaded' and ${scope}
         and exists (
           select 1 from ops.quarantine fresh where fresh.state = 'open' and ${twin('fresh', 'old')}
         )`,
    )
  })
}
