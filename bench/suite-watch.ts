import { createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { KOMMUNE_CODES } from '@flis/core'
import { ZipFile } from 'yazl'
import { type SshServer, startSshServer } from '../test/services/openssh/server.js'
import { bornEachDay } from './cpr-files.js'
import { writeMetadata } from './deliver.js'
import { type Figure, spread } from './figure.js'
import { measureScript } from './measure.js'
import type { Suite, SuiteOptions } from './suite.js'
import { secondsNow, startWatching, type Watching } from './watching.js'
import { makeFolder } from './world.js'

const NOW = '2025-01-02T09:00:00'
/** Persons of a delta at national scale, and days on which persons are born. */
const [DELTA, DAYS] = [10_000, 36_500]
/** What Borger has in the suite of its own. */
const MEMORY = '2500MB'
const SMALL = 1000

const linked = async (from: string, to: string): Promise<void> => {
  for (const name of await readdir(from)) await link(join(from, name), join(to, name))
}

const ranBy = (watch: Watching, work: string) =>
  watch.next(({ event, told }) => event === 'watch-done' && told.work === work && told.run !== null)

/** Seconds by sort of step, of the events from a place on. */
const stepsFrom = ({ heard }: Watching, from: number): Readonly<Record<string, number>> => {
  const begun = new Map<string, number>()
  const seconds: Record<string, number> = {}
  for (const { at, event, told } of heard.slice(from)) {
    const step = String(told.step)
    if (event === 'step-started') begun.set(step, at)
    if (event !== 'step-done') continue
    const [sort = ''] = step.split(' ')
    seconds[sort] = (seconds[sort] ?? 0) + at - (begun.get(step) ?? at)
  }
  return seconds
}

/** A day's changes of CPR, from the last byte on a server to published tables. */
const fromServer = async (
  { folder, scale, memory, tell }: SuiteOptions,
  server: SshServer,
): Promise<Figure> => {
  const at = (name: string): string => join(folder, 'watch', name)
  const each = bornEachDay(scale)
  const every = Math.max(11, Math.round((274 * DAYS) / DELTA))
  tell(`  the population, ${each * DAYS} persons, then a day's delta`)
  await measureScript('borger-files.ts', [at('full'), String(each), memory])
  await measureScript('borger-files.ts', [at('delta'), String(each), memory, String(every)])
  // The districts are those of the month before: what is measured is a day on which no packages are due.
  const [lifa, earlier] = ['LIFA_0000_2024-12_001_F.csv', 'LIFA_0000_2024-11_001_F.csv']
  await rename(join(at('full/inbox'), lifa), join(at('full/inbox'), earlier))
  await rm(join(at('full/inbox'), `${lifa}.metadata`))
  await writeMetadata(join(at('full/inbox'), earlier), 'LIFA')
  const { host, port, user, hostKey, privateKeyFile } = server
  await makeFolder(at('lager'), {
    areas: ['Borger'],
    limits: { memory: MEMORY },
    sources: [{ type: 'sftp', host, port, user, hostKey, privateKeyFile }],
  })
  await linked(at('full/inbox'), at('lager/inbox'))
  await measureScript('flis-borger.ts', [at('lager'), MEMORY])
  const watch = startWatching(at('lager'), NOW)
  try {
    await watch.next(({ event }) => event === 'watch-idle')
    const before = watch.heard.length
    const [data = ''] = (await readdir(at('delta/inbox'))).filter((name) => !name.endsWith('.metadata'))
    const remote = (name: string): string => join(server.home, 'IN', name)
    await copyFile(join(at('delta/inbox'), `${data}.metadata`), remote(`${data}.metadata`))
    await copyFile(join(at('delta/inbox'), data), remote(`.${data}.part`))
    await rename(remote(`.${data}.part`), remote(data))
    const whole = secondsNow()
    const began = await watch.next(
      ({ event, told }) => event === 'watch-running' && told.work === 'borger-run',
    )
    const ended = await ranBy(watch, 'borger-run')
    const waited = began.at - whole
    return {
      name: `a delta of ${Math.floor((each * DAYS) / every)} persons, last byte on the SFTP server → published`,
      ours: ended.at - whole,
      memory: (await watch.memory()).peak,
      notes: [
        `of which ${waited.toFixed(2)} s until it was seen (${((100 * waited) / (ended.at - whole)).toFixed(0)} %): by when it comes 0 to 30 s, the rhythm of the server; 15 s on average`,
        `run ${(ended.at - began.at).toFixed(2)} s: ${spread(stepsFrom(watch, before))}`,
      ],
    }
  } finally {
    await watch.stop()
    await rm(at('.'), { recursive: true, force: true })
  }
}

/** Full deliveries of one pupil each, of all kommuner, month after month. */
const smallDeliveries = async (folder: string, count: number): Promise<void> => {
  await mkdir(folder, { recursive: true })
  for (let nr = 0; nr < count; nr++) {
    const kommune = KOMMUNE_CODES[nr % KOMMUNE_CODES.length] ?? ''
    const month = Math.floor(nr / KOMMUNE_CODES.length)
    const periode = `${2023 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`
    const path = join(folder, `FLISSkole_${kommune}_${periode}_001_F.zip`)
    const zip = new ZipFile()
    const rows = `ElevId;Personnummer;InstitutionsNr;Klassetrin;KlasseType;StartDato;SlutDato\ne1;0101410001;751001;${nr % 10};;2020-08-01;\n`
    zip.addBuffer(Buffer.from(rows), 'SkoleElev.csv')
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(path))
    await writeMetadata(path, 'Skolesystem')
  }
}

const throughInbox = async ({ folder, scale, tell }: SuiteOptions): Promise<Figure> => {
  const at = (name: string): string => join(folder, 'watch-small', name)
  const count = Math.max(20, Math.round(SMALL * Math.min(scale, 1)))
  tell(`  ${count} small deliveries into the inbox`)
  await smallDeliveries(at('ready'), count)
  await makeFolder(at('lager'), { areas: ['Skole'] })
  const watch = startWatching(at('lager'), NOW)
  try {
    await watch.next(({ event }) => event === 'watch-idle')
    const start = await watch.memory()
    const began = secondsNow()
    await linked(at('ready'), at('lager/inbox'))
    do await watch.next(({ event }) => event === 'watch-idle')
    while ((await readdir(at('lager/inbox'))).length > 0)
    const runs = watch.heard.filter(
      ({ event, told }) => event === 'watch-done' && told.work === 'intake' && told.run !== null,
    )
    const ended = runs.at(-1)?.at ?? Number.NaN
    const { now, peak } = await watch.memory()
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
    return {
      name: `${count} small deliveries through the inbox of a watch`,
      ours: ended - began,
      memory: peak,
      notes: [
        `${(count / (ended - began)).toFixed(1)} deliveries/s, landed and historised, in ${runs.length} runs`,
        `resident memory: ${megabytes(start.now)} before, ${megabytes(now)} after, ${megabytes(peak)} at most`,
      ],
    }
  } finally {
    await watch.stop()
    await rm(at('.'), { recursive: true, force: true })
  }
}

/** What `flis watch` takes: how soon citizens are published, and how many deliveries it takes in. */
export const watchSuite: Suite = async (options) => {
  const small = await throughInbox(options)
  const server = await startSshServer()
  if (server === undefined) {
    options.tell('  no OpenSSH server on this machine: nothing is measured over SFTP')
    return [small]
  }
  try {
    return [await fromServer(options, server), small]
  } finally {
    await server.stop()
  }
}
