import type { Env, UnitSource } from '@flis/core'
import type { Source, Waiting } from '../source.js'
import type { Arrival } from './arrival.js'

/** What stands in a source of deliveries. */
export interface Standing {
  readonly ready: readonly Arrival[]
  readonly waiting: readonly Waiting[]
}

/** What a look at a source needs to know: nothing of the warehouse is opened. */
export interface LookingEnv extends Pick<Env, 'clock' | 'config'> {
  readonly warehouse: Pick<Env['warehouse'], 'paths'>
  readonly signal?: AbortSignal
}

/** A source of deliveries. */
export interface DeliverySource extends UnitSource<Arrival> {
  /** What stands there now: ready pairs in a stable order, and what is still on its way. Takes nothing. */
  list(env: LookingEnv): Promise<Standing>
}

const MINUTE = 60_000

/** A clock behind the disk's makes no file younger than just now. */
const isStale = (env: LookingEnv, { changedAt }: Waiting): boolean =>
  Math.max(0, env.clock().toMillis() - changedAt) >= env.config.patienceMinutes * MINUTE

/**
 * What a source gives out: the ready pairs, and the short ones that have not grown for the source's patience, to be
 * rejected (L010).
 */
export const givenOut = async (env: LookingEnv, source: Source): Promise<Standing> => {
  const { ready, waiting } = await source.list()
  const stale = waiting.filter((each) => each.arrival !== undefined && isStale(env, each))
  const given = [...ready, ...stale.flatMap(({ arrival }) => arrival ?? [])]
  return {
    ready: given.map((each) => ({ ...each, acknowledge: (outcome) => source.acknowledge(each, outcome) })),
    waiting: waiting.filter((each) => !stale.includes(each)),
  }
}
