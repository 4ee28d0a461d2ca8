// A whole month-run of KY in a warehouse; says what each sort of step took.
// node --import tsx bench/flis-month-run.ts <warehouse> <memory> [all | intake] [month]
import {
  fixedClock,
  month,
  openInstance,
  openSession,
  parseConfig,
  type RunEvent,
  warehousePaths,
} from '@flis/core'
import { ky } from '@flis/domains/ky'
import { intakeRun, main, monthRun } from '@flis/pipelines'
import { LAST_MONTH } from './months.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '1200MB', extent = 'all', run = `${LAST_MONTH}`] = process.argv.slice(2)
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
const now = (): number => Number(process.hrtime.bigint() - started) / 1e9

/** From the first start to the last end of the steps of a sort. */
const spans = new Map<string, { first: number; last: number }>()
let quarantined = 0
const reporter = (event: RunEvent): void => {
  if (event.event === 'finding') quarantined += event.count
  if (event.event !== 'step-started' && event.event !== 'step-done') return
  const [sort = ''] = event.step.split(' ')
  const span = spans.get(sort)
  spans.set(sort, { first: span?.first ?? now(), last: now() })
}
const options = {
  warehouse,
  config: parseConfig({ areas: [ky.name], limits: { memory } }),
  clock: fixedClock('2025-02-03T09:00:00'),
  month: month(run),
  kind: 'month-run',
  reporter,
}
const report =
  extent === 'intake'
    ? await main(intakeRun([ky]), { ...options, extent: 'intake' })
    : await main(monthRun([ky]), options)
const outcomes: Record<string, number> = {}
for (const outcome of report.outcomes.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
const seconds = now()
// A delivery that is held would make the figures of what comes after look better than they are.
const reader = await openSession(await openInstance(warehousePaths(warehouse).database, {}, true))
const held = await reader.value(`select count(*) from ops.deliveries where state <> 'loaded'`)
if (held !== 0n) throw new Error(`${String(held)} deliveries were not loaded`)
say({
  seconds,
  cpu: cpuSeconds() - cpuBefore,
  steps: Object.fromEntries([...spans].map(([sort, { first, last }]) => [sort, last - first])),
  outcomes,
  findings: quarantined,
})
