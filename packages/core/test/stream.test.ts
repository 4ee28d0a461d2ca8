import { type Env, type FlisCode, fail, stage, stream, type UnitSource } from '@flis/core'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testEnv } from './test-env.js'

let env: Env
let did: string[]
let abort: AbortController
beforeAll(async () => {
  env = await testEnv()
})
beforeEach(() => {
  did = []
  abort = new AbortController()
})

const aborting = (): Env => ({ ...env, signal: abort.signal })

/** A source that tells what is asked of it, and when it is let go. */
const source = (units: readonly number[]): UnitSource<number> => ({
  name: 'numbers',
  async *units() {
    try {
      for (const unit of units) {
        did.push(`gave ${unit}`)
        yield unit
      }
    } finally {
      did.push('closed')
    }
  },
})

const take = stage('take', async (batch: readonly number[]) => {
  did.push(`began [${batch}]`)
  await Promise.resolve()
  did.push(`did [${batch}]`)
  return batch.length
})

describe('stream', () => {
  it('takes all that waits into one batch unless told otherwise', async () => {
    expect(await stream(source([1, 2, 3]), take).run(env)).toEqual({
      _tag: 'Right',
      right: { batches: 1, outputs: [3] },
    })
  })

  it('asks for a unit only when the batch before it is done', async () => {
    await stream(source([1, 2, 3]), take, { batch: 2 }).run(env)
    expect(did).toEqual([
      'gave 1',
      'gave 2',
      'began [1,2]',
      'did [1,2]',
      'gave 3',
      'closed',
      'began [3]',
      'did [3]',
    ])
  })

  it('runs once on nothing, since what earlier runs left over is also work', async () => {
    expect(await stream(source([]), take).run(env)).toEqual({
      _tag: 'Right',
      right: { batches: 1, outputs: [0] },
    })
    expect(did).toEqual(['closed', 'began []', 'did []'])
  })

  it('gives every unit to exactly one batch, in order, none larger than asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), async (units, batch) => {
        const batches: (readonly number[])[] = []
        const keep = stage('keep', async (each: readonly number[]) => void batches.push([...each]))
        const result = await stream(source(units), keep, { batch }).run(env)
        expect(batches.flat()).toEqual(units)
        expect(batches.every((each) => each.length <= batch)).toBe(true)
        expect(result).toMatchObject({ right: { batches: Math.max(1, Math.ceil(units.length / batch)) } })
      }),
    )
  })

  it('begins no batch after an abort, and lets the source go', async () => {
    const stops = stage('stops', async (batch: readonly number[]) => {
      did.push(`did [${batch}]`)
      abort.abort()
    })
    const result = await stream(source([1, 2, 3]), stops, { batch: 1 }).run(aborting())
    expect(result).toMatchObject({ _tag: 'Left', left: { code: 'S004', retriable: true } })
    expect(did).toEqual(['gave 1', 'did [1]', 'gave 2', 'closed'])
  })

  it('does nothing when it was stopped before it began', async () => {
    abort.abort()
    expect(await stream(source([]), take).run(aborting())).toMatchObject({ left: { code: 'S004' } })
    expect(did).toEqual(['closed'])
  })

  it('keeps the result of a last batch that was done when the abort came', async () => {
    const last = stage('last', async (batch: readonly number[]) => {
      abort.abort()
      return batch.length
    })
    expect(await stream(source([1]), last).run(aborting())).toMatchObject({ right: { outputs: [1] } })
  })

  it('stops at the first batch that fails, and lets the source go', async () => {
    const second = stage('second', async (batch: readonly number[]) => {
      did.push(`did [${batch}]`)
      if (batch.includes(2)) fail('M002')
    })
    const result = await stream(source([1, 2, 3]), second, { batch: 1 }).run(env)
    expect(result).toMatchObject({ _tag: 'Left', left: { code: 'M002' } })
    expect(did).toEqual(['gave 1', 'did [1]', 'gave 2', 'did [2]', 'closed'])
  })

  it.each<[string, () => never, FlisCode]>([
    ['a named error', () => fail('S001', { holder: 'PID 1' }), 'S001'],
    [
      'anything else',
      () => {
        throw new Error('connection lost')
      },
      'S999',
    ],
  ])('turns what the source throws into an error value: %s', async (_name, broken, code) => {
    const breaking: UnitSource<number> = {
      name: 'breaking',
      async *units() {
        yield 1
        broken()
      },
    }
    expect(await stream(breaking, take, { batch: 1 }).run(env)).toMatchObject({ left: { code } })
    expect(did).toEqual(['began [1]', 'did [1]'])
  })

  it('tells the source in which world it runs', async () => {
    const asking: UnitSource<boolean> = {
      name: 'asking',
      async *units(world) {
        yield world === env
      },
    }
    const first = stage('first', async (batch: readonly boolean[]) => batch[0])
    expect(await stream(asking, first).run(env)).toMatchObject({ right: { outputs: [true] } })
  })
})
