import { generateKeyPairSync } from 'node:crypto'
import { mkdir, readdir, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Clock, fixedClock, parseConfig, warehousePaths } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { ky } from '@flis/domains/ky'
import { describe, expect, it } from 'vitest'
import { putDelivery, zipOf } from '../src/testing/delivery-file.js'
import { arrivalSources } from '../src/watch/arrival-sources.js'
import { lookAt } from '../src/watch/look-at.js'
import { watch } from '../src/watch/watch.js'
import { readHealth } from '../src/watch/watch-files.js'
import type { WatchEvent } from '../src/watch/watch-work.js'
import { flis, newFolder } from './flis.js'

const areas = [ky, borger]
const config = parseConfig({ areas: ['KY', 'Borger'] })

const put = async (root: string, fileName: string, sender: string, inbox = 'inbox'): Promise<string> => {
  await putDelivery(join(root, inbox), fileName, await zipOf({ 'a.csv': 'a;b\n1;2\n' }), sender)
  return join(root, inbox, fileName)
}

const pace = { elapsed: () => 0, nudge: () => undefined }
const signal = new AbortController().signal

const looked = async (root: string, clock: Clock) => {
  const paths = warehousePaths(root)
  const looking = { config, clock, areas, paths, pace, signal }
  const { look } = await lookAt(arrivalSources(config, paths), looking, [borger])
  const names = (all: readonly string[]): readonly string[] => all.map((each) => each.split(' ')[0] ?? '')
  return { unready: look.unready, borger: names(look.borger), others: names(look.others) }
}

describe('a look at the sources', () => {
  const grewAt = fixedClock('2022-11-05T08:00')()

  it('tells whose each delivery is', async () => {
    const root = await newFolder()
    for (const [name, sender] of [
      ['CPR_0000_2022-10_001_F.zip', 'CPR'],
      ['LIFA_0000_2022-10_001_F.csv', 'LIFA'],
      ['KY_0751_2022-10_001_F.zip', 'NC'],
      ['what is this.zip', 'NC'],
    ] as const)
      await put(root, name, sender)
    const look = await looked(root, () => grewAt)
    expect(look.borger).toEqual(['CPR_0000_2022-10_001_F.zip', 'LIFA_0000_2022-10_001_F.csv'])
    expect(look.others).toEqual(['KY_0751_2022-10_001_F.zip', 'what'])
  })

  it('takes further folders of the settings too', async () => {
    const root = await newFolder()
    await put(root, 'KY_0751_2022-10_001_F.zip', 'NC', 'more')
    const paths = warehousePaths(root)
    const folders = parseConfig({ areas: ['KY'], sources: [{ type: 'folder', path: 'more' }] })
    const looking = { config: folders, clock: () => grewAt, areas, paths, pace, signal }
    const { look } = await lookAt(arrivalSources(folders, paths), looking, [])
    expect(look.others.map((each) => each.split(' ')[0])).toEqual(['KY_0751_2022-10_001_F.zip'])
  })

  it('leaves a file alone that still grows, until patience is at its end', async () => {
    const root = await newFolder()
    const file = await put(root, 'KY_0751_2022-10_001_F.zip', 'NC')
    await truncate(file, 20)
    await utimes(file, grewAt.toJSDate(), grewAt.toJSDate())
    const growing = await looked(root, () => grewAt.plus({ minutes: 14 }))
    expect(growing).toEqual({
      borger: [],
      others: [],
      unready: [{ fileName: 'KY_0751_2022-10_001_F.zip', why: 'still arriving' }],
    })
    const stale = await looked(root, () => grewAt.plus({ minutes: 15 }))
    expect([stale.others, stale.unready]).toEqual([['KY_0751_2022-10_001_F.zip'], []])
  })

  it('tells nobody’s number that a sender has put into a name', async () => {
    const root = await newFolder()
    const file = await put(root, 'KY 010190-0001.zip', 'NC')
    await truncate(file, 5)
    await utimes(file, grewAt.toJSDate(), grewAt.toJSDate())
    const look = await looked(root, () => grewAt)
    expect(look.unready).toEqual([{ fileName: 'KY (cpr).zip', why: 'still arriving' }])
  })
})

