import {
  type Dataomraade,
  fail,
  type Month,
  monthOf,
  type Plan,
  type Session,
  type Streaming,
} from '@flis/core'
import { newestMonth } from '@flis/dm'
import type { WaitingDelivery } from '@flis/rawdata'
import { type BorgerStand, type BorgerTrack, planBorger } from './borger-track.js'
import { type DayTrack, planDays } from './day-track.js'
import { makePlan } from './make-plan.js'
import type { OpenEnv } from './open-env.js'

/** What a run is asked to be. */
export interface AskedFor {
  readonly month?: Month
  readonly kind?: string
  readonly extent?: 'intake' | 'all'
  /** Nothing is run: also a month that a run would refuse can be planned. */
  readonly onlyPlan?: boolean
}

/** A run that has been planned and not begun. */
export interface AskedRun {
  readonly plan: Plan
  /** What the ledger calls it. */
  readonly kind: string
  /** The run day of a Borger run, `yyyy-mm-dd`. */
  readonly day?: string
  /** Of a Borger run. */
  readonly track?: BorgerTrack
  readonly stand?: BorgerStand
}

/** Months run forward: an older one than readers have would take rows away from them (S005). Borger comes back by itself. */
const refuseOlder = async (session: Session, month: Month): Promise<void> => {
  const newest = await newestMonth(session)
  if (newest !== null && newest > month) fail('S005', { found: month, expected: newest })
}

const trackOf = (streaming: object): BorgerTrack | undefined =>
  'track' in streaming ? (streaming.track as BorgerTrack) : undefined

const daysOf = (streaming: object): DayTrack | undefined =>
  'days' in streaming ? (streaming.days as DayTrack) : undefined

/** The areas that a pipeline knows: those of its stages, and those that follow citizens. */
export const areasOfPipeline = <U, O>(streaming: Streaming<U, O>): readonly Dataomraade[] => [
  ...new Set([
    ...streaming.stage.areas,
    ...(trackOf(streaming)?.followers ?? []),
    ...(daysOf(streaming)?.followers ?? []),
  ]),
]

/**
 * Plans a pipeline's run: for the month that is asked for, else the clock's; a Borger run and a day-run tell by themselves as of when.
 *
 * Errors: S005 (a month older than readers have), those of {@link planBorger}.
 */
export const askedRun = async <U, O>(
  open: OpenEnv,
  streaming: Streaming<U, O>,
  areas: readonly Dataomraade[],
  waiting: readonly WaitingDelivery[],
  { month, kind, extent = 'all', onlyPlan = false }: AskedFor,
): Promise<AskedRun> => {
  const { env, session } = open
  const track = trackOf(streaming)
  if (track !== undefined) {
    const { plan, ...stand } = await planBorger(open, track, waiting)
    const day = stand.date?.day
    return { plan, kind: 'borger-run', track, stand, ...(day === undefined ? {} : { day }) }
  }
  const days = daysOf(streaming)
  if (days !== undefined) return { plan: await planDays(open, days, waiting), kind: 'day-run' }
  const wanted = month ?? monthOf(env.clock())
  if (extent === 'all' && !onlyPlan) await refuseOlder(session, wanted)
  const { config, clock } = env
  const followers = env.areas.filter((each) => !areas.includes(each))
  const plan = await makePlan(session, { areas, month: wanted, config, clock, waiting, extent, followers })
  return { plan, kind: kind ?? 'pipeline' }
}
