import type { Contract } from '@flis/core'
import { readEvent } from './arrival-event.js'
import type { Partition, PartitionEnds, RecordBatch, TopicRecord } from './kafka-link.js'
import { nothingReceived, partitionName, type Received, type Stream } from './received.js'
import { RecordReader } from './record-reader.js'
import type { SchemaRegistry } from './schema-registry.js'
import { type ReceivedInto, writeReceived } from './write-received.js'

/** What a value in memory costs beside its characters. */
const RECORD_BYTES = 64

const nameOf = (leverance: string, key: string | undefined): string => `${key ?? ''} ${leverance}`

const keyOf = ({ topic, partition }: Partition): string => `${partition} ${topic}`

export interface ReceiverOptions extends ReceivedInto {
  /** Not on the receiver's own session: it is asked while that one writes. */
  readonly registry: SchemaRegistry
  /** Contract by topic. */
  readonly contracts: ReadonlyMap<string, Contract>
  /** Topic of the arrival events. */
  readonly arrivals: string
  readonly bufferBytes: number
}

/**
 * Receives records into the warehouse: rows, events and positions of many partitions in one transaction each time that
 * the buffer is full. While one buffer is written the next is filled, and no more.
 */
export class Receiver {
  readonly #streams = new Map<string, Stream>()
  readonly #deliveries = new Map<string, number>()
  readonly #readers = new Map<string, RecordReader>()
  #lastStream = 0
  #lastDelivery = 0
  #received: Received = nothingReceived()
  #bytes = 0
  #moved = new Set<Stream>()
  #writing: Promise<void> = Promise.resolve()
  /** Records of no delivery, which went straight to quarantine. */
  lost = 0

  private constructor(private readonly options: ReceiverOptions) {
    const { contracts, registry, env } = options
    for (const [topic, contract] of contracts)
      this.#readers.set(topic, new RecordReader(contract, registry, env.config.limits.lineBytes))
  }

  /** @param ends what the partitions hold: a position outside it means a topic that was cut, or made anew */
  static async open(options: ReceiverOptions, ends: readonly PartitionEnds[]): Promise<Receiver> {
    const receiver = new Receiver(options)
    await receiver.#remember()
    for (const { low, high, ...partition } of ends) {
      const stream = receiver.#streamOf(partition, low)
      // deliveries that come again are found to be duplicates; records that their broker deleted cannot come at all
      if (stream.next < low || stream.next > high) stream.next = low
    }
    return receiver
  }

  async #remember(): Promise<void> {
    const { session, cluster } = this.options
    const streams = await session.rows(
      'select nr, cluster, topic, "partition", contract, next from ops.kafka_offsets',
    )
    for (const row of streams) {
      this.#lastStream = Math.max(this.#lastStream, Number(row.nr))
      if (row.cluster !== cluster) continue
      const place = { topic: String(row.topic), partition: Number(row.partition) }
      const contract = row.contract === null ? null : String(row.contract)
      const next = BigInt(String(row.next))
      this.#streams.set(keyOf(place), { ...place, nr: Number(row.nr), contract, next, isNew: false })
    }
    const deliveries = await session.rows('select nr, cluster, leverance, key from ops.kafka_deliveries')
    for (const row of deliveries) {
      this.#lastDelivery = Math.max(this.#lastDelivery, Number(row.nr))
      const key = row.key === null ? undefined : String(row.key)
      if (row.cluster === cluster) this.#deliveries.set(nameOf(String(row.leverance), key), Number(row.nr))
    }
  }

  /** Where to go on in a partition. */
  startAt(partition: Partition): bigint {
    return this.#streamOf(partition).next
  }

  async take(batch: RecordBatch): Promise<void> {
    const stream = this.#streamOf(batch)
    const fresh = batch.records.filter(({ offset }) => offset >= stream.next)
    if (batch.topic === this.options.arrivals) this.#takeEvents(stream, fresh)
    else await this.#takeRows(stream, fresh)
    if (batch.next > stream.next) {
      stream.next = batch.next
      this.#moved.add(stream)
    }
    if (this.#bytes >= this.options.bufferBytes) await this.#flush()
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    if (this.#moved.size > 0) await this.#flush()
    await this.#writing
  }

  #streamOf({ topic, partition }: Partition, next = 0n): Stream {
    const there = this.#streams.get(keyOf({ topic, partition }))
    if (there !== undefined) return there
    this.#lastStream += 1
    const contract = this.options.contracts.get(topic)?.name ?? null
    const made = { nr: this.#lastStream, topic, partition, contract, next, isNew: true }
    this.#streams.set(keyOf(made), made)
    return made
  }

  /** Records of one name with different keys are kept apart: only the event tells which key is the right one. */
  #deliveryOf(leverance: string, key: string | undefined): number {
    const name = nameOf(leverance, key)
    const there = this.#deliveries.get(name)
    if (there !== undefined) return there
    this.#lastDelivery += 1
    this.#deliveries.set(name, this.#lastDelivery)
    this.#received.added.set(this.#lastDelivery, { leverance, key })
    return this.#lastDelivery
  }

  async #takeRows(stream: Stream, records: readonly TopicRecord[]): Promise<void> {
    const reader = this.#readers.get(stream.topic)
    if (reader === undefined) return
    await reader.prepare(records)
    const { records: held } = this.#received
    for (const record of records) {
      if (record.leverance === undefined) {
        this.#lose(stream, record)
        continue
      }
      const { code, row } = reader.read(record.value)
      const delivery = this.#deliveryOf(record.leverance, record.key)
      held.add([delivery, stream.nr, record.offset, code, row])
      this.#bytes += row.length + RECORD_BYTES
    }
  }

  #takeEvents(stream: Stream, records: readonly TopicRecord[]): void {
    for (const record of records) {
      const text = record.value?.toString('utf8') ?? ''
      const event = readEvent(text)
      if (event === undefined) {
        this.#lose(stream, record)
        continue
      }
      this.#received.events.set(this.#deliveryOf(event.leverance, event.kommune), text)
      this.#bytes += text.length + RECORD_BYTES
    }
  }

  #lose(stream: Stream, { offset, value }: TopicRecord): void {
    this.lost += 1
    const row = (value ?? Buffer.alloc(0)).toString('base64')
    const contract = stream.contract ?? ''
    this.#received.lost.push({ file: partitionName(stream), line: offset, contract, row })
    this.#bytes += row.length + RECORD_BYTES
  }

  async #flush(): Promise<void> {
    await this.#writing
    const [received, streams] = [this.#received, [...this.#moved].map((each) => ({ ...each }))]
    for (const each of this.#moved) each.isNew = false
    this.#received = nothingReceived()
    this.#bytes = 0
    this.#moved = new Set()
    this.#writing = writeReceived(this.options, received, streams)
    // whoever comes next waits for it and hears of it
    this.#writing.catch(() => undefined)
  }
}
