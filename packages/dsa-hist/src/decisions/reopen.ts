import { type Contract, mergeReopened, quoteText, type Session } from '@flis/core'
import { settleLosses } from './decisions.js'

/** Codes that landing gave: only reading the delivery again can change them. */
const LANDING_CODES = ['R001', 'R002', 'R003', 'R201', 'R202', 'R203'] as const

/** An entry in quarantine that verification gave, in SQL. */
export const isOfVerification = `not list_has_any(codes, [${LANDING_CODES.map(quoteText).join(', ')}])`

/**
 * Has rows of a contract judged anew: their entries become `reloaded`, their deliveries are verified and loaded again.
 * What fails again gets its entry back (see {@link settleReopened}). Part of the caller's transaction.
 */
export const reopenEntries = async (
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
): Promise<void> => {
  if (deliveries.length === 0) return
  // what retention has deleted cannot be judged again
  const list = `select id from ops.deliveries where checkpoint is null and id in (${deliveries.map(quoteText).join(', ')})`
  const name = quoteText(contract.name)
  await session.run(
    `update ops.quarantine set state = 'reloaded'
     where contract = ${name} and delivery in (${list}) and state <> 'reloaded' and ${isOfVerification}`,
  )
  await session.run(`delete from ops.verified where contract = ${name} and delivery in (${list})`)
  await session.run(
    `update ops.deliveries set state = 'received', code = null
     where id in (${list}) and state in ('loaded', 'held')`,
  )
}

/** After verification: entries of rows that failed again are merged, and a loss that was accepted stays so. */
export const settleReopened = async (
  session: Session,
  contracts: readonly Contract[],
  deliveries: readonly string[],
): Promise<void> => {
  if (deliveries.length === 0) return
  const list = deliveries.map(quoteText).join(', ')
  const names = contracts.map(({ name }) => quoteText(name)).join(', ')
  await session.transaction(async () => {
    await mergeReopened(session, `contract in (${names}) and delivery in (${list})`)
    await settleLosses(session, deliveries)
  })
}
