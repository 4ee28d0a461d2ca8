import { fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Concept,
  coded,
  codeSystem,
  condition,
  contact,
  followUp,
  ownView,
  type Resource,
  report,
} from './fsiii-bundle.js'

// Rows of DSA_HIST from made-up resources, by the engine: what is read, what is refused, what is withdrawn.

const HJEMMEPLEJE_UUID = 'd49d6b0c-c067-4469-b92d-3842822c4971'
const PÅKLÆDNING_UUID = 'e853d3e7-1de5-44f0-ab48-1fb20c449035'
const SYGEPLEJE_UUID = '4db72d65-7ec1-45b4-89c3-5017c35d085e'
const TRYKSÅR_UUID = 'bb0ea5fa-3462-40de-9047-a16fc4815a47'

const CODES: readonly Concept[] = [
  {
    code: 'J',
    display: 'Pleje',
    concept: [
      { code: 'J1', display: 'Egenomsorg', concept: [{ code: 'J1.3', display: 'Af- og påklædning' }] },
    ],
  },
  { code: 'I', display: 'Sygepleje', concept: [{ code: 'I2.1', display: 'Mobilitet' }] },
  {
    code: HJEMMEPLEJE_UUID,
    display: 'Pleje',
    concept: [{ code: PÅKLÆDNING_UUID, display: 'Af- og påklædning' }],
  },
  { code: SYGEPLEJE_UUID, display: 'Sygepleje', concept: [{ code: TRYKSÅR_UUID, display: 'Tryksår' }] },
  { code: 'G', display: 'Indsatser', concept: [{ code: 'G1.41', display: 'Måling' }] },
]

let w: TestWarehouse
beforeEach(async () => {
  w = await testWarehouse({ areas: [fsiii], now: '2022-11-02' })
  await w.deliverFile('FSIIIKoder_0000_2022-01_001_F.json', codeSystem('1', CODES), 'KOMBIT')
})
afterEach(() => w.close())

let loebenr = 0
const deliver = (...reports: readonly string[]): Promise<void> => {
  loebenr += 1
  const name = `FSIII_0751_2022-08-10_${String(loebenr).padStart(3, '0')}_D.ndjson`
  return w.deliverFile(name, `${reports.join('\n')}\n`, 'Trifork')
}

const reasons = async () =>
  (
    await w.query(
      `select json_extract_string("row", '$.Id') as id, contract, codes::varchar as codes, columns::varchar as columns
       from ops.quarantine where state = 'open' order by 1`,
    )
  ).map((row) => `${row.id}: ${row.contract} ${row.codes} ${row.columns}`)

const ids = async (contract: string, where = 'true'): Promise<readonly unknown[]> =>
  (
    await w.query(`select Id from dsa_hist."${contract}" where _til = 99991231999 and ${where} order by 1`)
  ).map((row) => row.Id)

describe('tilstande', () => {
  it('have their område from the root of their code, in both schemes', async () => {
    await deliver(
      report([
        condition('a'),
        condition('b', { code: coded(PÅKLÆDNING_UUID) }),
        condition('c', { code: coded('I2.1'), severity: undefined }),
        condition('d', { code: coded(TRYKSÅR_UUID), severity: undefined }),
        condition('e', { code: coded('J1') }),
      ]),
    )
    await w.intake()
    expect(await ids('FSIIITilstand', `Omraade = 'hjemmepleje'`)).toEqual(['a', 'b', 'e'])
    expect(await ids('FSIIITilstand', `Omraade = 'sygepleje'`)).toEqual(['c', 'd'])
  })

  it.each([
    ['active and on the problem list', {}, true],
    ['active, but not on the problem list', { category: undefined }, false],
    ['inactive', { clinicalStatus: coded('inactive') }, false],
    ['resolved', { clinicalStatus: coded('resolved') }, false],
  ])('%s: ErAktiv is %o', async (_what, change, active) => {
    await deliver(report([condition('a', change)]))
    await w.intake()
    expect(await ids('FSIIITilstand', active ? 'ErAktiv' : 'not ErAktiv')).toEqual(['a'])
  })
})

