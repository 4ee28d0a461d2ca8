import { KOMMUNE_CODES, kilde, type Leverandoer, month } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { expectedDeliveries, meetsExpected } from '../src/index.js'

const NC: Leverandoer = { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 }
const daily: Leverandoer = { ...NC, rhythm: 'daily' }

const periodes = (entry: Leverandoer, of: string): readonly string[] =>
  expectedDeliveries([entry], month(of)).map(({ periode }) => periode)

describe('the deliveries expected for a month', () => {
  it('of a monthly deliverer are the month itself, due so many days after its last', () => {
    expect(expectedDeliveries([NC], month('2022-10'))).toEqual([
      {
        kilde: 'KY',
        kommune: '0751',
        kildesystem: 'NC',
        periode: '2022-10',
        from: '2022-10-01',
        due: '2022-11-10',
      },
    ])
  })

  it('of a daily deliverer are each calendar day, each due by itself', () => {
    const expected = expectedDeliveries([{ ...daily, deadline: 2 }], month('2024-02'))
    expect(expected).toHaveLength(29)
    expect(expected[0]).toMatchObject({ periode: '2024-02-01', from: '2024-02-01', due: '2024-02-03' })
    expect(expected.at(-1)).toMatchObject({ periode: '2024-02-29', due: '2024-03-02' })
  })

  it('on weekdays are Monday to Friday', () => {
    const days = periodes({ ...NC, rhythm: 'weekdays' }, '2022-10')
    expect(days).toHaveLength(21)
    expect(days.slice(0, 6)).toEqual([
      '2022-10-03',
      '2022-10-04',
      '2022-10-05',
      '2022-10-06',
      '2022-10-07',
      '2022-10-10',
    ])
  })

  it('of a weekly deliverer are the weeks that end in it, on their Sunday', () => {
    const weeks = expectedDeliveries([{ ...NC, rhythm: 'weekly' }], month('2022-10'))
    expect(weeks.map(({ from, periode }) => [from, periode])).toEqual([
      ['2022-09-26', '2022-10-02'],
      ['2022-10-03', '2022-10-09'],
      ['2022-10-10', '2022-10-16'],
      ['2022-10-17', '2022-10-23'],
      ['2022-10-24', '2022-10-30'],
    ])
  })

  it('without a deadline are due when the periode ends', () => {
    const { deadline: _, ...without } = NC
    expect(expectedDeliveries([without], month('2022-10'))[0]?.due).toBe('2022-10-31')
  })

  it('cross the end of winter time by calendar days', () => {
    const days = periodes(daily, '2024-03')
    expect(days).toHaveLength(31)
    expect(days.at(-1)).toBe('2024-03-31')
  })

  it.each<[string, Partial<Leverandoer>, readonly string[]]>([
    ['only from its first day', { rhythm: 'daily', from: '2022-10-30' }, ['2022-10-30', '2022-10-31']],
    ['only until its last day', { rhythm: 'daily', to: '2022-10-02' }, ['2022-10-01', '2022-10-02']],
    ['by the month’s last day', { from: '2022-10-31' }, ['2022-10']],
    ['not for a month that it leaves before its end', { to: '2022-10-30' }, []],
    ['not before it begins', { from: '2022-11-01' }, []],
    ['not without a rhythm', { rhythm: undefined }, []],
  ])('are there %s', (_, change, expected) => {
    const { rhythm, ...rest } = { ...NC, ...change }
    expect(periodes({ ...rest, ...(rhythm === undefined ? {} : { rhythm }) }, '2022-10')).toEqual(expected)
  })

  it('pass from one deliverer to the next on the day of the change', () => {
    const before: Leverandoer = { ...daily, to: '2022-10-15' }
    const after: Leverandoer = { ...daily, kildesystem: 'TEA', from: '2022-10-16' }
    const systems = expectedDeliveries([before, after], month('2022-10')).map(
      ({ periode, kildesystem }) => `${periode} ${kildesystem}`,
    )
    expect(systems).toHaveLength(31)
    expect(systems.slice(14, 16)).toEqual(['2022-10-15 NC', '2022-10-16 TEA'])
  })
})

describe('an entry for 0000', () => {
  const national: Leverandoer = { ...NC, kommune: '0000' }
  const kommuner = (kilder: Parameters<typeof expectedDeliveries>[2], ...more: readonly Leverandoer[]) =>
    expectedDeliveries([national, ...more], month('2022-10'), kilder).map(({ kommune }) => kommune)

  it('expects a delivery for the whole country', () => {
    expect(kommuner(undefined)).toEqual(['0000'])
    expect(kommuner(new Map([['KY', kilde('KY', { scope: 'both' })]]))).toEqual(['0000'])
  })

  it('of a Kilde per kommune expects one of each kommune without an entry of its own', () => {
    const perKommune = new Map([['KY', kilde('KY')]])
    expect(kommuner(perKommune)).toEqual(KOMMUNE_CODES)
    const others = kommuner(perKommune, { kilde: 'KY', kommune: '0101', kildesystem: 'TEA' })
    expect(others).toHaveLength(97)
    expect(others).not.toContain('0101')
    const ended = kommuner(perKommune, { kilde: 'KY', kommune: '0101', kildesystem: 'TEA', to: '2022-09-30' })
    expect(ended).toContain('0101')
  })
})

describe('an expected delivery', () => {
  const month_ = { periode: '2022-10', from: '2022-10-01' }
  const week = { periode: '2022-10-09', from: '2022-10-03' }
  const day = { periode: '2022-10-31', from: '2022-10-31' }
  it.each([
    [month_, '2022-10', true],
    [month_, '2022-10-31', true],
    [month_, '2022-10-01', true],
    [month_, '2022-09', false],
    [month_, '2022-11', false],
    [week, '2022-10-03', true],
    [week, '2022-10-09', true],
    [week, '2022-10-02', false],
    [week, '2022-10-10', false],
    [week, '2022-10', false],
    [day, '2022-10-31', true],
    [day, '2022-10', true],
    [day, '2022-10-30', false],
  ])('%j is met by %s: %s', (expected, periode, met) => {
    expect(meetsExpected(expected, periode)).toBe(met)
  })
})
