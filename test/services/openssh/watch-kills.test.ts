import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flis } from '../../../pipelines/test/flis.js'
import { startWatch, type WatchProcess } from '../../../pipelines/test/watch-process.js'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js'
import { type SshServer, startSshServer } from './server.js'
import {
  healthThat,
  packagesIn,
  platformOf,
  serverSettings,
  standingIn,
  type WatchWorld,
  watchWorld,
} from './watch-world.js'

const started = await startSshServer()
/** How many times the service is killed; each at another event. */
const KILLS = Number(process.env.FLIS_WATCH_KILLS ?? '6')
const NOW = '2022-11-05T08:00:00'
const LATER = '2022-12-01T08:00:00'

/** A small generator with a seed, so that a failing draw can be drawn again. */
const draws = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const killing = (): void => {
  const server = started as SshServer
  let proxy: CuttingProxy
  let world: WatchWorld
  let watch: WatchProcess | undefined

  beforeAll(async () => {
    proxy = await startCuttingProxy(server.port)
    world = await watchWorld(server, ['KY'], ['0751', '0101', '0461'])
  }, 120_000)
  afterAll(async () => {
    watch?.child.kill('SIGKILL')
    await proxy.stop()
    await server.stop()
  })

  const target = {
    ...{ recipient: 'leverandør', name: 'leverandøren', kommuner: ['0751', '0101', '0461'] },
    ...{ send: 'after runs', sender: 'FLIS', recipients: ['LEV'] },
  }
  const settings = (port: number) => ({
    packages: { kinds: ['DM', 'DSA'] },
    sources: [serverSettings(server, { port, tries: 3 })],
    targets: [{ ...serverSettings(server, { port, tries: 3 }), ...target }],
  })

  it(`killed ${KILLS} times, connections cut on the way, it lands everything once and sends every package once`, async () => {
    const byHand = await world.warehouse({ packages: { kinds: ['DM', 'DSA'] } })
    await world.inbox(byHand, world.names)
    await flis(['-C', byHand, 'month-run', '2022-10', '--lenient'], { now: NOW })

    const root = await world.warehouse(settings(proxy.port))
    const platform = platformOf(server)
    const draw = draws(20221105)
    const pairs = world.names.filter((name) => !name.endsWith('.metadata'))
    const part = Math.ceil(pairs.length / Math.max(Math.floor(KILLS / 2), 1))
    const killedAt: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      // Each time some more, by one way and the other; then the month.
      for (const [nth, name] of pairs.slice(kill * part, (kill + 1) * part).entries()) {
        const pair = [name, `${name}.metadata`]
        await (nth % 2 === 0 ? world.upload(pair) : world.inbox(root, pair))
      }
      for (let cut = draw(4); cut > 0; cut--)
        proxy.cutNext({ direction: draw(2) === 0 ? 'from server' : 'to server', bytes: 1 + draw(12_000) })
      // Later each time: what has failed to be sent is tried again.
      watch = startWatch(root, new Date(Date.UTC(2022, 10, 5, 7, 10 * kill)).toISOString())
      await watch.next('its beginning', ({ event }) => event === 'watch-started')
      if (kill === Math.floor(KILLS / 2))
        await flis(['-C', root, 'month-run', '2022-10', '--lenient', '--no-wait'], { now: NOW })
      const nth = 1 + draw(40)
      let events = 0
      const at = await watch.next(
        'the event to be killed at',
        ({ event }) => ++events >= nth || event === 'watch-idle',
      )
      await watch.kill('SIGKILL')
      killedAt.push(`${nth}: ${at.event}`)
      await platform.take()
      if (draw(2) === 0) await platform.say()
    }
    proxy.cutAll(undefined)
    for (const name of pairs.slice(KILLS * part)) await world.upload([name, `${name}.metadata`])

    const last = startWatch(root, LATER)
    watch = last
    await last.idle()
    const run = await flis(['-C', root, 'month-run', '2022-10', '--lenient'], { now: LATER })
    expect(run, killedAt.join('\n')).toMatchObject({ exit: 0 })
    await healthThat(root, ({ state, sending: [to] }) => state === 'idle' && to?.waiting === 0)
    await platform.take()
    await platform.say()
    await healthThat(
      root,
      ({ state, sending: [to] }) => state === 'idle' && to?.waiting === 0 && to.awaiting === 0,
    )
    expect(await last.kill('SIGTERM')).toMatchObject({ code: 0 })

    const told = killedAt.join('\n')
    const { deliveries, packages } = (await standingIn(root)) as Standing
    const hand = (await standingIn(byHand)) as Standing
    expect(
      deliveries.filter(({ state }) => state !== 'duplicate'),
      told,
    ).toEqual(hand.deliveries)
    expect(newest(packages), told).toEqual(newest(hand.packages))
    const made = await packagesIn(root)
    expect([...platform.taken].sort(), told).toEqual(made.map(({ taken }) => taken).sort())
    expect(new Set(made.map(({ state }) => state)), told).toEqual(new Set(['receipted']))
    expect(
      (await world.onServer()).filter((name) => !name.startsWith('.')),
      told,
    ).toEqual([])
    expect(await readFile(join(root, 'flis.log'), 'utf8')).not.toContain('S999')
  }, 3_600_000)
}

interface Package {
  readonly area: string
  readonly kommune: string
  readonly kind: string
  readonly nr: number
  readonly content_sha256: string
}

interface Standing {
  readonly deliveries: readonly { readonly id: string; readonly state: string }[]
  readonly packages: readonly Package[]
}

/** The last package of each kind: a month that was made before all had come has made another one before it. */
const newest = (packages: readonly Package[]): readonly string[] => {
  const last = new Map<string, Package>()
  for (const each of packages) {
    const place = `${each.area} ${each.kommune} ${each.kind}`
    if ((last.get(place)?.nr ?? 0) < each.nr) last.set(place, each)
  }
  return [...last].map(([place, { content_sha256 }]) => `${place} ${content_sha256}`).sort()
}

const notRun = (): void =>
  it('is not run: an OpenSSH server is neither here nor needed here', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('flis watch that is killed again and again', started === undefined ? notRun : killing)
