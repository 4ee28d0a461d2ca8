import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import kafkajs from 'kafkajs'
import { writeMetadata } from './deliver.js'
import type { Figure } from './figure.js'
import { secondsNow, startWatching } from './watching.js'
import { makeFolder } from './world.js'

const FLIS = fileURLToPath(new URL('../node_modules/.bin/flis', import.meta.url))
const NOW = '2025-01-02T09:00:00'
const DAY = '2024-12-31'

/** A child's day in Aula: it comes, sleeps, and goes. */
const registrations = [
  ['07:30', 3],
  ['11:30', 5],
  ['15:45', 8],
].map(([tid, Status], nth) =>
  JSON.stringify({
    kontrakt: 'AulaRegistrering',
    ...{ RegistreringId: `r${nth}`, BarnUuid: 'barn', InstitutionSTIL: '280001', Status },
    Tidspunkt: `${DAY}T${String(tid)}:00+01:00`,
  }),
)

/** From an arrival event of Aula's on a topic to the child's stretches in published tables, with `flis watch` in between. */
export const eventToStretch = async (
  folder: string,
  { broker, registry }: { readonly broker: string; readonly registry: string },
): Promise<Figure> => {
  const at = (name: string): string => join(folder, 'stretch', name)
  const name = `stretch-${randomUUID()}`
  const topics = { AulaRegistrering: `${name}-rows`, AulaBarn: `${name}-children` }
  const arrivals = `${name}-arrivals`
  const source = { type: 'kafka', brokers: [broker], registry, groupId: name, topics, arrivals }
  for (const each of ['lager', 'sender'])
    await makeFolder(at(each), { areas: ['Dagtilbud'], sources: [source] })
  const admin = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING }).admin()
  await admin.connect()
  const all = [...Object.values(topics), arrivals]
  await admin.createTopics({ topics: all.map((topic) => ({ topic, numPartitions: 2 })) })
  const file = at(`sender/Aula_0751_${DAY}_001_D.ndjson`)
  await writeFile(file, `${registrations.join('\n')}\n`)
  await writeMetadata(file, 'Aula')
  const watch = startWatching(at('lager'), NOW)
  try {
    await watch.next(({ event }) => event === 'watch-idle')
    execFileSync(FLIS, ['-C', at('sender'), 'publish', file], { env: { ...process.env, FLIS_NOW: NOW } })
    const sent = secondsNow()
    const began = await watch.next(({ event, told }) => event === 'watch-running' && told.work === 'intake')
    const ended = await watch.next(
      ({ event, told }) => event === 'watch-done' && told.work === 'day-run' && told.run !== null,
    )
    return {
      name: 'an arrival event of Aula on its topic → published stretch',
      ours: ended.at - sent,
      goals: { seconds: 60 },
      notes: [`of which ${(began.at - sent).toFixed(2)} s until it was seen: by when it comes 0 to 10 s`],
    }
  } finally {
    await watch.stop()
    await admin.deleteTopics({ topics: all })
    await admin.disconnect()
  }
}
