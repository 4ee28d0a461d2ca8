import { type Contract, type Env, quoteText, type Session, stamp } from '@flis/core'
import { type RaadataFile, raadataFiles } from './raadata-rows.js'
import { inSlices } from './slices.js'
import { quarantineDuplicateKeys, quarantineFailing } from './verify-rows.js'

/** Deliveries of a contract that landed and have not been verified yet, or must be again. */
const unverified = async (session: Session, contract: Contract): Promise<readonly string[]> => {
  const found = await session.rows(
    `select distinct r.delivery
     from ops.raadata r
     join ops.deliveries d on d.id = r.delivery
     where r.contract = ${quoteText(contract.name)}
       and d.state in ('received', 'held', 'loaded', 'withdrawn')
       and not exists (
         select 1 from ops.verified v where v.delivery = r.delivery and v.contract = r.contract
       )
     order by 1`,
  )
  return found.map((row) => String(row.delivery))
}

const recordOutcome = async (
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
  duplicates: ReadonlyMap<string, bigint>,
  run: number,
): Promise<void> => {
  const name = quoteText(contract.name)
  const counted = [...duplicates].map(([delivery, n]) => `(${quoteText(delivery)}, ${n}::bigint)`)
  await session.run(
    `insert into ops.verified
     with received as (
       select delivery, sum(rows_in)::bigint as rows_in
       from ops.raadata
       where contract = ${name} and delivery in (${deliveries.map(quoteText).join(', ')})
       group by delivery
     ),
     failed as (
       select delivery, count(*) as quarantined
       from ops.quarantine
       where contract = ${name} and state <> 'reloaded'
       group by delivery
     ),
     repeated as (
       select delivery, duplicates
       from (values ${counted.length === 0 ? '(null::varchar, 0::bigint)' : counted.join(', ')}) as c(delivery, duplicates)
     )
     select
       delivery, ${name}, rows_in,
       rows_in - coalesce(quarantined, 0) - coalesce(duplicates, 0),
       coalesce(quarantined, 0), coalesce(duplicates, 0), ${run}
     from received
     left join failed using (delivery)
     left join repeated using (delivery)
     order by delivery`,
  )
}

/** Verifies deliveries together, in one transaction. */
const verifySlice = async (
  env: Env,
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  awaiting: boolean,
): Promise<void> => {
  const by = { run: env.run.id, now: stamp(env.clock), awaiting }
  const deliveries = [...new Set(files.map(({ delivery }) => delivery))]
  await session.transaction(async () => {
    await quarantineFailing(session, contract, files, by)
    const duplicates = await quarantineDuplicateKeys(session, contract, files, by)
    await recordOutcome(session, contract, deliveries, duplicates, env.run.id)
  })
}

/**
 * Verifies what has landed of a contract: rows that fail go to quarantine with all their reasons, exact duplicates
 * are counted. Few sets of statements for all waiting deliveries, of bounded size.
 *
 * @param awaiting the code lists have not come: rows are judged by all else, and again when they come
 * @returns the ids of the deliveries verified
 */
export const verifyContract = async (
  env: Env,
  session: Session,
  contract: Contract,
  awaiting = false,
): Promise<readonly string[]> => {
  const deliveries = await unverified(session, contract)
  const files = await raadataFiles(env, session, contract, deliveries)
  for (const slice of inSlices(files)) await verifySlice(env, session, contract, slice, awaiting)
  return deliveries
}
