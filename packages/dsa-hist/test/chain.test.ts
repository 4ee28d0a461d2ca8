import { kilde, parseConfig } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { type ChainLink, missingInChain, rhythmOf } from '../src/pending/chain.js'

/** `2022-10 002 D withdrawn accepted`: periode, løbenr, type, and what is special. */
const links = (...written: readonly string[]): readonly ChainLink[] =>
  written.map((each) => {
    const [periode = '', loebenr = '', type, ...special] = each.split(' ')
    const place = special.find((word) => word === 'withdrawn' || word === 'rejected') as
      | 'withdrawn'
      | 'rejected'
      | undefined
    return {
      id: `${periode}_${loebenr}`,
      periode,
      loebenr: Number(loebenr),
      type: type === 'F' ? 'F' : 'D',
      place: place ?? 'landed',
      accepted: special.includes('accepted'),
    }
  })

interface Case {
  readonly name: string
  readonly chain: readonly string[]
  readonly rhythm?: 'daily' | 'weekdays' | 'weekly' | 'monthly'
  /** id → what it waits for. */
  readonly waits: Readonly<Record<string, string>>
}

const CASES: readonly Case[] = [
  { name: 'the first of a chain has no predecessor', chain: ['2022-10 002 D'], waits: {} },
  { name: 'each løbenr after the other', chain: ['2022-10 001 D', '2022-10 002 D'], waits: {} },
  {
    name: 'a missing løbenr holds the next and those after it',
    chain: ['2022-10 001 D', '2022-10 003 D', '2022-10 004 D', '2022-11 001 D'],
    waits: { '2022-10_003': '2022-10_002', '2022-10_004': '2022-10_002', '2022-11_001': '2022-10_002' },
  },
  {
    name: 'without a rhythm a periode may be left out',
    chain: ['2022-08 001 D', '2022-10 001 D'],
    waits: {},
  },
  {
    name: 'a missing first løbenr of a later periode is missed',
    chain: ['2022-09 001 D', '2022-10 002 D'],
    waits: { '2022-10_002': '2022-10_001' },
  },
  {
    name: 'a rejected number has come: its correction takes the next',
    chain: ['2022-10 001 D', '2022-10 002 D rejected', '2022-10 003 D'],
    waits: {},
  },
  {
    name: 'a rejected day leaves its data missing',
    rhythm: 'daily',
    chain: ['2022-10-01 001 D', '2022-10-02 001 D rejected', '2022-10-03 001 D'],
    waits: { '2022-10-03_001': '2022-10-02_001' },
  },
  {
    name: 'a withdrawn one has been there',
    chain: ['2022-10 001 D', '2022-10 002 D withdrawn', '2022-10 003 D'],
    waits: {},
  },
  {
    name: 'every calendar day',
    rhythm: 'daily',
    chain: ['2022-10-30 001 D', '2022-10-31 001 D', '2022-11-02 001 D'],
    waits: { '2022-11-02_001': '2022-11-01_001' },
  },
  {
    name: 'over the end of February',
    rhythm: 'daily',
    chain: ['2022-02-28 001 D', '2022-03-01 001 D', '2024-02-28 001 F', '2024-03-01 001 D'],
    waits: { '2024-03-01_001': '2024-02-29_001' },
  },
  {
    name: 'every month where periods are months',
    rhythm: 'daily',
    chain: ['2022-08 001 F', '2022-10 001 D'],
    waits: { '2022-10_001': '2022-09_001' },
  },
  {
    name: 'a month counts as its last day',
    rhythm: 'daily',
    chain: ['2022-10 001 F', '2022-11-01 001 D'],
    waits: {},
  },
  {
    name: 'weekdays pass over the weekend',
    rhythm: 'weekdays',
    chain: ['2022-10-28 001 D', '2022-10-31 001 D', '2022-11-02 001 D'],
    waits: { '2022-11-02_001': '2022-11-01_001' },
  },
  {
    name: 'weekly',
    rhythm: 'weekly',
    chain: ['2022-10-03 001 D', '2022-10-10 001 D', '2022-10-24 001 D'],
    waits: { '2022-10-24_001': '2022-10-17_001' },
  },
  {
    name: 'a full delivery after the gap lets all of it go',
    rhythm: 'daily',
    chain: ['2022-10-01 001 D', '2022-10-03 001 D', '2022-10-05 001 F', '2022-10-06 001 D'],
    waits: {},
  },
  {
    name: 'a gap after the full delivery holds again',
    rhythm: 'daily',
    chain: ['2022-10-01 001 F', '2022-10-03 001 D'],
    waits: { '2022-10-03_001': '2022-10-02_001' },
  },
  {
    name: 'a withdrawn full delivery lets nothing go',
    chain: ['2022-10 001 D', '2022-10 003 D', '2022-10 004 F withdrawn'],
    waits: { '2022-10_003': '2022-10_002' },
  },
  {
    name: 'an accepted gap lets the chain go on',
    chain: ['2022-10 001 D', '2022-10 003 D accepted', '2022-10 004 D', '2022-10 006 D'],
    waits: { '2022-10_006': '2022-10_005' },
  },
  { name: 'nothing', chain: [], waits: {} },
]

describe('what a delta waits for (L050)', () => {
  it.each(CASES)('$name', ({ chain, rhythm, waits }) => {
    expect(Object.fromEntries(missingInChain(links(...chain), rhythm ?? null))).toEqual(waits)
  })

  it('its rhythm is the deliverer’s own, then the Kilde’s', () => {
    const cpr = kilde('CPR', { scope: 'national', types: ['F', 'D'], chain: 'calendar' })
    const scope = { kommune: '0000', kildesystem: 'CPR' }
    const of = (rhythm: 'weekdays' | undefined, kildesystem = 'CPR') =>
      parseConfig({
        leverandører: [
          { kilde: 'CPR', kommune: '0000', kildesystem, ...(rhythm === undefined ? {} : { rhythm }) },
        ],
      })
    expect(rhythmOf(of(undefined), cpr, scope)).toBe('daily')
    expect(rhythmOf(of('weekdays'), cpr, scope)).toBe('weekdays')
    expect(rhythmOf(of('weekdays', 'OTHER'), cpr, scope)).toBe('daily')
    expect(rhythmOf(of(undefined), kilde('FSIII'), scope)).toBeNull()
  })
})
