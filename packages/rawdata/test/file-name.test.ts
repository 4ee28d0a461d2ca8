import { month } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { parseFileName } from '../src/envelope/file-name.js'
import type { KnownKilde } from '../src/envelope/known-kilde.js'
import { failureOf } from './failure-of.js'

const kilder: readonly KnownKilde[] = [
  { kilde: 'KY', scope: 'kommune', senders: ['NC'], formats: ['zip', 'csv'], types: ['F'] },
  { kilde: 'CPR', scope: 'national', senders: ['CPR'], formats: ['zip'], types: ['F', 'D'] },
  { kilde: 'FSIII', scope: 'both', senders: ['Trifork'], formats: ['zip', 'json', 'ndjson'], types: ['D'] },
  {
    kilde: 'DREAM',
    scope: 'national',
    senders: ['STAR'],
    formats: ['csv'],
    types: ['F'],
    pattern: /dream_(?<periode>\d{6})(?:_(?<loebenr>\d+))?\.csv/,
  },
  {
    kilde: 'Lokal',
    scope: 'kommune',
    senders: 'any',
    formats: ['csv'],
    types: ['F', 'D'],
    pattern: /^lokal-(?<periode>\d{8})-(?<type>[FDX])\.csv$/,
  },
]
const rules = { kilder, kommuner: new Set(['0101', '0751']), currentMonth: month('2022-10') }

describe('a file name', () => {
  it.each([
    [
      'KY_0751_2022-10_001_F.zip',
      { kilde: 'KY', kommune: '0751', periode: '2022-10', loebenr: 1, type: 'F', ext: 'zip', day: false },
    ],
    [
      'KY_0101_2022-11_012_F_TEA.csv',
      { kommune: '0101', periode: '2022-11', loebenr: 12, systemSuffix: 'TEA', ext: 'csv' },
    ],
    ['CPR_0000_2022-10-31_001_D.zip', { kommune: '0000', periode: '2022-10-31', type: 'D', day: true }],
    ['CPR_0000_2024-02-29_001_D.zip', { periode: '2024-02-29' }, '2024-02'],
    ['FSIII_0000_2022-10_001_D.ndjson', { kommune: '0000' }],
    ['FSIII_0751_2022-10-02_999_D.json', { kommune: '0751', loebenr: 999 }],
    [
      'dream_202209_3.csv',
      { kilde: 'DREAM', kommune: '0000', periode: '2022-09', loebenr: 3, type: 'F', ext: 'csv' },
    ],
    ['dream_202209.csv', { loebenr: 1 }],
  ])('%s is read into its parts', (name, parts, clock = '2022-10') => {
    expect(parseFileName(name, { ...rules, currentMonth: month(clock) })).toMatchObject({
      fileName: name,
      ...parts,
    })
  })

  it('has no system suffix when the name has none', () => {
    expect(parseFileName('KY_0751_2022-10_001_F.zip', rules)).not.toHaveProperty('systemSuffix')
  })

  it('without a kommune takes that of the route', () => {
    const parsed = parseFileName('lokal-20221031-D.csv', {
      ...rules,
      route: { kilde: 'Lokal', kommune: '0101' },
    })
    expect(parsed).toMatchObject({
      kilde: 'Lokal',
      kommune: '0101',
      periode: '2022-10-31',
      day: true,
      type: 'D',
    })
  })

  it.each([
    ['KY.zip', 'L001', 'no parts'],
    ['', 'L001', 'no name'],
    ['KY_751_2022-10_001_F.zip', 'L001', 'three digits of kommune'],
    ['KY_0751_202210_001_F.zip', 'L001', 'a periode without hyphen'],
    ['KY_0751_2022-10_01_F.zip', 'L001', 'two digits of løbenr'],
    ['KY_0751_2022-10_000_F.zip', 'L001', 'løbenr 0'],
    ['KY_0751_2022-10_001_X.zip', 'L001', 'an unknown type'],
    ['KY_0751_2022-10_001_D.zip', 'L001', 'a type that KY does not have'],
    ['KY_0751_2022-10_001_F.json', 'L001', 'a format that KY does not have'],
    ['KY_0751_2022-10_001_F.ZIP', 'L001', 'an extension in capitals'],
    ['KY_0751_2022-10_001_F.zip\n', 'L001', 'a line feed at the end'],
    ['../KY_0751_2022-10_001_F.zip', 'L001', 'a path'],
    ['dream_202209.csv.csv', 'L001', 'more than the Kilde’s own pattern'],
    ['DREAM_0000_2022-10_001_F.csv', 'L001', 'the default pattern for a Kilde with its own'],
    ['lokal-20221001-X.csv', 'L003', 'no kommune and no route'],
    ['XX_0751_2022-10_001_F.zip', 'L002', 'an unknown Kilde'],
    ['ky_0751_2022-10_001_F.zip', 'L002', 'a Kilde in small letters'],
    ['KY_0411_2022-10_001_F.zip', 'L003', 'Christiansø, which is nobody’s recipient'],
    ['KY_9999_2022-10_001_F.zip', 'L003', 'no kommune of that code'],
    ['KY_0000_2022-10_001_F.zip', 'L003', 'the whole country for a Kilde per kommune'],
    ['CPR_0751_2022-10_001_F.zip', 'L003', 'a kommune for a national Kilde'],
    ['KY_0751_2022-13_001_F.zip', 'L004', 'month 13'],
    ['KY_0751_2022-00_001_F.zip', 'L004', 'month 0'],
    ['CPR_0000_2022-02-29_001_D.zip', 'L004', '29 February of a common year'],
    ['CPR_0000_2022-10-00_001_D.zip', 'L004', 'day 0'],
    ['CPR_0000_2022-09-31_001_D.zip', 'L004', '31 September'],
    ['KY_0751_2022-12_001_F.zip', 'L004', 'two months ahead'],
    ['CPR_0000_2022-12-01_001_D.zip', 'L004', 'a day two months ahead'],
    ['KY_0000_0751-10_001_F.zip', 'L003', 'parts in another order'],
  ])('%s is refused %s: %s', async (name, code) => {
    expect((await failureOf(() => parseFileName(name, rules))).code).toBe(code)
  })

  it('may be of the next month at the turn of the year', () => {
    const inDecember = { ...rules, currentMonth: month('2022-12') }
    expect(parseFileName('KY_0751_2023-01_001_F.zip', inDecember).periode).toBe('2023-01')
  })
})
