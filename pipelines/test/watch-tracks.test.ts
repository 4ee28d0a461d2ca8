import { link, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLedger } from '@flis/core'
import { writeSample } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { readHealth } from '../src/watch/watch-files.js'
import { flis, newFolder } from './flis.js'
import { startWatch, type WatchProcess } from './watch-process.js'

const monthly = { kommune: '0000', rhythm: 'monthly' }
const SETTINGS = {
  areas: ['KY', 'Borger', 'Reference'],
  schedule: { monthRun: '0 3 11 * *' },
  watch: { pollSeconds: 0.2 },
  leverandører: [
    { ...monthly, kilde: 'LIFA', kildesystem: 'LIFA', deadline: 5 },
    { ...monthly, kilde: 'CPR', kildesystem: 'CPR', deadline: 5 },
    { ...monthly, kilde: 'KY', kommune: '0751', kildesystem: 'NC', deadline: 15 },
  ],
}

let sample = ''

const warehouse = async (): Promise<string> => {
  const root = await newFolder()
  await flis(['init', root])
  await writeFile(join(root, 'flis.config.json'), JSON.stringify(SETTINGS))
  return root
}

const drop = async (root: string, ...beginnings: readonly string[]): Promise<void> => {
  const names = (await readdir(sample)).filter((name) => beginnings.some((each) => name.startsWith(each)))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) await link(join(sample, name), join(root, 'inbox', name))
}

const wasDone = (watch: WatchProcess, work: string) =>
  watch.next(`${work} done`, (told) => told.event === 'watch-done' && told.work === work && told.run !== null)

/** Packages of Borger by periode and run kind, in the order in which they were made. */
const packagesIn = async (root: string): Promise<readonly string[] | undefined> => {
  const ledger = await readLedger(join(root, 'published'))
  const rows = await ledger?.rows(
    `select periode || ' ' || run_kind || ' ' || nr as it
     from packages
     where area = 'Borger' and kommune = '0751' and kind = 'DM'
     order by run, it`,
  )
  ledger?.close()
  return rows?.map(({ it }) => String(it))
}

const missing = async (root: string): Promise<readonly string[] | undefined> => {
  const ledger = await readLedger(join(root, 'published'))
  const rows = await ledger?.rows(
    `select distinct periode || ' ' || kildesystem as it from quality where test = 'K07 manglende leverance' and severity = 'fejl' order by it`,
  )
  ledger?.close()
  return rows?.map(({ it }) => String(it))
}

beforeAll(async () => {
  sample = await newFolder()
  await writeSample({
    ...{ out: sample, kommuner: ['0751'], from: '2022-09', to: '2022-10', scale: 0.0005, seed: 1, faults: 0 },
    areas: ['KY', 'Borger'],
  })
}, 120_000)

describe('the two tracks under watch', () => {
  it('FLEKS is sent once, when the month’s CPR and LIFA are in; MAANED after the month-run, which waits for what is expected', async () => {
    const root = await warehouse()
    const watch = startWatch(root, '2022-11-03T08:00:00')
    await watch.idle()
    await drop(root, 'CPR_')
    await wasDone(watch, 'borger-run')
    await watch.idle()
    expect(await packagesIn(root)).toEqual([])
    await drop(root, 'LIFA_')
    await wasDone(watch, 'borger-run')
    await watch.idle()
    expect(await packagesIn(root)).toEqual(['2022-10 FLEKS 1'])
    await watch.kill('SIGTERM')

    // Its time has come, and KY has not: it is in time for some days yet.
    const due = startWatch(root, '2022-11-11T04:00:00')
    await due.idle()
    expect((await readHealth(root))?.due).toEqual([{ month: '2022-10', missing: 1, until: '2022-11-15' }])
    await drop(root, 'KY_')
    await wasDone(due, 'month-run 2022-10')
    await due.idle()
    await due.kill('SIGTERM')
    expect(await packagesIn(root)).toEqual(['2022-10 FLEKS 1', '2022-10 MAANED 2'])
  })

  it('FLEKS goes without LIFA once its deadline has passed; months that were missed are made, the oldest first', async () => {
    const root = await warehouse()
    const watch = startWatch(root, '2022-11-05T23:00:00')
    await watch.idle()
    await drop(root, 'CPR_', 'KY_')
    await wasDone(watch, 'borger-run')
    await wasDone(watch, 'intake')
    await watch.idle()
    expect(await packagesIn(root)).toEqual([])
    await watch.kill('SIGKILL')

    const after = startWatch(root, '2022-11-06T00:00:00')
    await wasDone(after, 'borger-run')
    await after.idle()
    expect(await packagesIn(root)).toEqual(['2022-10 FLEKS 1'])
    expect(await missing(root)).toEqual(['2022-10 LIFA'])
    await after.kill('SIGTERM')

    const down = startWatch(root, '2023-01-18T08:00:00')
    const months: string[] = []
    for (const month of ['2022-10', '2022-11', '2022-12']) {
      await wasDone(down, `month-run ${month}`)
      months.push(month)
    }
    await down.idle()
    expect((await readHealth(root))?.due).toEqual([])
    await down.kill('SIGTERM')
    expect(
      (await packagesIn(root))?.filter((each) => each.includes('MAANED')).map((each) => each.slice(0, 7)),
    ).toEqual(months)
  })
})
