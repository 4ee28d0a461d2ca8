import { type Dataomraade, lastDay, type Model, type Month } from '@flis/core'
import { buildOne, type Work } from './build-one.js'
import { inBuildOrder } from './build-order.js'
import type { BuiltFrom } from './built-from.js'
import { type Asked, refersToChanged } from './needs.js'
import { dependsOnMonth } from './reads.js'

/** The month that some tables stand at; null when they have never been built. */
const standingMonth = ({ intervals }: BuiltFrom, models: readonly Model[]): Month | null => {
  const monthly = models.filter(dependsOnMonth)
  const months = (monthly.length === 0 ? models : monthly).flatMap((model) =>
    [...(intervals.get(model.name)?.values() ?? [])].map(({ month }) => month),
  )
  return months.sort().at(-1) ?? null
}

/** An area that follows: its own tables, and the month at which they stand. */
export interface Follower {
  readonly month: Month
  readonly models: readonly Model[]
}

/**
 * What must be built of an area because one of its tables refers to something that has changed: all of it, as of the
 * month at which it stands. Undefined where nothing refers to it, or nothing has been built yet.
 *
 * @param others names of the models that the run has looked at: what the area shares with them has been built
 */
export const followerOf = (
  asked: Pick<Asked, 'built' | 'expected' | 'changed' | 'moved'>,
  area: Dataomraade,
  others: ReadonlySet<string>,
): Follower | undefined => {
  const models = inBuildOrder([area]).filter((each) => !others.has(each.name))
  const month = standingMonth(asked.built, models)
  if (month === null) return undefined
  return models.some((each) => refersToChanged({ ...asked, month }, each)) ? { month, models } : undefined
}

const buildFollower = async (work: Work, area: Dataomraade): Promise<boolean> => {
  const follower = followerOf({ ...work, expected: [] }, area, work.examined)
  if (follower === undefined) return false
  const { month, models } = follower
  for (const model of models) await buildOne(work, model, { month, day: lastDay(month) })
  return true
}

/** One that was built can be what another refers to. Gives the names of those that were. */
export const buildFollowers = async (
  work: Work,
  areas: readonly Dataomraade[],
): Promise<readonly string[]> => {
  const names: string[] = []
  let left = areas
  for (;;) {
    const area = await firstOf(left, (each) => buildFollower(work, each))
    if (area === undefined) return names
    names.push(area.name)
    left = left.filter((each) => each !== area)
  }
}

const firstOf = async <Each>(
  of: readonly Each[],
  holds: (each: Each) => Promise<boolean>,
): Promise<Each | undefined> => {
  for (const each of of) if (await holds(each)) return each
  return undefined
}
