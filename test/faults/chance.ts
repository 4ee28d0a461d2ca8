/** Chance with a seed (mulberry32): the same seed draws the same faults on every machine. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
    // neighbouring seeds draw alike at first
    for (let i = 0; i < 3; i++) this.next()
  }

  /** From 0 up to, not with, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 up to, not with, `below`; 0 where there is no room. */
  below(below: number): number {
    return Math.floor(this.next() * Math.max(below, 1))
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const found = from[this.below(from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  happens(share: number): boolean {
    return this.next() < share
  }
}
