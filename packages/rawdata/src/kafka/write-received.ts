import { type Env, quoteText, type Session, stamp } from '@flis/core'
import type { Received, Stream } from './received.js'

export interface ReceivedInto {
  readonly env: Env
  readonly session: Session
  readonly cluster: string
}

const writeDeliveries = async (
  { session, cluster }: ReceivedInto,
  { added, events }: Received,
): Promise<void> => {
  if (added.size > 0) {
    const values = [...added].map(
      ([nr, { leverance, key }]) =>
        `(${nr}, ${quoteText(cluster)}, ${quoteText(leverance)}, ${key === undefined ? 'null' : quoteText(key)})`,
    )
    await session.run(
      `insert into ops.kafka_deliveries (nr, cluster, leverance, key) values ${values.join(', ')}`,
    )
  }
  if (events.size === 0) return
  const values = [...events].map(([nr, event]) => `(${nr}, ${quoteText(event)})`)
  await session.run(
    `update ops.kafka_deliveries as delivery
     set event = came.event
     from (values ${values.join(', ')}) as came(nr, event)
     where delivery.nr = came.nr`,
  )
}

const writeLost = async ({ session, env }: ReceivedInto, { lost }: Received): Promise<void> => {
  if (lost.length === 0) return
  const common = `['R002'], []::varchar[]`
  const since = `'open', ${quoteText(stamp(env.clock))}, ${env.run.id}`
  const values = lost.map(
    ({ file, line, contract, row }) =>
      `('', ${quoteText(file)}, ${line}, ${quoteText(contract)}, ${common}, ${quoteText(row)}, ${since})`,
  )
  await session.run(
    `insert into ops.quarantine (delivery, file, line, contract, codes, columns, "row", state, first_seen, run)
     values ${values.join(', ')}`,
  )
}

const writePositions = async (
  { session, cluster }: ReceivedInto,
  streams: readonly Stream[],
): Promise<void> => {
  const added = streams.filter(({ isNew }) => isNew)
  const known = streams.filter(({ isNew }) => !isNew)
  if (added.length > 0) {
    const values = added.map(
      ({ nr, topic, partition, contract, next }) =>
        `(${nr}, ${quoteText(cluster)}, ${quoteText(topic)}, ${partition}, ${contract === null ? 'null' : quoteText(contract)}, ${next})`,
    )
    await session.run(
      `insert into ops.kafka_offsets (nr, cluster, topic, "partition", contract, next) values ${values.join(', ')}`,
    )
  }
  if (known.length === 0) return
  const values = known.map(({ nr, next }) => `(${nr}, ${next}::bigint)`)
  await session.run(
    `update ops.kafka_offsets as stands
     set next = came.next
     from (values ${values.join(', ')}) as came(nr, next)
     where stands.nr = came.nr`,
  )
}

/** Writes records, deliveries, events and positions, all or nothing. */
export const writeReceived = async (
  into: ReceivedInto,
  received: Received,
  streams: readonly Stream[],
): Promise<void> => {
  const { session } = into
  await session.transaction(async () => {
    await received.records.appendTo(session, 'kafka_records', 'ops')
    await writeDeliveries(into, received)
    await writeLost(into, received)
    await writePositions(into, streams)
  })
}
