import {
  asFlisError,
  type Config,
  type Dataomraade,
  type Env,
  exportLedger,
  type FlisError,
  FlisFailure,
  finishRun,
  type Month,
  type Plan,
  type RunEvent,
  removePath,
  type Streaming,
  startRun,
  type UnitsCalled,
  type Unready,
} from '@flis/core'
import { configFingerprint, retainPackages } from '@flis/delivery'
import {
  type Built,
  FLIS_VERSION,
  type Published,
  publishBuilt,
  retainVersions,
  stagingFolder,
} from '@flis/dm'
import { type WaitingDelivery, waitingDelivery } from '@flis/rawdata'
import { requireRoomForRun } from '../operations/room.js'
import { type AskedRun, areasOfPipeline, askedRun } from './asked-run.js'
import { type BorgerStand, standBorger } from './borger-track.js'
import {
  initWarehouse,
  isWarehouse,
  type OpenEnv,
  type OpenOptions,
  openEnv,
  readConfig,
} from './open-env.js'

export interface MainOptions extends Partial<Omit<OpenOptions, 'warehouse' | 'areas'>> {
  readonly warehouse: string
  /** Run month; default: the month of the clock. */
  readonly month?: Month
  /** All areas of the warehouse; default: those that the pipeline was given. The plan is for its stages' only. */
  readonly areas?: readonly Dataomraade[]
  /** What the ledger calls the run. */
  readonly kind?: string
  readonly extent?: 'intake' | 'all'
}

/** How a run ended. */
/** How many units of a model a run computed anew. */
export interface Recomputed {
  readonly model: string
  readonly units: number
  readonly called?: UnitsCalled
}

export interface RunReport {
  /** Number in the ledger; null when there was nothing to do. */
  readonly run: number | null
  readonly month: Month
  readonly plan: Plan
  /** The version that readers now use; null when nothing changed. */
  readonly version: number | null
  /** What became of each step: `done`, `nothing to do`, or a delivery's state. */
  readonly outcomes: ReadonlyMap<string, string>
  /** Units (cases, citizens, children's days) that were computed anew because something changed, by model. */
  readonly recomputed: readonly Recomputed[]
  /** What stands in the source and was not ready. */
  readonly unready: readonly Unready[]
  /** Of a Borger run: as of when it built, and how it stands with the flexible packages. */
  readonly borger?: BorgerStand
  /** Of a Borger run: names of what waits in the source and is other areas'. */
  readonly others?: readonly string[]
}

const isBuilt = (output: unknown): output is Built =>
  typeof output === 'object' && output !== null && 'tables' in output && 'atPublish' in output

const isPublished = (output: unknown): output is Published =>
  typeof output === 'object' && output !== null && 'version' in output && 'changed' in output

/** A pipeline that ends before publishing: the run's last step does it. */
const published = async (env: Env, outputs: readonly unknown[]): Promise<number | null> => {
  let version: number | null = null
  for (const output of outputs) {
    if (isPublished(output)) version = output.version ?? version
    else if (isBuilt(output)) version = (await publishBuilt(env, output, env.areas)).version ?? version
  }
  return version
}

interface Watched {
  readonly env: Env
  readonly outcomes: Map<string, { readonly outcome: string; readonly rows: number }>
  readonly recomputed: Recomputed[]
}

/** Notes the outcome of each step for the ledger, on its way to the caller's reporter. */
const watching = (env: Env, run: Env['run']): Watched => {
  const outcomes = new Map<string, { readonly outcome: string; readonly rows: number }>()
  const recomputed: Recomputed[] = []
  const reporter = (event: RunEvent): void => {
    if (event.event === 'recomputed') {
      const { event: _, ...what } = event
      recomputed.push(what)
    }
    if (event.event === 'step-done') outcomes.set(event.step, { outcome: event.outcome, rows: event.rows })
    env.reporter(event)
  }
  return { env: { ...env, run, reporter }, outcomes, recomputed }
}

/** How the run ended goes into the ledger also when it was stopped: an abort does not reach this session. */
const writeDown = async (
  { env, outcomes }: Watched,
  end: { readonly version: number | null; readonly error: FlisError | null },
): Promise<void> => {
  const session = await env.warehouse.session()
  try {
    await finishRun(env, session, outcomes, end)
    await exportLedger(session, env.warehouse.paths.published)
  } finally {
    session.close()
  }
}

