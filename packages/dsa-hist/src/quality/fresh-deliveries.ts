import { quoteText, type Session } from '@flis/core'
import type { Testing } from './testing.js'

/**
 * Finds the deliveries that have been loaded or held since they were tested, or verified anew: temp table
 * `fresh_deliveries`; and those that no longer stand (`gone_deliveries`): withdrawn, say.
 */
export const findFreshDeliveries = async ({ session, contracts }: Testing): Promise<void> => {
  const kilder = [...new Set(contracts.map(({ contract }) => contract.kilde))].map(quoteText)
  const mine = `(${kilder.length === 0 ? "''" : kilder.join(', ')})`
  await session.run(
    `create or replace temp table known_deliveries as
     with outcomes as (
       select delivery, bit_xor(hash(contract, rows_in, accepted, quarantined, duplicates, run)) as state
       from ops.verified
       group by delivery
     ),
     histories as (
       select delivery, bit_xor(hash(contract, run)) as state
       from (select distinct delivery, contract, run from ops.loads)
       group by delivery
     )
     select deliveries.*,
       hash(deliveries.state, outcomes.state, histories.state)::varchar as basis
     from ops.deliveries as deliveries
     left join outcomes on outcomes.delivery = deliveries.id
     left join histories on histories.delivery = deliveries.id
     where deliveries.kilde in ${mine} and deliveries.state in ('loaded', 'held')`,
  )
  await session.run(
    `create or replace temp table fresh_deliveries as
     select *
     from known_deliveries
     where not exists (
       select 1
       from ops.tested as tested
       where tested.subject = 'leverance ' || known_deliveries.id and tested.basis = known_deliveries.basis
     )`,
  )
  await session.run(
    `create or replace temp table gone_deliveries as
     select substr(tested.subject, 11) as id
     from ops.tested as tested
     join ops.deliveries as deliveries on deliveries.id = substr(tested.subject, 11)
     where starts_with(tested.subject, 'leverance ') and deliveries.kilde in ${mine}
       and deliveries.id not in (select id from known_deliveries)`,
  )
}

/** Deliveries that were tested and stand no longer (withdrawn, rejected when read again): their findings must go. */
export const goneFromQuality = async (
  session: Session,
): Promise<readonly { readonly id: string; readonly kilde: string; readonly kommune: string }[]> => {
  const rows = await session.rows(
    `select deliveries.id, deliveries.kilde, deliveries.kommune
     from ops.tested as tested
     join ops.deliveries as deliveries on deliveries.id = substr(tested.subject, 11)
     where starts_with(tested.subject, 'leverance ') and deliveries.state not in ('loaded', 'held', 'received')
       and deliveries.kilde is not null
     order by deliveries.id`,
  )
  return rows.map(({ id, kilde, kommune }) => ({
    id: String(id),
    kilde: String(kilde),
    kommune: String(kommune),
  }))
}

/** Notes on which basis the fresh deliveries have been tested. */
export const rememberDeliveries = async ({ session }: Testing): Promise<void> => {
  await session.run(
    `delete from ops.tested
     where subject in (
       select 'leverance ' || id from fresh_deliveries union all select 'leverance ' || id from gone_deliveries
     )`,
  )
  await session.run(
    `insert into ops.tested
     select 'leverance ' || id, kommune, kildesystem, periode, basis
     from fresh_deliveries
     order by all`,
  )
}
