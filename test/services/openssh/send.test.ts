import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fixedClock, sha256File } from '@flis/core'
import {
  checkSources,
  doctor,
  initWarehouse,
  loadSettings,
  resend,
  type SendingOptions,
  send,
  writeSample,
} from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js'
import { type SshServer, startSshServer } from './server.js'

const started = await startSshServer()
const root = fileURLToPath(new URL('../../..', import.meta.url))
const NOW = '2022-12-02T08:00:00'
const A = 'FLIS_KY_0751_2022-11_DM_001'
const B = 'FLIS_KY_0101_2022-11_DM_001'
const SUCCESS = '<TechnicalReceipt><Receipt><Message>SUCCESS</Message></Receipt></TechnicalReceipt>'

const sending = (): void => {
  const server = started as SshServer
  let proxy: CuttingProxy
  let folder: string
  let lager: string

  const settings = (port: number) => {
    const login = {
      ...{ type: 'sftp', host: server.host, port, user: server.user, hostKey: server.hostKey },
      ...{ privateKeyFile: server.privateKeyFile, backOffSeconds: 0, timeoutSeconds: 5 },
    }
    const to = { recipient: 'leverandør', sender: 'FLIS', recipients: ['LEV'] }
    return {
      areas: ['KY'],
      sources: [login],
      targets: [
        { ...login, ...to, name: 'leverandøren', kommuner: ['0751', '0101'] },
        { type: 'folder', name: 'egen LIS', recipient: 'LIS', kommuner: ['0101'], path: 'til-0101' },
      ],
    }
  }
  const configure = (more: object = {}, port = server.port): Promise<void> =>
    writeFile(join(lager, 'flis.config.json'), JSON.stringify({ ...settings(port), ...more }))
  const optionsFor = async (more: Partial<SendingOptions> = {}): Promise<SendingOptions> => ({
    ...(await loadSettings(lager)),
    ...{ warehouse: lager, clock: fixedClock(NOW), to: 'leverandøren' },
    ...more,
  })
  const flis = async (
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly out: string }> => {
    const cli = ['--conditions=flis-source', '--import', 'tsx', join(root, 'pipelines/src/cli/main.ts')]
    const env = { ...process.env, FLIS_NOW: NOW }
    try {
      const run = promisify(execFile)
      const { stdout } = await run(process.execPath, [...cli, '-C', lager, ...args], { cwd: root, env })
      return { code: 0, out: stdout }
    } catch (thrown) {
      const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string }
      return { code, out: `${stdout}${stderr}` }
    }
  }
  const standing = async (where: 'IN' | 'OUT'): Promise<readonly string[]> =>
    (await readdir(join(server.home, where))).sort()
  /** The platform takes what is announced, and says this of it. */
  const platform = async (receipt: string | undefined): Promise<readonly string[]> => {
    const taken: string[] = []
    for (const trigger of (await standing('OUT')).filter((name) => /^[^.].*\.trigger$/.test(name))) {
      const file = trigger.replace(/\.trigger$/, '')
      await rename(join(server.home, 'OUT', file), join(folder, 'taken', file))
      await rm(join(server.home, 'OUT', trigger))
      taken.push(file)
      if (receipt !== undefined) await writeFile(join(server.home, 'IN', `${file}.sftpreceipt`), receipt)
    }
    return taken
  }
  const made = (id: string): string => join(lager, 'outbox', id.split('_')[2] ?? '', 'MAANED', `${id}.zip`)

  beforeAll(async () => {
    proxy = await startCuttingProxy(server.port)
    folder = await mkdtemp(join(tmpdir(), 'flis-send-'))
    lager = join(folder, 'lager')
    await mkdir(join(folder, 'taken'))
    await initWarehouse(lager, ['KY'])
    await configure()
    const sample = {
      from: '2022-11',
      to: '2022-11',
      scale: 0.002,
      seed: 1,
      faults: 0,
      areas: ['KY'],
    } as const
    await writeSample({ ...sample, out: join(folder, 'sample'), kommuner: ['0751', '0101'] })
    for (const name of await readdir(join(folder, 'sample')))
      await copyFile(join(folder, 'sample', name), join(server.home, 'IN', name))
  })
  afterAll(async () => {
    await proxy.stop()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('checks what it takes to use a server, for deliveries and for packages', async () => {
    const clock = fixedClock(NOW)
    const steps = async () => (await checkSources(lager, clock))[0]?.missing.map(({ step }) => step)
    const said = async () =>
      (await doctor({ warehouse: lager, environment: {}, clock })).checks.find(
        ({ name }) => name === 'servers',
      )
    expect(await steps()).toEqual(['table entries', 'first delivery'])
    expect(await said()).toMatchObject({ verdict: 'ok' })
    const [login] = settings(server.port).sources
    for (const [wrong, step] of [
      [{ privateKeyFile: server.strangersKeyFile }, 'user'],
      [{ hostKey: `SHA256:${'A'.repeat(43)}` }, 'key'],
      [{ path: 'IND' }, 'folder'],
    ] as const) {
      await configure({ sources: [{ ...login, ...wrong }] })
      expect((await steps())?.[0]).toBe(step)
      expect(await said()).toMatchObject({ verdict: 'error' })
    }
    await configure()
  })

  it('a month-run fetches deliveries as the settings say', async () => {
    const ended = await flis('month-run', '2022-11', '--lenient')
    expect(ended.code, ended.out).toBe(0)
    expect((await standing('IN')).filter((name) => name.startsWith('KY_'))).toEqual([])
    expect((await standing('OUT')).every((name) => name.endsWith('.businessreceipt'))).toBe(true)
    for (const name of await standing('OUT')) await rm(join(server.home, 'OUT', name))
  })

  it('packages go out whole and announced, and count as delivered when the platform says so', async () => {
    const first = await flis('packages', 'send', '--to', 'leverandøren')
    expect(first.code, first.out).toBe(0)
    expect(first.out).toContain(`${A}  sent`)
    const files = [B, A].flatMap((id) => [`${id}.zip`, `${id}.zip.trigger`])
    expect(await standing('OUT')).toEqual(files)
    expect(await sha256File(join(server.home, 'OUT', `${A}.zip`))).toBe(await sha256File(made(A)))
    expect(await readFile(join(server.home, 'OUT', `${A}.zip.trigger`), 'utf8')).toContain(
      `<Recipients>LEV</Recipients>`,
    )
    expect((await send(await optionsFor()))[0]).toMatchObject({ sent: [], awaiting: [B, A] })
    await platform(SUCCESS)
    expect((await send(await optionsFor()))[0]).toMatchObject({ receipted: [B, A], awaiting: [] })
    expect(await standing('IN')).toEqual([])
    expect((await flis('packages', 'list')).out).toMatch(new RegExp(`${A} .* receipted `))
  })

  it('one that is refused says why, and can be sent again as it was', async () => {
    const no = `<BusinessReceipt><Receipt><Status>REJECTED</Status><Code>X1</Code><Reason>forkert</Reason></Receipt></BusinessReceipt>`
    await writeFile(join(server.home, 'IN', `${A}.zip.businessreceipt`), no)
    const ended = await flis('packages', 'send')
    expect(ended.code).toBe(3)
    expect(ended.out).toContain('X1: forkert')
    expect((await resend(A, await optionsFor()))[0]).toMatchObject({ sent: [A], refused: [] })
    expect(await platform(SUCCESS)).toEqual([`${A}.zip`])
    expect(await sha256File(join(folder, 'taken', `${A}.zip`))).toBe(await sha256File(made(A)))
    expect((await send(await optionsFor()))[0]).toMatchObject({ receipted: [B, A] })
  })

  it('the kommune’s own folder has had its package too, and nobody else’s', async () => {
    expect(await readdir(join(lager, 'til-0101'))).toEqual([`${B}.zip`])
  })

  const places = Number(process.env.FLIS_CUTS ?? '4')
  it.each(['from server', 'to server'] as const)(
    'are sent once wherever a connection is cut %s',
    async (direction) => {
      await configure({}, proxy.port)
      await resend(A, await optionsFor())
      await platform(SUCCESS)
      await send(await optionsFor())
      // sending again uploads, announces, and asks for receipts
      const carried = proxy.traffic().slice(-5)
      for (const [connection, { [direction]: bytes }] of carried.slice(0, 3).entries())
        for (let place = 0; place < places; place++) {
          const whole = Array.from({ length: connection }, () => ({
            direction,
            bytes: Number.POSITIVE_INFINITY,
          }))
          const already = proxy.cuts()
          proxy.cutNext(...whole, { direction, bytes: Math.floor((bytes * 0.9 * place) / places) + 1 })
          await resend(A, await optionsFor())
          expect(proxy.cuts() - already, `connection ${connection}, place ${place}`).toBe(1)
          expect(await sha256File(join(server.home, 'OUT', `${A}.zip`))).toBe(await sha256File(made(A)))
          expect(await platform(SUCCESS)).toEqual([`${A}.zip`])
          expect((await send(await optionsFor()))[0]).toMatchObject({ sent: [], awaiting: [], failed: [] })
          expect(await standing('OUT')).toEqual([])
          expect(await standing('IN')).toEqual([])
        }
      await configure()
    },
  )

  it('a server that is away is tried again later, and nothing counts as sent', async () => {
    const away = await startCuttingProxy(server.port)
    await away.stop()
    await configure({}, away.port)
    const ended = await flis('packages', 'resend', A, '--to', 'leverandøren')
    expect(ended.code).toBe(3)
    expect(ended.out).toContain('FLIS-S020')
    expect((await flis('packages', 'list')).out).toMatch(new RegExp(`${A} .* produced `))
    await configure()
    expect((await send(await optionsFor()))[0]).toMatchObject({ sent: [], later: [A] })
    const later = fixedClock('2022-12-02T08:05:00')
    expect((await send(await optionsFor({ clock: later })))[0]).toMatchObject({ sent: [A] })
  })
}

const notRun = (): void =>
  it('is not run: an OpenSSH server is neither here nor needed here', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('packages to a real OpenSSH server', started === undefined ? notRun : sending)
