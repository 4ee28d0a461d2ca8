import {
  type Clock,
  type Config,
  contractsOf,
  type Dataomraade,
  type KommuneKode,
  type LandStep,
  type Month,
  NATIONAL,
  type Plan,
  type Session,
  type Step,
} from '@flis/core'
import { changedAbsence } from '@flis/dsa-hist'
import type { WaitingDelivery } from '@flis/rawdata'
import { buildSteps } from './build-steps.js'
import { loadSteps } from './load-steps.js'
import { packageSteps } from './package-steps.js'
import { phaseOf } from './phase-of.js'

export interface PlanInput {
  readonly areas: readonly Dataomraade[]
  readonly month: Month
  readonly config: Config
  /** Tells which deadlines have passed. */
  readonly clock: Clock
  readonly waiting: readonly WaitingDelivery[]
  /** Up to which step the run goes: `intake` stops before DM. */
  readonly extent: 'intake' | 'all'
}

const landSteps = (waiting: readonly WaitingDelivery[]): readonly LandStep[] =>
  waiting.map(({ fileName, kilde, kommune }) => ({
    kind: 'land',
    id: `land ${fileName}`,
    phase: phaseOf(kommune),
    kommune: kommune as KommuneKode,
    why: 'missing',
    because: [fileName],
    file: fileName,
    kilde,
  }))

/**
 * Makes the plan of a run from the ledger, the models, the configuration and what waits in the source. What the
 * waiting deliveries will change is foreseen by Kilde and kommune; a step that then finds no changed row says so.
 */
export const makePlan = async (session: Session, input: PlanInput): Promise<Plan> => {
  const { areas, month, waiting } = input
  const contracts = contractsOf(areas)
  const loads = await loadSteps(session, input.config, areas, waiting)
  const steps: Step[] = [...landSteps(waiting), ...loads]
  if (input.extent === 'all') {
    const expected = loads.flatMap((step) =>
      contracts
        .filter((each) => each.kilde === step.kilde)
        .flatMap((each) =>
          step.because.map((delivery) => ({
            contract: each.name,
            kommune: step.kommune as string,
            delivery,
          })),
        ),
    )
    const builds = await buildSteps(session, input, expected)
    const packages = await packageSteps(session, { areas, month, config: input.config, builds, expected })
    steps.push(...builds, ...packages)
    if (builds.length + packages.length > 0)
      steps.push({
        kind: 'publish',
        id: 'publish',
        phase: 3,
        kommune: NATIONAL,
        why: 'changed input',
        because: [...new Set([...builds, ...packages].map((each) => each.area))],
      })
    const absent = steps.length > 0 ? [] : await changedAbsence(input, session, areas)
    if (absent.length > 0)
      steps.push({
        kind: 'quality',
        id: 'quality',
        phase: 3,
        kommune: NATIONAL,
        why: 'changed input',
        because: absent,
      })
  }
  return { month, steps }
}
