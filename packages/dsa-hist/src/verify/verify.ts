import { type Contract, type Env, quoteText, type Session, stamp } from '@flis/core'
import { type RaadataFile, raadataFilesOf } from '../rows/raadata-rows.js'
import { inSlices } from '../rows/slices.js'
import { quarantineDuplicateKeys, quarantineFailing } from './verify-rows.js'

/** Deliveries that landed and have not been verified yet, or must be again, by contract. */
const unverified = async (
  session: Session,
  contracts: readonly Contract[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = await session.rows(
    `select r.contract, list(distinct r.delivery order by r.delivery) as deliveries
     from ops.raadata r
     join ops.deliveries d on d.id = r.delivery
     where r.contract in (${contracts.map(({ name }) => quoteText(name)).join(', ')})
       and d.state in ('received', 'held', 'loaded', 'withdrawn')
       and not exists (
         select 1 from ops.verified v where v.delivery = r.delivery and v.contract = r.contract
       )
     group by r.contract`,
  )
  return new Map(
    found.map((row) => [
      String(row.contract),
      (row.deliveries as unknown as { readonly items: readonly string[] }).items,
    ]),
  )
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
  const withRows = files.filter(({ rows }) => rows > 0n)
  await session.transaction(async () => {
    if (withRows.length > 0) await quarantineFailing(session, contract, withRows, by)
    const duplicates =
      withRows.length > 0
        ? await quarantineDuplicateKeys(session, contract, withRows, by)
        : new Map<string, bigint>()
    await recordOutcome(session, contract, deliveries, duplicates, env.run.id)
  })
}

/**
 * Verifies what has landed of a Kilde's contracts: rows that fail go to quarantine with all their reasons, exact
 * duplicates are counted. Few sets of statements for all waiting deliveries, of bounded size.
 *
 * @param awaiting the code lists have not come: rows are judged by all else, and again when they come
 * @returns the ids of the deliveries verified
 */
export const verifyContracts = async (
  env: Env,
  session: Session,
  contracts: readonly Contract[],
  awaiting = false,
): Promise<readonly string[]> => {
  const waiting = await unverified(session, contracts)
  const deliveries = [...new Set([...waiting.values()].flat())]
  const files = await raadataFilesOf(env, session, contracts, deliveries)
  for (const contract of contracts) {
    const own = new Set(waiting.get(contract.name) ?? [])
    const landed = (files.get(contract) ?? []).filter((each) => own.has(each.delivery))
    for (const slice of inSlices(landed)) await verifySlice(env, session, contract, slice, awaiting)
  }
  return deliveries
}
