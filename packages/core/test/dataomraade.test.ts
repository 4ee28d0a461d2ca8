import {
  contract,
  contractsOf,
  dataomraade,
  fact,
  field,
  KOMMUNE_CODES,
  KOMMUNER,
  kilde,
  kilderOf,
  RESIDENCE_CODES,
  sql,
} from '@flis/core'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

const made = (name: string, of = 'KY') =>
  contract(name, { kilde: of, mode: 'full', fields: { Id: field.key.text() } })
const model = (name: string) =>
  fact(name, { grain: ['Id'], columns: { Id: 'VARCHAR' }, sql: () => sql`select 1` })
const ref = made('RefKommune', 'REF')

describe('a dataområde', () => {
  it('gathers its definitions, and knows a Kilde from its contracts where none is declared', () => {
    const area = dataomraade('Boligstøtte', {
      kilder: [kilde('KY', { senders: ['NC'] })],
      contracts: [made('KYSag'), made('KYYdelse'), made('BSSag', 'BS')],
      models: [model('FactBoligstøtte')],
    })
    expect(area).toMatchObject({ name: 'Boligstøtte', purpose: 'ledelsesinformation', description: '' })
    expect(area.kilder).toEqual([
      { name: 'KY', senders: ['NC'], scope: 'kommune', types: ['F'], formats: ['zip', 'csv'] },
      { name: 'BS', senders: 'any', scope: 'kommune', types: ['F'], formats: ['zip', 'csv'] },
    ])
  })

  it.each([
    ['contracts', { contracts: [made('KYSag'), made('KYSag')], models: [] }, 'KYSag'],
    ['models', { contracts: [], models: [model('FactKY'), model('FactKY')] }, 'FactKY'],
  ])('with two %s of one name is M004', (_name, options, twice) => {
    const error = failureOf(() => dataomraade('KY', options))
    expect(error).toMatchObject({ code: 'M004', facts: { detail: `${twice} is defined twice in KY` } })
  })
})

describe('several areas', () => {
  const area = (name: string, ...contracts: readonly ReturnType<typeof made>[]) =>
    dataomraade(name, { contracts, models: [] })

  it('can share a contract, which counts once', () => {
    const sag = made('KYSag')
    expect(contractsOf([area('KY', sag, ref), area('FSIII', ref)])).toEqual([sag, ref])
    expect(contractsOf([])).toEqual([])
  })

  it('cannot share a name', () => {
    const error = failureOf(() => contractsOf([area('KY', made('Sag')), area('FSIII', made('Sag'))]))
    expect(error).toMatchObject({ code: 'M004', facts: { contract: 'Sag' } })
  })

  it('have their Kilder by name', () => {
    const kilder = kilderOf([area('KY', made('KYSag'), ref), area('FSIII', made('FSIIITilstand', 'FSIII'))])
    expect([...kilder.keys()]).toEqual(['KY', 'REF', 'FSIII'])
    expect(kilder.get('FSIII')?.name).toBe('FSIII')
  })
})

describe('the kommuner', () => {
  it('are 98 in five regions, in order of code', () => {
    expect(KOMMUNER).toHaveLength(98)
    expect(new Set(KOMMUNE_CODES).size).toBe(98)
    expect(KOMMUNE_CODES.every((code) => /^0[1-8]\d\d$/.test(code))).toBe(true)
    expect([...KOMMUNE_CODES].sort()).toEqual(KOMMUNE_CODES)
    expect(new Set(KOMMUNER.map((each) => each.region)).size).toBe(5)
  })

  it('as residences also Christiansø, which is nobody’s recipient', () => {
    expect(RESIDENCE_CODES.filter((code) => !KOMMUNE_CODES.includes(code))).toEqual(['0411'])
  })
})
