import { type Env, type FlisCode, fail, retry, type Stage, stage } from '@flis/core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testEnv } from './test-env.js'

let env: Env
let did: unknown[]
beforeAll(async () => {
  env = await testEnv()
})
beforeEach(() => {
  did = []
})

const right = (value: unknown): object => ({ _tag: 'Right', right: value })
const left = (code: FlisCode): object => ({ _tag: 'Left', left: { code } })

describe('retry', () => {
  /** Fails as told, one code a try, then succeeds. */
  const failing = (codes: readonly FlisCode[]): Stage<number, number> => {
    let tries = 0
    return stage('flaky', async () => {
      const code = codes[tries]
      tries += 1
      did.push(tries)
      return code === undefined ? tries : fail(code)
    })
  }
  const wait = async (failedTry: number): Promise<void> => void did.push(`waited ${failedTry}`)

  it.each([
    ['succeeds at once', 3, [], right(1), [1]],
    ['tries again on a retriable error', 3, ['S001', 'S002'], right(3), [1, 'waited 1', 2, 'waited 2', 3]],
    [
      'never tries more than it is told',
      3,
      ['S001', 'S001', 'S002', 'S001'],
      left('S002'),
      [1, 'waited 1', 2, 'waited 2', 3],
    ],
    ['does not try again on another error', 3, ['L002'], left('L002'), [1]],
    ['stops at another error on the way', 3, ['S001', 'M002'], left('M002'), [1, 'waited 1', 2]],
    ['with one try does not wait', 1, ['S001'], left('S001'), [1]],
    ['with no try still runs once', 0, ['S001'], left('S001'), [1]],
  ] as const)('%s', async (_name, times, codes, result, done) => {
    expect(await retry({ times, wait }, failing(codes))(1)(env)()).toMatchObject(result)
    expect(did).toEqual(done)
  })

  it('stops on abort, also on one during the wait', async () => {
    const abort = new AbortController()
    const stopping = async (failedTry: number): Promise<void> => {
      did.push(`waited ${failedTry}`)
      abort.abort()
    }
    const result = await retry({ times: 9, wait: stopping }, failing(['S001', 'S001']))(1)({
      ...env,
      signal: abort.signal,
    })()
    expect(result).toMatchObject(left('S001'))
    expect(did).toEqual([1, 'waited 1'])
  })

  it('turns what the wait throws into an error value', async () => {
    const broken = async (): Promise<void> => fail('S004')
    expect(await retry({ times: 2, wait: broken }, failing(['S001']))(1)(env)()).toMatchObject(left('S004'))
  })
})
