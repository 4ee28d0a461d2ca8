// Citizens on arrival: npx tsx borger-on-arrival/run.ts lager. Stays up until SIGTERM or Ctrl-C; month-runs are cron's.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { borgerRun, errorWords, FlisFailure, loadSettings, main } from '@flis/pipelines'

const warehouse = process.argv[2] ?? 'lager'
const stop = new AbortController()
const { areas, config } = await loadSettings(warehouse)

const run = async (): Promise<void> => {
  const options = { warehouse, areas, config, signal: stop.signal }
  const { run, version, borger } = await main(borgerRun(areas), options)
  if (run === null) return
  console.log(`run ${run}: version ${String(version)}, Borger as of ${borger?.date?.day ?? '(no CPR yet)'}`)
  const fleks = borger?.packages
  if (fleks?.run === run) console.log(`FLEKS ${fleks.periode} is in the outbox`)
  if (fleks?.run === null) console.log(`FLEKS ${fleks.periode} waits for ${fleks.waitsFor.join(', ')}`)
}

let arrived = false
let busy = false
/** What comes during a run is taken with the next one; while a month-run holds the warehouse, with the next arrival. */
const take = async (): Promise<void> => {
  arrived = true
  if (busy) return
  busy = true
  while (arrived && !stop.signal.aborted) {
    arrived = false
    await run().catch((thrown: unknown) => {
      if (!(thrown instanceof FlisFailure)) throw thrown
      console.error(errorWords(thrown.error))
    })
  }
  busy = false
}

// A delivery is whole when its metadata are there too.
const inbox = watch(join(warehouse, config.inbox), (_, name) => {
  if (name?.endsWith('.metadata')) void take()
})
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => {
    stop.abort()
    inbox.close()
  })
await take()
