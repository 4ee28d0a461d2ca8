import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { danishTime, openInstance, openSession, type Session } from '../src/index.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})
afterAll(() => session.close())

const LITERALS = [
  { instant: '2026-01-01T06:30:00Z', wall: '2026-01-01 07:30:00' },
  { instant: '2026-07-01T06:30:00Z', wall: '2026-07-01 08:30:00' },
  { instant: '2026-03-29T00:59:59Z', wall: '2026-03-29 01:59:59' },
  { instant: '2026-03-29T01:00:00Z', wall: '2026-03-29 03:00:00' },
  { instant: '2026-10-25T00:59:59Z', wall: '2026-10-25 02:59:59' },
  { instant: '2026-10-25T01:00:00Z', wall: '2026-10-25 02:00:00' },
  { instant: '2026-06-30T22:00:00.123456Z', wall: '2026-07-01 00:00:00.123456' },
  { instant: '1979-07-01T12:00:00Z', wall: '1979-07-01 13:00:00' },
  { instant: '1985-07-01T12:00:00Z', wall: '1985-07-01 14:00:00' },
  { instant: '1995-10-10T12:00:00Z', wall: '1995-10-10 13:00:00' },
] as const

describe('an instant as Danish wall time', () => {
  test.each(LITERALS)('$instant is $wall', async ({ instant, wall }) => {
    const found = await session.value(
      `select ${danishTime('t')}::varchar from (select timestamptz '${instant}' as t)`,
    )
    expect(found).toBe(wall)
  })

  test('is what the calendar library says, every half hour from 1970 to 2080', async () => {
    const differing = await session.value(
      `select count(*)
       from (select make_timestamptz((n * 1800000000)::bigint) as t from range(1928448) as halves(n))
       where ${danishTime('t')} <> t::timestamp`,
    )
    expect(differing).toBe(0n)
  })
})
