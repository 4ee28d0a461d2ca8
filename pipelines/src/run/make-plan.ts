import {
  type BuildStep,
  type Clock,
  type Config,
  contractsOf,
  type Dataomraade,
  type KommuneKode,
  kilderOf,
  type LandStep,
  type LoadStep,
  type Month,
  NATIONAL,
  type PackageStep,
  type Plan,
  quoteText,
  type Session,
  type Step,
} from '@flis/core'
import { contractsRead, type Expected, inBuildOrder, needsOf } from '@flis/dm'
import { changedAbsence, goneFromQuality, pendingScopes, pendingUpserts } from '@flis/dsa-hist'
import type { WaitingDelivery } from '@flis/rawdata'

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

const phaseOf = (kommune: string): 1 | 2 => (kommune === NATIONAL ? 1 : 2)

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

interface Pending {
  readonly kilde: string
  readonly kommune: string
  readonly deliveries: readonly string[]
}

const kommunerOf = async (session: Session, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length === 0
    ? []
    : (
        await session.rows(
          `select distinct kommune from ops.deliveries where id in (${ids.map(quoteText).join(', ')}) order by 1`,
        )
      ).map((row) => String(row.kommune))

const pendingOf = async (
  session: Session,
  config: Config,
  areas: readonly Dataomraade[],
): Promise<readonly Pending[]> => {
  const contracts = contractsOf(areas)
  const pending: Pending[] = []
  for (const kilde of kilderOf(areas).values()) {
    const byId = contracts.some((each) => each.kilde === kilde.name && each.mode !== 'full')
    if (byId) {
      const { load, hold, remove } = await pendingUpserts(session, config, kilde, contracts)
      const coming = [...load, ...hold].map(({ kommune, id }) => ({ kommune, deliveries: [id] }))
      const going = (await kommunerOf(session, remove)).map((kommune) => ({ kommune, deliveries: remove }))
      pending.push(...[...coming, ...going].map((each) => ({ kilde: kilde.name, ...each })))
    } else
      pending.push(
        ...(await pendingScopes(session, config, kilde)).map(({ kommune, deliveries }) => ({
          kilde: kilde.name,
          kommune,
          deliveries: deliveries.map((each) => each.id),
        })),
      )
  }
  return pending
}

/** Kilder that wait for another's codes, or are checked against them, load more when that one arrives. */
const followers = (areas: readonly Dataomraade[], arriving: ReadonlySet<string>): ReadonlySet<string> => {
  const contracts = contractsOf(areas)
  const arrivingContracts = new Set(
    contracts.filter((each) => arriving.has(each.kilde)).map((each) => each.name),
  )
  const checked = contracts
    .filter((each) =>
      Object.values(each.fields).some(
        (field) => field.kind.type === 'reference' && arrivingContracts.has(field.kind.contract),
      ),
    )
    .map((each) => each.kilde)
  return new Set(checked)
}

const followingLoads = async (
  session: Session,
  areas: readonly Dataomraade[],
  waiting: readonly WaitingDelivery[],
): Promise<readonly Pending[]> => {
  const kilder = followers(areas, new Set(waiting.map((each) => each.kilde)))
  if (kilder.size === 0) return []
  const rows = await session.rows(
    `select d.kilde, d.kommune, list(distinct d.id order by d.id) as deliveries
     from ops.deliveries d
     where d.kilde in (${[...kilder].map(quoteText).join(', ')})
       and (d.state = 'held' or exists (
         select 1 from ops.quarantine q where q.delivery = d.id and q.state = 'open'
       ))
     group by all
     order by all`,
  )
  return rows.map((row) => ({
    kilde: String(row.kilde),
    kommune: String(row.kommune),
    deliveries: (row.deliveries as unknown as { readonly items: readonly string[] }).items,
  }))
}

const loadSteps = (pending: readonly Pending[]): readonly LoadStep[] => {
  const merged = new Map<string, Pending>()
  for (const each of pending) {
    const key = `${each.kilde} ${each.kommune}`
    const before = merged.get(key)
    merged.set(key, { ...each, deliveries: [...(before?.deliveries ?? []), ...each.deliveries] })
  }
  return [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { kilde, kommune, deliveries }]) => ({
      kind: 'load',
      id: `load ${key}`,
      phase: phaseOf(kommune),
      kommune: kommune as KommuneKode,
      why: 'missing',
      because: [...new Set(deliveries)],
      kilde,
    }))
}

