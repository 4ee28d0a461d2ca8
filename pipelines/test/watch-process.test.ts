import { once } from 'node:events'
import { copyFile, link, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLedger } from '@flis/core'
import { writeSample } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { readHealth } from '../src/watch/watch-files.js'
import { flis, jsonOf, linesOf, newFolder } from './flis.js'
import { flisProcess, startFlis, startWatch, textOf, type WatchProcess } from './watch-process.js'

const NOW = '2022-11-05T08:00:00'
const SETTINGS = {
  areas: ['KY', 'Borger', 'Reference'],
  schedule: { monthRun: '0 3 11 * *' },
  watch: { pollSeconds: 0.2 },
}

let sample = ''
let byHand = ''

const warehouse = async (): Promise<string> => {
  const root = await newFolder()
  await flis(['init', root])
  await writeFile(join(root, 'flis.config.json'), JSON.stringify(SETTINGS))
  if (byHand !== '') await copyFile(join(byHand, 'key'), join(root, 'key'))
  return root
}

/** Puts deliveries into an inbox, whole or not at all: the names of some Kilder. */
const drop = async (root: string, ...kilder: readonly string[]): Promise<void> => {
  const names = (await readdir(sample)).filter((name) => kilder.some((each) => name.startsWith(`${each}_`)))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) await link(join(sample, name), join(root, 'inbox', name))
}

/** What stands in a warehouse, whoever made it: deliveries, what is open in quarantine, the packages' contents. */
const standing = async (root: string): Promise<unknown> => {
  const deliveries = jsonOf<readonly Readonly<Record<string, unknown>>[]>(
    await flis(['-C', root, 'deliveries', '--json']),
  )
  const ledger = await readLedger(join(root, 'published'))
  const packages = await ledger?.rows(
    'select area, kommune, kind, run_kind, periode, state, content_sha256 from packages order by all',
  )
  ledger?.close()
  const status = jsonOf<Readonly<Record<string, unknown>>>(await flis(['-C', root, 'status', '--json']))
  return {
    deliveries: deliveries.map(({ id, state, rows_in, accepted }) => ({ id, state, rows_in, accepted })),
    packages,
    borger: (status.borger as { readonly day: string }).day,
    month: (status.version as { readonly month: string }).month,
    waiting: status.waiting,
  }
}

const began = (watch: WatchProcess, work: string) =>
  watch.next(`${work} begins`, (told) => told.event === 'watch-running' && told.work === work)
const stepBegan = (watch: WatchProcess, step: string) =>
  watch.next(`step ${step}`, (told) => told.event === 'step-started' && String(told.step).startsWith(step))
const wasDone = (watch: WatchProcess, work: string) =>
  watch.next(`${work} done`, (told) => told.event === 'watch-done' && told.work === work && told.run !== null)

beforeAll(async () => {
  sample = await newFolder()
  await writeSample({
    out: sample,
    kommuner: ['0751'],
    from: '2022-09',
    to: '2022-10',
    scale: 0.0005,
    seed: 1,
    faults: 0,
    areas: ['KY', 'Borger'],
  })
  byHand = await warehouse()
  await drop(byHand, 'CPR', 'LIFA')
  await flis(['-C', byHand, 'borger-run'], { now: NOW })
  await drop(byHand, 'KY', 'KLE')
  await flis(['-C', byHand, 'intake'], { now: NOW })
  await flis(['-C', byHand, 'month-run', '2022-10'], { now: NOW })
}, 120_000)

