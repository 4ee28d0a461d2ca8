import { openInstance, openSession, type Session } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { dagmaske, dagmaskeExamples } from '../../src/ky/dagmaske.js'
import { fuldtidsperson, fuldtidspersonExamples } from '../../src/ky/fuldtidsperson.js'
import { haendtIMaaned, haendtIMaanedExamples } from '../../src/ky/haendt-i-maaned.js'
import { opgavetid, opgavetidExamples } from '../../src/ky/opgavetid.js'
import { ydelsesvarighed, ydelsesvarighedExamples } from '../../src/ky/ydelsesvarighed.js'

describe('rules of one expression', () => {
  let session: Session

  beforeAll(async () => {
    session = await openSession(await openInstance(':memory:'))
  })

  it.each(dagmaskeExamples)('dagmaske of %s to %s is %i', async (fra, til, maske) => {
    expect(await session.value(`select ${dagmaske(`date '${fra}'`, `date '${til}'`)}`)).toBe(maske)
  })

  it.each(fuldtidspersonExamples)(
    'fuldtidsperson of %i of %i days is %s',
    async (dage, ofMonth, expected) => {
      const value = `${fuldtidsperson(`${dage}::bigint`, `${ofMonth}::bigint`)}`
      expect(await session.value(`select ${value}::varchar`)).toBe(expected)
    },
  )

  it('fuldtidsperson is the nearest six decimals for every count of days', async () => {
    const off = await session.value(`
      select count(*)
      from range(28, 32) as months(days), range(1, 32) as counted(n)
      where n <= days
        and abs(${fuldtidsperson('n', 'days')}::decimal(18,6) * days * 2 - n * 2) > days * 0.000001`)
    expect(off).toBe(0n)
  })

  it.each(ydelsesvarighedExamples)(
    'ydelsesvarighed: %i days before, %s to %s: %i',
    async (before, fra, til, expected) => {
      const value = ydelsesvarighed(String(before), `date '${fra}'`, `date '${til}'`)
      expect(await session.value(`select (${value})::bigint`)).toBe(expected)
    },
  )

  const date = (value: string | null): string => (value === null ? 'null::date' : `date '${value}'`)

  it.each(haendtIMaanedExamples)('haendtIMaaned of %s in April is %i', async (dato, flag) => {
    const value = haendtIMaaned(date(dato), date('2022-04-01'), date('2022-04-30'))
    expect(await session.value(`select ${value}`)).toBe(flag)
  })

  it.each(opgavetidExamples)('opgavetid from %s to %s on %s is %i', async (from, slut, on, expected) => {
    expect(await session.value(`select ${opgavetid(date(from), date(slut), date(on))}`)).toBe(expected)
  })
})
