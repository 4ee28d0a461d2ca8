import {
  type Contract,
  type FhirReport,
  failures,
  openInstance,
  openSession,
  quoteIdent,
  quoteText,
  type Session,
} from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FSIII_SYSTEM, FSIIILeveretIndsats, FSIIIPlanlagtIndsats, fsiii } from '../../src/fsiii/index.js'

type Json = Readonly<Record<string, unknown>>

const REPORT: FhirReport = {
  personnummer: '0101410001',
  afsenderSor: '123456789012345',
  tidspunkt: '2022-06-10T11:14:09Z',
}

const coded = (code: string): Json => ({ coding: [{ system: FSIII_SYSTEM, code }] })

const detail: Json = {
  code: coded('H1.1'),
  status: 'in-progress',
  reasonReference: [{ reference: 'Condition/t1' }, { reference: 'Condition/t2' }],
}
const carePlan: Json = {
  resourceType: 'CarePlan',
  id: 'i1',
  status: 'active',
  intent: 'plan',
  period: { start: '2022-06-02' },
  activity: [{ detail }],
}
const procedure: Json = {
  resourceType: 'Procedure',
  id: 'l1',
  status: 'completed',
  code: coded('G1.41'),
  performedDateTime: '2022-06-10T13:00:00Z',
  reasonReference: [{ reference: 'Condition/t1' }],
}

type TextRow = Readonly<Record<string, string | null>>

const read = (contract: Contract, resource: Json, report = REPORT): TextRow | null =>
  contract.reader.format === 'fhir' ? contract.reader.row(resource, report) : null

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:', { threads: 1 }))
})
afterAll(() => session.close())

/** The reasons for which verification would refuse a row, `R101 StartDato`. */
const refused = async (contract: Contract, row: TextRow | null): Promise<readonly string[]> => {
  const values = Object.keys(contract.fields).map((name) => {
    const value = row?.[name] ?? null
    return `${value === null ? 'null::varchar' : quoteText(value)} as ${quoteIdent(name)}`
  })
  const checks = failures(contract, ['0751'], () => `('H1.1', 'G1.41')`)
  const found = await session.rows(
    `select ${checks.map(({ when }, index) => `coalesce(${when}, false) as c${index}`).join(', ')}
     from (select ${values.join(', ')})`,
  )
  return checks
    .filter((_, index) => found[0]?.[`c${index}`] === true)
    .map(({ code, column }) => `${code} ${column}`)
}

describe('A CarePlan', () => {
  it('becomes a planned indsats', async () => {
    const row = read(FSIIIPlanlagtIndsats, carePlan)
    expect(row).toEqual({
      Id: 'i1',
      Personnummer: '0101410001',
      AfsenderSor: '123456789012345',
      IndsatsKode: 'H1.1',
      LokalKode: null,
      LokalTekst: null,
      StartDato: '2022-06-02',
      SlutDato: null,
      Status: 'active',
      TilstandIds: '["t1","t2"]',
      ReportTidspunkt: '2022-06-10T11:14:09Z',
    })
    expect(Object.keys(row ?? {})).toEqual(Object.keys(FSIIIPlanlagtIndsats.fields))
    expect(await refused(FSIIIPlanlagtIndsats, row)).toEqual([])
  })

  it('keeps the local code and text beside the code of FSIII', () => {
    const code = {
      coding: [
        { system: 'urn:lokal', code: 'L7', display: 'Bad, tirsdag' },
        { system: FSIII_SYSTEM, code: 'H1.1' },
      ],
    }
    expect(
      read(FSIIIPlanlagtIndsats, { ...carePlan, activity: [{ detail: { ...detail, code } }] }),
    ).toMatchObject({ IndsatsKode: 'H1.1', LokalKode: 'L7', LokalTekst: 'Bad, tirsdag' })
  })

  it('counts instants on their Danish date', () => {
    const period = { start: '2022-01-31T23:30:00Z', end: '2022-07-31T22:30:00+00:00' }
    expect(read(FSIIIPlanlagtIndsats, { ...carePlan, period })).toMatchObject({
      StartDato: '2022-02-01',
      SlutDato: '2022-08-01',
    })
  })

  it('names its tilstande however they are referred to, each once, and nothing else', () => {
    const reasonReference = [
      { reference: 'https://test.fhir.dk/Condition/a-1' },
      { reference: 'urn:uuid:b-2' },
      { reference: 'Condition/a-1/_history/3' },
      { reference: 'Goal/c-3' },
      { display: 'uden reference' },
    ]
    const resource = { ...carePlan, activity: [{ detail: { ...detail, reasonReference } }] }
    expect(read(FSIIIPlanlagtIndsats, resource)?.TilstandIds).toBe('["a-1","b-2"]')
  })

  const changed = (change: Json): Json => ({ ...carePlan, ...change })
  it.each([
    ['without an id', changed({ id: undefined }), ['R101 Id']],
    ['without a status', changed({ status: undefined }), ['R101 Status']],
    ['without a period', changed({ period: undefined }), ['R101 StartDato']],
    ['with an empty start', changed({ period: { start: '' } }), ['R101 StartDato']],
    ['with a start that is no text', changed({ period: { start: 20220602 } }), ['R101 StartDato']],
    ['with a start of a month only', changed({ period: { start: '2021-02' } }), ['R102 StartDato']],
    ['with a start of a year only', changed({ period: { start: '2021' } }), ['R102 StartDato']],
    [
      'with an end of a month only',
      changed({ period: { start: '2021-02-01', end: '2021-03' } }),
      ['R102 SlutDato'],
    ],
    [
      'on a day that does not exist',
      changed({ period: { start: '2022-02-30T10:00:00Z' } }),
      ['R102 StartDato'],
    ],
    [
      'ending before it starts',
      changed({ period: { start: '2022-06-02', end: '2022-06-01' } }),
      ['R120 SlutDato'],
    ],
    ['without an activity', changed({ activity: [] }), ['R101 IndsatsKode']],
    [
      'with an unknown code',
      changed({ activity: [{ detail: { code: coded('H9.9') } }] }),
      ['R204 IndsatsKode'],
    ],
    [
      'with a code of another system only',
      changed({ activity: [{ detail: { code: { coding: [{ system: 'urn:lokal', code: 'H1.1' }] } } }] }),
      ['R101 IndsatsKode'],
    ],
    [
      'entered in error and no more than that',
      { resourceType: 'CarePlan', id: 'i1', status: 'entered-in-error' },
      ['R101 IndsatsKode', 'R101 StartDato'],
    ],
  ])('%s goes to quarantine', async (_, resource, codes) => {
    expect(await refused(FSIIIPlanlagtIndsats, read(FSIIIPlanlagtIndsats, resource))).toEqual(codes)
  })

  it.each([
    ['sender', { ...REPORT, afsenderSor: null }, ['R101 AfsenderSor']],
    ['timestamp', { ...REPORT, tidspunkt: null }, ['R101 ReportTidspunkt']],
    ['real person', { ...REPORT, personnummer: '3102410001' }, ['R105 Personnummer']],
  ])('of a report without a %s goes to quarantine', async (_, report, codes) => {
    expect(await refused(FSIIIPlanlagtIndsats, read(FSIIIPlanlagtIndsats, carePlan, report))).toEqual(codes)
  })

  it.each([{ activity: 'none' }, { activity: [null] }, { activity: [[carePlan]] }, { activity: { detail } }])(
    'in a shape of its own is read as far as it goes: %o',
    (change) => expect(read(FSIIIPlanlagtIndsats, changed(change))?.Id).toBe('i1'),
  )
})

