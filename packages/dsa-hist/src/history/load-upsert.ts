import { type Contract, type Env, type Kilde, quoteText, type Session } from '@flis/core'
import { type PendingUpserts, pendingUpserts } from '../pending/pending.js'
import { raadataFiles } from '../rows/raadata-rows.js'
import { inSlices } from '../rows/slices.js'
import { sealedRows } from './checkpoint.js'
import { recordLoads, settleStates } from './deliveries.js'
import { historiseUpsert, takeOutUpserts } from './historise-upsert.js'
import { heldForFailures } from './hold.js'
import { loadAppend, takeOutAppended } from './load-append.js'

/** Takes deliveries out of history that are not to be there: their rows as if they had never come. */
const takeOut = async (
  env: Env,
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
  { remove, keep }: PendingUpserts,
): Promise<void> => {
  if (remove.length === 0) return
  for (const contract of contracts) {
    if (contract.mode === 'append') {
      await takeOutAppended(env, session, contract, remove, keep)
      continue
    }
    const { root } = env.warehouse.paths
    const files = await raadataFiles(env, session, contract, keep)
    const sealed = await sealedRows(session, root, contract.name)
    await takeOutUpserts(session, contract, remove, files, sealed)
  }
  await session.run(
    `delete from ops.loads
     where kilde = ${quoteText(of.name)} and delivery in (${remove.map(quoteText).join(', ')})`,
  )
}

/**
 * Brings the deliveries of an upsert or append Kilde into history, all that wait at once: their order does not matter. While
 * the reference data that the Kilde waits for are missing, they are held with L051, and a delta whose predecessor is
 * missing with L050; they load by themselves later.
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
  const pending = await pendingUpserts(session, env.config, of, known)
  const { load, hold, remove } = pending
  const awaitedKilde = known.find(({ name }) => name === of.awaits)?.kilde ?? ''
  if (load.length + hold.length + remove.length === 0) return 0
  await session.transaction(async () => {
    await takeOut(env, session, of, contracts, pending)
    const failing = await heldForFailures(
      session,
      env.config,
      load.map((each) => each.id),
    )
    const accepted = new Set(load.filter((each) => each.accepted).map(({ id }) => id))
    const held = failing.filter((each) => !accepted.has(each.delivery))
    const stopped = new Set(held.map((each) => each.delivery))
    const loading = load.filter((each) => !stopped.has(each.id))
    const ids = loading.map((each) => each.id)
    for (const contract of contracts) {
      if (contract.mode === 'append') await loadAppend(env, session, contract, ids, pending.keep)
      else
        for (const files of inSlices(await raadataFiles(env, session, contract, ids)))
          await historiseUpsert(session, contract, files)
    }
    await recordLoads(
      session,
      of,
      contracts.map((contract) => ({ contract, deliveries: loading })),
      env.run.id,
    )
    await settleStates(session, ids, [
      ...held,
      ...hold.map(({ id, code, missing }) => ({
        delivery: id,
        code,
        ...(code === 'L051' ? { awaits: awaitedKilde } : missing === null ? {} : { missing }),
      })),
    ])
  })
  return load.length + hold.length
}
