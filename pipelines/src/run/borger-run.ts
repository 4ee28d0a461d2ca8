import {
  andThen,
  type Dataomraade,
  type Env,
  FlisFailure,
  type Plan,
  type Stage,
  type Streaming,
  stage,
  stream,
} from '@flis/core'
import { packages } from '@flis/delivery'
import { buildWithFollowers, type Published, publish, quality } from '@flis/dm'
import { type Historised, historise } from '@flis/dsa-hist'
import { type Arrival, type DeliverySource, land } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { type BorgerStand, type BorgerTrack, borgerTrack, standBorger } from './borger-track.js'
import { packagesToMake } from './flexible-packages.js'
import { noteFollowers } from './note-followers.js'
import { setRun } from './set-run.js'
import { sourceOf } from './source-of.js'

/** A pipeline that tells by itself as of when it runs. */
export interface BorgerStreaming extends Streaming<Arrival, Published> {
  readonly track: BorgerTrack
}

export interface BorgerRunOptions {
  /** The inbox by its path, or any other source. */
  readonly inbox?: string | DeliverySource
  /** Packages now, whatever has been sent. */
  readonly packages?: boolean
}

/** Steps after history that this run still takes, now that it is known what has loaded; the others find nothing to do. */
const stepsLeft = (env: Env, track: BorgerTrack, { date, packages: flexible }: BorgerStand): Plan => {
  const { plan } = env.run
  const after = plan.steps.filter((each) => each.kind !== 'land' && each.kind !== 'load')
  const makes =
    date !== undefined &&
    flexible !== undefined &&
    date.month === plan.month &&
    packagesToMake(flexible, { config: env.config, date }, track.asked) !== 'none'
  const left = date === undefined ? [] : after.filter((each) => each.kind !== 'package' || makes)
  for (const each of after)
    if (!left.includes(each)) {
      env.reporter({ event: 'step-started', step: each.id, why: each.why })
      env.reporter({ event: 'step-done', step: each.id, outcome: 'nothing to do', rows: 0 })
    }
  return { month: date?.month ?? plan.month, steps: left }
}

/**
 * The plan was made before anything was read: a CPR delivery that it counted on can have been rejected or held since. What
 * follows history is performed as of what has loaded.
 */
const asOfLoaded = (track: BorgerTrack, rest: Stage<Historised, Published>): Stage<Historised, Published> =>
  stage(
    'as of the newest CPR',
    async (historised, env) => {
      const session = await env.warehouse.session(env.signal)
      let stand: BorgerStand
      try {
        stand = await standBorger(env, session, track)
        if (stand.date !== undefined) {
          await setRun(session, env.run.id, 'month', stand.date.month)
          await setRun(session, env.run.id, 'day', stand.date.day)
        }
      } finally {
        session.close()
      }
      const plan = stepsLeft(env, track, stand)
      const { date } = stand
      if (date === undefined) return { version: null, changed: [] }
      const { month, day } = date
      const result = await rest(historised)({ ...env, run: { ...env.run, month, day, plan } })()
      if (result._tag === 'Left') throw new FlisFailure(result.left)
      return result.right
    },
    rest.areas,
  )

/**
 * The flexible Borger track as a pipeline of the public verbs: land and historise what waits of CPR, LIFA and REF, build
 * Borger as of the newest CPR delivery, with it whatever of the other areas refers to citizens that have changed, test
 * Borger's quality, make the `FLEKS` packages when they are due, publish. Deliveries of other areas are left waiting.
 *
 * Errors: U001 (no area has CPR), U004 (packages are asked for and no CPR has come), those of a run.
 *
 * @param areas all areas of the warehouse
 * @example await main(borgerRun([borger, ky]), { warehouse: './lager' })
 */
export const borgerRun = (
  areas: readonly Dataomraade[],
  { inbox = 'inbox', packages: asked = false }: BorgerRunOptions = {},
): BorgerStreaming => {
  const track = borgerTrack(areas, asked)
  const { own } = track
  const rest = pipe(
    buildWithFollowers(...own),
    andThen(quality(...own)),
    andThen(packages('DM')),
    andThen(noteFollowers(own)),
    andThen(publish()),
  )
  const streaming = stream(
    sourceOf(inbox),
    pipe(land(...own), andThen(historise(...own)), andThen(asOfLoaded(track, rest))),
  )
  return { ...streaming, track }
}
