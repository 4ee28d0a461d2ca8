import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  asFlisError,
  type Dataomraade,
  FlisFailure,
  flisError,
  removePath,
  type Stage,
  stage,
} from '@flis/core'
import type { Arrival } from './arrival.js'
import { landArrival } from './land-arrival.js'
import type { Landed } from './landed.js'
import { makeLanding, stopWhenAborted } from './landing.js'
import { sortedArrivals } from './sorted-arrivals.js'

/** Our own failure, not the delivery's: it stays where it is, and the error says which one it was. */
const stopped = (thrown: unknown, { fileName }: Arrival): never => {
  const { code, facts } = asFlisError(thrown)
  throw new FlisFailure(flisError(code, { file: fileName, ...facts }))
}

/**
 * Takes deliveries into Rådata: envelope checked, bytes kept, one Parquet file per contract, one ledger transaction
 * each. What the delivery itself is to blame for makes it `rejected` (L001–L043), the same again `duplicate`; bad
 * lines go to quarantine one by one. Deliveries of the warehouse's other areas are left waiting.
 *
 * Order of extract time, whatever the order of arrival. A rerun after a kill at any point goes on where it stood.
 *
 * Errors: S001–S004, S999, when the warehouse cannot work; deliveries landed before it stay landed.
 *
 * @example stream(folder('inbox'), pipe(land(ky), andThen(historise(ky)), andThen(build(ky))))
 */
export const land = (...areas: readonly Dataomraade[]): Stage<readonly Arrival[], Landed> =>
  stage('land', async (arrivals, env) => {
    if (arrivals.length === 0) return { landed: [] }
    const work = join(env.warehouse.paths.staging, 'land')
    const session = await env.warehouse.session(env.signal)
    try {
      await mkdir(work, { recursive: true })
      const landing = makeLanding(env, session, areas)
      const landed: Landed['landed'][number][] = []
      for (const arrival of await sortedArrivals(arrivals, landing.rules)) {
        stopWhenAborted(landing)
        const one = await landArrival(landing, arrival).catch((thrown: unknown) => stopped(thrown, arrival))
        if (one !== undefined) landed.push(one)
      }
      return { landed }
    } finally {
      session.close()
      await removePath(work)
    }
  })