const perform = async <U, O>(
  { env, session }: OpenEnv,
  streaming: Streaming<U, O>,
  { plan, kind, day, track }: AskedRun,
): Promise<Omit<RunReport, 'unready'>> => {
  const area = areasOfStages(streaming, env.areas)
    .map((each) => each.name)
    .join(', ')
  const id = await startRun(session, env.clock, plan, {
    config: configFingerprint(env.config),
    kind,
    area,
    flis: FLIS_VERSION,
  })
  const watched = watching(env, {
    id,
    month: plan.month,
    plan,
    kind,
    ...(day === undefined ? {} : { day }),
  })
  watched.env.reporter({ event: 'run-started', run: id, kind, steps: plan.steps.length })
  let error: FlisError | null = null
  let version: number | null = null
  try {
    const result = await streaming.run(watched.env)
    if (result._tag === 'Left') error = result.left
    else version = await published(watched.env, result.right.outputs)
    if (error === null) {
      const { versions, outboxMonths } = env.config.retention
      await retainVersions(watched.env, session, versions)
      await retainPackages(watched.env, session, outboxMonths)
    }
  } catch (thrown) {
    error = asFlisError(thrown)
  }
  await writeDown(watched, { version, error })
  watched.env.reporter({ event: 'run-done', run: id, outcome: error === null ? 'done' : error.code })
  if (error !== null) throw new FlisFailure(error)
  await removePath(stagingFolder(watched.env))
  const borger = track === undefined ? undefined : await standBorger(env, session, track)
  return {
    run: id,
    month: borger?.date?.month ?? plan.month,
    plan,
    ...(borger === undefined ? {} : { borger }),
    version,
    recomputed: watched.recomputed,
    outcomes: new Map([...watched.outcomes].map(([step, { outcome }]) => [step, outcome])),
  }
}

/** The areas that a run is about: those of its stages; stages of none are about all. */
const areasOfStages = <U, O>(
  { stage }: Streaming<U, O>,
  all: readonly Dataomraade[],
): readonly Dataomraade[] => (stage.areas.length === 0 ? all : stage.areas)

/** What waits in a source for the pipeline's areas, and names of what waits there for others. */
interface Waiting {
  readonly waiting: readonly (WaitingDelivery & { readonly bytes: number })[]
  readonly others: readonly string[]
}

/** What waits in a source, by what names and routes say: read without taking anything. */
const waitingIn = async <U, O>(env: Env, streaming: Streaming<U, O>): Promise<Waiting> => {
  const told = waitingDelivery(env, areasOfStages(streaming, env.areas))
  const waiting: (WaitingDelivery & { readonly bytes: number })[] = []
  const others: string[] = []
  for await (const unit of streaming.source.units(env)) {
    if (typeof unit !== 'object' || unit === null || !('fileName' in unit)) continue
    const metadataPath = 'metadataPath' in unit ? String(unit.metadataPath) : ''
    const delivery = await told({ fileName: String(unit.fileName), metadataPath })
    // Another area's: left waiting.
    const bytes = 'bytes' in unit ? Number(unit.bytes) : 0
    if (delivery === undefined) others.push(String(unit.fileName))
    else waiting.push({ ...delivery, bytes })
  }
  return { waiting, others }
}

const openFor = async (options: MainOptions, areas: readonly Dataomraade[]): Promise<OpenEnv> => {
  if (!(await isWarehouse(options.warehouse)))
    await initWarehouse(
      options.warehouse,
      areas.map((each) => each.name),
    )
  const config: Config = options.config ?? (await readConfig(options.warehouse))
  return openEnv({ ...options, areas, config })
}

/** The plan of a pipeline's run, without running it. */
export const planOf = async <U, O>(streaming: Streaming<U, O>, options: MainOptions): Promise<Plan> => {
  const areas = options.areas ?? areasOfPipeline(streaming)
  const open = await openFor(options, areas)
  try {
    const { waiting } = await waitingIn(open.env, streaming)
    const { plan } = await askedRun(open, streaming, areasOfStages(streaming, areas), waiting, {
      ...options,
      onlyPlan: true,
    })
    return plan
  } finally {
    open.close()
  }
}

/**
 * Runs a pipeline in a warehouse: makes the plan, performs it, publishes what was built, and writes it all down in
 * the ledger. With nothing to do nothing is changed, and no run is written. A missing warehouse folder is made.
 *
 * Throws a {@link FlisFailure} with the named error; the last good version stays in place.
 *
 * @example
 * await main(stream(folder('inbox'), pipe(land(ky), andThen(historise(ky)), andThen(build(ky)), andThen(packages('DM')))), {
 *   warehouse: './lager',
 *   month: month('2022-10'),
 * })
 */
export const main = async <U, O>(streaming: Streaming<U, O>, options: MainOptions): Promise<RunReport> => {
  const areas = options.areas ?? areasOfPipeline(streaming)
  const open = await openFor(options, areas)
  try {
    const { waiting, others } = await waitingIn(open.env, streaming)
    const asked = await askedRun(open, streaming, areasOfStages(streaming, areas), waiting, options)
    const { plan, stand } = asked
    const unready = (await streaming.source.unready?.(open.env)) ?? []
    if (plan.steps.length === 0)
      return {
        run: null,
        month: plan.month,
        plan,
        version: null,
        outcomes: new Map(),
        recomputed: [],
        unready,
        ...(stand === undefined ? {} : { borger: stand, others }),
      }
    const bytes = waiting.reduce((sum, each) => sum + each.bytes, 0)
    await requireRoomForRun(open.env, open.session, plan, bytes, options.freeBytes)
    const left = asked.track === undefined ? {} : { others }
    return { ...(await perform(open, streaming, asked)), unready, ...left }
  } finally {
    open.close()
  }
}
