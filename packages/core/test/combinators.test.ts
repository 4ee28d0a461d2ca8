import {
  all,
  type Env,
  type FlisCode,
  fail,
  type KommuneKode,
  perKommune,
  type Stage,
  stage,
  tap,
  whenChanged,
} from '@flis/core'
import fc from 'fast-check'
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

const named = (name: string, code?: FlisCode): Stage<number, string> =>
  stage(name, async (input) => {
    did.push(name)
    return code === undefined ? `${name} ${input}` : fail(code)
  })

describe('all', () => {
  it('gives the outputs in order, each stage having had the same input', async () => {
    const three = all(named('a'), named('b'), named('c'))
    expect(await three(1)(env)()).toEqual(right(['a 1', 'b 1', 'c 1']))
    expect(three.stages).toEqual(['a', 'b', 'c'])
  })

  it('stops at the first error', async () => {
    expect(await all(named('a'), named('b', 'L002'), named('c'))(1)(env)()).toMatchObject(left('L002'))
    expect(did).toEqual(['a', 'b'])
  })

  it('of no stage gives no output', async () => {
    expect(await all<number, string>()(1)(env)()).toEqual(right([]))
  })

  it('never runs two stages at once', async () => {
    let running = 0
    const alone = stage('alone', async () => {
      running += 1
      did.push(running)
      await Promise.resolve()
      running -= 1
    })
    await all(alone, alone, alone)(1)(env)()
    expect(did).toEqual([1, 1, 1])
  })
})

describe('tap', () => {
  it('leaves the value, the very same one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        const result = await tap('look', () => undefined)(value)(env)()
        expect(result._tag === 'Right' && Object.is(result.right, value)).toBe(true)
      }),
    )
  })

  it('waits for what it does, and is told value and world', async () => {
    const look = tap('look', async (value: number, world) => {
      await Promise.resolve()
      did.push(value, world === env)
    })
    await look(7)(env)()
    expect(did).toEqual([7, true])
    expect(look.stages).toEqual(['look'])
  })

  it('stops the chain with what it throws', async () => {
    expect(await tap('look', () => fail('M002'))(1)(env)()).toMatchObject(left('M002'))
  })
})

describe('whenChanged', () => {
  const positive = whenChanged((input: number) => input > 0, named('then'))

  it('runs the stage when the input says so', async () => {
    expect(await positive(1)(env)()).toEqual(right('then 1'))
  })

  it('lets the input through untouched otherwise', async () => {
    expect(await positive(0)(env)()).toEqual(right(0))
    expect(did).toEqual([])
  })

  it('has the names of the stage', () => {
    expect(positive.stages).toEqual(['then'])
  })

  it('asks at the time of the run', async () => {
    const asked = whenChanged((input: number, world) => {
      did.push(world === env)
      return input > 0
    }, named('then'))(0)(env)
    expect(did).toEqual([])
    await asked()
    expect(did).toEqual([true])
  })

  it('turns what the question throws into an error value', async () => {
    expect(await whenChanged(() => fail('M002'), named('then'))(1)(env)()).toMatchObject(left('M002'))
  })
})

describe('perKommune', () => {
  const each = stage(
    'each',
    async ({ kommune, input }: { kommune: KommuneKode; input: { kommuner: readonly KommuneKode[] } }) => {
      did.push(kommune)
      return kommune === '0461' ? fail('L003') : `${kommune} of ${input.kommuner.length}`
    },
  )
  const kommuner = (...codes: readonly string[]) => ({ kommuner: codes as readonly KommuneKode[] })

  it('goes through the kommuner in order of code, whatever the order of the input', async () => {
    expect(await perKommune(each)(kommuner('0751', '0101', '0665'))(env)()).toEqual(
      right(['0101 of 3', '0665 of 3', '0751 of 3']),
    )
  })

  it('does not disturb its input', async () => {
    const input = kommuner('0751', '0101')
    await perKommune(each)(input)(env)()
    expect(input.kommuner).toEqual(['0751', '0101'])
  })

  it('stops at the first error', async () => {
    expect(await perKommune(each)(kommuner('0101', '0751', '0461'))(env)()).toMatchObject(left('L003'))
    expect(did).toEqual(['0101', '0461'])
  })

  it('of no kommune gives no output, and names the stage once', async () => {
    expect(await perKommune(each)(kommuner())(env)()).toEqual(right([]))
    expect(perKommune(each).stages).toEqual(['each'])
  })
})
