import { fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { coded, condition, report } from './fsiii-bundle.js'
import { publicInput } from './public-input.js'

const input = publicInput('fsiii')
const { file } = input

/** The three versions of the code system, as they would have been delivered. */
const VERSIONS = {
  '2022-01': { name: 'CodeSystem-FSIII-20200908.json', version: '20200908', legacy: 225, uuid: 108 },
  '2023-07': { name: 'CodeSystem-FSIII-20230622.json', version: '20230622', legacy: 227, uuid: 108 },
  '2024-06': { name: 'CodeSystem-FSIII.json', version: '20240530', legacy: 414, uuid: 414 },
} as const
type Periode = keyof typeof VERSIONS
const PERIODER = Object.keys(VERSIONS) as readonly Periode[]

/** Codes whose text or place changed, typed from the files: code, texts in the three versions. */
const TEXTS: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['J', ['Funktionsevnetilstande', 'Funktionsevnetilstande', 'Kommunale pleje- og omsorgstilstande']],
  ['B1', ['Ingen/ubetydelige begrænsninger', 'Ingen/ubetydelige begrænsninger', '0']],
  ['J1.3', ['Af- og påklædning', 'Af- og påklædning', 'Af- og påklædning']],
  [
    '94db6c71-859d-43e6-9a62-4e7fa7daf767',
    ['Træningstilstande', '§140 tilstande', 'Kommunal genoptræning efter sygehusophold-tilstande'],
  ],
  ['d49d6b0c-c067-4469-b92d-3842822c4971', [null, null, 'Kommunale pleje- og omsorgstilstande']],
]

let w: TestWarehouse
beforeEach(async () => {
  w = await testWarehouse({ areas: [fsiii], now: '2024-08-02' })
})
afterEach(() => w.close())

const deliver = (periode: Periode): Promise<void> =>
  w.deliverFile(`FSIIIKoder_0000_${periode}_001_F.json`, file(VERSIONS[periode].name), 'KOMBIT')

input.describe('the real code systems, one after another', () => {
  const extract = { '2022-01': 20220131001n, '2023-07': 20230731001n, '2024-06': 20240630001n }

  it.each([
    [['2022-01', '2023-07', '2024-06'] as const],
    [['2024-06', '2023-07', '2022-01'] as const],
    [['2023-07', '2022-01', '2024-06'] as const],
  ])('arriving as %o have one history', async (order) => {
    for (const periode of order) {
      await deliver(periode)
      await w.intake()
    }
    expect(await w.query('select distinct state from ops.deliveries')).toEqual([{ state: 'loaded' }])
    for (const periode of PERIODER) {
      const { version, legacy, uuid } = VERSIONS[periode]
      const at = extract[periode]
      const standing = await w.query(
        `select Skema as skema, count(*)::integer as n, min(Version) as first, max(Version) as last
         from dsa_hist."FSIIIKode" where _fra <= ${at} and ${at} < _til group by 1 order by 1`,
      )
      expect(standing, periode).toEqual([
        { skema: 'legacy', n: legacy, first: version, last: version },
        { skema: 'uuid', n: uuid, first: version, last: version },
      ])
    }
    for (const [code, texts] of TEXTS) {
      const found: unknown[] = []
      for (const periode of PERIODER) {
        const [row] = await w.query(
          `select Tekst as tekst from dsa_hist."FSIIIKode"
           where Kode = '${code}' and _fra <= ${extract[periode]} and ${extract[periode]} < _til`,
        )
        found.push(row?.tekst ?? null)
      }
      expect(found, code).toEqual(texts)
    }
  })

  it('load rows of new codes by themselves, with the område of a UUID', async () => {
    await deliver('2022-01')
    const resources = [condition('legacy'), condition('uuid', { code: coded(PÅKLÆDNING) })]
    await w.deliverFile('FSIII_0751_2022-08-10_001_D.ndjson', `${report(resources)}\n`, 'Trifork')
    await w.intake()
    const rows = () => w.query('select Id as id, Omraade as område from dsa_hist."FSIIITilstand" order by 1')
    const open = () => w.query(`select codes::varchar as codes from ops.quarantine where state = 'open'`)
    expect(await rows()).toEqual([{ id: 'legacy', område: 'hjemmepleje' }])
    expect(await open()).toEqual([{ codes: '[R204]' }])
    await deliver('2023-07')
    await w.intake()
    expect(await open()).toEqual([{ codes: '[R204]' }])
    await deliver('2024-06')
    await w.intake()
    expect(await rows()).toEqual([
      { id: 'legacy', område: 'hjemmepleje' },
      { id: 'uuid', område: 'hjemmepleje' },
    ])
    expect(await open()).toEqual([])
    const [counted] = await w.query(`select accepted, quarantined from ops.deliveries where kilde = 'FSIII'`)
    expect(counted).toEqual({ accepted: 2n, quarantined: 0n })
  })
})

/** Af- og påklædning: J1.3 in the newer scheme. */
const PÅKLÆDNING = 'e853d3e7-1de5-44f0-ab48-1fb20c449035'
