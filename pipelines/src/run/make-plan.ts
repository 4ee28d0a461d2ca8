import {
  type BuildStep,
  type Clock,
  type Config,
  contractsOf,
  type Dataomraade,
  type KommuneKode,
  type LandStep,
  type Month,
  NATIONAL,
  type PackageStep,
  type Plan,
  type Session,
  type Step,
} from '@flis/core'
import type { Expected } from '@flis/dm'
import { changedAbsence } from '@flis/dsa-hist'
import type { WaitingDelivery } from '@flis/rawdata'
import { buildSteps } from './build-steps.js'
import { loadSteps } from './load-steps.js'
import { packageSteps } from './package-steps.js'
import { phaseOf } from './phase-of.js'

/** How the plan of a Borger run differs from that of a month-run. */
export interface FlexiblePlan {
  /** The run day, `yyyy-mm-dd`. */
  readonly day: string
  /** None, those that are needed, of these only those that were lost, or all anew. */
  readonly packages: 'none' | 'needed' | 'lost' | 'asked'
}

export interface PlanInput {
  readonly areas: readonly Dataomraade[]
  readonly month: Month
  readonly config: Config
  /** Tells which deadlines have passed. */
  readonly clock: Clock
  readonly waiting: readonly WaitingDelivery[]
  /** Up to which step the run goes: `intake` stops before DM. */
  readonly extent: 'intake' | 'all'
  /** Other areas, which are built too where they refer to what changes. */
  readonly followers?: readonly Dataomraade[]
  /** Only tables of days, and what they refer to as it stands. */
  readonly days?: true
  /** Absent: a month-run. */
  readonly flexible?: FlexiblePlan
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

const packagesOf = async (
  session: Session,
  { areas, month, config, flexible, days }: PlanInput,
  builds: readonly BuildStep[],
  expected: readonly Expected[],
): Promise<readonly PackageStep[]> => {
  if (flexible?.packages === 'none' || days === true) return []
  const steps = await packageSteps(session, {
    areas,
    month,
    config,
    builds,
    expected,
    ...(flexible === undefined ? {} : { runKind: 'FLEKS' }),
    ...(flexible?.packages === 'asked' ? { asked: true } : {}),
  })
  if (flexible?.packages !== 'lost') return steps
  const lost = await lostKommuner(session, month)
  return steps.filter((each) => lost.has(each.kommune))
}

/** Kommuner whose flexible package of a periode never reached the outbox. */
const lostKommuner = async (session: Session, periode: Month): Promise<ReadonlySet<string>> => {
  const rows = await session.rows(
    `select kommune
     from ops.packages
     where run_kind = 'FLEKS' and periode = '${periode}'
     group by kommune
     having arg_max(state, nr) = 'lost'`,
  )
  return new Set(rows.map((row) => String(row.kommune)))
}

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
    const builds = await buildSteps(session, { ...input, ...input.flexible }, expected)
    const packages = await packagesOf(session, input, builds, expected)
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
