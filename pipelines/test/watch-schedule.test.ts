import { fixedClock, kilderOf, month, parseConfig } from '@flis/core'
import { borger } from '@flis/domains/borger'
import { ky } from '@flis/domains/ky'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { checkOccurrences, lastOccurrence, nextOccurrence } from '../src/watch/occurrences.js'
import { readinessOf } from '../src/watch/readiness.js'
import { advanced, newSchedule, nextScheduled, without } from '../src/watch/scheduled-months.js'

const danish = (iso: string): DateTime => fixedClock(iso)()
const iso = (instant: DateTime | null): string | null =>
  instant?.toISO({ suppressMilliseconds: true }) ?? null

const times = (expression: string, after: string, n: number): readonly (string | null)[] => {
  const found: (string | null)[] = []
  let at = danish(after)
  for (let i = 0; i < n; i++) {
    const next = nextOccurrence(expression, at)
    found.push(iso(next))
    if (next === null) break
    at = next
  }
  return found
}

describe('times of a schedule', () => {
  it.each([
    [
      'an ordinary month',
      '0 3 11 * *',
      '2022-10-11T03:00',
      ['2022-11-11T03:00:00+01:00', '2022-12-11T03:00:00+01:00'],
    ],
    [
      'the last day of each month',
      '30 4 L * *',
      '2023-12-31T05:00',
      [
        '2024-01-31T04:30:00+01:00',
        '2024-02-29T04:30:00+01:00',
        '2024-03-31T04:30:00+02:00',
        '2024-04-30T04:30:00+02:00',
      ],
    ],
    [
      'a 31st, in months that have one',
      '0 0 31 * *',
      '2022-01-31T00:00',
      ['2022-03-31T00:00:00+02:00', '2022-05-31T00:00:00+02:00'],
    ],
    ['over New Year', '15 1 2 1 *', '2022-12-31T23:59', ['2023-01-02T01:15:00+01:00']],
    [
      'the hour that is left out in March is an hour later, once',
      '30 2 * * *',
      '2022-03-26T12:00',
      ['2022-03-27T03:30:00+02:00', '2022-03-28T02:30:00+02:00'],
    ],
    [
      'two times that March makes one',
      '0 2,3 * * *',
      '2022-03-26T12:00',
      ['2022-03-27T03:00:00+02:00', '2022-03-28T02:00:00+02:00'],
    ],
    [
      'the hour that comes twice in October counts once',
      '30 2 * * *',
      '2022-10-29T12:00',
      ['2022-10-30T02:30:00+02:00', '2022-10-31T02:30:00+01:00'],
    ],
    [
      'also asked from between the two',
      '30 2 * * *',
      '2022-10-30T02:30:00+02:00',
      ['2022-10-31T02:30:00+01:00'],
    ],
    [
      'also asked from within the second',
      '30 2 * * *',
      '2022-10-30T02:10:00+01:00',
      ['2022-10-31T02:30:00+01:00'],
    ],
  ])('%s', (_, expression, after, expected) => {
    expect(times(expression, after, expected.length)).toEqual(expected)
  })

  it('a daily time comes once on each Danish day, whatever the day and the time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 1500 }),
        (hour, minute, offset) => {
          let at = danish('2021-01-01T00:00').plus({ days: offset }).startOf('day').minus({ milliseconds: 1 })
          const days: string[] = []
          for (let n = 0; n < 9; n++) {
            at = nextOccurrence(`${minute} ${hour} * * *`, at) ?? at
            days.push(at.toFormat('yyyy-MM-dd'))
          }
          const first = DateTime.fromISO(days[0] ?? '')
          expect(days).toEqual(days.map((_each, n) => first.plus({ days: n }).toFormat('yyyy-MM-dd')))
        },
      ),
      {
        numRuns: 60,
        examples: [
          [2, 30, 449],
          [2, 0, 449],
          [3, 0, 449],
          [2, 59, 666],
          [2, 0, 666],
        ],
      },
    )
  })

  it('the last time before an instant is the one that no later one follows', () => {
    const expressions = ['* * * * *', '0 3 11 * *', '30 2 * * *', '0 0 29 2 *', '0 12 * * 1']
    fc.assert(
      fc.property(
        fc.constantFrom(...expressions),
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.integer({ min: 0, max: 400_000 }),
        (expression, from, length) => {
          const after = danish('2020-01-01T00:00').plus({ minutes: from })
          const until = after.plus({ minutes: length })
          const last = lastOccurrence(expression, after, until)
          const next = nextOccurrence(expression, last ?? after)
          expect(last === null || (last > after && last <= until)).toBe(true)
          expect(next === null || next > until).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each(['', 'every day', '0 3 11 *', '61 3 * * *', '0 3 30 2 *', '0 0 3 11 * *', '2030-01-01T00:00:00'])(
    'what names no time is refused: "%s"',
    (expression) => {
      expect(() => checkOccurrences('schedule.monthRun', expression)).toThrow('FLIS-C001')
    },
  )
})

describe('months that are due', () => {
  const { schedule } = parseConfig({ schedule: { monthRun: '0 3 11 * *' } })
  const first = newSchedule(danish('2022-10-01T00:00'))

  it('nothing has been missed by a watch that never was', () => {
    expect(advanced(first, schedule, danish('2022-10-11T02:59')).due).toEqual([])
  })
  it('the month that has ended, when the time has come', () => {
    expect(advanced(first, schedule, danish('2022-10-11T03:00')).due).toEqual([
      { month: '2022-09', since: '2022-10-11T01:00:00.000Z' },
    ])
  })
  it('is due once, and after its run no longer', () => {
    const due = advanced(first, schedule, danish('2022-10-11T03:00'))
    const again = advanced(due, schedule, danish('2022-10-12T03:00'))
    expect(again.due).toHaveLength(1)
    const after = without(again, month('2022-09'))
    expect(advanced(after, schedule, danish('2022-10-13T03:00')).due).toEqual([])
  })
  it('several that were missed are made up, each once, the oldest first', () => {
    expect(advanced(first, schedule, danish('2023-02-01T00:00')).due.map((each) => each.month)).toEqual([
      '2022-09',
      '2022-10',
      '2022-11',
      '2022-12',
    ])
  })
  it('of a rhythm that comes more than once in a month the month is due once', () => {
    const often = parseConfig({ schedule: { monthRun: '*/5 * * * *' } }).schedule
    expect(advanced(first, often, danish('2022-12-02T00:00')).due.map((each) => each.month)).toEqual([
      '2022-09',
      '2022-10',
      '2022-11',
    ])
  })
  it('a clock that was years behind has missed twelve months at most', () => {
    const { due } = advanced(newSchedule(danish('1970-01-01T00:00')), schedule, danish('2022-10-12T00:00'))
    expect([due.length, due[0]?.month, due.at(-1)?.month]).toEqual([12, '2021-10', '2022-09'])
  })
  it('one that waits stays beside the next', () => {
    const waits = advanced(first, schedule, danish('2022-10-11T03:00'))
    expect(advanced(waits, schedule, danish('2022-11-11T03:00')).due.map((each) => each.month)).toEqual([
      '2022-09',
      '2022-10',
    ])
  })
  it('a clock that is put back brings nothing twice', () => {
    const after = without(advanced(first, schedule, danish('2022-10-11T03:00')), month('2022-09'))
    const back = advanced(after, schedule, danish('2022-10-10T00:00'))
    expect(advanced(back, schedule, danish('2022-10-11T04:00')).due).toEqual([])
  })
  it('without a schedule nothing is ever due', () => {
    const none = parseConfig({}).schedule
    expect(advanced(first, none, danish('2030-01-01T00:00')).due).toEqual([])
    expect(nextScheduled(none, danish('2022-10-01T00:00'))).toBeNull()
  })
  it('`monthsBack` 0 is the month of the day itself', () => {
    const own = parseConfig({ schedule: { monthRun: '0 23 L * *', monthsBack: 0 } }).schedule
    expect(nextScheduled(own, danish('2022-10-11T00:00'))).toEqual({
      at: '2022-10-31T22:00:00.000Z',
      month: '2022-10',
    })
  })
})

describe('readiness of a month', () => {
  const { leverandører } = parseConfig({
    leverandører: [
      { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 },
      { kilde: 'KY', kommune: '0101', kildesystem: 'NC', rhythm: 'monthly', deadline: 15 },
      { kilde: 'LIFA', kommune: '0000', kildesystem: 'LIFA', rhythm: 'monthly', deadline: 5 },
      { kilde: 'FSIII', kommune: '0751', kildesystem: 'Trifork', rhythm: 'monthly', deadline: 10 },
    ],
  })
  const kilder = kilderOf([ky, borger])
  const came = (kilde: string, kommune: string, kildesystem: string, periode: string) => ({
    kilde,
    kommune,
    kildesystem,
    periode,
  })
  const aarhus = came('KY', '0751', 'NC', '2022-10')
  const lifa = came('LIFA', '0000', 'LIFA', '2022-10-31')
  const kbh = came('KY', '0101', 'NC', '2022-10')

  it.each([
    ['waits for what may still come', [aarhus, lifa], '2022-11-15', false, ['KY 0101']],
    [
      'starts when everything has come, long before the deadlines',
      [aarhus, lifa, kbh],
      '2022-11-01',
      true,
      [],
    ],
    [
      'starts when the last deadline has passed, and says what is missing',
      [lifa],
      '2022-11-16',
      true,
      ['KY 0751', 'KY 0101'],
    ],
    [
      'does not wait for another system or another month',
      [came('KY', '0101', 'KMD', '2022-10'), came('KY', '0101', 'NC', '2022-09'), aarhus, lifa],
      '2022-11-15',
      false,
      ['KY 0101'],
    ],
  ])('%s', (_, deliveries, today, ready, missing) => {
    const found = readinessOf(leverandører, month('2022-10'), kilder, deliveries, today)
    expect(found.ready).toBe(ready)
    expect(found.missing.map((each) => `${each.kilde} ${each.kommune}`)).toEqual(missing)
  })
  it('starts at once where nobody is expected', () => {
    expect(readinessOf([], month('2022-10'), kilder, [], '2022-11-01')).toEqual({ ready: true, missing: [] })
  })
})
