import { expect, it } from 'vitest'
import { appendColumns, FlisFailure, HeldRows, openInstance, openSession } from '../src/index.js'

const opened = async () => {
  const session = await openSession(await openInstance(':memory:'))
  await session.run('create temp table t (name varchar, nr bigint, tags varchar[])')
  return session
}

it('adds rows given column by column, texts and NULL as they are', async () => {
  const session = await opened()
  await appendColumns(
    session,
    't',
    [
      ['æ;"\n', '', null],
      [1n, null, -3n],
    ].concat([[null, null, null]]),
  )
  expect(await session.rows('select name, nr from t order by rowid')).toEqual([
    { name: 'æ;"\n', nr: 1n },
    { name: '', nr: null },
    { name: null, nr: -3n },
  ])
})

it('adds any number of rows in their order, and none when there are none', async () => {
  const session = await opened()
  const numbers = Array.from({ length: 5000 }, (_, index) => BigInt(index))
  await appendColumns(session, 't', [numbers.map(String), numbers, numbers.map(() => null)])
  await appendColumns(session, 't', [[], [], []])
  expect(
    await session.rows(
      'select count(*) as n, count(*) filter (nr <> rowid or name <> nr::varchar) as wrong from t',
    ),
  ).toEqual([{ n: 5000n, wrong: 0n }])
})

it('is undone with its transaction', async () => {
  const session = await opened()
  const work = async (): Promise<void> => {
    await appendColumns(session, 't', [['a'], [1n], [null]])
    throw new Error('undo')
  }
  await expect(session.transaction(work)).rejects.toThrow('undo')
  expect(await session.value('select count(*) from t')).toBe(0n)
})

it('fails by name, and tells no value', async () => {
  const session = await opened()
  const failure = await appendColumns(session, 'nowhere', [['0101410001']]).catch((thrown: unknown) => thrown)
  expect(failure).toBeInstanceOf(FlisFailure)
  expect(JSON.stringify((failure as FlisFailure).error)).not.toContain('0101410001')
})

it('holds rows outside until they are written, and gives every value back', async () => {
  const session = await opened()
  await session.run('create table held (nr integer, far bigint, name varchar)')
  const held = new HeldRows(['integer', 'bigint', 'text'])
  for (let nr = 0; nr < 5000; nr++) held.add([nr, BigInt(nr) * 10n ** 12n, nr % 3 === 0 ? null : `æ${nr}`])
  expect(held.rows).toBe(5000)
  await held.appendTo(session, 'held', 'main')
  await held.appendTo(session, 'held', 'main')
  expect(
    await session.rows(
      `select count(*) as n,
         count(*) filter (
           far <> nr * 1000000000000 or name is distinct from case when nr % 3 > 0 then 'æ' || nr end
         ) as wrong
       from held`,
    ),
  ).toEqual([{ n: 5000n, wrong: 0n }])
})
