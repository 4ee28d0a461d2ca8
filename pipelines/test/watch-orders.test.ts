import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { flisError, type Log, parseConfig } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../src/cli/command-table.js'
import { ALONE, QUEUED } from '../src/cli/watched-commands.js'
import {
  beginOrder,
  fetchResult,
  finishOrder,
  type Order,
  putBackOrder,
  recoverOrders,
  submitOrder,
  takeBackOrder,
  waitingOrders,
} from '../src/watch/orders.js'
import { tellFailure, toldFailure } from '../src/watch/tell-failure.js'
import { newFolder } from './flis.js'

const order = (...argv: readonly string[]): Order => ({ argv, cwd: '/', operator: {}, waits: true })
const DONE = { exit: 0, out: 'done', err: '' } as const

describe('the queue of orders', () => {
  it('keeps the order in which they came, however many come at once', async () => {
    const root = await newFolder()
    const names = []
    for (let n = 0; n < 12; n++) names.push(await submitOrder(root, order('intake', String(n))))
    expect(await waitingOrders(root)).toEqual(names)
    expect(names.slice(-1)).toEqual(['000012'])
  })
  it('gives an order to one only', async () => {
    const root = await newFolder()
    const name = await submitOrder(root, order('intake'))
    expect(await beginOrder(root, name)).toMatchObject({ argv: ['intake'] })
    expect(await beginOrder(root, name)).toBeUndefined()
    const other = await submitOrder(root, order('intake'))
    expect(await takeBackOrder(root, other)).toBe(true)
    expect(await beginOrder(root, other)).toBeUndefined()
  })
  it('after a kill in the middle performs it again, after its result never', async () => {
    const root = await newFolder()
    const [first, second] = [await submitOrder(root, order('intake')), await submitOrder(root, order('plan'))]
    await beginOrder(root, first)
    await recoverOrders(root)
    expect(await waitingOrders(root)).toEqual([first, second])
    await beginOrder(root, first)
    await finishOrder(root, first, DONE)
    // Killed between the result and the end of the order.
    await writeFile(join(root, `orders/${first}.running`), '{}')
    await recoverOrders(root)
    expect(await waitingOrders(root)).toEqual([second])
    expect(await takeBackOrder(root, first)).toBe(false)
    expect(await fetchResult(root, first)).toEqual(DONE)
    expect(await fetchResult(root, first)).toBeUndefined()
  })
  it('does not give a number again while its result has not been fetched', async () => {
    const root = await newFolder()
    const first = await submitOrder(root, order('intake'))
    await beginOrder(root, first)
    await finishOrder(root, first, DONE)
    expect(await submitOrder(root, order('intake'))).not.toBe(first)
  })
  it('puts one back that was stopped, in its place', async () => {
    const root = await newFolder()
    const names = [await submitOrder(root, order('a')), await submitOrder(root, order('b'))]
    await beginOrder(root, names[0] ?? '')
    await putBackOrder(root, names[0] ?? '')
    expect(await waitingOrders(root)).toEqual(names)
  })
  it('cuts out what looks like a CPR number in words of one’s own', async () => {
    const root = await newFolder()
    await submitOrder(root, order('deliveries', 'withdraw', 'x', '--reason', 'wrong for 010190-0001'))
    await submitOrder(root, order('deliveries', 'withdraw', 'x', '--reason=wrong for 0101900001'))
    for (const name of await readdir(join(root, 'orders')))
      expect(await readFile(join(root, 'orders', name), 'utf8')).toContain('wrong for (cpr)')
  })
  it('lets go of what is no order', async () => {
    const root = await newFolder()
    const name = await submitOrder(root, order('intake'))
    await writeFile(join(root, 'broken'), '{"argv":')
    await rename(join(root, 'broken'), join(root, `orders/${name}.json`))
    expect(await beginOrder(root, name)).toBeUndefined()
    expect(await readdir(join(root, 'orders'))).toEqual([])
  })
  it('keeps no more results than somebody could fetch', async () => {
    const root = await newFolder()
    for (let n = 0; n < 103; n++) {
      const name = await submitOrder(root, order('intake'))
      await beginOrder(root, name)
      await finishOrder(root, name, DONE)
    }
    const left = await readdir(join(root, 'orders'))
    expect([left.length, left.sort()[0]]).toEqual([100, '000004.result'])
  })
})

describe('commands that a watch performs', () => {
  it('are commands of flis', () => {
    const names = COMMANDS.map((each) => each.name)
    expect([...QUEUED, ...ALONE].filter((each) => !names.includes(each))).toEqual([])
  })
})

describe('a failure that is told', () => {
  const failure = toldFailure(
    '/lager',
    'month-run 2022-10',
    flisError('M002', { model: 'FactKYSager' }),
    'now',
  )
  const logged: string[] = []
  const note = (message: string): void => {
    logged.push(message)
  }
  const log: Log = { info: note, warn: note, error: note }
  const told = (onFailure: object): Promise<void> =>
    tellFailure(parseConfig({ watch: { onFailure } }).watch.onFailure, failure, log)

  it('comes to a command on its standard input, without the warehouse’s key', async () => {
    const file = join(await newFolder(), 'told.json')
    const script = `process.stdin.pipe(require('fs').createWriteStream(process.argv[1]))
      if (process.env.FLIS_KEY !== undefined) process.exit(1)`
    process.env.FLIS_KEY = '00'.repeat(32)
    try {
      await told({ command: [process.execPath, '-e', script, file] })
    } finally {
      delete process.env.FLIS_KEY
    }
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      event: 'failure',
      work: 'month-run 2022-10',
      code: 'M002',
      facts: { model: 'FactKYSager' },
      next: 'flis models show',
    })
    expect(logged).toEqual([])
  })
  it('comes to an address', async () => {
    const bodies: string[] = []
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      request.on('end', () => response.end())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await told({ webhook: `http://127.0.0.1:${(server.address() as AddressInfo).port}/flis` })
    server.closeAllConnections()
    server.close()
    expect(JSON.parse(bodies.join(''))).toMatchObject({ code: 'M002' })
  })
  it.each([
    ['a program that is not there', { command: ['/nowhere/program'] }],
    ['a program that fails', { command: [process.execPath, '-e', 'process.exit(7)'] }],
    ['an address that does not answer', { webhook: 'http://127.0.0.1:9/flis' }],
  ])('stops nothing: %s', async (_, onFailure) => {
    logged.length = 0
    await told(onFailure)
    expect(logged).toEqual(['a failure could not be told'])
  })
  it('needs an address that is one', () => {
    expect(() => parseConfig({ watch: { onFailure: { webhook: 'file:///etc/passwd' } } })).toThrow(
      'FLIS-C001',
    )
    expect(() => parseConfig({ watch: { onFailur: {} } })).toThrow('FLIS-C001')
  })
})