describe('a server that is away', () => {
  const HOST_KEY = `SHA256:${'A'.repeat(43)}`
  const grewAt = fixedClock('2022-11-05T08:00')()
  const login = { type: 'sftp', user: 'flis', privateKeyFile: 'key', hostKey: HOST_KEY, pollSeconds: 10 }
  /** A port of this machine that nobody answers at. */
  const closedPort = (): Promise<number> =>
    new Promise((resolve) => {
      const probe = createServer()
      probe.listen(0, '127.0.0.1', () => {
        const address = probe.address()
        const port = typeof address === 'object' && address !== null ? address.port : 0
        probe.close(() => resolve(port))
      })
    })

  it('holds up nobody, is named with since when, and is asked after ever longer pauses', async () => {
    const root = await newFolder()
    await flis(['init', root])
    await put(root, 'KY_0751_2022-10_001_F.zip', 'NC')
    const paths = warehousePaths(root)
    const port = await closedPort()
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    })
    await writeFile(join(root, 'server-key'), privateKey, { mode: 0o600 })
    const server = { ...login, host: '127.0.0.1', port, privateKeyFile: 'server-key' }
    const config = parseConfig({ areas: ['KY'], sources: [server, { type: 'folder', path: 'more' }] })
    const sources = arrivalSources(config, paths)
    let [elapsed, answered] = [0, (): void => undefined]
    const pace = { elapsed: () => elapsed, nudge: () => answered() }
    const lookOnce = async () => {
      const answer = new Promise<void>((resolve) => {
        answered = resolve
      })
      const looking = { config, clock: () => grewAt, areas, paths, pace, signal }
      return { answer, ...(await lookAt(sources, looking, [])) }
    }
    const first = await lookOnce()
    expect(first.look).toMatchObject({ others: [expect.stringContaining('KY_')], unasked: 1, troubles: [] })
    await first.answer
    const pauses: number[] = []
    for (let tries = 1; tries <= 9; tries++) {
      const { look, units } = await lookOnce()
      expect(look).toMatchObject({
        unasked: 0,
        troubles: [{ source: `sftp://127.0.0.1:${port}/IN`, tries, since: '2022-11-05T07:00:00.000Z' }],
      })
      expect(look.troubles[0]?.error).toMatchObject({ code: 'S020', retriable: true })
      expect(units.name).toBe('folder inbox, folder more')
      pauses.push(look.within)
      elapsed += look.within
      await (await lookOnce()).answer
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900].map((each) => each * 1000))
    for (const each of sources) each.again?.('taken')
    expect((await lookOnce()).look.troubles).toMatchObject([{ tries: 10 }])
    for (const each of sources) each.again?.('seen to')
    await (await lookOnce()).answer
    expect((await lookOnce()).look.troubles).toMatchObject([{ tries: 11 }])
  })

  it('or has no key here is told in the log and outside, once; what is in the inbox lands', async () => {
    const root = await newFolder()
    await flis(['init', root])
    await put(root, 'KY_0751_2022-10_001_F.zip', 'NC')
    const server = { ...login, host: '127.0.0.1', privateKeyFile: 'nowhere' }
    const config = parseConfig({ areas: ['KY'], sources: [server] })
    const stop = new AbortController()
    const events: WatchEvent[] = []
    const lines: string[] = []
    const say = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`)
    let wake = (): void => undefined
    let [waits, nudged] = [0, false]
    await watch({
      warehouse: root,
      config,
      areas: [ky],
      clock: fixedClock('2022-11-05T08:00'),
      signal: stop.signal,
      perform: async () => ({ exit: 0, out: '', err: '' }),
      log: { info: say, warn: say, error: say },
      ticker: {
        elapsed: () => 0,
        nudge: () => {
          nudged = true
          wake()
        },
        wait: async () => {
          if (!nudged) await new Promise<void>((resolve) => (wake = resolve))
          if (++waits >= 3) stop.abort()
        },
        close: () => undefined,
      },
      tell: (event) => void events.push(event),
      pid: 1,
    })
    const source = 'sftp://127.0.0.1:22/IN'
    expect(events.filter((each) => each.event === 'watch-source')).toEqual([
      { event: 'watch-source', source, code: 'C012', since: '2022-11-05T07:00:00.000Z' },
    ])
    expect(lines.filter((each) => each.includes('C012'))).toHaveLength(1)
    expect(await readdir(join(root, 'inbox'))).toEqual([])
    expect(await readHealth(root)).toMatchObject({
      troubles: [{ source, code: 'C012', since: '2022-11-05T07:00:00.000Z', tries: 1 }],
      lastError: null,
    })
  })
})

describe('watch in a warehouse', () => {
  it('takes deliveries from every source that it is given', async () => {
    const root = await newFolder()
    await flis(['init', root])
    const paths = warehousePaths(root)
    const second = { ...config, inbox: 'second' }
    await mkdir(join(root, 'second'))
    const stop = new AbortController()
    const events: WatchEvent[] = []
    const come = [
      () => put(root, 'KY_0751_2022-10_001_F.zip', 'NC'),
      () => put(root, 'KY_0101_2022-10_001_F.zip', 'NC', 'second'),
      async () => stop.abort(),
    ]
    await watch({
      warehouse: root,
      config,
      areas: [ky],
      clock: fixedClock('2022-11-05T08:00'),
      signal: stop.signal,
      perform: async () => ({ exit: 0, out: '', err: '' }),
      sources: [...arrivalSources(config, paths), ...arrivalSources(second, paths)],
      ticker: { ...pace, wait: async () => void (await come.shift()?.()), close: () => undefined },
      tell: (event) => void events.push(event),
      pid: 1,
    })
    expect([await readdir(paths.inbox), await readdir(join(root, 'second'))]).toEqual([[], []])
    expect(
      events.flatMap((each) => (each.event === 'watch-done' ? [`${each.work} ${each.run}`] : [])),
    ).toEqual(['intake null', 'intake 1', 'intake 2'])
    expect(await readHealth(root)).toMatchObject({ state: 'stopped', lastRun: { work: 'intake', run: 2 } })
    // Each lacks its files: rejected, and out of the way.
    expect((await flis(['-C', root, 'deliveries', '--json'])).out.match(/L040/g)).toHaveLength(2)
  })
})
