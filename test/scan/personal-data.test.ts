import { describe, expect, it } from 'vitest'
import { findPersonalData } from './personal-data.js'

const planted = { names: ['Plantet'], rows: ['s1;32.24.04;Kontanthjælp;2022-02-01'] }
const what = (text: string) => findPersonalData(text, planted).map((each) => each.what)

describe('the scanner', () => {
  it.each([
    ['a number', '{"found":"0101410001"}'],
    ['a number with a hyphen', 'delivery 010141-0001 landed'],
    ['a replacement number', 'cpr=6101410001;'],
    ['a number between letters', 'x0101410001y'],
    ['29 February', '2902000001'],
  ])('finds %s', (_, text) => {
    expect(what(text)).toEqual(['CPR number'])
  })

  it.each([
    ['an extract time', '20221031001'],
    ['a day that no month has', '3002410001'],
    ['month 13', '0113410001'],
    ['a date and a time', '2022-10-31T08:00:00'],
    ['a sum', '1234567890'],
    ['a hash', `sha256 ab0101410001${'c'.repeat(52)}`],
    ['a UUID', '0b9c1c52-9d8e-4a0c-8a53-010141000111'],
    ['nothing', ''],
  ])('lets %s pass', (_, text) => {
    expect(what(text)).toEqual([])
  })

  it('finds a planted name, and a planted row whatever its id', () => {
    expect(what('Conversion Error: could not read Plantet Østergård')).toEqual(['name'])
    expect(what('at line 2: s9;32.24.04;Kontanthjælp;2022-02-01')).toEqual(['row'])
  })

  it('tells where', () => {
    expect(findPersonalData('step done 0101410001 rows 3', planted)).toEqual([
      { what: 'CPR number', around: 'step done 0101410001 rows 3' },
    ])
  })
})