describe('what is refused', () => {
  it('goes to quarantine resource by resource, with its reasons', async () => {
    const refused: readonly (readonly [string, Resource])[] = [
      ['FSIIITilstand [R204] [TilstandKode]', condition('c-unknown', { code: coded('J9.9') })],
      ['FSIIITilstand [R204] [TilstandKode]', condition('c-an-indsats', { code: coded('G1.41') })],
      ['FSIIITilstand [R101] [TilstandKode]', condition('c-other-system', { code: coded('J1.3', 'urn:x') })],
      ['FSIIITilstand [R204] [Svaerhedsgrad]', condition('c-severity', { severity: coded('B7') })],
      ['FSIIITilstand [R101] [RegistreretDato]', condition('c-undated', { recordedDate: undefined })],
      ['FSIIITilstand [R102] [RegistreretDato]', condition('c-month', { recordedDate: '2022-08' })],
      ['FSIIITilstand [R101] [Status]', condition('c-no-status', { clinicalStatus: undefined })],
      ['FSIIIOpfoelgning [R204] [Resultat]', followUp('f-unknown', { valueCodeableConcept: coded('E9') })],
      ['FSIIIOpfoelgning [R101] [Resultat]', followUp('f-none', { valueCodeableConcept: undefined })],
      ['FSIIIOpfoelgning [R101] [Tidspunkt]', followUp('f-undated', { effectiveDateTime: undefined })],
      ['FSIIIBorgervurdering [R204] [Vaerdi]', ownView('o-unknown', { valueCodeableConcept: coded('C9') })],
      ['FSIIIBorgervurdering [R204] [Vaerdi]', ownView('o-mixed', { valueCodeableConcept: coded('D1') })],
      ['FSIIIBorgervurdering [R204] [Kode]', ownView('o-question', { code: coded('X') })],
      ['FSIIIBorgervurdering [R101] [FokusId]', ownView('o-no-focus', { focus: [] })],
      ['FSIIIKontakt [R103] [Type]', contact('k-type', { type: [coded('andet', 'urn:x')] })],
      ['FSIIIKontakt [R101] [StartTidspunkt]', contact('k-undated', { period: undefined })],
    ]
    const good = [condition('good'), followUp('good'), ownView('good'), contact('good')]
    await deliver(report([...refused.map(([, resource]) => resource), ...good]))
    await w.intake()
    expect(await reasons()).toEqual(refused.map(([reason, { id }]) => `${String(id)}: ${reason}`).sort())
    for (const contract of ['FSIIITilstand', 'FSIIIOpfoelgning', 'FSIIIBorgervurdering', 'FSIIIKontakt'])
      expect(await ids(contract)).toEqual(['good'])
    const [counted] = await w.query(
      `select rows_in, accepted, quarantined, state from ops.deliveries where kilde = 'FSIII'`,
    )
    expect(counted).toEqual({ rows_in: 20n, accepted: 4n, quarantined: 16n, state: 'loaded' })
  })

  it('is not what no contract takes: areas of interest, goals', async () => {
    await deliver(
      report([
        ownView('interest', { code: coded('I2.1'), valueCodeableConcept: coded('B6'), focus: undefined }),
        ownView('without value', { code: coded('I2.1'), valueCodeableConcept: undefined }),
        { resourceType: 'Goal', id: 'goal' },
        condition('taken'),
      ]),
    )
    await w.intake()
    expect(await w.query(`select rows_in from ops.deliveries where kilde = 'FSIII'`)).toEqual([
      { rows_in: 1n },
    ])
    expect(await reasons()).toEqual([])
  })

  it('for a code that is not known yet is loaded when the code comes', async () => {
    await deliver(report([condition('a', { code: coded('J1.9') }), condition('b')]))
    await w.intake()
    expect(await reasons()).toEqual(['a: FSIIITilstand [R204] [TilstandKode]'])
    const more = [...CODES, { code: 'J', display: 'Pleje', concept: [{ code: 'J1.9', display: 'Ny' }] }]
    await w.deliverFile('FSIIIKoder_0000_2022-02_001_F.json', codeSystem('2', more.slice(1)), 'KOMBIT')
    await w.intake()
    expect(await reasons()).toEqual([])
    expect(await ids('FSIIITilstand', `Omraade = 'hjemmepleje'`)).toEqual(['a', 'b'])
    // J1.3 is gone from the code system and still understood.
    await deliver(report([condition('c')], { timestamp: '2022-08-11T10:00:00Z' }))
    await w.intake()
    expect(await ids('FSIIITilstand')).toEqual(['a', 'b', 'c'])
  })
})

describe('entered in error', () => {
  const error = { status: 'entered-in-error' }
  it('withdraws a resource of each kind, whichever report comes first', async () => {
    const resources = [condition('x'), followUp('x'), ownView('x'), contact('x')]
    const withdrawn = [
      condition('x', {
        clinicalStatus: undefined,
        verificationStatus: coded(
          'entered-in-error',
          'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        ),
      }),
      followUp('x', error),
      ownView('x', error),
      contact('x', error),
    ]
    await deliver(report(withdrawn, { timestamp: '2022-08-12T10:00:00Z' }))
    await deliver(report(resources))
    await w.intake()
    for (const contract of ['FSIIITilstand', 'FSIIIOpfoelgning', 'FSIIIBorgervurdering', 'FSIIIKontakt'])
      expect(
        await w.query(`select Status as status, _til from dsa_hist."${contract}" order by _rapport`),
        contract,
      ).toMatchObject([{ _til: expect.any(BigInt) }, { status: 'entered-in-error', _til: 99991231999n }])
    expect(fsiii.contracts.filter((each) => each.mode === 'upsert').map((each) => each.withdrawn)).toEqual(
      Array(6).fill({ column: 'Status', value: 'entered-in-error' }),
    )
  })
})

describe('findings', () => {
  it('tell of a severity that is missing or uncalled for, of references to nothing, of dates before 2022', async () => {
    await deliver(
      report([condition('without', { severity: undefined })]),
      report([condition('uncalled', { code: coded('I2.1') })], { cpr: '0101570001' }),
      report([condition('t1'), condition('sygepleje', { code: coded('I2.1'), severity: undefined })]),
      report([
        followUp('half known', { focus: [{ reference: 'Condition/t1' }, { reference: 'CarePlan/x' }] }),
      ]),
      report([ownView('known')]),
      report([contact('old', { period: { start: '2021-12-31T12:00:00Z' } })]),
    )
    await w.monthRun('2022-08')
    const found = await w.query(
      `select test, count, examples::varchar as examples from ops.quality
       where test in ('sværhedsgrad mangler eller er uventet', 'ukendt reference', 'data før 2022') order by test`,
    )
    const of = (lines: readonly number[]) => {
      const name = `Trifork:FSIII_0751_2022-08-10_${String(loebenr).padStart(3, '0')}_D.ndjson`
      return `[${lines.map((line) => `'(${name}, ${line})'`).join(', ')}]`
    }
    expect(found).toEqual([
      { test: 'data før 2022', count: 1n, examples: of([6]) },
      { test: 'sværhedsgrad mangler eller er uventet', count: 2n, examples: of([1, 2]) },
      { test: 'ukendt reference', count: 1n, examples: of([4]) },
    ])
  })
})
