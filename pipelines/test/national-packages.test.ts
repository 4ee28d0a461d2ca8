import { contract, dataomraade, fact, field, kilde, parseConfig, sql, stepsOf } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWarehouse, testWarehouse } from '../src/index.js'

const LAND = kilde('LAND', { scope: 'national' })
const LandsSag = contract('LandsSag', {
  kilde: LAND,
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  persons: ['borgere'],
  fields: { SagId: field.key.text(), KommuneKode: field.kommune(), Dato: field.date() },
  owner: { column: 'KommuneKode' },
})
const FactLandsSag = fact('FactLandsSag', {
  grain: ['SagId'],
  exported: true,
  columns: { DimKommune: DimKommune.key, SagId: 'VARCHAR' },
  sql: () => sql`select ${DimKommune.of('s.KommuneKode')} as DimKommune, s.SagId from ${LandsSag} as s`,
})
const landet = dataomraade('Landet', { contracts: [LandsSag], models: [FactLandsSag] })

let lager: TestWarehouse
const deliver = (rows: readonly (readonly [string, string])[], periode: string): Promise<void> =>
  lager.deliver(
    LandsSag,
    `LAND 0000 ${periode}`,
    rows.map(([SagId, KommuneKode]) => ({ SagId, KommuneKode, Dato: '2022-10-01' })),
  )
const made = async (): Promise<readonly string[]> =>
  (await lager.query('select id from ops.packages order by id')).map((row) => String(row.id))
const planned = async (month = '2022-10'): Promise<readonly string[]> =>
  stepsOf(await lager.plan(month), 'package').map((each) => each.id)

beforeAll(async () => {
  const { packages } = parseConfig({ packages: { kinds: ['DM', 'DSA'] } })
  lager = await testWarehouse({ areas: [landet], now: '2022-11-02', config: { packages } })
  await deliver(
    [
      ['a', '0751'],
      ['b', '0751'],
      ['c', '0101'],
    ],
    '2022-10',
  )
})
afterAll(() => lager.close())

describe('packages of an area whose rows come for the whole country', () => {
  it('are looked for in every kommune, and made for those that have rows', async () => {
    expect(await planned()).toHaveLength(2 * 98)
    await lager.monthRun('2022-10')
    expect(await made()).toEqual([
      'FLIS_Landet_0101_2022-10_DM_001',
      'FLIS_Landet_0101_2022-10_DSA_001',
      'FLIS_Landet_0751_2022-10_DM_001',
      'FLIS_Landet_0751_2022-10_DSA_001',
    ])
  })

  it('are looked for once: what was found to have no rows is not looked at again', async () => {
    expect(await planned()).toEqual([])
  })

  it('come for a kommune that gets its first rows later', async () => {
    await deliver(
      [
        ['a', '0751'],
        ['b', '0751'],
        ['c', '0101'],
        ['d', '0851'],
      ],
      '2022-11',
    )
    await lager.monthRun('2022-11')
    expect((await made()).filter((each) => each.includes('_0851_'))).toEqual([
      'FLIS_Landet_0851_2022-11_DM_001',
      'FLIS_Landet_0851_2022-11_DSA_001',
    ])
    expect(await planned('2022-11')).toEqual([])
  })
})
