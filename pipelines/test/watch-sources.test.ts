import { mkdir, readdir, truncate, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, fixedClock, parseConfig, warehousePaths } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { ky } from '@flis/domains/ky'
import { describe, expect, it } from 'vitest'
import { putDelivery, zipOf } from '../src/testing/delivery-file.js'
import { arrivalSources, lookAt } from '../src/watch/arrival-source.js'
import { watch } from '../src/watch/watch.js'
import { readHealth } from '../src/watch/watch-files.js'
import type { WatchEvent } from '../src/watch/watch-loop.js'
import { flis, newFolder } from './flis.js'

const areas = [ky, borger]
const config = parseConfig({ areas: ['KY', 'Borger'] })

const put = async (root: string, fileName: string, sender: string, inbox = 'inbox'): Promise<string> => {
  await putDelivery(join(root, inbox), fileName, await zipOf({ 'a.csv': 'a;b\n1;2\n' }), sender)
  return join(root, inbox, fileName)
}

const looked = async (root: string, clock: Clock) => {
  const paths = warehousePaths(root)
  const look = await lookAt(arrivalSources(config, paths), { config, clock, areas, paths }, [borger])
  const names = (all: readonly string[]): readonly string[] => all.map((each) => each.split(' ')[0] ?? '')
  return { ...look, borger: names(look.borger), others: names(look.others) }
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

  it('takes further folders of the settings too, and says by name that it reads no servers', async () => {
    const root = await newFolder()
    await put(root, 'KY_0751_2022-10_001_F.zip', 'NC', 'more')
    const paths = warehousePaths(root)
    const folders = parseConfig({ areas: ['KY'], sources: [{ type: 'folder', path: 'more' }] })
    const looking = { config: folders, clock: () => grewAt, areas, paths }
    const { others } = await lookAt(arrivalSources(folders, paths), looking, [])
    expect(others.map((each) => each.split(' ')[0])).toEqual(['KY_0751_2022-10_001_F.zip'])
    const server = {
      type: 'sftp',
      host: 'sftp.example',
      user: 'flis',
      privateKeyFile: 'k',
      hostKey: `SHA256:${'A'.repeat(43)}`,
    }
    const servers = parseConfig({ areas: ['KY'], sources: [server] })
    expect(() => arrivalSources(servers, paths)).toThrow('FLIS-C001')
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
      ticker: { wait: async () => void (await come.shift()?.()), close: () => undefined },
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
