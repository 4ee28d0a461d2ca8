import { type Contract, quoteText, type Session } from '@flis/core'
import { type ArrivalEvent, eventFileName, readEvent } from './arrival-event.js'

/** A delivery of which everything that its event announces has been received. */
export interface WholeDelivery {
  /** Number of its event in `ops.kafka_deliveries`. */
  readonly nr: number
  /** All numbers under which records have come: with the key of its kommune, with none, with others. */
  readonly numbers: readonly number[]
  /** Those of them whose key is another one: their records are not taken as rows. */
  readonly wrongKey: readonly number[]
  readonly event: ArrivalEvent
  /** The event as it came. */
  readonly eventText: string
  /** Records that have been received under its name, by contract. */
  readonly received: ReadonlyMap<string, number>
}

/** A delivery that is not whole, and what it waits for. */
export interface PartialDelivery {
  readonly fileName: string
  readonly why: string
}

/** Records that wait, by name of their delivery and by contract. */
const countsOf = async (session: Session, cluster: string) => {
  const rows = await session.rows(
    `with counted as (
       select delivery, stream, count(*) as records
       from ops.kafka_records
       group by delivery, stream
     )
     select delivery.leverance, stream.contract, sum(counted.records)::bigint as records
     from counted
     join ops.kafka_offsets as stream on stream.nr = counted.stream
     join ops.kafka_deliveries as delivery on delivery.nr = counted.delivery
     where stream.cluster = ${quoteText(cluster)}
     group by delivery.leverance, stream.contract`,
  )
  const counts = new Map<string, Map<string, number>>()
  for (const { leverance, contract, records } of rows) {
    const of = counts.get(String(leverance)) ?? new Map<string, number>()
    of.set(String(contract), Number(records))
    counts.set(String(leverance), of)
  }
  return counts
}

/** What `ops.kafka_deliveries` has under one name. */
interface Named {
  readonly nr: number
  readonly key: string | null
  readonly event: string | null
  readonly landed: string | null
}

/** Of all names that were ever known those of which records or an event wait. */
const namedOf = async (session: Session, cluster: string): Promise<ReadonlyMap<string, readonly Named[]>> => {
  const rows = await session.rows(
    `with waiting as (
       select leverance
       from ops.kafka_deliveries
       where cluster = $cluster
         and (event is not null or nr in (select delivery from ops.kafka_records))
     )
     select nr, leverance, key, event, landed
     from ops.kafka_deliveries
     where cluster = $cluster and leverance in (select leverance from waiting)
     order by nr`,
    { cluster },
  )
  const text = (value: unknown): string | null => (value === null ? null : String(value))
  const named = new Map<string, Named[]>()
  for (const row of rows) {
    const { nr, key, event, landed } = row
    const of = named.get(String(row.leverance)) ?? []
    of.push({ nr: Number(nr), key: text(key), event: text(event), landed: text(landed) })
    named.set(String(row.leverance), of)
  }
  return named
}

const missingOf = (
  { contracts }: ArrivalEvent,
  received: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): readonly string[] =>
  Object.entries(contracts)
    .filter(([name, { count }]) => known.has(name) && (received.get(name) ?? 0) < count)
    .map(([name, { count }]) => `${name} ${received.get(name) ?? 0} of ${count}`)

/**
 * Which deliveries of a cluster are whole by the counts of their events, and which wait for records or for their event.
 * An event that comes again for what has landed, with no record, is dropped.
 */
export const wholeDeliveries = async (
  session: Session,
  cluster: string,
  contracts: readonly Contract[],
): Promise<{ readonly whole: readonly WholeDelivery[]; readonly partial: readonly PartialDelivery[] }> => {
  const known = new Set(contracts.map(({ name }) => name))
  const counts = await countsOf(session, cluster)
  const whole: WholeDelivery[] = []
  const partial: PartialDelivery[] = []
  const repeated: number[] = []
  for (const [leverance, named] of await namedOf(session, cluster)) {
    const received = counts.get(leverance) ?? new Map<string, number>()
    const announcing = named.find((each) => each.event !== null)
    const eventText = announcing?.event ?? ''
    const event = readEvent(eventText)
    if (announcing === undefined || event === undefined) {
      partial.push({ fileName: leverance, why: 'no arrival event' })
      continue
    }
    const { nr, landed } = announcing
    if (received.size === 0 && landed === eventText) {
      repeated.push(nr)
      continue
    }
    const missing = missingOf(event, received, known)
    const wrongKey = named.filter(({ key }) => key !== null && key !== event.kommune).map((each) => each.nr)
    if (missing.length > 0)
      partial.push({ fileName: eventFileName(event), why: `records: ${missing.join(', ')}` })
    else whole.push({ nr, numbers: named.map((each) => each.nr), wrongKey, event, eventText, received })
  }
  if (repeated.length > 0)
    await session.run(`update ops.kafka_deliveries set event = null where nr in (${repeated.join(', ')})`)
  return { whole, partial }
}
