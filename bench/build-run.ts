import {
  type BuildStep,
  type Dataomraade,
  type Env,
  fixedClock,
  type Model,
  type Month,
  NATIONAL,
  openWarehouse,
  parseConfig,
  prepareLedger,
  type RunEvent,
  readKey,
  silentLog,
  warehousePaths,
} from '@flis/core'
import { build, inBuildOrder, publish } from '@flis/dm'
import { cpuSeconds } from './say.js'

export interface BuildRun {
  readonly folder: string
  readonly memory: string
  readonly area: Dataomraade
  /** What is built of the area, with all that it reads and that does not stand yet. */
  readonly models: readonly Model[]
  readonly month: Month
  /** Whether readers are to have it: else nothing is left of the run but files that nobody refers to. */
  readonly published: boolean
}

const stepOf = (area: Dataomraade, model: Model, month: Month): BuildStep => ({
  kind: 'build',
  id: model.name,
  phase: 1,
  kommune: NATIONAL,
  why: 'missing',
  because: [],
  area: area.name,
  model: model.name,
  month,
})

/**
 * Builds models of an area from what lies in a warehouse's DSA_HIST. Gives what it took from opening the database on,
 * model by model (seconds, and processor seconds), the rows of the models asked for and the files of their newest layer.
 */
export const buildRun = async (run: BuildRun): Promise<Readonly<Record<string, unknown>>> => {
  const { folder, memory, month } = run
  const area = { ...run.area, models: run.models }
  const started = process.hrtime.bigint()
  const cpuBefore = cpuSeconds()
  const since = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9
  const models: Record<string, number> = {}
  const cpus: Record<string, number> = {}
  let begun = started
  let cpuBegun = cpuBefore
  const reporter = (event: RunEvent): void => {
    if (event.event === 'step-started') {
      begun = process.hrtime.bigint()
      cpuBegun = cpuSeconds()
    }
    if (event.event !== 'step-committing' || event.step === 'publish') return
    models[event.step] = since(begun)
    cpus[event.step] = cpuSeconds() - cpuBegun
  }
  const paths = warehousePaths(folder)
  const config = parseConfig({ areas: [area.name], limits: { memory } })
  const warehouse = await openWarehouse(paths, config)
  const session = await warehouse.session()
  await prepareLedger(session)
  const id = Number(await session.value('select coalesce(max(nr), 0) + 1 from ops.versions'))
  const steps = inBuildOrder([area]).map((model) => stepOf(area, model, month))
  const env: Env = {
    warehouse,
    areas: [area],
    clock: fixedClock('2025-02-03T08:00:00'),
    key: await readKey(paths, {}),
    log: silentLog,
    config,
    reporter,
    signal: new AbortController().signal,
    run: { id, month, plan: { month, steps } },
  }
  const built = await build(area)({ landed: [], historised: 0 })(env)()
  if (built._tag === 'Left') throw new Error(JSON.stringify(built.left))
  const whenBuilt = process.hrtime.bigint()
  if (run.published) {
    const done = await publish(area)(built.right)(env)()
    if (done._tag === 'Left') throw new Error(JSON.stringify(done.left))
  }
  const published = since(whenBuilt)
  const asked = run.models.map(
    ({ name }) => [name, built.right.tables.get(name)?.layers.at(-1)?.rows ?? []] as const,
  )
  session.close()
  warehouse.instance.closeSync()
  return {
    seconds: since(started),
    cpu: cpuSeconds() - cpuBefore,
    models,
    cpus,
    publish: published,
    rows: Object.fromEntries(
      asked.map(([name, parts]) => [name, parts.reduce((sum, each) => sum + Number(each.rows), 0)]),
    ),
    files: Object.fromEntries(asked.map(([name, parts]) => [name, parts.map((each) => each.path)])),
  }
}
