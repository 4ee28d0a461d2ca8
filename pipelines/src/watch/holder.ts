import { join } from 'node:path'
import { asFlisError, exists, FlisFailure, flisError, openInstance } from '@flis/core'
import type { Ticker } from './ticker.js'

/** A lock of the engine's: the system takes it back whatever becomes of the process. No backup takes hidden names along. */
const lockFile = (root: string): string => join(root, '.watch.duckdb')

/** As little of the machine as an engine can do with: nothing is ever asked of it. */
const SMALL = { memory: '16MB', threads: 1 }

/** A command that looks whether there is a watch has the lock for a moment. */
const [TRIES, WAIT_MILLISECONDS] = [4, 100]

const held = (holder: string | undefined): FlisFailure =>
  new FlisFailure(flisError('S001', { holder: `flis watch, ${holder ?? 'another process'}` }))

/**
 * Makes this process the warehouse's watch; S001 names the one that is. The lock is not the warehouse's own: that is held
 * only while something runs.
 *
 * @returns lets go of it
 */
export const becomeWatch = async (root: string, { wait }: Pick<Ticker, 'wait'>): Promise<() => void> => {
  for (let left = TRIES; ; left--)
    try {
      const instance = await openInstance(lockFile(root), SMALL)
      return () => instance.closeSync()
    } catch (thrown) {
      const { code, facts } = asFlisError(thrown)
      if (code !== 'S001') throw thrown
      if (left <= 1) throw held(facts.holder)
      await wait(WAIT_MILLISECONDS, new AbortController().signal)
    }
}

/** Who watches a warehouse (`PID 4711`); undefined when nobody does. */
export const watchOf = async (root: string): Promise<string | undefined> => {
  if (!(await exists(lockFile(root)))) return undefined
  try {
    // Only to read: a second look at the same time is no obstacle.
    const instance = await openInstance(lockFile(root), SMALL, true)
    instance.closeSync()
    return undefined
  } catch (thrown) {
    const { code, facts } = asFlisError(thrown)
    return code === 'S001' ? (facts.holder ?? 'another process') : undefined
  }
}

/** For what a watch cannot do for somebody else: S001 while there is one. */
export const requireNoWatch = async (root: string): Promise<void> => {
  const holder = await watchOf(root)
  if (holder !== undefined) throw held(holder)
}