const buildSteps = async (
  session: Session,
  { areas, month }: PlanInput,
  expected: readonly Expected[],
): Promise<readonly BuildStep[]> => {
  const steps: BuildStep[] = []
  for (const model of inBuildOrder(areas)) {
    const area = areas.find((each) => each.models.includes(model))?.name ?? ''
    for (const need of await needsOf(session, model, month, expected))
      steps.push({
        kind: 'build',
        id: `build ${model.name} ${need.kommune}`,
        phase: phaseOf(need.kommune),
        kommune: need.kommune as KommuneKode,
        why: need.why,
        because: need.because,
        area,
        model: model.name,
        month,
      })
  }
  return steps
}

const packageSteps = async (
  session: Session,
  { areas, month, config }: PlanInput,
  builds: readonly BuildStep[],
  expected: readonly Expected[],
): Promise<readonly PackageStep[]> => {
  const steps: PackageStep[] = []
  for (const area of areas) {
    const facts = area.models.filter((each) => each.kind === 'fact' && each.exported)
    const contracts = new Set(
      facts.flatMap((each) => [...contractsRead(each, { month, from: null }).direct].map((one) => one.name)),
    )
    if (contracts.size === 0) continue
    const names = [...contracts].map(quoteText).join(', ')
    const delivered = await session.rows(
      `select distinct kommune from ops.loads where contract in (${names}) order by 1`,
    )
    const made = await session.rows(
      `select distinct kommune from ops.packages
       where area = ${quoteText(area.name)} and periode = ${quoteText(month)} and kind = 'DM'`,
    )
    const already = new Set(made.map((row) => String(row.kommune)))
    const kommuner = [
      ...delivered.map((row) => String(row.kommune)),
      ...expected.filter((each) => contracts.has(each.contract)).map((each) => each.kommune),
      ...(config.packages.kommuner ?? []),
    ]
    for (const kommune of [...new Set(kommuner)].sort()) {
      if (kommune === NATIONAL || (config.packages.kommuner ?? [kommune]).every((each) => each !== kommune))
        continue
      const changed = builds.filter(
        (each) =>
          facts.some((fact) => fact.name === each.model) &&
          [kommune, NATIONAL as string].includes(each.kommune),
      )
      if (already.has(kommune) && changed.length === 0) continue
      steps.push({
        kind: 'package',
        id: `package ${area.name} ${kommune}`,
        phase: 2,
        kommune: kommune as KommuneKode,
        why: already.has(kommune) ? 'changed input' : 'missing',
        because: already.has(kommune) ? [...new Set(changed.map((each) => each.model))] : [month],
        area: area.name,
        month,
        packageKind: 'DM',
      })
    }
  }
  return steps
}

/**
 * Makes the plan of a run from the ledger, the models, the configuration and what waits in the source. What the
 * waiting deliveries will change is foreseen by Kilde and kommune; a step that then finds no changed row says so.
 */
export const makePlan = async (session: Session, input: PlanInput): Promise<Plan> => {
  const { areas, month, waiting } = input
  const contracts = contractsOf(areas)
  const kilder = kilderOf(areas)
  const gone = (await goneFromQuality(session)).filter(({ kilde }) => kilder.has(kilde))
  const loads = loadSteps([
    ...(await pendingOf(session, input.config, areas)),
    ...gone.map(({ id, kilde, kommune }) => ({ kilde, kommune, deliveries: [id] })),
    ...(await followingLoads(session, areas, waiting)),
    ...waiting
      .filter((each) => each.kilde !== '')
      .map((each) => ({ kilde: each.kilde, kommune: each.kommune, deliveries: [each.fileName] })),
  ])
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
    const packages = await packageSteps(session, input, builds, expected)
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
