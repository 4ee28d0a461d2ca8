// Lands and historises what lies in a warehouse's inbox, of the area of csv-area.ts; says what it took.
// node --import tsx bench/flis-csv.ts <warehouse> <memory>
import { fixedClock, openWarehouse, parseConfig, type RunEvent, warehousePaths } from '@flis/core'
import { intakeRun, main } from '@flis/pipelines'
import { Bench, benchArea } from './csv-area.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '1200MB'] = process.argv.slice(2)
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
const since = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9
const steps: Record<string, number> = {}
const begun = new Map<string, bigint>()
const reporter = (event: RunEvent): void => {
  if (event.event === 'step-started') begun.set(event.step, process.hrtime.bigint())
  if (event.event === 'step-done') steps[event.step] = since(begun.get(event.step) ?? started)
}
const config = parseConfig({ limits: { memory } })
await main(intakeRun([benchArea]), {
  warehouse,
  config,
  clock: fixedClock('2022-11-02T08:00:00'),
  kind: 'intake',
  extent: 'intake',
  reporter,
})
const seconds = since(started)
const cpu = cpuSeconds() - cpuBefore
const session = await (await openWarehouse(warehousePaths(warehouse), config)).session()
const [stored] = await session.rows(
  `select count(*) as n, sum(c05) as c05, sum(c14)::varchar as c14, bit_xor(hash(c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15, _linje)) as x
   from dsa_hist."${Bench.name}"`,
)
const [quarantined] = await session.rows('select count(*) as n from ops.quarantine')
say({ seconds, cpu, steps, result: { ...stored, quarantined: quarantined?.n } })
