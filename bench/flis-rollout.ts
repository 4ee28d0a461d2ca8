// Builds and publishes KY's DM from what lies in a warehouse's DSA_HIST; says what it took, model by model.
// node --import tsx bench/flis-rollout.ts <warehouse> <memory>
import {
  type BuildStep,
  type Env,
  fixedClock,
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
import { ky } from '@flis/domains/ky'
import { LAST_MONTH } from './ky-month.js'
import { cpuSeconds, say } from './say.js'

const [folder = '', memory = '1200MB'] = process.argv.slice(2)
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
const since = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9

const steps: readonly BuildStep[] = inBuildOrder([ky]).map((model) => ({
  kind: 'build',
  id: model.name,
  phase: 1,
  kommune: NATIONAL,
  why: 'missing',
  because: [],
  area: ky.name,
  model: model.name,
  month: LAST_MONTH,
}))
const models: Record<string, number> = {}
let begun = started
const reporter = (event: RunEvent): void => {
  if (event.event === 'step-started') begun = process.hrtime.bigint()
  if (event.event === 'step-committing' && event.step !== 'publish') models[event.step] = since(begun)
}

const paths = warehousePaths(folder)
const config = parseConfig({ areas: [ky.name], limits: { memory } })
const warehouse = await openWarehouse(paths, config)
const session = await warehouse.session()
await prepareLedger(session)
const run = Number(await session.value('select coalesce(max(nr), 0) + 1 from ops.versions'))
const env: Env = {
  warehouse,
  areas: [ky],
  clock: fixedClock('2025-01-02T08:00:00'),
  key: await readKey(paths, {}),
  log: silentLog,
  config,
  reporter,
  signal: new AbortController().signal,
  run: { id: run, month: LAST_MONTH, plan: { month: LAST_MONTH, steps } },
}
const built = await build(ky)({ landed: [], historised: 0 })(env)()
if (built._tag === 'Left') throw new Error(JSON.stringify(built.left))
const whenBuilt = process.hrtime.bigint()
const done = await publish(ky)(built.right)(env)()
if (done._tag === 'Left') throw new Error(JSON.stringify(done.left))
const published = since(whenBuilt)
const size = await session.rows('select model, sum("rows") as n from ops.parts group by all')
session.close()
warehouse.instance.closeSync()
say({
  seconds: since(started),
  cpu: cpuSeconds() - cpuBefore,
  models,
  publish: published,
  rows: Object.fromEntries(size.map((row) => [String(row.model), Number(row.n)])),
})
