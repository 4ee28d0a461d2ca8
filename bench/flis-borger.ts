// Takes what lies in a warehouse's inbox of CPR and LIFA to published tables of the Borger area; says what it took.
// node --import tsx bench/flis-borger.ts <warehouse> <memory> [all | facts]
import { readFile } from 'node:fs/promises'
import { andThen, fixedClock, month, parseConfig, type RunEvent, stream } from '@flis/core'
import { build, publish } from '@flis/dm'
import { borger } from '@flis/domains/borger'
import { historise } from '@flis/dsa-hist'
import { main } from '@flis/pipelines'
import { folder, land } from '@flis/rawdata'
import { LAST_MONTH } from './months.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '3500MB', tables = 'all'] = process.argv.slice(2)
/** Those two, and what they refer to. */
const BARE = ['DimTid', 'DimKommune', 'DimAlder', 'DimGeografi', 'DimBorger', 'FactBorger']
const area =
  tables === 'all'
    ? borger
    : { ...borger, models: borger.models.filter(({ name }) => BARE.includes(name)), findings: [] }
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
const now = (): number => Number(process.hrtime.bigint() - started) / 1e9

/** From the first start to the last end of the steps of a sort; of the tables each. */
const spans = new Map<string, { first: number; last: number; cpuFirst: number; cpuLast: number }>()
const reporter = (event: RunEvent): void => {
  if (event.event !== 'step-started' && event.event !== 'step-committing' && event.event !== 'step-done')
    return
  const [sort = '', table = ''] = event.step.split(' ')
  const name = sort === 'build' ? table : sort
  const span = spans.get(name)
  if (event.event === 'step-done' && sort === 'build') return
  spans.set(name, {
    first: span?.first ?? now(),
    last: now(),
    cpuFirst: span?.cpuFirst ?? cpuSeconds(),
    cpuLast: cpuSeconds(),
  })
}
const loaded = andThen(historise(area))(land(area))
const built = andThen(build(area))(loaded)
const report = await main(stream(folder('inbox'), andThen(publish())(built)), {
  warehouse,
  config: parseConfig({ areas: [borger.name], limits: { memory } }),
  clock: fixedClock('2025-01-02T09:00:00'),
  month: month(`${LAST_MONTH}`),
  kind: 'borger-run',
  reporter,
})
const outcomes: Record<string, number> = {}
for (const outcome of report.outcomes.values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
// What this process gave the file system to write.
const io = await readFile('/proc/self/io', 'utf8').catch(() => '')
const [, written = '0'] = /^write_bytes: (\d+)/m.exec(io) ?? []
say({
  seconds: now(),
  cpu: cpuSeconds() - cpuBefore,
  written: Number(written),
  steps: Object.fromEntries([...spans].map(([name, { first, last }]) => [name, last - first])),
  cpus: Object.fromEntries([...spans].map(([name, { cpuFirst, cpuLast }]) => [name, cpuLast - cpuFirst])),
  outcomes,
})
