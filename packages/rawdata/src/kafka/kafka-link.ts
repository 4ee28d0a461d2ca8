/** A partition of a topic. */
export interface Partition {
  readonly topic: string
  readonly partition: number
}

/** A partition with the offsets of the first record that it still has and of the next one to come. */
export interface PartitionEnds extends Partition {
  readonly low: bigint
  readonly high: bigint
}

/** A record as it lies in a topic. */
export interface TopicRecord {
  readonly offset: bigint
  readonly value: Buffer | null
  readonly key: string | undefined
  /** The header `leverance`, where there is one. */
  readonly leverance: string | undefined
}

/** Records of one partition, in their order. */
export interface RecordBatch extends Partition {
  readonly records: readonly TopicRecord[]
  /** The offset after the batch; beyond the last record where the broker keeps what is not for readers. */
  readonly next: bigint
}

export interface ReadOptions {
  readonly groupId: string
  readonly topics: readonly string[]
  /** Where to go on in a partition; asked each time that it is assigned. */
  readonly startAt: (partition: Partition) => bigint
  /** Read up to here; what comes later is for the next time. */
  readonly until: readonly PartitionEnds[]
  /** Takes a batch. While it works nothing more is read than was under way: that bounds the memory. */
  readonly take: (batch: RecordBatch) => Promise<void>
  readonly signal: AbortSignal
}

/** A record to send. */
export interface SentRecord {
  readonly key: string
  readonly value: Buffer
  readonly leverance: string
}

/**
 * All that this package wants of a Kafka client.
 *
 * Errors of all: S020 brokers not reached, C011 login refused, C013 a topic that is not there or not allowed.
 */
export interface KafkaLink {
  /** The cluster's own id: offsets mean nothing in another one. */
  cluster(): Promise<string>
  topics(): Promise<ReadonlySet<string>>
  ends(topics: readonly string[]): Promise<readonly PartitionEnds[]>
  /** What the group has noted, which is only a hint. */
  noted(groupId: string, topic: string): Promise<ReadonlyMap<number, bigint>>
  /** Reads as a member of the group until it stands at `until` in every partition that it is assigned. */
  read(options: ReadOptions): Promise<void>
  /** Sends in order, each record once even where the connection breaks in between. */
  send(topic: string, records: readonly SentRecord[]): Promise<void>
  close(): Promise<void>
}
