import { dataomraade, kilde, parseConfig } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { knownKilder } from '../src/envelope/known-kilder.js'
import { checkKilder } from '../src/index.js'
import { failureOf } from './failure-of.js'

const area = dataomraade('Prøve', {
  kilder: [
    kilde('KY', { senders: ['NC'] }),
    kilde('CPR', { scope: 'national', types: ['F', 'D'] }),
    kilde('DREAM', { scope: 'national', formats: ['csv'] }),
    kilde('Aula', { types: ['D'] }),
  ],
  contracts: [],
  models: [],
})

const routes = { infRefs: { 'http://sp/KY': 'KY' }, authorities: { 55133018: '0751' } }
const entry = { kilde: 'KY', kommune: '0751', kildesystem: 'NC' }
const DREAM = String.raw`dream_(?<periode>\d{6})\.csv`

describe('what settings say of Kilder is taken', () => {
  it.each([
    ['nothing', {}],
    ['senders', { kilder: { KY: { senders: ['NETC'] } } }],
    ['a pattern', { kilder: { DREAM: { pattern: DREAM } } }],
    [
      'a pattern with every group',
      {
        kilder: {
          CPR: {
            pattern: String.raw`(?<kilde>CPR)(?<kommune>\d{4})(?<periode>\d{8})(?<loebenr>\d)(?<type>[FD])(?<system>x)\.(?<ext>zip)`,
          },
        },
      },
    ],
    [
      'a pattern without kommune, where routes tell it',
      { kilder: { Aula: { pattern: '(?<periode>.*)' } }, routes },
    ],
    ['routes', { routes }],
    ['a route of the whole country', { routes: { infRefs: {}, authorities: { 11223344: '0000' } } }],
    [
      'deliverers',
      { leverandører: [entry, { ...entry, kommune: '0000', from: '2022-01-01', to: '2022-01-01' }] },
    ],
  ])('%s', (_, config) => {
    expect(() => checkKilder(parseConfig(config), [area])).not.toThrow()
  })
})

describe('what settings say of Kilder is refused C001', () => {
  it.each<[string, unknown, Readonly<Record<string, string>>]>([
    ['a Kilde that is none', { kilder: { KYY: {} } }, { found: 'kilder KYY', expected: 'KY' }],
    ['a name that every object has', { kilder: { constructor: {} } }, { found: 'kilder constructor' }],
    [
      'a route to a Kilde that is none',
      { routes: { infRefs: { x: 'Dream' } } },
      { found: 'routes.infRefs Dream', expected: 'DREAM' },
    ],
    [
      'an authority that is no CVR number',
      { routes: { authorities: { 5513301: '0751' } } },
      { column: 'routes.authorities', found: '5513301' },
    ],
    [
      'an authority of no kommune',
      { routes: { authorities: { 55133018: '0411' } } },
      { column: 'routes.authorities', found: '0411' },
    ],
    [
      'a deliverer of a Kilde that is none',
      { leverandører: [entry, { ...entry, kilde: 'CRP' }] },
      { found: 'leverandører.1.kilde CRP', expected: 'CPR' },
    ],
    [
      'a deliverer of no kommune',
      { leverandører: [{ ...entry, kommune: '9999' }] },
      { column: 'leverandører.0.kommune', found: '9999' },
    ],
    [
      'a deliverer of a kommune for a Kilde of the country',
      { leverandører: [{ ...entry, kilde: 'CPR' }] },
      { column: 'leverandører.0.kommune', expected: '0000' },
    ],
    [
      'a first day that is none',
      { leverandører: [{ ...entry, from: '2022-02-30' }] },
      { column: 'leverandører.0.from', found: '2022-02-30' },
    ],
    [
      'a last day before the first',
      { leverandører: [{ ...entry, from: '2022-02-02', to: '2022-02-01' }] },
      { column: 'leverandører.0.to', expected: 'not before 2022-02-02' },
    ],
    [
      'a pattern that is no regular expression',
      { kilder: { DREAM: { pattern: '(?<periode>' } } },
      { column: 'kilder.DREAM.pattern', expected: 'a regular expression' },
    ],
    [
      'a pattern that closes what it did not open',
      { kilder: { DREAM: { pattern: 'x)(?:(?<periode>.)' } } },
      {},
    ],
    ['a pattern with an escape that means nothing', { kilder: { DREAM: { pattern: String.raw`\_` } } }, {}],
    [
      'a group that means nothing',
      { kilder: { DREAM: { pattern: '(?<periode>.*)(?<lobenr>.)' } } },
      { found: 'kilder.DREAM.pattern, group lobenr', expected: 'loebenr' },
    ],
    [
      'a pattern without periode',
      { kilder: { DREAM: { pattern: 'dream' } } },
      { column: 'kilder.DREAM.pattern', expected: 'a group (?<periode>…)' },
    ],
    [
      'a pattern without type, where there are two',
      { kilder: { CPR: { pattern: '(?<periode>.*)' } } },
      { expected: 'a group (?<type>…)' },
    ],
    [
      'a pattern without kommune, where nothing else tells it',
      { kilder: { Aula: { pattern: '(?<periode>.*)' } } },
      { expected: 'a group (?<kommune>…)' },
    ],
  ])('%s', async (_, config, facts) => {
    const error = await failureOf(() => checkKilder(parseConfig(config), [area]))
    expect(error.code).toBe('C001')
    expect(error.facts).toMatchObject(facts)
  })
})

describe('a known Kilde', () => {
  const known = (config: unknown, name: string) =>
    knownKilder(parseConfig(config), [area]).find((each) => each.kilde === name)

  it('has the senders of its area, or those of the settings', () => {
    expect(known({}, 'KY')?.senders).toEqual(['NC'])
    expect(known({ kilder: { KY: { senders: ['A', 'B'] } } }, 'KY')?.senders).toEqual(['A', 'B'])
    expect(known({ kilder: { KY: { senders: ['A'] } } }, 'CPR')?.senders).toBe('any')
  })

  it('has a pattern only for the whole name', () => {
    const { pattern } = known({ kilder: { DREAM: { pattern: `x|${DREAM}` } } }, 'DREAM') ?? {}
    expect(pattern?.exec('dream_202210.csv')?.groups?.periode).toBe('202210')
    for (const name of ['dream_202210.csv.csv', 'xdream_202210.csv', 'xx', 'dream_202210.csv\n'])
      expect(pattern?.exec(name)).toBeNull()
    expect(known({}, 'DREAM')).not.toHaveProperty('pattern')
  })
})
