import { isIsoWeek, monthOfIsoWeek, nextIsoWeek, weeksOfIsoYear } from '@flis/core'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'

const written = ({ weekYear, weekNumber }: DateTime): number => weekYear * 100 + weekNumber
const anyDay = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => DateTime.fromISO('1950-01-01', { zone: 'utc' }).plus({ days }))

describe('ISO weeks', () => {
  it.each([
    [2020, 53],
    [2021, 52],
    [2015, 53],
    [2026, 53],
    [2000, 52],
    [1992, 53],
  ])('of %i are %i', (year, weeks) => {
    expect(weeksOfIsoYear(year)).toBe(weeks)
  })

  it.each([
    [202053, true],
    [202153, false],
    [202252, true],
    [202200, false],
    [202054, false],
    [202299, false],
  ])('%i exists: %s', (week, exists) => {
    expect(isIsoWeek(week)).toBe(exists)
  })

  it.each([
    [202052, 202053],
    [202053, 202101],
    [202152, 202201],
    [202229, 202230],
  ])('after %i comes %i', (week, next) => {
    expect(nextIsoWeek(week)).toBe(next)
  })

  // Thursday 1 October 2020; Thursday 31 December 2020; Thursday 7 January 2021.
  it.each([
    [202040, 202010],
    [202053, 202012],
    [202101, 202101],
    [202239, 202209],
  ])('%i belongs to month %i', (week, month) => {
    expect(monthOfIsoWeek(week)).toBe(month)
  })

  it('exist, follow and have their month as the calendar says', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const week = written(day)
        const thursday = day.startOf('week').plus({ days: 3 })
        expect(weeksOfIsoYear(day.weekYear)).toBe(day.weeksInWeekYear)
        expect(isIsoWeek(week)).toBe(true)
        expect(nextIsoWeek(week)).toBe(written(day.plus({ weeks: 1 })))
        expect(monthOfIsoWeek(week)).toBe(thursday.year * 100 + thursday.month)
      }),
      { seed: 20221102, numRuns: 2000 },
    )
  })

  it('52 after a week are those of the specification', () => {
    const later = (week: number): number =>
      Array.from({ length: 52 }).reduce<number>((from) => nextIsoWeek(from), week)
    expect(later(202030)).toBe(202129)
    expect(later(202001)).toBe(202053)
  })
})