describe('flis watch as a process', () => {
  it('takes what comes, performs what others want, stops cleanly, and makes up a month that it has missed', async () => {
    const root = await warehouse()
    const watch = startWatch(root, NOW)
    await watch.idle()
    expect(await readHealth(root)).toMatchObject({
      state: 'idle',
      pid: watch.pid,
      nextScheduled: { month: '2022-10', at: '2022-11-11T02:00:00.000Z' },
    })

    const second = flisProcess(['-C', root, 'watch'], NOW)
    second.stdout?.resume()
    const { text } = textOf(second.stderr)
    expect(await once(second, 'close')).toEqual([1, null])
    expect(text()).toContain(`holder flis watch, PID ${watch.pid}`)

    // Others come during the run of the first: they are one run afterwards.
    await drop(root, 'CPR', 'LIFA')
    await stepBegan(watch, 'build')
    await drop(root, 'KY', 'KLE')
    expect(await flis(['-C', root, 'status'], { now: NOW })).toMatchObject({ exit: 0 })
    await wasDone(watch, 'borger-run')
    await wasDone(watch, 'intake')
    await watch.idle()
    expect((await readdir(join(root, 'inbox'))).length).toBe(0)

    const wrong = await flis(['-C', root, 'deliveries', 'accept', 'nobody'], { now: NOW })
    expect([wrong.exit, wrong.err]).toEqual([1, expect.stringContaining('FLIS-U004')])
    const queued = await flis(['-C', root, 'intake', '--no-wait', '--json'], { now: NOW })
    expect(linesOf(queued)).toEqual([{ event: 'queued', order: expect.any(Number) }])
    const plan = await flis(['-C', root, 'plan', '2022-10', '--json'], { now: NOW })
    expect([plan.exit, linesOf(plan).at(-1)]).toEqual([0, expect.objectContaining({ event: 'plan' })])
    for (const alone of [['key', 'rotate'], ['upgrade'], ['restore', sample]])
      expect(await flis(['-C', root, ...alone], { now: NOW })).toMatchObject({
        exit: 1,
        err: expect.stringContaining('FLIS-S001'),
      })
    expect((await flis(['-C', root, 'doctor', '--json'], { now: NOW })).out).toContain('watches since')
    expect(await watch.kill('SIGTERM')).toEqual({ code: 0, err: expect.any(String) })
    expect(await readHealth(root)).toMatchObject({ state: 'stopped', work: null, lastError: null })

    // The time passes while nobody watches: made up once.
    const later = startWatch(root, '2022-11-11T04:00:00')
    await wasDone(later, 'month-run 2022-10')
    await later.idle()
    expect(await later.kill('SIGINT')).toMatchObject({ code: 0 })
    const again = startWatch(root, '2022-11-11T05:00:00')
    await again.idle()
    await again.kill('SIGTERM')
    expect(again.told.filter((each) => String(each.work).startsWith('month-run'))).toEqual([])
    expect(await standing(root)).toEqual(await standing(byHand))
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'told %s in the middle of a run, the next one finishes it; an order is performed once',
    async (signal) => {
      const root = await warehouse()
      const first = startWatch(root, NOW)
      await first.idle()
      await drop(root, 'CPR', 'LIFA', 'KY', 'KLE')
      await stepBegan(first, 'build')
      // A command that has died since: its order stays.
      await flis(['-C', root, 'month-run', '2022-10', '--no-wait'], { now: NOW })
      expect((await first.kill(signal)).code).toBe(signal === 'SIGTERM' ? 0 : null)
      expect((await readHealth(root))?.state).toBe(signal === 'SIGTERM' ? 'stopped' : 'running')
      expect((await readdir(join(root, 'orders'))).length).toBe(1)

      const next = startWatch(root, NOW)
      await began(next, 'order 1')
      await next.kill(signal)
      const last = startWatch(root, NOW)
      await last.idle()
      await last.kill('SIGTERM')
      expect(
        last.told.filter((each) => each.event === 'watch-running' && each.work === 'order 1'),
      ).toHaveLength(1)
      const result = JSON.parse(await readFile(join(root, 'orders/000001.result'), 'utf8')) as object
      expect(result).toMatchObject({ exit: 0, out: expect.stringContaining('of 2022-10 is published') })
      expect(await standing(root)).toEqual(await standing(byHand))
    },
  )

  it('whose end a command sees is no loss: the command does it itself', async () => {
    const root = await warehouse()
    const watch = startWatch(root, NOW)
    await watch.idle()
    await drop(root, 'KY', 'KLE')
    await began(watch, 'intake')
    const waits = flis(['-C', root, 'intake'], { now: NOW })
    await watch.kill('SIGKILL')
    expect(await waits).toMatchObject({ exit: 0 })
    expect((await readdir(join(root, 'orders'))).length).toBe(0)
    expect((await readdir(join(root, 'inbox'))).length).toBe(0)
  })

  it('is not needed for a month-run that waits: it lands what comes, and starts when all is there', async () => {
    const root = await warehouse()
    const expected = { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 }
    await writeFile(
      join(root, 'flis.config.json'),
      JSON.stringify({ ...SETTINGS, areas: ['KY'], leverandører: [expected] }),
    )
    const run = startFlis(['-C', root, 'month-run', '2022-10', '--wait', '--json'], NOW)
    const waits = await run.next('waiting', ({ event }) => event === 'waiting')
    expect(waits).toMatchObject({ month: '2022-10', missing: [{ kilde: 'KY', due: '2022-11-10' }] })
    await drop(root, 'KLE', 'KY')
    expect(await run.next('the end', ({ event }) => event === 'summary')).toMatchObject({
      exit: 0,
      version: 1,
    })
    const stopped = startFlis(['-C', root, 'month-run', '2022-11', '--wait', '--json'], NOW)
    await stopped.next('waiting', ({ event }) => event === 'waiting')
    expect(await stopped.kill('SIGTERM')).toEqual({ code: 1, err: expect.stringContaining('FLIS-S004') })
  })
})
