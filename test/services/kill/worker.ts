// A month-run as a process of its own, for being killed: node --conditions=flis-source --import tsx worker.ts <warehouse> <yyyy-mm> [<nth event>]
// It writes each event as a line, and kills itself with SIGKILL right after the nth of them.
import { writeSync } from 'node:fs'
import { fixedClock, month } from '@flis/core'
import { fsiii } from '@flis/domains/fsiii'
import { ky } from '@flis/domains/ky'
import { main, monthRun } from '@flis/pipelines'

const [warehouse = '', of = '', nth] = process.argv.slice(2)
const last = nth === undefined ? Number.POSITIVE_INFINITY : Number(nth)
let told = 0
await main(monthRun([ky, fsiii]), {
  warehouse,
  month: month(of),
  kind: 'month-run',
  clock: fixedClock('2022-12-02T06:00:00'),
  reporter: (event) => {
    writeSync(1, `${JSON.stringify({ event: event.event, step: 'step' in event ? event.step : '' })}\n`)
    told++
    if (told >= last) process.kill(process.pid, 'SIGKILL')
  },
})
