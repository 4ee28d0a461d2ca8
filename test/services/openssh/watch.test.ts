import { appendFile, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { flis } from '../../../pipelines/test/flis.js'
import { startFlis, startWatch, type WatchProcess } from '../../../pipelines/test/watch-process.js'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js'
import { type SshServer, startSshServer } from './server.js'
import {
  healthIn,
  healthThat,
  NOW,
  packagesIn,
  platformOf,
  serverSettings,
  standingIn,
  stepBegan,
  type WatchWorld,
  wasDone,
  watchWorld,
} from './watch-world.js'

const started = await startSshServer()
const SCHEDULE = { schedule: { monthRun: '0 3 11 * *' } }

const watching = (): void => {
  const server = started as SshServer
  let proxy: CuttingProxy
  let world: WatchWorld
  let byHand: string
  const running: WatchProcess[] = []
  const start = (root: string, now = NOW): WatchProcess => {
    const watch = startWatch(root, now)
    running.push(watch)
    return watch
  }
  beforeAll(async () => {
    proxy = await startCuttingProxy(server.port)
    world = await watchWorld(server, ['KY', 'Borger'])
    byHand = await world.warehouse({})
    await world.inbox(byHand, world.namesOf('CPR', 'LIFA'))
    await flis(['-C', byHand, 'borger-run'], { now: NOW })
    await world.inbox(byHand, world.namesOf('KY'))
    await flis(['-C', byHand, 'intake'], { now: NOW })
    await flis(['-C', byHand, 'month-run', '2022-10'], { now: NOW })
  }, 120_000)
  afterEach(async () => {
    for (const each of running.splice(0)) each.child.kill('SIGKILL')
    proxy.cutAll(undefined)
    await world.clear()
  })
  afterAll(async () => {
    await proxy.stop()
    await server.stop()
  })

  it('takes what comes onto a server: Borger at once, the others after it, a growing file when it is whole', async () => {
    const root = await world.warehouse({ ...SCHEDULE, sources: [serverSettings(server)] })
    const watch = start(root)
    await watch.idle()

    const [half = '', ...rest] = world.namesOf('CPR').filter((name) => !name.endsWith('.metadata'))
    const whole = await readFile(join(world.sample, half))
    await world.upload(world.namesOf('LIFA'))
    await wasDone(watch, 'borger-run')
    await world.upload([`${half}.metadata`])
    await writeFile(join(server.home, 'IN', half), whole.subarray(0, 100))
    const now = new Date(`${NOW}+01:00`)
    const file = await open(join(server.home, 'IN', half))
    await file.utimes(now, now)
    await file.close()
    await healthThat(root, ({ waiting }) => waiting.unready.some(({ why }) => why === 'still arriving'))
    await world.upload([...rest, ...rest.map((name) => `${name}.metadata`)])
    await appendFile(join(server.home, 'IN', half), whole.subarray(100))
    await stepBegan(watch, 'build')
    await world.upload(world.namesOf('KY'))
    await wasDone(watch, 'intake')
    await watch.idle()
    expect(await world.onServer()).toEqual([])
    expect(await watch.kill('SIGTERM')).toMatchObject({ code: 0 })

    const later = start(root, '2022-11-11T04:00:00')
    await wasDone(later, 'month-run 2022-10')
    await later.kill('SIGTERM')
    expect(await standingIn(root)).toEqual(await standingIn(byHand))
  })

  it('goes on with the inbox while servers are away or not who they should be, and with them when they are back', async () => {
    const stranger = { hostKey: `SHA256:${'A'.repeat(43)}`, path: 'OUT' }
    const sources = [serverSettings(server, { port: proxy.port }), serverSettings(server, stranger)]
    const root = await world.warehouse({ sources })
    proxy.cutAll({ direction: 'to server', bytes: 1 })
    await world.upload(world.namesOf('KY'))
    const watch = start(root)
    await watch.idle()
    await healthThat(root, ({ troubles }) => troubles.length === 2)
    await world.inbox(root, world.namesOf('LIFA'))
    await wasDone(watch, 'borger-run')
    await watch.idle()
    const away = `sftp://127.0.0.1:${proxy.port}/IN`
    const wrong = `sftp://127.0.0.1:${server.port}/OUT`
    const since = '2022-11-05T07:00:00.000Z'
    expect((await healthIn(root)).troubles).toMatchObject([
      { source: away, code: 'S020', since },
      { source: wrong, code: 'C010', since },
    ])
    expect(await readFile(join(root, 'flis.log'), 'utf8')).toContain(`"source":"${wrong}","code":"C010"`)
    expect((await flis(['-C', root, 'doctor', '--json'], { now: NOW })).out).toContain(`nothing from ${away}`)
    // A run by hand needs them all.
    expect(await flis(['-C', root, 'intake'], { now: NOW })).toMatchObject({ exit: 1 })

    const before = server.log()
    proxy.cutAll(undefined)
    await watch.next('it is back', (told) => told.event === 'watch-source' && told.code === null)
    await wasDone(watch, 'intake')
    await watch.idle()
    expect((await healthIn(root)).troubles).toMatchObject([{ source: wrong, code: 'C010' }])
    expect(await world.onServer()).toEqual([])
    expect(server.log().length).toBeGreaterThan(before.length)
    expect(await watch.kill('SIGTERM')).toMatchObject({ code: 0 })
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'told %s while it takes from a server, the next one finishes it',
    async (signal) => {
      const root = await world.warehouse({ ...SCHEDULE, sources: [serverSettings(server)] })
      await world.upload(world.names)
      const first = start(root)
      await stepBegan(first, 'land')
      await first.kill(signal)
      const next = start(root)
      await stepBegan(next, 'build')
      await next.kill(signal)
      const last = start(root, '2022-11-11T04:00:00')
      await last.next('its beginning', ({ event }) => event === 'watch-started')
      const due = start(root, '2022-11-11T04:00:00')
      await expect(due.idle()).rejects.toThrow('FLIS-S001')
      await wasDone(last, 'month-run 2022-10')
      await last.idle()
      await last.kill('SIGTERM')
      const standing = (await standingIn(root)) as {
        readonly deliveries: readonly { readonly state: string }[]
      }
      // A pair that was landed and not yet removed is told apart: it is the same again.
      const deliveries = standing.deliveries.filter(({ state }) => state !== 'duplicate')
      expect({ ...standing, deliveries }).toEqual(await standingIn(byHand))
      expect(await world.onServer()).toEqual([])
    },
  )

  it('sends packages beside intake: a server that is away, receipts that come late or say no, a kill in between', async () => {
    const target = {
      ...{ recipient: 'leverandør', name: 'leverandøren', kommuner: ['0751'], send: 'after runs' },
      ...{ sender: 'FLIS', recipients: ['LEV'] },
    }
    const root = await world.warehouse({
      packages: { kinds: ['DM', 'DSA'] },
      sources: [serverSettings(server)],
      targets: [{ ...serverSettings(server, { port: proxy.port }), ...target }],
    })
    const platform = platformOf(server)
    const watch = start(root)
    await watch.idle()
    await world.upload(world.namesOf('KY'))
    await wasDone(watch, 'intake')
    proxy.cutAll({ direction: 'to server', bytes: 1 })
    expect(await flis(['-C', root, 'month-run', '2022-10', '--lenient'], { now: NOW })).toMatchObject({
      exit: 0,
    })
    await healthThat(root, ({ sending }) => sending[0]?.code === 'S020')
    // Nobody there: what comes is taken all the same.
    await world.upload(world.namesOf('LIFA'))
    await wasDone(watch, 'borger-run')
    await healthThat(root, ({ sending }) => sending[0]?.code === 'S020')
    await platform.take()
    expect(platform.taken).toEqual([])
    await watch.kill('SIGKILL')

    proxy.cutAll(undefined)
    const next = start(root, '2022-11-05T08:10:00')
    await healthThat(root, ({ sending: [to] }) => to?.waiting === 0 && to.awaiting > 0)
    await platform.take()
    const made = await packagesIn(root)
    expect(made.length).toBeGreaterThan(1)
    expect([...platform.taken].sort()).toEqual(made.map(({ taken }) => taken).sort())
    expect(made.map(({ state }) => state)).toEqual(made.map(() => 'sent'))
    await next.kill('SIGKILL')
    const last = start(root, '2022-11-05T08:20:00')
    await last.idle()
    await platform.say()
    await last.next('receipts', (told) => told.event === 'watch-sent' && String(told.receipted) !== '')
    await healthThat(root, ({ state, sending: [to] }) => state === 'idle' && to?.awaiting === 0)
    expect((await packagesIn(root)).map(({ state }) => state)).toEqual(made.map(() => 'receipted'))
    expect(platform.taken).toHaveLength(made.length)

    const [again = ''] = platform.taken[0]?.split('.') ?? []
    expect(await flis(['-C', root, 'packages', 'resend', again], { now: NOW })).toMatchObject({ exit: 0 })
    await platform.take()
    await platform.say('<TechnicalReceipt><ErrorMessage>ingen rute</ErrorMessage></TechnicalReceipt>')
    await last.next('a refusal', (told) => told.event === 'watch-sent' && String(told.refused) === again)
    expect((await flis(['-C', root, 'packages', 'show', again], { now: NOW })).out).toMatch(
      /2 +refused .*ingen rute/,
    )
    expect(await last.kill('SIGTERM')).toMatchObject({ code: 0 })
  })

  it('is not needed for a month-run that waits for what comes onto a server', async () => {
    const expected = { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 }
    const root = await world.warehouse({
      areas: ['KY'],
      leverandører: [expected],
      sources: [serverSettings(server)],
    })
    const run = startFlis(['-C', root, 'month-run', '2022-10', '--wait', '--json'], NOW)
    running.push(run)
    await run.next('waiting', ({ event }) => event === 'waiting')
    await world.upload(world.namesOf('KY'))
    expect(await run.next('the end', ({ event }) => event === 'summary')).toMatchObject({
      exit: 0,
      version: 1,
    })
    expect(await world.onServer()).toEqual([])
  })
}

const notRun = (): void =>
  it('is not run: an OpenSSH server is neither here nor needed here', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('flis watch and a real OpenSSH server', started === undefined ? notRun : watching)
