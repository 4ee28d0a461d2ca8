import type { BuildStep, Dataomraade, KommuneKode, Model, Month, Session } from '@flis/core'
import {
  type BuiltFrom,
  builtFrom,
  dayModels,
  type Expected,
  followerOf,
  inBuildOrder,
  isByDay,
  needsOf,
  standingOf,
} from '@flis/dm'
import { phaseOf } from './phase-of.js'

export interface BuildsAsked {
  readonly areas: readonly Dataomraade[]
  readonly month: Month
  /** The run day, `yyyy-mm-dd`; absent: the month's last. */
  readonly day?: string
  /** Only tables of days: what they refer to is built as of the month at which it stands. */
  readonly days?: true
  /** Other areas, which are built too where they refer to what changes: as of the month at which they stand. */
  readonly followers?: readonly Dataomraade[]
}

interface Planning {
  readonly built: BuiltFrom
  readonly expected: readonly Expected[]
  readonly areas: readonly Dataomraade[]
  /** Models that may change, by name. */
  readonly changed: Set<string>
  readonly planned: Set<string>
  readonly steps: BuildStep[]
}

const planModel = (
  planning: Planning,
  model: Model,
  at: { readonly month: Month; readonly day?: string },
): void => {
  const { built, expected, areas, changed, planned, steps } = planning
  const area = areas.find((each) => each.models.includes(model))?.name ?? ''
  const needs = needsOf({ ...at, built, expected, changed, moved: null }, model)
  planned.add(model.name)
  if (needs.length > 0) changed.add(model.name)
  for (const need of needs)
    steps.push({
      kind: 'build',
      id: `build ${model.name} ${need.kommune}`,
      phase: phaseOf(need.kommune),
      kommune: need.kommune as KommuneKode,
      why: need.why,
      because: need.because,
      area,
      model: model.name,
      month: at.month,
    })
}

const planFollowers = (planning: Planning, areas: readonly Dataomraade[]): void => {
  const found = areas
    .map((area) => ({ area, follower: followerOf({ ...planning, moved: null }, area, planning.planned) }))
    .find((each) => each.follower !== undefined)
  if (found?.follower === undefined) return
  const { month, models } = found.follower
  for (const model of models) planModel(planning, model, { month })
  // One that is built can be what another refers to.
  planFollowers(
    planning,
    areas.filter((each) => each !== found.area),
  )
}

/** What a run computes of DM, model by model and kommune by kommune, and why. */
export const buildSteps = async (
  session: Session,
  { areas, month, day, days, followers = [] }: BuildsAsked,
  expected: readonly Expected[],
): Promise<readonly BuildStep[]> => {
  const planning: Planning = {
    built: await builtFrom(session),
    expected,
    areas: [...areas, ...followers],
    changed: new Set(),
    planned: new Set(),
    steps: [],
  }
  const stood = days === true ? await standingOf(session) : undefined
  const at = { month, ...(day === undefined ? {} : { day }) }
  for (const model of days === true ? dayModels(areas) : inBuildOrder(areas))
    planModel(planning, model, isByDay(model) ? at : (stood?.get(model.name) ?? at))
  planFollowers(planning, followers)
  return planning.steps
}
