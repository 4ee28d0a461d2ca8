import { HeldRows } from '@flis/core'
import type { Partition } from './kafka-link.js'

/** A partition as the warehouse knows it. */
export interface Stream extends Partition {
  /** Number in `ops.kafka_offsets`. */
  readonly nr: number
  readonly contract: string | null
  /** Offset of the next record to take. */
  next: bigint
  /** It has no row in the ledger yet. */
  isNew: boolean
}

/** A record that belongs to no delivery: it goes straight to quarantine. */
export interface LostRecord {
  readonly file: string
  readonly line: bigint
  readonly contract: string
  readonly row: string
}

/** What has been received and is held in memory until it is written. */
export interface Received {
  /** Delivery, stream, offset, code, row. */
  readonly records: HeldRows
  /** Deliveries that were not known before, by their numbers. */
  readonly added: Map<number, { readonly leverance: string; readonly key: string | undefined }>
  /** Arrival events by the number of their delivery; the last one counts. */
  readonly events: Map<number, string>
  readonly lost: LostRecord[]
}

export const nothingReceived = (): Received => ({
  records: new HeldRows(['integer', 'integer', 'bigint', 'text', 'text']),
  added: new Map(),
  events: new Map(),
  lost: [],
})

/** How a partition is named where otherwise a file is: as Kafka names its folder. */
export const partitionName = ({ topic, partition }: Partition): string => `${topic}-${partition}`
