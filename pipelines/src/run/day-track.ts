import {
  type Contract,
  type Dataomraade,
  fail,
  type Month,
  monthOf,
  type Plan,
  quoteText,
  type Session,
} from '@flis/core'
import { isByDay, newestMonth, unitReads } from '@flis/dm'
import type { WaitingDelivery } from '@flis/rawdata'
import { makePlan } from './make-plan.js'
import type { OpenEnv } from './open-env.js'

/** The track of what happens on days: the areas with tables of it, and the others, which only follow. */
export interface DayTrack {
  readonly own: readonly Dataomraade[]
  readonly followers: readonly Dataomraade[]
}

/** Whether an area has a table whose units are those of a day. */
export const tellsOfDays = (area: Dataomraade): boolean => area.models.some(isByDay)

/**
 * The track of the areas that tell of days. U001 where there is none.
 *
 * @param areas all areas of the warehouse
 */
export const dayTrack = (areas: readonly Dataomraade[]): DayTrack => {
  const own = areas.filter(tellsOfDays)
  if (own.length === 0) fail('U001', { found: 'day-run', expected: 'a warehouse with the area Dagtilbud' })
  return { own, followers: areas.filter((each) => !own.includes(each)) }
}

/** The Kilder whose deliveries tell what happened on a day. */
const dayKilder = ({ own }: DayTrack): ReadonlySet<string> =>
  new Set(
    own.flatMap((area) =>
      area.models
        .filter(isByDay)
        .flatMap((model) => unitReads(model).own.map(({ kilde }: Contract) => kilde)),
    ),
  )

/** The newest month of which something has been delivered; never before the month that readers have. */
const monthOfDays = async (
  session: Session,
  track: DayTrack,
  waiting: readonly WaitingDelivery[],
): Promise<Month | undefined> => {
  const kilder = dayKilder(track)
  const loaded = await session.rows(
    `select max(periode) as periode
     from ops.deliveries
     where kilde in (${[...kilder].map(quoteText).join(', ')}) and state in ('loaded', 'received')`,
  )
  const periods = [
    ...loaded.flatMap(({ periode }) => (periode === null ? [] : [String(periode)])),
    ...waiting.filter((each) => kilder.has(each.kilde) && each.periode !== '').map(({ periode }) => periode),
  ]
  const newest = periods.sort().at(-1)?.slice(0, 7) as Month | undefined
  const readers = await newestMonth(session)
  if (newest === undefined) return undefined
  return readers !== null && readers > newest ? readers : newest
}

/** The plan of a day-run. While nothing has told of a day it only lands and historises. */
export const planDays = async (
  { env, session }: OpenEnv,
  track: DayTrack,
  waiting: readonly WaitingDelivery[],
): Promise<Plan> => {
  const { config, clock } = env
  const input = { areas: track.own, config, clock, waiting }
  const month = await monthOfDays(session, track, waiting)
  if (month === undefined) return makePlan(session, { ...input, month: monthOf(clock()), extent: 'intake' })
  return makePlan(session, { ...input, month, extent: 'all', followers: track.followers, days: true })
}
