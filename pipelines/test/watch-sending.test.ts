import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fixedClock, month, parseConfig, readLedger } from '@flis/core'
import { ky } from '@flis/domains/ky'
import { writeSample } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../src/watch/watch.js'
import { readHealth, writeSchedule } from '../src/watch/watch-files.js'
import type { WatchEvent } from '../src/watch/watch-work.js'
import { flis, jsonOf, linesOf, newFolder } from './flis.js'

const SEPTEMBER = 'FLIS_KY_0751_2022-09_DM_001'
const OCTOBER = 'FLIS_KY_0751_2022-10_DM_001'
const to = { type: 'folder', recipient: 'LIS', kommuner: ['0751'], kinds: ['DM'] }
const settings = {
  areas: ['KY'],
  targets: [
    { ...to, name: 'egen LIS', path: 'til-0751', send: 'after runs', pollSeconds: 10 },
    { ...to, name: 'på bestilling', path: 'bestilt' },
    // a folder cannot be made where a file stands
    { ...to, name: 'spærret', path: 'flis.config.json/x', send: 'after runs' },
  ],
}

describe('packages after runs', () => {
  let root = ''
  const sendings = async (id: string) => {
    const ledger = await readLedger(join(root, 'published'))
    const rows = await ledger?.rows(
      `select target || ' ' || state as it from sendings where package = '${id}' order by all`,
    )
    ledger?.close()
    return rows?.map(({ it }) => it)
  }
  const inFolder = async () => (await readdir(join(root, 'til-0751'))).sort()

  beforeAll(async () => {
    root = await newFolder()
    await flis(['init', root])
    await writeFile(join(root, 'flis.config.json'), JSON.stringify(settings))
    await writeSample({
      ...{ out: join(root, 'inbox'), kommuner: ['0751'], from: '2022-09', to: '2022-10', scale: 0.0005 },
      ...{ seed: 1, faults: 0, areas: ['KY'] },
    })
    await rm(join(root, 'inbox', 'again'), { recursive: true, force: true })
  })

  it('by hand go to whom the settings say, and nobody else; what fails there is told, and the run is done', async () => {
    const run = await flis(['-C', root, 'month-run', '2022-09', '--json'])
    expect([run.exit, linesOf(run).at(-1)]).toEqual([
      3,
      expect.objectContaining({
        event: 'summary',
        version: 1,
        exit: 3,
        targets: [
          expect.objectContaining({ target: 'egen LIS', sent: [SEPTEMBER], receipted: [SEPTEMBER] }),
          expect.objectContaining({ target: 'spærret', sent: [], failed: [expect.anything()] }),
        ],
      }),
    ])
    expect(await inFolder()).toEqual([`${SEPTEMBER}.zip`])
    expect(await sendings(SEPTEMBER)).toEqual(['egen LIS receipted', 'spærret begun'])
    expect((await flis(['-C', root, 'packages', 'show', SEPTEMBER])).out).toMatch(/egen LIS +1 +receipted/)
    const shown = jsonOf<{ readonly sendings: readonly object[] }>(
      await flis(['-C', root, 'packages', 'show', SEPTEMBER, '--json']),
    )
    expect(shown.sendings).toMatchObject([
      { target: 'egen LIS', state: 'receipted' },
      { target: 'spærret', state: 'begun', failed: 1, next_try: '2022-11-02T07:05:00.000Z' },
    ])
  })

  it('under watch go out beside it; what a receiver rejects later is told outside', async () => {
    await writeSchedule(root, {
      seen: '2022-11-02T07:00:00.000Z',
      due: [{ month: month('2022-10'), since: '2022-11-02T07:00:00.000Z' }],
    })
    const told = join(root, 'told.jsonl')
    const config = parseConfig({
      ...settings,
      watch: { onFailure: { command: ['/bin/sh', '-c', `cat >> ${told}; echo >> ${told}`] } },
    })
    const stop = new AbortController()
    const events: WatchEvent[] = []
    let [elapsed, wake, nudged, rejected] = [0, (): void => undefined, false, false]
    await watch({
      warehouse: root,
      config,
      areas: [ky],
      clock: fixedClock('2022-11-02T08:00'),
      signal: stop.signal,
      perform: async () => ({ exit: 0, out: '', err: '' }),
      ticker: {
        elapsed: () => elapsed,
        nudge: () => {
          nudged = true
          wake()
        },
        wait: async (milliseconds) => {
          const { sending = [] } = (await readHealth(root)) ?? {}
          const rests =
            !nudged && milliseconds > 0 && sending.every(({ waiting, awaiting }) => waiting + awaiting === 0)
          if (rests && rejected) return stop.abort()
          if (rests) {
            rejected = true
            const no =
              '<BusinessReceipt><Receipt><Status>REJECTED</Status><Code>X1</Code></Receipt></BusinessReceipt>'
            await writeFile(join(root, 'til-0751', `${OCTOBER}.zip.businessreceipt`), no)
            elapsed += 900_000
            return
          }
          if (!nudged) await new Promise<void>((resolve) => (wake = resolve))
          nudged = false
        },
        close: () => undefined,
      },
      tell: (event) => void events.push(event),
      pid: 1,
    })
    expect(events.filter(({ event }) => event === 'watch-sent')).toMatchObject([
      { target: 'egen LIS', sent: [OCTOBER], refused: [] },
      { target: 'egen LIS', sent: [], receipted: [OCTOBER] },
      { target: 'egen LIS', sent: [], receipted: [], refused: [OCTOBER] },
    ])
    expect(await sendings(OCTOBER)).toEqual(['egen LIS refused', 'spærret begun'])
    expect(await inFolder()).toEqual([`${SEPTEMBER}.zip`, `${OCTOBER}.zip`].sort())
    expect(
      (await readFile(told, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { work: 'send spærret', retriable: false },
      { work: 'send egen LIS', code: 'P014', facts: { file: `${OCTOBER}.zip` } },
    ])
  })
})
