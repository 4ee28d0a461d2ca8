import { type Dataomraade, type Env, fail, kilderOf, monthOf, type Plan, type Session } from '@flis/core'
import { isHomeOfCitizens } from '@flis/delivery'
import { BorgerPerson, LIFASkoledistrikt } from '@flis/dm'
import type { WaitingDelivery } from '@flis/rawdata'
import { type BorgerDate, borgerDate } from './borger-date.js'
import { type FlexiblePackages, flexiblePackages, packagesToMake } from './flexible-packages.js'
import { loadSteps } from './load-steps.js'
import { makePlan } from './make-plan.js'
import type { OpenEnv } from './open-env.js'

/** How it stands with the citizens. */
export interface BorgerStand {
  /** Absent while no CPR delivery has come: then a run only lands and historises. */
  readonly date?: BorgerDate
  readonly packages?: FlexiblePackages
}

/** A Borger run, before it is run. */
interface BorgerPlan extends BorgerStand {
  readonly plan: Plan
}

/** The track of a warehouse's citizens: their area, the areas whose deliveries it takes, and those that only follow. */
export interface BorgerTrack {
  readonly area: Dataomraade
  /** The area itself, and those of the Kilder that it reads (REF). */
  readonly own: readonly Dataomraade[]
  readonly followers: readonly Dataomraade[]
  /** Packages now, whatever has been sent. */
  readonly asked: boolean
}

/**
 * The track of the area whose contracts hold the persons. U001 where no area does.
 *
 * @param areas all areas of the warehouse
 */
export const borgerTrack = (areas: readonly Dataomraade[], asked = false): BorgerTrack => {
  const area =
    areas.find(isHomeOfCitizens) ??
    fail('U001', { found: 'borger-run', expected: 'a warehouse with the area Borger' })
  const read = new Set(kilderOf([area]).keys())
  const own = areas.filter((each) => each === area || each.kilder.some(({ name }) => read.has(name)))
  return { area, own, followers: areas.filter((each) => !own.includes(each)), asked }
}

const periodsOf = (waiting: readonly WaitingDelivery[], kilde: string): readonly string[] =>
  waiting.filter((each) => each.kilde === kilde && each.periode !== '').map(({ periode }) => periode)

const dateOf = async (
  session: Session,
  { env }: OpenEnv,
  track: BorgerTrack,
  waiting: readonly WaitingDelivery[],
): Promise<BorgerDate | undefined> => {
  const loads = await loadSteps(session, env.config, track.own, waiting)
  const held = loads.some(({ kilde }) => kilde === BorgerPerson.kilde)
  return borgerDate(session, track.area.name, { periods: periodsOf(waiting, BorgerPerson.kilde), held })
}

/** The plan of a Borger run, from what is loaded and what waits. U004 when packages are asked for and no CPR has come. */
export const planBorger = async (
  open: OpenEnv,
  track: BorgerTrack,
  waiting: readonly WaitingDelivery[],
): Promise<BorgerPlan> => {
  const { env, session } = open
  const { config, clock } = env
  const input = { areas: track.own, config, clock, waiting }
  const date = await dateOf(session, open, track, waiting)
  if (date === undefined) {
    if (track.asked) fail('U004', { detail: 'no delivery of CPR has come yet' })
    const month = monthOf(clock())
    return { plan: await makePlan(session, { ...input, month, extent: 'intake' }) }
  }
  const wanted = { area: track.area, config, clock, date }
  const packages = await flexiblePackages(session, {
    ...wanted,
    coming: periodsOf(waiting, LIFASkoledistrikt.kilde),
  })
  const plan = await makePlan(session, {
    ...input,
    month: date.month,
    extent: 'all',
    followers: track.followers,
    flexible: {
      day: date.day,
      packages: packagesToMake(packages, wanted, track.asked),
    },
  })
  return { plan, date, packages }
}

/** How it stands once deliveries have loaded, been held or been rejected. */
export const standBorger = async (
  { config, clock }: Env,
  session: Session,
  { area }: BorgerTrack,
): Promise<BorgerStand> => {
  const date = await borgerDate(session, area.name)
  if (date === undefined) return {}
  return { date, packages: await flexiblePackages(session, { area, config, clock, date }) }
}
