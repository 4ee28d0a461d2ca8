// Makes the flexible packages of a Borger warehouse for every kommune, from what is built; says what it took.
// node --import tsx bench/flis-packages.ts <warehouse> <memory>
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fixedClock, month, parseConfig, type RunEvent } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { borgerRun, main } from '@flis/pipelines'
import { LAST_MONTH } from './months.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '2500MB'] = process.argv.slice(2)
const started = process.hrtime.bigint()
const now = (): number => Number(process.hrtime.bigint() - started) / 1e9
const cpuBefore = cpuSeconds()

/** From the first start to the last end of the packages. */
let first: { readonly at: number; readonly cpu: number } | undefined
let last = { at: 0, cpu: 0 }
const reporter = (event: RunEvent): void => {
  if (!('step' in event) || !event.step.startsWith('package')) return
  first ??= { at: now(), cpu: cpuSeconds() }
  last = { at: now(), cpu: cpuSeconds() }
}
await main(borgerRun([borger], { packages: true }), {
  warehouse,
  config: parseConfig({ areas: [borger.name], limits: { memory } }),
  clock: fixedClock('2025-01-02T10:00:00'),
  month: month(`${LAST_MONTH}`),
  kind: 'borger-run',
  reporter,
})
const whole = now()
const outbox = join(warehouse, 'outbox')
let files = 0
let bytes = 0
for (const entry of await readdir(outbox, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.zip')) continue
  files += 1
  bytes += (await stat(join(entry.parentPath, entry.name))).size
}
say({
  seconds: last.at - (first?.at ?? 0),
  cpu: last.cpu - (first?.cpu ?? 0),
  whole,
  wholeCpu: cpuSeconds() - cpuBefore,
  files,
  bytes,
})
