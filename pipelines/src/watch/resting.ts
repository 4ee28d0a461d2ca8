import type { FlisError } from '@flis/core'

/** A retriable failure is tried again after 1, 2, 4 … looks, at most this many. */
const LONGEST_REST = 64

interface Failed {
  readonly code: string
  readonly times: number
  /** Looks to pass before another try; null: until something has changed. */
  rest: number | null
  /** How much had changed by then. */
  readonly changes: number
}

/** Which work has failed, and when it is tried again. */
export interface Resting {
  /** Something came, was run or was decided: what failed for good may now succeed. */
  changed(): void
  /** How much has changed so far. */
  changes(): number
  rests(work: string): boolean
  /** Code of the failure that stands. */
  codeOf(work: string): string | undefined
  /** @returns true when this is another failure than the one before, and worth telling */
  failed(work: string, error: FlisError): boolean
  succeeded(work: string): void
  /** Somebody has looked: do not wait for the time. */
  tryAgain(): void
  /** A look has passed. */
  passed(): void
}

/**
 * Work that failed rests: a retriable failure for ever longer, any other until something changes. Another process that
 * holds the warehouse (S001) is asked at each look, and nobody is told of it.
 */
export const makeResting = (): Resting => {
  const failures = new Map<string, Failed>()
  let changes = 0
  return {
    changed: () => {
      changes++
    },
    changes: () => changes,
    rests: (work) => {
      const failed = failures.get(work)
      return failed !== undefined && (failed.rest === null ? failed.changes === changes : failed.rest > 0)
    },
    codeOf: (work) => failures.get(work)?.code,
    failed: (work, { code, retriable }) => {
      const before = failures.get(work)
      const times = (before?.times ?? 0) + 1
      const isBusy = code === 'S001'
      const rest = isBusy ? 1 : retriable ? Math.min(2 ** (times - 1), LONGEST_REST) : null
      failures.set(work, { code, times, rest, changes })
      return !isBusy && before?.code !== code
    },
    succeeded: (work) => {
      failures.delete(work)
    },
    tryAgain: () => {
      for (const each of failures.values()) if (each.rest !== null) each.rest = 0
    },
    passed: () => {
      for (const each of failures.values()) if (each.rest !== null && each.rest > 0) each.rest--
    },
  }
}
