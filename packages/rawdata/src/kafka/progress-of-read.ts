import type { Partition, PartitionEnds } from './kafka-link.js'

const keyOf = ({ topic, partition }: Partition): string => `${partition} ${topic}`

/** How far a read has come in the partitions that it is assigned at the moment. */
export class ProgressOfRead {
  readonly #until: ReadonlyMap<string, bigint>
  readonly #stands = new Map<string, bigint>()
  #assigned: readonly Partition[] | undefined

  constructor(until: readonly PartitionEnds[]) {
    this.#until = new Map(until.map((each) => [keyOf(each), each.high]))
  }

  assign(assigned: readonly Partition[], startAt: (partition: Partition) => bigint): void {
    this.#assigned = assigned
    for (const each of assigned) this.#stands.set(keyOf(each), startAt(each))
  }

  /** The next offset of a partition is this. */
  reach(partition: Partition, next: bigint): void {
    this.#stands.set(keyOf(partition), next)
  }

  /** It stands at the end, or beyond, in every partition that it has; a partition that is new since then counts not. */
  get done(): boolean {
    return (
      this.#assigned?.every((each) => {
        const end = this.#until.get(keyOf(each))
        return end === undefined || (this.#stands.get(keyOf(each)) ?? 0n) >= end
      }) ?? false
    )
  }
}
