import { type Contract, type Field, type Kilde, quoteText, type Session } from '@flis/core'
import { reopenEntries } from '../decisions/reopen.js'

const references = (contract: Contract): readonly Extract<Field['kind'], { type: 'reference' }>[] =>
  Object.values(contract.fields).flatMap((each) => (each.kind.type === 'reference' ? [each.kind] : []))

/** The contracts whose code lists a contract is checked against. */
export const listsOf = (contract: Contract): readonly string[] => [
  ...new Set(references(contract).map((each) => each.contract)),
]

/**
 * Rows that failed on a code list are tried again when the list has changed since: their entries become `reloaded`,
 * their deliveries are verified and loaded anew. (A row that fails again keeps its entry.)
 */
export const reopenForNewCodes = async (session: Session, contract: Contract): Promise<void> => {
  const lists = listsOf(contract)
  if (lists.length === 0) return
  const codes = [...new Set(references(contract).map((each) => each.error))]
  const found = await session.rows(
    `select distinct q.delivery
     from ops.quarantine q
     join ops.verified v on v.delivery = q.delivery and v.contract = q.contract
     where q.contract = ${quoteText(contract.name)}
       and q.state in ('open', 'accepted loss')
       and list_has_any(q.codes, [${codes.map(quoteText).join(', ')}])
       and v.run < (
         select coalesce(max(run), 0)
         from ops.loads
         where contract in (${lists.map(quoteText).join(', ')})
       )
     order by 1`,
  )
  const deliveries = found.map((row) => String(row.delivery))
  if (deliveries.length === 0) return
  await session.transaction(() => reopenEntries(session, contract, deliveries))
}

/** Deliveries that were withdrawn after they had been judged without a contract's lists. */
const withdrawnBefore = async (session: Session, contract: Contract): Promise<readonly string[]> => {
  const lists = listsOf(contract)
  if (lists.length === 0) return []
  const rows = await session.rows(
    `select v.delivery
     from ops.verified v
     join ops.deliveries d on d.id = v.delivery
     where v.contract = ${quoteText(contract.name)} and d.state = 'withdrawn'
       and v.run < (select min(run) from ops.loads where contract in (${lists.map(quoteText).join(', ')}))
     order by 1`,
  )
  return rows.map((row) => String(row.delivery))
}

/**
 * Deliveries that waited for their Kilde's reference data (L051) have been judged without them: they are judged again,
 * in all contracts; so are those that were withdrawn meanwhile.
 */
export const reopenAwaited = async (
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
): Promise<void> => {
  const rows = await session.rows(
    `select id from ops.deliveries where kilde = ${quoteText(of.name)} and state = 'held' and code = 'L051' order by 1`,
  )
  const waited = rows.map((row) => String(row.id))
  await session.transaction(async () => {
    for (const contract of contracts)
      await reopenEntries(session, contract, [...waited, ...(await withdrawnBefore(session, contract))])
  })
}
