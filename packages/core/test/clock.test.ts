import { fixedClock, processClock, stamp } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

describe('a clock that stands still', () => {
  it.each([
    ['a day is its Danish midnight, in winter', '2022-11-02', '2022-11-01T23:00:00.000Z'],
    ['and in summer', '2022-07-02', '2022-07-01T22:00:00.000Z'],
    ['a time without offset is Danish time', '2022-11-02T12:00:00', '2022-11-02T11:00:00.000Z'],
    ['an offset is kept to', '2022-11-02T12:00:00+05:00', '2022-11-02T07:00:00.000Z'],
    ['UTC too', '2022-11-02T12:00:00Z', '2022-11-02T12:00:00.000Z'],
    ['milliseconds too', '2022-11-02T12:00:00.5Z', '2022-11-02T12:00:00.500Z'],
    ['before the clocks go forward', '2022-03-27T01:59:59', '2022-03-27T00:59:59.000Z'],
    ['after the clocks went forward', '2022-03-27T03:00:00', '2022-03-27T01:00:00.000Z'],
    ['before the clocks go back', '2022-10-30T01:59:59', '2022-10-29T23:59:59.000Z'],
    ['after the clocks went back', '2022-10-30T03:00:00', '2022-10-30T02:00:00.000Z'],
  ])('%s: %s', (_name, iso, utc) => {
    const clock = fixedClock(iso)
    expect(stamp(clock)).toBe(utc)
    expect(stamp(clock)).toBe(utc)
  })

  it('shows Danish time whatever the offset it was given in', () => {
    expect(fixedClock('2022-07-01T12:00:00Z')().toISO()).toBe('2022-07-01T14:00:00.000+02:00')
    expect(fixedClock('2022-12-01T12:00:00Z')().toISO()).toBe('2022-12-01T13:00:00.000+01:00')
  })

  it('has 23 hours on the day in spring and 25 in autumn', () => {
    const hours = (from: string, to: string): number =>
      fixedClock(to)().diff(fixedClock(from)(), 'hours').hours
    expect(hours('2024-03-31', '2024-04-01')).toBe(23)
    expect(hours('2024-10-27', '2024-10-28')).toBe(25)
  })

  it.each(['', 'now', '2022-13-01', '2022-02-30', '2 November 2022'])('%j is U001', (iso) => {
    expect(failureOf(() => fixedClock(iso)).code).toBe('U001')
  })
})

describe("the process's clock", () => {
  it('is FLIS_NOW where it is set', () => {
    expect(stamp(processClock({ FLIS_NOW: '2022-11-02T03:00:00Z' }))).toBe('2022-11-02T03:00:00.000Z')
    expect(stamp(processClock({ FLIS_NOW: '2022-11-02T03:00:00' }))).toBe('2022-11-02T02:00:00.000Z')
  })

  it.each([{}, { FLIS_NOW: undefined }, { FLIS_NOW: '' }])(
    "is the machine's, in Danish time, with %j",
    (environment) => {
      const clock = processClock(environment)
      expect(clock().zoneName).toBe('Europe/Copenhagen')
      expect(stamp(clock)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
    },
  )

  it('refuses a FLIS_NOW that is no instant, at once', () => {
    expect(failureOf(() => processClock({ FLIS_NOW: 'tomorrow' }))).toMatchObject({
      code: 'U001',
      facts: { found: 'tomorrow' },
    })
  })
})
