// An intake from Kafka as a process of its own, for being killed:
// node --conditions=flis-source --import tsx once-worker.ts <warehouse> <settings of the source> [<kind of act> <nth>]
// It writes a line for each act, and kills itself with SIGKILL at the nth of the kind: a statement of the engine, the
// instant before or after a commit, or something written to a broker.
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { DuckDBConnection } from '@duckdb/node-api'
import { asFlisError, fixedClock } from '@flis/core'
import { intakeRun, kafka, main } from '@flis/pipelines'
import { maalinger, NOW } from './once-world.js'

const [warehouse = '', settings = '{}', wanted, nth] = process.argv.slice(2)
const counts = new Map<string, number>()

const act = (kind: string): void => {
  const count = (counts.get(kind) ?? 0) + 1
  counts.set(kind, count)
  writeSync(1, `${kind} ${count}\n`)
  if (kind === wanted && count === Number(nth)) process.kill(process.pid, 'SIGKILL')
}

const { run, runAndReadAll } = DuckDBConnection.prototype
DuckDBConnection.prototype.run = async function (...args) {
  act('statement')
  if (args[0] !== 'commit') return run.apply(this, args)
  act('before a commit')
  const done = await run.apply(this, args)
  act('after a commit')
  return done
}
DuckDBConnection.prototype.runAndReadAll = function (...args) {
  act('statement')
  return runAndReadAll.apply(this, args)
}
const { write } = Socket.prototype
Socket.prototype.write = function (this: Socket, ...args: Parameters<typeof write>) {
  act('request')
  return write.apply(this, args)
} as typeof write

try {
  await main(intakeRun([maalinger], kafka(JSON.parse(settings))), {
    warehouse,
    clock: fixedClock(NOW),
    kind: 'intake',
    extent: 'intake',
  })
  writeSync(1, 'done\n')
} catch (thrown) {
  writeSync(1, `failed ${asFlisError(thrown).code}\n`)
  process.exitCode = 1
}
