import { field, openInstance, openSession, quoteText, type Session, writtenForm } from '@flis/core'
import { DateTime } from 'luxon'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FieldCases, outcomeOf } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const cases: FieldCases = [
  [
    'a required cpr',
    field.cpr(),
    [
      ['0101410001', '0101410001'],
      ['010141-0001', '0101410001'],
      ['3112991999', '3112991999'],
      // Modulus 11 was abolished in 2007: neither of the two is an error.
      ['0101570000', '0101570000'],
      ['0101570001', '0101570001'],
      // Day 61–91 is a replacement number.
      ['6101410001', '6101410001'],
      ['9101410001', '9101410001'],
      ['0000000000', 'R101'],
      ['000000-0000', 'R101'],
      ['', 'R101'],
      [null, 'R101'],
      ['-', 'R105'],
      ['--------', 'R105'],
      ['0101-410001', 'R105'],
      ['01-01-41-0001', 'R105'],
      ['010141--0001', 'R105'],
      ['010141-00011', 'R105'],
      ['010141 0001', 'R105'],
      ['010141/0001', 'R105'],
      ['010141–0001', 'R105'],
      [' 0101410001', 'R105'],
      ['0101410001 ', 'R105'],
      ['0101410001\n', 'R105'],
      ['101410001', 'R105'],
      ['01014100011', 'R105'],
      ['010141000x', 'R105'],
      ['abcdefghij', 'R105'],
      ['ab-cd-ef-gh', 'R105'],
      ['٠١٠١٤١٠٠٠١', 'R105'],
      ['0001410001', 'R105'],
      ['3201410001', 'R105'],
      ['6001410001', 'R105'],
      ['9201410001', 'R105'],
      ['0100410001', 'R105'],
      ['0113410001', 'R105'],
      ['3104410001', 'R105'],
      ['9104410001', 'R105'],
      ['9999999999', 'R105'],
    ],
  ],
  [
    'an optional cpr',
    field.cpr().optional(),
    [
      ['0000000000', null],
      ['000000-0000', null],
      ['', null],
      [null, null],
      ['-', 'R105'],
    ],
  ],
  [
    '29 February exists in leap years of the century that the 7th digit gives',
    field.cpr(),
    [
      // 1900 was none, 2000 was one.
      ['2902000001', 'R105'],
      ['2902003999', 'R105'],
      ['2902004000', '2902004000'],
      ['2902009999', '2902009999'],
      ['2902005000', '2902005000'],
      ['2902008999', '2902008999'],
      ['8902000001', 'R105'],
      ['8902004001', '8902004001'],
      // 1904 and 2004, 1996, 1896.
      ['2902040001', '2902040001'],
      ['2902044001', '2902044001'],
      ['2902964001', '2902964001'],
      ['290296-5001', '2902965001'],
      ['290200-4001', '2902004001'],
      ['290200-3001', 'R105'],
      ['2902970001', 'R105'],
      ['2902014001', 'R105'],
      ['3002040001', 'R105'],
    ],
  ],
]

describe.each(cases)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})

/** The rule as the specification words it. */
const century = (seventh: number, year: number): number => {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

const isRealDate = (day: number, month: number, year: number, seventh: number): boolean =>
  DateTime.utc(century(seventh, year) + year, month, day >= 61 && day <= 91 ? day - 60 : day).isValid

describe('the pattern of a CPR number', () => {
  it('says of every year and 7th digit when 29 February and its neighbours are real', async () => {
    const expected: string[] = []
    for (const [day, month] of [
      [28, 2],
      [29, 2],
      [30, 2],
      [88, 2],
      [89, 2],
      [90, 2],
    ] as const)
      for (let year = 0; year <= 99; year++)
        for (let seventh = 0; seventh <= 9; seventh++)
          if (isRealDate(day, month, year, seventh))
            expected.push(`${day}0${month}${String(year).padStart(2, '0')}${seventh}001`)
    const found = await session.rows(`
      select printf('%02d02%02d%d001', day, year.range, seventh.range) as cpr
      from unnest([28, 29, 30, 88, 89, 90]) as days(day), range(100) as year, range(10) as seventh
      where regexp_full_match(cpr, ${quoteText(writtenForm(field.cpr()) ?? '')})
      order by day, year.range, seventh.range`)
    expect(found.map((row) => row.cpr)).toEqual(expected)
  })

  it('knows every day of every month', async () => {
    const expected: string[] = []
    for (let day = 0; day <= 99; day++)
      for (let month = 0; month <= 99; month++)
        if (isRealDate(day, month, 41, 0))
          expected.push(`${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}410001`)
    const found = await session.rows(`
      select printf('%02d%02d410001', day.range, month.range) as cpr
      from range(100) as day, range(100) as month
      where regexp_full_match(cpr, ${quoteText(writtenForm(field.cpr()) ?? '')})
      order by cpr`)
    expect(found.map((row) => row.cpr)).toEqual(expected)
  })
})
