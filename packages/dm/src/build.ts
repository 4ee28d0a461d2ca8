import { type Dataomraade, lastDay, type Month, removePath, type Stage, stage } from '@flis/core'
import type { Historised } from '@flis/dsa-hist'
import type { AtPublish } from './at-publish.js'
import { buildFollowers } from './build-followers.js'
import { buildOne, type Filled, type Work } from './build-one.js'
import { dayModels, inBuildOrder } from './build-order.js'
import { type AsStood, builtFrom, standingOf } from './built-from.js'
import { followedBy, followedKey } from './followed.js'
import { keepFollowed, prepareMoved, stageMoved } from './members.js'
import { isByDay } from './reads.js'
import { stagingFolder } from './staging.js'
import { newestVersion, tablesOfVersion } from './standing.js'
import type { Table } from './table.js'

/** Tables as they will stand, not yet visible. */
export interface Built extends Historised {
  readonly month: Month
  /** Every table of the warehouse, changed or not. */
  readonly tables: ReadonlyMap<string, Table>
  /** Models whose rows changed. */
  readonly changed: readonly string[]
  readonly filled: readonly Filled[]
  /** All models that were looked at, whether or not anything had to be done. */
  readonly examined: readonly string[]
  /** Areas that were built because they refer to what changed. See {@link buildWithFollowers}. */
  readonly followers?: readonly string[]
  /** Changes up to this number are in. */
  readonly seq: bigint
  /** The version that the tables go out from; 0 = none. */
  readonly base: number
  /** Written in the transaction that makes the tables visible. */
  readonly atPublish: readonly AtPublish[]
  /** Done once they are visible; must bear being done again by a later command. */
  readonly afterPublish: readonly (() => Promise<void>)[]
}

/** Other areas of the warehouse are left alone, or follow; tables stand as of the run, or as they stood elsewhere. */
interface Manner {
  readonly followers?: true
  readonly asStood?: AsStood
  /** Only tables whose units are those of a day, and what they refer to as it stands. */
  readonly days?: true
}

const built = (areas: readonly Dataomraade[], manner: Manner): Stage<Historised, Built> =>
  stage(
    'build',
    async (historised, env) => {
      const session = await env.warehouse.session(env.signal)
      try {
        await removePath(stagingFolder(env))
        const base = await newestVersion(session)
        const standing = await tablesOfVersion(session, env.warehouse.paths.published, base)
        const from = await builtFrom(session)
        const known = followedBy(inBuildOrder([...env.areas, ...areas]))
        const news = known.filter(
          (each) => !from.followed.some((one) => followedKey(one) === followedKey(each)),
        )
        const work: Work = {
          env,
          session,
          built: from,
          tables: new Map(standing),
          standing,
          changed: new Set(),
          followed: [...from.followed, ...news],
          moved: new Map(),
          filled: [],
          examined: new Set(),
        }
        const { month, day = lastDay(month) } = env.run
        await prepareMoved(session)
        const asStood = manner.days === true ? await standingOf(session) : manner.asStood
        for (const model of manner.days === true ? dayModels(areas) : inBuildOrder(areas)) {
          const stood = manner.days === true && isByDay(model) ? undefined : asStood?.get(model.name)
          await buildOne(work, model, stood ?? { month, day })
        }
        const rest = env.areas.filter((each) => !areas.includes(each))
        const followers = manner.followers === true ? await buildFollowers(work, rest) : []
        const before = (await session.value(
          `select coalesce(max(value::bigint), 0) from ops.meta where name = 'change_seq'`,
        )) as bigint
        const { moved } = work
        const seq = moved.size === 0 ? before : before + 1n
        return {
          ...historised,
          month,
          tables: work.tables,
          changed: [...work.changed],
          examined: [...work.examined],
          followers,
          filled: work.filled,
          seq,
          base,
          atPublish: [
            ...(moved.size === 0 ? [] : [await stageMoved(env, session, moved, seq)]),
            ...(news.length === 0 ? [] : [keepFollowed(news)]),
          ],
          afterPublish: [],
        }
      } finally {
        session.close()
      }
    },
    areas,
  )

/**
 * Builds the DM tables of some areas for the run's month, as far as something that they read has changed, a month is
 * new, or their code is. The result is staged: {@link publish} makes it visible. Rerun with nothing new: no part is
 * written.
 *
 * Errors: M001 (columns not as declared), M002 (a blocking check failed).
 *
 * @example pipe(land(ky), andThen(historise(ky)), andThen(build(ky)), andThen(publish()))
 */
export const build = (...areas: readonly Dataomraade[]): Stage<Historised, Built> => built(areas, {})

/**
 * Builds some areas for the run's month and day, and then every other area of the warehouse that refers to what has
 * changed in them, as of the month at which that area stands: keys of citizens whose number has changed never point to a
 * member that is gone. An area that follows takes up all that has been loaded of it; others stay as they are.
 *
 * Errors: as {@link build}.
 *
 * @example pipe(land(borger), andThen(historise(borger)), andThen(buildWithFollowers(borger)), andThen(publish()))
 */
export const buildWithFollowers = (...areas: readonly Dataomraade[]): Stage<Historised, Built> =>
  built(areas, { followers: true })

/**
 * Builds the tables of some areas that tell of days (their units are those of a day) for the run's month, also before it has
 * ended: what has happened so far. What they refer to is built as of the month and day at which it stands; other areas that
 * refer to what changes there follow.
 *
 * Errors: as {@link build}.
 *
 * @example pipe(land(dagtilbud), andThen(historise(dagtilbud)), andThen(buildDays(dagtilbud)), andThen(publish()))
 */
export const buildDays = (...areas: readonly Dataomraade[]): Stage<Historised, Built> =>
  built(areas, { followers: true, days: true })

/**
 * Builds the tables of some areas as of the months and days at which they stand in another warehouse: after Borger runs
 * not all stand at the same. What stands nowhere is built as of the run.
 *
 * @param asStood see {@link standingOf}
 * @example pipe(history, andThen(buildAsStood(await standingOf(present), ...areas)), andThen(publish()))
 */
export const buildAsStood = (asStood: AsStood, ...areas: readonly Dataomraade[]): Stage<Historised, Built> =>
  built(areas, { asStood })
