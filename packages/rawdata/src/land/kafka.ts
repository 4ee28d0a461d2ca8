import {
  contractsOf,
  type Dataomraade,
  type Env,
  exportLedger,
  logged,
  type Session,
  type Unready,
} from '@flis/core'
import type { KafkaLink } from '../kafka/kafka-link.js'
import {
  clusterName,
  comesAsRecords,
  DEFAULT_ARRIVALS,
  DEFAULT_BUFFER_BYTES,
  DEFAULT_GROUP,
  type KafkaOptions,
  topicOf,
} from '../kafka/kafka-options.js'
import { openKafka } from '../kafka/kafkajs-link.js'
import { partitionName } from '../kafka/received.js'
import { Receiver } from '../kafka/receiver.js'
import { embeddedRegistry, httpRegistry } from '../kafka/schema-registry.js'
import { spooledDelivery } from '../kafka/spooled-delivery.js'
import { wholeDeliveries } from '../kafka/whole-deliveries.js'
import type { Arrival } from './arrival.js'
import type { DeliverySource } from './delivery-source.js'

const recordContracts = (areas: readonly Dataomraade[]) => contractsOf(areas).filter(comesAsRecords)

/** Receives what the topics hold now, from where the warehouse stands. */
const receive = async (
  env: Env,
  session: Session,
  link: KafkaLink,
  options: KafkaOptions,
): Promise<string> => {
  const { arrivals = DEFAULT_ARRIVALS, groupId = DEFAULT_GROUP, registry } = options
  const cluster = await link.cluster()
  const there = await link.topics()
  const contracts = new Map(recordContracts(env.areas).map((each) => [topicOf(options, each), each]))
  const topics = [...contracts.keys()].filter((topic) => there.has(topic))
  // The end of the arrivals first: whatever they announce has been sent before, and is read in the same round.
  const ends = [...(there.has(arrivals) ? await link.ends([arrivals]) : []), ...(await link.ends(topics))]
  const asking = await env.warehouse.session(env.signal)
  try {
    const receiver = await Receiver.open(
      {
        ...{ env, session, cluster, contracts, arrivals },
        registry: registry === undefined ? embeddedRegistry(asking) : httpRegistry(registry),
        bufferBytes: options.bufferBytes ?? DEFAULT_BUFFER_BYTES,
      },
      ends,
    )
    if (ends.every((each) => receiver.startAt(each) >= each.high)) return cluster
    await link.read({
      ...{ groupId, until: ends, signal: env.signal },
      topics: [...new Set(ends.map(({ topic }) => topic))],
      startAt: (partition) => receiver.startAt(partition),
      take: (batch) => receiver.take(batch),
    })
    await receiver.finish()
    // no run need follow, and readers are to see them
    if (receiver.lost > 0) await exportLedger(session, env.warehouse.paths.published)
    env.log.info(logged('records received'), { cluster: logged(cluster) })
    return cluster
  } finally {
    asking.close()
  }
}

/**
 * What a look can tell: partitions with arrival events that nobody has taken, going by the group's hint. Which deliveries
 * are whole the warehouse alone knows, and that is not open for a look.
 */
const untakenEvents = async (link: KafkaLink, options: KafkaOptions): Promise<readonly Arrival[]> => {
  const { arrivals = DEFAULT_ARRIVALS, groupId = DEFAULT_GROUP } = options
  if (!(await link.topics()).has(arrivals)) return []
  const noted = await link.noted(groupId, arrivals)
  const ends = await link.ends([arrivals])
  return ends
    .filter(({ partition, low, high }) => high > low && high > (noted.get(partition) ?? -1n))
    .map((each) => ({
      fileName: partitionName(each),
      path: '',
      metadataPath: '',
      bytes: 0,
      seen: String(each.high),
      acknowledge: async () => undefined,
    }))
}

const withLink = async <T>(
  options: KafkaOptions,
  root: string,
  work: (link: KafkaLink) => Promise<T>,
): Promise<T> => {
  const link = await openKafka(options, root)
  try {
    return await work(link)
  } finally {
    await link.close()
  }
}

/**
 * Deliveries on Kafka: one topic per contract, records in Confluent's wire format keyed by kommune with the header
 * `leverance`, and a topic of arrival events that complete them. Records are received into the warehouse with their
 * offsets in one transaction; a delivery whose event agrees with them is landed as one that came in files.
 *
 * Errors: S020 brokers or registry not reached, C011 login refused, C012 no password, C013 a topic that is not allowed.
 *
 * @example stream(kafka({ brokers: ['127.0.0.1:9092'] }), pipe(land(ky), andThen(historise(ky))))
 */
export const kafka = (options: KafkaOptions): DeliverySource => {
  const name = clusterName(options)
  let unready: readonly Unready[] = []
  return {
    name,
    list: async ({ warehouse: { paths } }) => ({
      ready: await withLink(options, paths.root, (link) => untakenEvents(link, options)),
      waiting: [],
    }),
    unready: async () => unready,
    units: async function* (env) {
      const session = await env.warehouse.session(env.signal)
      const arrivals: Arrival[] = []
      try {
        const { root } = env.warehouse.paths
        const cluster = await withLink(options, root, (link) => receive(env, session, link, options))
        const { whole, partial } = await wholeDeliveries(session, cluster, recordContracts(env.areas))
        unready = partial
        for (const each of whole) arrivals.push(await spooledDelivery(env, session, each))
      } finally {
        session.close()
      }
      yield* arrivals
    },
  }
}
