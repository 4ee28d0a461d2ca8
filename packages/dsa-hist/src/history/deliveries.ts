import { type Contract, type Kilde, quoteText, type Session } from '@flis/core'
import type { WaveDelivery } from './historise-full.js'
import type { Held } from './hold.js'

/** Writes down that deliveries stand in the history of contracts. */
export const recordLoads = async (
  session: Session,
  of: Kilde,
  loads: readonly { readonly contract: Contract; readonly deliveries: readonly WaveDelivery[] }[],
  run: number,
): Promise<void> => {
  const values = loads.flatMap(({ contract, deliveries }) =>
    deliveries.map(
      (each) =>
        `(${[of.name, contract.name, each.kommune, each.kildesystem, each.id, each.periode].map(quoteText).join(', ')}, ${each.extractTime}, ${run}, ${quoteText(each.type)})`,
    ),
  )
  if (values.length === 0) return
  await session.run(
    `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run, type)
     values ${values.join(', ')}`,
  )
}

/** A delivery that waits, and why: L050 with the predecessor that is missing, L051 with the Kilde that is awaited. */
export interface Waiting {
  readonly delivery: string
  readonly code: Held['code'] | 'L050' | 'L051'
  readonly missing?: string
  readonly awaits?: string
}

const textOrNull = (value: string | undefined): string =>
  value === undefined ? 'null::varchar' : quoteText(value)

/** Brings the deliveries' rows in the ledger up to date: state, code, and the counts of verification. */
export const settleStates = async (
  session: Session,
  loaded: readonly string[],
  held: readonly Waiting[],
): Promise<void> => {
  if (loaded.length > 0)
    await session.run(
      `update ops.deliveries set state = 'loaded', code = null, facts = null
       where id in (${loaded.map(quoteText).join(', ')})`,
    )
  if (held.length === 0) return
  const values = held.map(
    ({ delivery, code, missing, awaits }) =>
      `(${[delivery, code].map(quoteText).join(', ')}, ${[missing, awaits].map(textOrNull).join(', ')})`,
  )
  await session.run(
    `update ops.deliveries as d
     set state = 'held', code = h.code,
       facts = case
         when h.missing is not null then json_object('expected', concat_ws('_', d.kilde, d.kommune, h.missing))::varchar
         when h.awaits is not null then json_object('expected', h.awaits)::varchar
       end
     from (values ${values.join(', ')}) as h(delivery, code, missing, awaits)
     where d.id = h.delivery`,
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
