import { RHYTHMS } from '@flis/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predecessorOf } from '../src/index.js'

describe('the periode before', () => {
  it.each([
    ['2022-10-31', 'daily', '2022-10-30'],
    ['2022-10-01', 'daily', '2022-09-30'],
    ['2023-01-01', 'daily', '2022-12-31'],
    ['2024-03-01', 'daily', '2024-02-29'],
    ['2024-03-31', 'daily', '2024-03-30'],
    ['2024-04-01', 'daily', '2024-03-31'],
    ['2022-10-31', 'weekdays', '2022-10-28'],
    ['2022-10-30', 'weekdays', '2022-10-28'],
    ['2022-10-29', 'weekdays', '2022-10-28'],
    ['2022-10-28', 'weekdays', '2022-10-27'],
    ['2022-10-02', 'weekly', '2022-09-25'],
    ['2022-10-31', 'monthly', '2022-09-30'],
    ['2022-10-15', 'monthly', '2022-09-15'],
    ['2022-09-30', 'monthly', '2022-08-31'],
    ['2023-03-30', 'monthly', '2023-02-28'],
    ['2023-01-01', 'monthly', '2022-12-01'],
    ['2022-10', 'monthly', '2022-09'],
    ['2022-01', 'monthly', '2021-12'],
    ['2022-10', 'daily', '2022-09'],
    ['2022-10', 'weekdays', '2022-09'],
    ['2022-10', 'weekly', '2022-09'],
  ] as const)('%s %s is %s', (periode, rhythm, before) => {
    expect(predecessorOf(periode, rhythm)).toBe(before)
  })

  it('is earlier, and has the same form', () => {
    const days = fc
      .integer({ min: 0, max: 40_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, fc.constantFrom(...RHYTHMS), fc.boolean(), (day, rhythm, whole) => {
        const periode = whole ? day.slice(0, 7) : day
        const before = predecessorOf(periode, rhythm)
        expect(before < periode).toBe(true)
        expect(before).toHaveLength(periode.length)
      }),
      { numRuns: 200 },
    )
  })
})