describe('A Procedure', () => {
  it('becomes a delivered indsats, its moment as sent', async () => {
    const row = read(FSIIILeveretIndsats, procedure)
    expect(row).toEqual({
      Id: 'l1',
      Personnummer: '0101410001',
      AfsenderSor: '123456789012345',
      IndsatsKode: 'G1.41',
      LeveretTidspunkt: '2022-06-10T13:00:00Z',
      TilstandIds: '["t1"]',
      Status: 'completed',
    })
    expect(Object.keys(row ?? {})).toEqual(Object.keys(FSIIILeveretIndsats.fields))
    expect(await refused(FSIIILeveretIndsats, row)).toEqual([])
  })

  it('needs no tilstand', async () => {
    const row = read(FSIIILeveretIndsats, { ...procedure, reasonReference: undefined })
    expect(row?.TilstandIds).toBe('[]')
    expect(await refused(FSIIILeveretIndsats, row)).toEqual([])
  })

  it.each([
    ['on a date', { performedDateTime: '2022-06-10' }, []],
    ['in a month', { performedDateTime: '2022-06' }, ['R102 LeveretTidspunkt']],
    ['over a period', { performedDateTime: undefined, performedPeriod: {} }, ['R101 LeveretTidspunkt']],
    ['with an unknown code', { code: coded('G9') }, ['R204 IndsatsKode']],
  ])('%s: %o', async (_, change, codes) => {
    expect(
      await refused(FSIIILeveretIndsats, read(FSIIILeveretIndsats, { ...procedure, ...change })),
    ).toEqual(codes)
  })
})

describe('Other resources', () => {
  it.each(['Patient', 'Goal', 'Medication', undefined])('%s makes no row', (resourceType) => {
    for (const contract of fsiii.contracts) expect(read(contract, { ...carePlan, resourceType })).toBeNull()
  })

  it.each([
    ['a CarePlan', carePlan, 'FSIIIPlanlagtIndsats'],
    ['a Procedure', procedure, 'FSIIILeveretIndsats'],
    ['a Condition', { ...carePlan, resourceType: 'Condition' }, 'FSIIITilstand'],
    ['an Encounter', { ...carePlan, resourceType: 'Encounter' }, 'FSIIIKontakt'],
  ])('%s is a row of one contract', (_, resource, name) => {
    const taking = fsiii.contracts.filter((each) => read(each, resource) !== null)
    expect(taking.map((each) => each.name)).toEqual([name])
  })
})
