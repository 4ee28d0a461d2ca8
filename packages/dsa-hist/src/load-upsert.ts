import { type Contract, type Env, type Kilde, quoteText, type Session } from '@flis/core'
import { recordLoads, settleStates } from './deliveries.js'
import { historiseUpsert } from './historise-upsert.js'
import { heldForFailures } from './hold.js'
import { isAwaiting, pendingUpserts } from './pending.js'
import { raadataFiles } from './raadata-rows.js'

/**
 * Brings the deliveries of an upsert Kilde into history, all that wait at once: their order does not matter. While
 * the reference data that the Kilde waits for are missing, they are held with L051 and load by themselves later.
 *
 * @returns how many deliveries were loaded or held
 */
export const loadUpserts = async (
  env: Env,
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
  known: readonly Contract[],
): Promise<number> => {
  const waiting = await pendingUpserts(session, of)
  if (waiting.length === 0) return 0
  if (await isAwaiting(session, of, known)) {
    const fresh = await session.rows(
      `select id from ops.deliveries where kilde = ${quoteText(of.name)} and state = 'received' order by id`,
    )
    await session.transaction(() =>
      settleStates(
        session,
        [],
        fresh.map((row) => ({ delivery: String(row.id), code: 'L051' })),
      ),
    )
    return fresh.length
  }
  await session.transaction(async () => {
    const held = await heldForFailures(
      session,
      env.config,
      waiting.map((each) => each.id),
    )
    const stopped = new Set(held.map((each) => each.delivery))
    const loading = waiting.filter((each) => !stopped.has(each.id))
    for (const contract of contracts) {
      const files = await raadataFiles(
        session,
        env.warehouse.paths.root,
        contract,
        loading.map((each) => each.id),
      )
      await historiseUpsert(session, contract, files)
      await recordLoads(session, of, contract, loading, env.run.id)
    }
    await settleStates(
      session,
      loading.map((each) => each.id),
      held,
    )
  })
  return waiting.length
}
