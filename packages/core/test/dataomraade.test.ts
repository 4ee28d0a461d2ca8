import {
  contract,
  contractsOf,
  dataomraade,
  dimension,
  fact,
  field,
  finding,
  KOMMUNE_CODES,
  KOMMUNER,
  kilde,
  kilderOf,
  RESIDENCE_CODES,
  sql,
  versionsOf,
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
      {
        name: 'KY',
        senders: ['NC'],
        scope: 'kommune',
        types: ['F'],
        formats: ['zip', 'csv'],
        chain: 'løbenr',
      },
      {
        name: 'BS',
        senders: 'any',
        scope: 'kommune',
        types: ['F'],
        formats: ['zip', 'csv'],
        chain: 'løbenr',
      },
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

describe('what the models of a dataområde read from others', () => {
  const REF = kilde('REF', { scope: 'national' })
  const RefKommune = contract('RefKommune', {
    kilde: REF,
    mode: 'full',
    fields: { KommuneKode: field.key.text() },
  })
  const DimKommune = dimension('DimKommune', {
    coded: (code) => code,
    columns: {},
    sql: () => sql`select 1 from ${RefKommune} as kommuner`,
  })
  const sag = made('KYSag')
  const below = fact('FactSag', {
    grain: ['DimKommune'],
    columns: { DimKommune: DimKommune.key },
    sql: () => sql`select 1 from ${sag} as sager`,
  })

  it('comes along with the Kilde that delivers it, and is not its own', () => {
    const area = dataomraade('KY', { contracts: [sag], models: [below] })
    expect(area.contracts).toEqual([sag])
    expect(area.reads).toEqual([RefKommune])
    expect(area.kilder.map((each) => each.name)).toEqual(['KY'])
    expect(contractsOf([area])).toEqual([sag, RefKommune])
    expect(kilderOf([area]).get('REF')).toBe(REF)
  })

  it.each([
    ['all versions', () => sql`select 1 from ${versionsOf(ref)} as versions`],
    ['another model', () => sql`select 1 from ${model('FactAnden')} as other, ${DimKommune} as kommuner`],
  ])('is found in %s', (_where, of) => {
    const reading = fact('FactLæser', { grain: ['Id'], columns: { Id: 'VARCHAR' }, sql: of })
    expect(dataomraade('KY', { contracts: [sag], models: [reading] }).reads.map((each) => each.name)).toEqual(
      ['RefKommune'],
    )
  })

  it('is found in findings', () => {
    const looking = finding('ukendt kommune', {
      description: '',
      rows: () => sql`select 1 from ${RefKommune} as kommuner`,
    })
    const area = dataomraade('KY', { contracts: [sag], models: [], findings: [looking] })
    expect(area.reads).toEqual([RefKommune])
  })

  it('is nothing for models that read only what the area lists', () => {
    expect(dataomraade('KY', { contracts: [sag, RefKommune], models: [below] }).reads).toEqual([])
  })

  it('counts once over several areas, and as the definition of the area that lists it', () => {
    const own = dataomraade('Reference', { kilder: [REF], contracts: [RefKommune], models: [DimKommune] })
    const reader = dataomraade('KY', { contracts: [sag], models: [below] })
    expect(contractsOf([reader, own])).toEqual([sag, RefKommune])
    expect([...kilderOf([reader, own]).keys()]).toEqual(['KY', 'REF'])
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
