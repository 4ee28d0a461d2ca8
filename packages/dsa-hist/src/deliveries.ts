import { type Contract, type Kilde, quoteText, type Session } from '@flis/core'
import type { WaveDelivery } from './historise-full.js'
import type { Held } from './hold.js'

/** Writes down that deliveries stand in the history of a contract. */
export const recordLoads = async (
  session: Session,
  of: Kilde,
  contract: Contract,
  deliveries: readonly WaveDelivery[],
  run: number,
): Promise<void> => {
  if (deliveries.length === 0) return
  const values = deliveries.map(
    (each) =>
      `(${[of.name, contract.name, each.kommune, each.kildesystem, each.id, each.periode].map(quoteText).join(', ')}, ${each.extractTime}, ${run})`,
  )
  await session.run(
    `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run)
     values ${values.join(', ')}`,
  )
}

/** Brings the deliveries' rows in the ledger up to date: state, code, and the counts of verification. */
export const settleStates = async (
  session: Session,
  loaded: readonly string[],
  held: readonly { readonly delivery: string; readonly code: Held['code'] | 'L051' }[],
): Promise<void> => {
  if (loaded.length > 0)
    await session.run(
      `update ops.deliveries set state = 'loaded', code = null where id in (${loaded.map(quoteText).join(', ')})`,
    )
  for (const each of held)
    await session.run(
      `update ops.deliveries set state = 'held', code = ${quoteText(each.code)} where id = ${quoteText(each.delivery)}`,
    )
}

/** Row counts of deliveries, as verification found them: rows in = accepted + quarantined + exact duplicates. */
export const countRows = async (session: Session, deliveries: readonly string[]): Promise<void> => {
  if (deliveries.length === 0) return
  await session.run(
    `update ops.deliveries as d
     set accepted = v.accepted, quarantined = v.quarantined, duplicates = v.duplicates
     from (
       select delivery, sum(accepted)::bigint as accepted, sum(quarantined)::bigint as quarantined,
         sum(duplicates)::bigint as duplicates
       from ops.verified
       where delivery in (${deliveries.map(quoteText).join(', ')})
       group by delivery
     ) as v
     where v.delivery = d.id`,
  )
}
