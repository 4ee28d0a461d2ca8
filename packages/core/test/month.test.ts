import {
  addDays,
  addMonths,
  extractTime,
  firstDay,
  fixedClock,
  lastDay,
  type Month,
  month,
  monthIndex,
  monthOf,
  monthOfIndex,
  OPEN_END,
  periodeEnd,
  weekdayOf,
} from '@flis/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { failureOf } from './failing.js'

const anyMonth = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, nr]) => month(`${year}-${String(nr).padStart(2, '0')}`))

describe('a month', () => {
  it('is what the calendar has, and a type of its own', () => {
    expect(month('2022-10')).toBe('2022-10')
    expectTypeOf(month('2022-10')).toEqualTypeOf<Month>()
    expectTypeOf<string>().not.toExtend<Month>()
  })

  it.each([
    '2022-13',
    '2022-00',
    '2022-1',
    '22-10',
    '2022/10',
    '2022-10-01',
    ' 2022-10',
    '2022-10\n',
    '',
    'oktober',
    '２０２２-10',
  ])('%j is U001 and named', (text) => {
    expect(failureOf(() => month(text))).toMatchObject({ code: 'U001', facts: { found: text } })
  })

  it.each([
    ['2022-10', 1, '2022-11'],
    ['2022-12', 1, '2023-01'],
    ['2022-01', -1, '2021-12'],
    ['2022-01', 0, '2022-01'],
    ['2020-02', 120, '2030-02'],
    ['2022-03', -27, '2019-12'],
  ])('%s and %i more is %s', (from, n, to) => {
    expect(addMonths(month(from), n)).toBe(to)
  })

  it.each([
    ['2022-10', '2022-10-31'],
    ['2022-04', '2022-04-30'],
    ['2022-02', '2022-02-28'],
    ['2024-02', '2024-02-29'],
    ['2000-02', '2000-02-29'],
    ['1900-02', '1900-02-28'],
  ])('%s goes to %s', (of, day) => {
    expect(lastDay(month(of))).toBe(day)
    expect(firstDay(month(of))).toBe(`${of}-01`)
  })

  it.each([
    ['2022-10-31', 1, '2022-11-01'],
    ['2022-01-01', -1, '2021-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-30', 2, '2024-04-01'],
    ['2022-10-31', 0, '2022-10-31'],
    ['2022-12-31', 365, '2023-12-31'],
  ])('%s and %i days more is %s', (from, n, to) => {
    expect(addDays(from, n)).toBe(to)
  })

  it.each([
    ['2022-10-31', 1],
    ['2022-10-30', 7],
    ['2024-02-29', 4],
  ])('%s is weekday %i, Monday the first', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday)
  })

  it('counts as year times twelve, and back', () => {
    expect(monthIndex(month('2022-01'))).toBe(2022 * 12)
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -600, max: 600 }), (of, n) => {
        expect(monthOfIndex(monthIndex(of))).toBe(of)
        expect(monthIndex(addMonths(of, n))).toBe(monthIndex(of) + n)
        expect(addMonths(addMonths(of, n), -n)).toBe(of)
      }),
    )
  })

  it.each([
    ['2022-10-31T22:59:59Z', '2022-10'],
    ['2022-10-31T23:00:00Z', '2022-11'],
    ['2022-07-31T21:59:59Z', '2022-07'],
    ['2022-07-31T22:00:00Z', '2022-08'],
    ['2022-12-31T23:30:00Z', '2023-01'],
    ['2022-11-01T00:30:00+01:00', '2022-11'],
  ])('of the instant %s is the Danish one, %s', (iso, of) => {
    expect(monthOf(fixedClock(iso)())).toBe(of)
    expect(monthOf(fixedClock(iso)().toUTC())).toBe(of)
  })
})

describe('an extract time', () => {
  it.each([
    ['2022-10', 1, 20221031001n],
    ['2022-10-31', 1, 20221031001n],
    ['2022-10-05', 12, 20221005012n],
    ['2024-02', 999, 20240229999n],
  ] as const)('of periode %s and løbenr %i is %s', (periode, loebenr, time) => {
    expect(extractTime(periode, loebenr)).toBe(time)
  })

  it('orders by day, then by løbenr, and lies before the open end', () => {
    const delivery = fc.record({
      periode: fc.oneof(anyMonth, anyMonth.map(lastDay), anyMonth.map(firstDay)),
      loebenr: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(delivery, delivery, (a, b) => {
        const order = (each: typeof a): string =>
          `${periodeEnd(each.periode)} ${String(each.loebenr).padStart(3, '0')}`
        const [first, second] = [extractTime(a.periode, a.loebenr), extractTime(b.periode, b.loebenr)]
        expect(first < second).toBe(order(a) < order(b))
        expect(first < OPEN_END).toBe(true)
      }),
    )
  })
})
