import {
  andThen,
  type Env,
  type FlisCode,
  fail,
  identity,
  retry,
  type Stage,
  stage,
  tap,
  whenChanged,
} from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { testEnv } from './test-env.js'

let env: Env
beforeAll(async () => {
  env = await testEnv()
})

/** What the stages of one run did, in order. */
let did: string[] = []

const adds = (n: number): Stage<number, number> =>
  stage(`add ${n}`, async (value) => {
    did.push(`add ${n}`)
    return value + n
  })
const doubles = stage('double', async (value: number) => {
  did.push('double')
  return value * 2
})
const fails = (code: FlisCode): Stage<number, number> =>
  stage(`fail ${code}`, async () => {
    did.push(code)
    return fail(code)
  })
const throws = stage('throw', async (value: number): Promise<number> => {
  did.push('throw')
  throw new RangeError(`row ${value}`)
})

const atom: fc.Arbitrary<Stage<number, number>> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -9, max: 9 }).map(adds) },
  { weight: 2, arbitrary: fc.constant(doubles) },
  { weight: 1, arbitrary: fc.constant(identity<number>()) },
  { weight: 1, arbitrary: fc.constantFrom<FlisCode>('L002', 'S001', 'M002').map(fails) },
  { weight: 1, arbitrary: fc.constant(throws) },
  { weight: 1, arbitrary: fc.constant(tap<number>('look', (value) => void did.push(`saw ${value}`))) },
)

const wait = async (): Promise<void> => undefined

/** Stages of any build. */
const anyStage: fc.Arbitrary<Stage<number, number>> = fc.oneof(
  atom,
  fc.tuple(atom, atom).map(([first, next]) => andThen(next)(first)),
  atom.map((of) => retry({ times: 2, wait }, of)),
  atom.map((of) => whenChanged((value: number) => value > 0, of)),
)

/** What a run of the stage gives and does. */
const run = async (of: Stage<number, number>, input: number): Promise<unknown> => {
  did = []
  const result = await of(input)(env)()
  return { result, did }
}

/** All that can be seen of a stage from outside. */
const seen = async (of: Stage<number, number>, input: number): Promise<unknown> => ({
  names: of.stages,
  ran: await run(of, input),
})

describe('stages compose', () => {
  it('associatively: (a then b) then c is a then (b then c)', async () => {
    await fc.assert(
      fc.asyncProperty(anyStage, anyStage, anyStage, fc.integer(), async (a, b, c, input) => {
        const left = andThen(c)(andThen(b)(a))
        const right = andThen(andThen(c)(b))(a)
        expect(await seen(left, input)).toEqual(await seen(right, input))
      }),
    )
  })

  it('with identity as the unit on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(anyStage, fc.integer(), async (a, input) => {
        const alone = await seen(a, input)
        expect(await seen(andThen(a)(identity<number>()), input)).toEqual(alone)
        expect(await seen(andThen(identity<number>())(a), input)).toEqual(alone)
      }),
    )
  })

  it('their names as lists', async () => {
    await fc.assert(
      fc.property(anyStage, anyStage, (a, b) => {
        expect(andThen(b)(a).stages).toEqual([...a.stages, ...b.stages])
      }),
    )
  })

  it('to what their functions would give one after another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.integer(), async (numbers, input) => {
        const chain = numbers.map(adds).reduce((first, next) => andThen(next)(first), identity<number>())
        const result = await chain(input)(env)()
        expect(result).toEqual({ _tag: 'Right', right: numbers.reduce((sum, n) => sum + n, input) })
      }),
    )
  })
})

describe('an error ends the chain', () => {
  it('and nothing after it has an effect', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(atom), fc.array(atom), fc.integer(), async (before, after, input) => {
        const chain = [...before, fails('M002'), ...after].reduce((first, next) => andThen(next)(first))
        const alone = [...before, fails('M002')].reduce((first, next) => andThen(next)(first))
        const stopped = await run(chain, input)
        expect(stopped).toMatchObject({ result: { _tag: 'Left' } })
        expect(stopped).toEqual(await run(alone, input))
      }),
    )
  })

  it('as a value: what a stage throws is never thrown by the composition', async () => {
    const chain = andThen(adds(1))(throws)
    expect(await chain(7)(env)()).toMatchObject({
      _tag: 'Left',
      left: { code: 'S999', facts: { detail: 'RangeError' } },
    })
  })

  it('also where a stage throws before it gives a promise', async () => {
    const hasty = stage('hasty', (_input: number): Promise<number> => fail('U004', { table: 'DimTid' }))
    expect(await hasty(1)(env)()).toMatchObject({ _tag: 'Left', left: { code: 'U004' } })
  })
})

it('composing runs nothing', () => {
  did = []
  andThen(fails('M002'))(throws)(1)(env)
  expect(did).toEqual([])
})
