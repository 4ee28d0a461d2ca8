import type { ErrorFacts } from '@flis/core'
import kafkajs, { type Admin, type Producer, type SASLOptions } from 'kafkajs'
import { kafkaFailure } from './kafka-failure.js'
import type { KafkaLink } from './kafka-link.js'
import { clusterName, type KafkaOptions, passwordOf } from './kafka-options.js'
import { readGroup } from './read-group.js'

const { Kafka, logLevel } = kafkajs

const RETRY = { initialRetryTime: 100, maxRetryTime: 3000, retries: 8 }

const saslOf = async ({ sasl }: KafkaOptions, root: string): Promise<SASLOptions | undefined> => {
  if (sasl === undefined) return undefined
  const { mechanism = 'scram-sha-512', username } = sasl
  return { mechanism, username, password: (await passwordOf(sasl, root)).reveal() } as SASLOptions
}

const named = async <T>(facts: ErrorFacts, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (thrown) {
    throw kafkaFailure(thrown, facts)
  }
}

/**
 * Opens a cluster with kafkajs. Nothing is connected before it is asked for.
 *
 * @param root the warehouse folder
 *
 * @example const link = await openKafka({ brokers: ['127.0.0.1:9092'] }, root)
 */
export const openKafka = async (options: KafkaOptions, root: string): Promise<KafkaLink> => {
  const sasl = await saslOf(options, root)
  const client = new Kafka({
    clientId: 'flis',
    brokers: [...options.brokers],
    logLevel: logLevel.NOTHING,
    ssl: options.ssl ?? false,
    ...(sasl === undefined ? {} : { sasl }),
    retry: RETRY,
  })
  const facts = { file: clusterName(options) }
  let admin: Admin | undefined
  let producer: Producer | undefined
  const asked = async (): Promise<Admin> => {
    if (admin === undefined) {
      const fresh = client.admin()
      await fresh.connect()
      admin = fresh
    }
    return admin
  }
  const sending = async (): Promise<Producer> => {
    if (producer === undefined) {
      const fresh = client.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
      })
      await fresh.connect()
      producer = fresh
    }
    return producer
  }
  return {
    cluster: () => named(facts, async () => (await (await asked()).describeCluster()).clusterId),
    topics: () => named(facts, async () => new Set(await (await asked()).listTopics())),
    ends: (topics) =>
      named(facts, async () => {
        const ends = []
        for (const topic of topics)
          for (const { partition, low, high } of await (await asked()).fetchTopicOffsets(topic))
            ends.push({ topic, partition, low: BigInt(low), high: BigInt(high) })
        return ends
      }),
    noted: (groupId, topic) =>
      named(facts, async () => {
        const noted = await (await asked()).fetchOffsets({ groupId, topics: [topic] })
        const partitions = noted.flatMap((each) => each.partitions)
        return new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]))
      }),
    read: (reading) => named(facts, () => readGroup(client, reading)),
    send: (topic, records) =>
      named({ ...facts, column: topic }, async () => {
        const messages = records.map(({ key, value, leverance }) => ({ key, value, headers: { leverance } }))
        await (await sending()).send({ topic, acks: -1, messages })
      }),
    close: async () => {
      await admin?.disconnect().catch(() => undefined)
      await producer?.disconnect().catch(() => undefined)
    },
  }
}
