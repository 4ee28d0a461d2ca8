import { setImmediate } from 'node:timers/promises'
import { type FlisCode, fail, openInstance, openSession, type Session } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rejectionOf } from './failing.js'

let session: Session
let other: Session
let abort: AbortController
beforeEach(async () => {
  abort = new AbortController()
  const instance = await openInstance(':memory:')
  session = await openSession(instance, abort.signal)
  other = await openSession(instance)
  await session.run('create table kept (nr integer)')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  session.close()
  other.close()
})

const kept = (): Promise<unknown> =>
  other.value(`select coalesce(list(nr order by nr), [])::varchar from kept`)

describe('a session', () => {
  it('gives rows as plain objects, values bound by name or by place', async () => {
    expect(await session.rows('select $a::integer as a, $b::varchar as b', { a: 1, b: "x'; --" })).toEqual([
      { a: 1, b: "x'; --" },
    ])
    expect(await session.rows('select ?::integer as a', [7])).toEqual([{ a: 7 }])
  })

  it('gives the only value, and NULL where there is no row', async () => {
    expect(await session.value('select 7::bigint')).toBe(7n)
    expect(await session.value('select null')).toBeNull()
    expect(await session.value('select nr from kept')).toBeNull()
  })

  it('tells how many rows a statement changed', async () => {
    expect(await session.run('insert into kept select unnest(range(5))')).toBe(5)
    expect(await session.run('delete from kept where nr >= 3')).toBe(2)
  })

  it('is in Danish time: an instant after Danish midnight is of the new day', async () => {
    const day = await session.value(`select (timestamptz '2022-10-31 23:30:00+00')::date::varchar`)
    expect(day).toBe('2022-11-01')
  })

  it('turns what the engine says into a named error without its words', async () => {
    const error = await rejectionOf(() => session.rows(`select '0101570001 Hansen'::integer`))
    expect(error).toMatchObject({ code: 'S999', facts: { detail: 'Conversion Error' } })
    expect(await rejectionOf(() => session.run('select nonsense'))).toMatchObject({ code: 'S999' })
    expect(await rejectionOf(() => session.value('select nonsense'))).toMatchObject({ code: 'S999' })
  })

  it('tells a programmer who asks for it the engine’s own words, beside the named error', async () => {
    const told: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
    await rejectionOf(() => session.rows('select nonsense'))
    expect(told).toEqual([])
    vi.stubEnv('FLIS_DEBUG', 'engine')
    expect(await rejectionOf(() => session.rows('select nonsense'))).toMatchObject({ code: 'S999' })
    expect(told.join()).toMatch(/Binder Error.*nonsense/)
  })
})

describe('a transaction', () => {
  it('makes its effects visible together, and gives what the work gave', async () => {
    const done = await session.transaction(async () => {
      await session.run('insert into kept values (1)')
      expect(await kept()).toBe('[]')
      await session.run('insert into kept values (2)')
      return 'done'
    })
    expect(done).toBe('done')
    expect(await kept()).toBe('[1, 2]')
  })

  it.each<[string, () => Promise<unknown>, FlisCode]>([
    ['a named error', async () => fail('M002'), 'M002'],
    [
      'an error of the engine',
      () => session.run('insert into kept values (1::integer / (select 1 from nowhere))'),
      'S999',
    ],
    ['a failing cast', () => session.run(`insert into kept select 'x'::integer`), 'S999'],
  ])('leaves nothing behind after %s, and the session goes on', async (_name, work, code) => {
    const error = await rejectionOf(() =>
      session.transaction(async () => {
        await session.run('insert into kept values (1)')
        await work()
      }),
    )
    expect(error.code).toBe(code)
    expect(await kept()).toBe('[]')
    await session.transaction(() => session.run('insert into kept values (3)'))
    expect(await kept()).toBe('[3]')
  })

  it('hands on whatever else the work throws', async () => {
    await expect(session.transaction(() => Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError)
    expect(await kept()).toBe('[]')
  })

  it('is not nested: the inner one fails by name and the outer one leaves nothing', async () => {
    const error = await rejectionOf(() =>
      session.transaction(async () => {
        await session.run('insert into kept values (1)')
        await session.transaction(async () => undefined)
      }),
    )
    expect(error).toMatchObject({ code: 'S999', facts: { detail: 'TransactionContext Error' } })
    expect(await kept()).toBe('[]')
  })
})

describe('an abort', () => {
  const endless = 'select sum(hash(a.range + b.range)) from range(1000000) a, range(1000000) b'

  it.each([0, 1, 2, 3, 5, 8, 13, 21])(
    'interrupts the statement that runs, as S004, also %i turns of the loop after its start',
    async (turns) => {
      const running = rejectionOf(() => session.rows(endless))
      for (let turn = 0; turn < turns; turn++) await setImmediate()
      abort.abort()
      expect(await running).toMatchObject({ code: 'S004', retriable: true })
      expect(await other.value('select 1')).toBe(1)
    },
  )

  it('lets no further statement begin', async () => {
    abort.abort()
    for (const work of [
      () => session.rows('select 1'),
      () => session.value('select 1'),
      () => session.run('insert into kept values (1)'),
      () => session.transaction(() => session.run('insert into kept values (1)')),
    ])
      expect(await rejectionOf(work)).toMatchObject({ code: 'S004' })
    expect(await kept()).toBe('[]')
  })

  it('in a transaction leaves nothing behind, and touches no other session', async () => {
    const error = await rejectionOf(() =>
      session.transaction(async () => {
        await session.run('insert into kept values (1)')
        abort.abort()
        await session.run('insert into kept values (2)')
      }),
    )
    expect(error.code).toBe('S004')
    expect(await kept()).toBe('[]')
    expect(await other.run('insert into kept values (9)')).toBe(1)
  })

  it('after the session was closed does no harm', async () => {
    const closing = new AbortController()
    const closed = await openSession(await openInstance(':memory:'), closing.signal)
    closed.close()
    expect(() => closing.abort()).not.toThrow()
  })
})
