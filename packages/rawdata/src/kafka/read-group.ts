import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs'
import { byPartition } from './by-partition.js'
import type { Partition, ReadOptions, RecordBatch } from './kafka-link.js'
import { ProgressOfRead } from './progress-of-read.js'

/** While a batch is worked on, the group is told this often that we are there. */
const BEAT_MS = 1000
/** So long the group waits for a process that was killed, and so long the next one waits for the group. */
const SESSION_MS = 10_000
const FETCH_WAIT_MS = 500
/** Fetches without any progress after which what is missing is left for the next time. */
const MOST_IDLE = 60
const LEVERANCE = 'leverance'

type Message = EachBatchPayload['batch']['messages'][number]

/** Records of one delivery lie together: what is the same in all of them is turned into text once. */
const textReader = (): ((bytes: Buffer) => string) => {
  let last: Buffer | undefined
  let text = ''
  return (bytes) => {
    if (last === undefined || !bytes.equals(last)) {
      last = bytes
      text = bytes.toString('utf8')
    }
    return text
  }
}

interface Readers {
  readonly keyOf: (message: Message) => string | undefined
  readonly leveranceOf: (message: Message) => string | undefined
}

const readers = (): Readers => {
  const [keyText, leveranceText] = [textReader(), textReader()]
  return {
    keyOf: ({ key }) => (key === null ? undefined : keyText(key)),
    leveranceOf: ({ headers }) => {
      const found = headers?.[LEVERANCE]
      const value = Array.isArray(found) ? found[0] : found
      return value === undefined || typeof value === 'string' ? value : leveranceText(value)
    },
  }
}

const batchOf = ({ batch }: EachBatchPayload, { keyOf, leveranceOf }: Readers): RecordBatch => ({
  topic: batch.topic,
  partition: batch.partition,
  next: BigInt(batch.lastOffset()) + 1n,
  records: batch.messages.map((message) => ({
    offset: BigInt(message.offset),
    value: message.value,
    key: keyOf(message),
    leverance: leveranceOf(message),
  })),
})

/** Works with the group's heart beating. */
const beating = async (heartbeat: () => Promise<void>, work: () => Promise<void>): Promise<void> => {
  const timer = setInterval(() => {
    // a rebalance that it tells of is for the library, after this batch
    heartbeat().catch(() => undefined)
  }, BEAT_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}

const partitionsIn = (assignment: Readonly<Record<string, readonly number[]>>): readonly Partition[] =>
  Object.entries(assignment).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition })),
  )

interface Reading {
  readonly consumer: Consumer
  readonly options: ReadOptions
  readonly progress: ProgressOfRead
  /** The offset after batches that hold nothing for readers, such as the marks of transactions. */
  readonly skipped: Map<string, RecordBatch>
  /** Reading has ended: what still comes is not taken, so nothing may be noted as read. */
  readonly isOver: () => boolean
  readonly done: () => void
  readonly failed: (thrown: unknown) => void
}

const listen = ({ consumer, options, progress, skipped, isOver, done, failed }: Reading): void => {
  const { startAt } = options
  let idle = 0
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = partitionsIn(payload.memberAssignment)
    progress.assign(assigned, startAt)
    for (const each of assigned) consumer.seek({ ...each, offset: String(startAt(each)) })
    if (progress.done) done()
  })
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, lastOffset } }) => {
    if (isOver()) return
    idle = 0
    const next = BigInt(lastOffset) + 1n
    progress.reach({ topic, partition }, next)
    skipped.set(`${partition} ${topic}`, { topic, partition, next, records: [] })
    if (progress.done) done()
  })
  consumer.on(consumer.events.FETCH, () => {
    idle += 1
    if (idle > MOST_IDLE) done()
  })
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) failed(error)
  })
}

/** Reads as a member of the group until it stands at the end that was asked for; then leaves the group. */
export const readGroup = async (client: Kafka, options: ReadOptions): Promise<void> => {
  const { groupId, topics, take, signal } = options
  const consumer = client.consumer({
    groupId,
    partitionAssigners: [byPartition],
    maxWaitTimeInMs: FETCH_WAIT_MS,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: BEAT_MS,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 3000, retries: 8, restartOnFailure: async () => false },
  })
  const reading = readers()
  const skipped = new Map<string, RecordBatch>()
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await new Promise<void>((done, failed) => {
      let over = signal.aborted
      const progress = new ProgressOfRead(options.until)
      const stop = (): void => {
        over = true
        done()
      }
      signal.addEventListener('abort', stop, { once: true })
      listen({ consumer, options, progress, skipped, isOver: () => over, done: stop, failed })
      consumer
        .run({
          autoCommit: false,
          eachBatch: (payload) =>
            beating(payload.heartbeat, async () => {
              if (over) return
              try {
                await take(batchOf(payload, reading))
              } catch (thrown) {
                over = true
                failed(thrown)
              }
            }),
        })
        .catch(failed)
    })
    if (!signal.aborted) for (const each of skipped.values()) await take(each)
    const offsets = [...skipped.values()].map(({ topic, partition, next }) => ({
      ...{ topic, partition },
      offset: String(next),
    }))
    // a hint for those who look: the warehouse's own positions are what counts
    if (offsets.length > 0) await consumer.commitOffsets(offsets).catch(() => undefined)
  } finally {
    await consumer.disconnect().catch(() => undefined)
  }
}
