// A whole month-run of KY in a warehouse; says what each sort of step took.
// node --import tsx bench/flis-month-run.ts <warehouse> <memory> [intake]
import { fixedClock, parseConfig, type RunEvent } from '@flis/core'
import { ky } from '@flis/domains/ky'
import { intakeRun, main, monthRun } from '@flis/pipelines'
import { LAST_MONTH } from './ky-month.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '1200MB', extent = 'all'] = process.argv.slice(2)
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
  clock: fixedClock('2025-01-02T09:00:00'),
  month: LAST_MONTH,
  kind: 'month-run',
  reporter,
}
const report =
  extent === 'intake'
    ? await main(intakeRun([ky]), { ...options, extent: 'intake' })
    : await main(monthRun([ky]), options)
const outcomes: Record<string, number> = {}
for (const outcome of report.outcomes.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
say({
  seconds: now(),
  cpu: cpuSeconds() - cpuBefore,
  steps: Object.fromEntries([...spans].map(([sort, { first, last }]) => [sort, last - first])),
  outcomes,
  findings: quarantined,
})
