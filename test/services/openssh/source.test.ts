import { spawn } from 'node:child_process'
import { appendFile, chmod, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Cut, type CuttingProxy, startCuttingProxy } from './cutting-proxy.js'
import { type SshServer, startSshServer } from './server.js'
import { csvOf, nameOf, type SourceWorld, sourceWorld } from './source-world.js'

const started = await startSshServer()
const NAME = nameOf()
const ID = `PRsystem:${NAME}`
const THREE = csvOf(3)

const fetching = (): void => {
  const server = started as SshServer
  let proxy: CuttingProxy
  let world: SourceWorld
  beforeAll(async () => {
    proxy = await startCuttingProxy(server.port)
  })
  beforeEach(async () => {
    world = await sourceWorld(server)
  })
  afterEach(async () => {
    await world.clear()
    await world.w.close()
  })
  afterAll(async () => {
    await proxy.stop()
    await server.stop()
  })

  it('lands a pair, says so, and removes it from the server', async () => {
    await world.put(NAME, THREE)
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 3`])
    expect(await world.standing()).toEqual([])
    expect(await world.standing('OUT')).toEqual([`${NAME}.businessreceipt`])
    const receipt = await world.receipt(NAME)
    expect(receipt).toContain('<FileTransferUUID>0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11</FileTransferUUID>')
    expect(receipt).toContain('<SendersFileId>a2b7</SendersFileId>')
    expect(receipt).toContain('<Receipt><Status>ACCEPTED</Status></Receipt>')
    expect(await world.leftHere()).toEqual([])
    expect(world.waited).toEqual([])
  })

  it('tells the sender of a rejected one why, in Danish and with the code', async () => {
    await world.put(NAME, THREE, { recipients: ['Andre'] })
    await world.run()
    expect(await world.deliveries()).toEqual([`PRsystem:${NAME} rejected L011 0`])
    expect(await world.standing()).toEqual([])
    const receipt = await world.receipt(NAME)
    expect(receipt).toContain('<Status>REJECTED</Status><Code>L011</Code><Reason>FLIS-L011 ')
    expect(receipt).toContain('bed afsenderen om en rettet leverance')
  })

  it('takes the two files of a pair in any order, and leaves half pairs', async () => {
    await world.write(NAME, THREE)
    await world.write(`${nameOf(2)}.metadata`, 'x')
    await world.write(`.${NAME}.part`, 'x')
    await world.write('FLIS_KY_0751_2022-10_DM_001.zip.sftpreceipt', 'x')
    const { unready } = await world.run()
    expect(unready).toEqual([
      { fileName: NAME, why: 'no metadata' },
      { fileName: nameOf(2), why: 'no data file' },
    ])
    await world.put(NAME, THREE)
    await world.put(nameOf(2), THREE)
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 3`, `PRsystem:${nameOf(2)} received 3`])
    expect(await world.standing()).toEqual([`.${NAME}.part`, 'FLIS_KY_0751_2022-10_DM_001.zip.sftpreceipt'])
  })

  it('waits for a file that grows, and lands it when it is whole', async () => {
    const whole = csvOf(50)
    await world.put(NAME, whole.slice(0, 300), { size: Buffer.byteLength(whole) })
    await world.age(NAME, 'just now')
    expect((await world.run()).unready).toEqual([{ fileName: NAME, why: 'still arriving' }])
    expect(await world.deliveries()).toEqual([])
    await appendFile(join(server.home, 'IN', NAME), whole.slice(300))
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 50`])
  })

  it('rejects a half file that has not grown for long', async () => {
    await world.put(NAME, THREE, { size: 4711 })
    await world.age(NAME, 'long ago')
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} rejected L010 0`])
    expect(await world.standing()).toEqual([])
    expect(await world.receipt(NAME)).toContain('<Code>L010</Code>')
  })

  it('does not load the same bytes twice', async () => {
    await world.put(NAME, THREE)
    await world.run()
    await world.put(NAME, THREE)
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 3`, `${ID}~2 duplicate 0`])
    expect(await world.standing()).toEqual([])
    expect(await world.receipt(NAME)).toContain('ACCEPTED')
  })

  it.each([
    ['a key that the server does not know', { privateKeyFile: server.strangersKeyFile }, 'C011'],
    ['a user whom it does not know', { user: 'ingen-her' }, 'C011'],
    ['another host key than the pinned one', { hostKey: `SHA256:${'A'.repeat(43)}` }, 'C010'],
    ['no fingerprint at all', { hostKey: 'ssh-ed25519' }, 'C010'],
    ['a private key that is none', { privateKeyFile: '/etc/hostname' }, 'C012'],
    ['no file with the key', { privateKeyFile: 'nowhere' }, 'C012'],
    ['a folder that is not there', { path: 'IND' }, 'C013'],
  ])('names what is wrong, and takes nothing: %s', async (_, differing, code) => {
    await world.put(NAME, THREE)
    const error = await world.failing(differing)
    expect(error).toMatchObject({ code, retriable: false })
    expect(world.waited).toEqual([])
    expect(JSON.stringify(error)).not.toMatch(/PRIVATE KEY|user-key/)
    expect(await world.standing()).toEqual([NAME, `${NAME}.metadata`])
  })

  it('tells both fingerprints where the host key is another, and has shown the server nothing', async () => {
    const before = server.log()
    const pinned = `SHA256:${'A'.repeat(43)}`
    expect(await world.failing({ hostKey: pinned })).toMatchObject({
      facts: { expected: pinned, found: server.hostKey },
    })
    expect(server.log().slice(before.length)).not.toContain(server.user)
    await world.run({ hostKey: server.hostKey })
  })

  it('asks a server that is not there again, waiting longer each time', async () => {
    const unused = await startCuttingProxy(server.port)
    await unused.stop()
    expect(await world.failing({ port: unused.port })).toMatchObject({ code: 'S020', retriable: true })
    expect(world.waited).toEqual([2000, 6000, 18_000, 54_000])
  })

  it('stops between commit and removal without loading twice: the pair is a duplicate next time', async () => {
    await world.put(NAME, THREE)
    await chmod(join(server.home, 'OUT'), 0o755)
    await rename(join(server.home, 'OUT'), join(server.home, 'gone'))
    expect(await world.failing()).toMatchObject({ code: 'C013' })
    expect(await world.deliveries()).toEqual([`${ID} received 3`])
    expect(await world.standing()).toEqual([NAME, `${NAME}.metadata`])
    await mkdir(join(server.home, 'OUT'), { recursive: true })
    await rm(join(server.home, 'gone'), { recursive: true })
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 3`, `${ID}~2 duplicate 0`])
    expect(await world.standing()).toEqual([])
    expect(await world.receipt(NAME)).toContain('ACCEPTED')
  })

  const BIG = csvOf(10_000)
  /** Cuts of each kind of connection, and in each direction, spread evenly over what it carries. */
  const PLACES = Number(process.env.FLIS_CUTS ?? '4')
  const WHOLE: Cut = { direction: 'from server', bytes: Number.POSITIVE_INFINITY }

  // a run lists, lists what is not ready, lists again for landing, fetches, and tells
  it.each([
    ['listing', 0],
    ['fetching', 3],
    ['telling', 4],
  ])('lands once and whole wherever a connection is cut while %s', async (_, before) => {
    await world.put(nameOf(999), BIG)
    await world.run({ port: proxy.port })
    const carried = proxy.traffic().at(before - 5)
    const cuts = (['from server', 'to server'] as const).flatMap((direction) =>
      Array.from(
        { length: PLACES },
        (__, nr): Cut => ({
          direction,
          // not the last bytes, when all is done and said
          bytes: Math.floor(((carried?.[direction] ?? 0) * 0.9 * nr) / PLACES) + (nr === 0 ? 1 : 0),
        }),
      ),
    )
    const already = proxy.cuts()
    for (const [nr, cut] of cuts.entries()) {
      const name = nameOf(nr + 1)
      await world.put(name, BIG)
      proxy.cutNext(...Array.from({ length: before }, () => WHOLE), cut)
      await world.run({ port: proxy.port })
      expect(proxy.cuts() - already, `${cut.direction} ${cut.bytes}`).toBe(nr + 1)
      expect(await world.standing()).toEqual([])
      expect(await world.leftHere()).toEqual([])
      expect(await world.receipt(name)).toContain('ACCEPTED')
    }
    const found = await world.deliveries()
    expect(found.filter((each) => each.endsWith(' received 10000'))).toHaveLength(cuts.length + 1)
    expect(found).toHaveLength(cuts.length + 1)
  })

  it('lands nothing while every connection is cut within the file, and all of it afterwards', async () => {
    await world.put(NAME, BIG)
    proxy.cutAll({ direction: 'from server', bytes: 150_000 })
    expect(await world.failing({ port: proxy.port })).toMatchObject({ code: 'S020' })
    proxy.cutAll(undefined)
    expect(await world.deliveries()).toEqual([])
    expect(await world.standing()).toEqual([NAME, `${NAME}.metadata`])
    await world.run({ port: proxy.port })
    expect(await world.deliveries()).toEqual([`${ID} received 10000`])
    expect(await world.leftHere()).toEqual([])
  })

  it('waits for no file when the run is to stop', async () => {
    await world.put(NAME, BIG)
    const stop = new AbortController()
    const stall = (): void => stop.abort()
    proxy.cutNext(WHOLE, WHOLE, WHOLE, { direction: 'from server', bytes: 150_000, stall })
    expect(await world.failing({ port: proxy.port }, stop.signal)).toMatchObject({ code: 'S004' })
    expect(await world.deliveries()).toEqual([])
    await world.run()
    expect(await world.deliveries()).toEqual([`${ID} received 10000`])
    expect(await world.leftHere()).toEqual([])
  })

  it('is fetched by one of two processes at once', async () => {
    // the working file is there: of two that make one at once the engine says other things than S001
    await world.run()
    await world.put(NAME, BIG)
    const worker = fileURLToPath(new URL('source-worker.ts', import.meta.url))
    const one = (): Promise<string> =>
      new Promise((resolve) => {
        const child = spawn(
          process.execPath,
          ['--conditions=flis-source', '--import', 'tsx', worker, world.w.root, JSON.stringify(world.login)],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        )
        let said = ''
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString()
        })
        child.on('close', () => resolve(said.trim()))
      })
    const ended = (await Promise.all([one(), one()])).sort()
    expect([
      ['S001', 'done'],
      ['done', 'done'],
    ]).toContainEqual(ended)
    const loaded = (await world.deliveries()).filter((each) => each.endsWith('received 10000'))
    expect(loaded).toEqual([`${ID} received 10000`])
    expect(await world.standing()).toEqual([])
  })
}

const notRun = (): void =>
  it('is not run: an OpenSSH server is neither here nor needed here', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('deliveries on a real OpenSSH server', started === undefined ? notRun : fetching)
