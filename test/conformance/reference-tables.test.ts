import { stepsOf } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { FactLeveretIndsats, FactPlanlagtIndsats, fsiii } from '@flis/domains/fsiii'
import { FactKYYdelser, ky } from '@flis/domains/ky'
import { reference } from '@flis/domains/reference'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, describe, expect, it } from 'vitest'
import { sag, tilstand, ydelse } from './ky-example-rows.js'

const kommune = (KommuneKode: string, Navn: string) => ({
  KommuneKode,
  Navn,
  RegionKode: '1082',
  RegionNavn: 'Region Midtjylland',
  GyldigFra: '2007-01-01',
  GyldigTil: null,
})

let w: TestWarehouse
afterEach(() => w.close())

const names = async (): Promise<ReadonlyMap<unknown, unknown>> =>
  new Map((await w.rows(DimKommune)).map((row) => [row.DimKommuneID, row.KommuneNavn]))

const deliveries = () => w.query('select id, state, code from ops.deliveries order by id')

const kyRows = {
  KYSag: [sag('2022-01-10')],
  KYSagTilstand: [tilstand(1, 'Bevilget', '2022-01-10')],
  KYYdelse: [ydelse('2022-02-01', '2022-03-31')],
}

describe('RefKommune', () => {
  it('is taken by an area that only uses DimKommune, and changes its names and nothing else', async () => {
    w = await testWarehouse({ areas: [ky], now: '2022-11-02' })
    await w.deliverAll('KY 0751 2022-08', kyRows)
    await w.monthRun('2022-08')
    expect((await names()).get(751)).toBe('Aarhus Kommune')
    const facts = await w.rows(FactKYYdelser)

    await w.deliverAll('REF 0000 2022-08', { RefKommune: [kommune('0751', 'Aarhus')] })
    const plan = await w.plan('2022-08')
    expect(stepsOf(plan, 'build').map(({ model, why, because }) => [model, why, because])).toEqual([
      ['DimKommune', 'changed input', ['REF_0000_2022-08_001_F.zip']],
    ])
    const run = await w.monthRun('2022-08')
    expect(run.version).toBe(2)
    expect((await names()).get(751)).toBe('Aarhus')
    expect((await names()).get(101)).toBe('Ukendt')
    expect(await w.rows(FactKYYdelser)).toEqual(facts)
    expect((await w.monthRun('2022-08')).run).toBeNull()
  })

  it('has history: a changed name is a new version, a kommune no longer held keeps its last one', async () => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    await w.deliverAll('REF 0000 2022-08', {
      RefKommune: [kommune('0751', 'Aarhus'), kommune('0671', 'Struer')],
    })
    await w.deliverAll('REF 0000 2022-09', { RefKommune: [kommune('0751', 'Århus')] })
    await w.monthRun('2022-09')
    expect(
      await w.query(
        'select KommuneKode as kode, Navn as navn, _fra, _til from dsa_hist."RefKommune" order by 1, 3',
      ),
    ).toEqual([
      { kode: '0671', navn: 'Struer', _fra: 20220831001n, _til: 20220930001n },
      { kode: '0751', navn: 'Aarhus', _fra: 20220831001n, _til: 20220930001n },
      { kode: '0751', navn: 'Århus', _fra: 20220930001n, _til: 99991231999n },
    ])
    expect((await names()).get(751)).toBe('Århus')
    expect((await names()).get(671)).toBe('Struer')
  })

  it('of two senders counts by the latest extract, kommune by kommune', async () => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    await w.deliverAll('REF 0000 2022-09 001 F KL', { RefKommune: [kommune('0751', 'Fra KL')] })
    await w.deliverAll('REF 0000 2022-08 001 F DST', {
      RefKommune: [kommune('0751', 'Fra DST'), kommune('0671', 'Struer')],
    })
    await w.monthRun('2022-09')
    expect((await names()).get(751)).toBe('Fra KL')
    expect((await names()).get(671)).toBe('Struer')
  })
})

describe('a REF delivery', () => {
  it('speaks only for the tables that it holds', async () => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    await w.deliverAll('REF 0000 2022-08', {
      RefKommune: [kommune('0751', 'Aarhus')],
      RefDreamBranche: [{ Kode: '01', Navn: 'Landbrug' }],
    })
    await w.deliverAll('REF 0000 2022-09', { RefDreamBranche: [{ Kode: '02', Navn: 'Skovbrug' }] })
    await w.monthRun('2022-09')
    const open = (table: string) =>
      w.query(`select count(*)::integer as n from dsa_hist."${table}" where _til = 99991231999`)
    expect(await open('RefKommune')).toEqual([{ n: 1 }])
    expect(await w.query('select Kode as kode, _til from dsa_hist."RefDreamBranche" order by 1')).toEqual([
      { kode: '01', _til: 20220930001n },
      { kode: '02', _til: 99991231999n },
    ])
    expect((await names()).get(751)).toBe('Aarhus')
    expect(await w.query(`select distinct state from ops.deliveries`)).toEqual([{ state: 'loaded' }])
  })

  it('that ends rows in one of its tables only', async () => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    await w.deliverAll('REF 0000 2022-08', { RefDreamBranche: [{ Kode: '01', Navn: 'Landbrug' }] })
    await w.deliverAll('REF 0000 2022-09', { RefDreamBranche: [] })
    await w.intake()
    expect(await w.query('select Kode as kode, _til from dsa_hist."RefDreamBranche"')).toEqual([
      { kode: '01', _til: 20220930001n },
    ])
  })

  it.each([
    ['without any of the tables', 'REF_0000_2022-08_001_F.zip', { 'Andet.csv': 'a\n1\n' }, 'L040'],
    ['for a kommune', 'REF_0751_2022-08_001_F.zip', { 'RefLand.csv': 'x\n' }, 'L003'],
    [
      'without a required column',
      'REF_0000_2022-08_001_F.zip',
      { 'RefSorKommune.csv': 'Sor\n123\n' },
      'L041',
    ],
  ])('%s is rejected', async (_what, name, files, code) => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    await w.deliverFile(name, await zip(files), 'KL')
    await w.intake()
    expect(await deliveries()).toEqual([{ id: expect.stringContaining(name), state: 'rejected', code }])
  })

  it('keeps rows that fail in quarantine: codes, booleans, kommuner, order', async () => {
    w = await testWarehouse({ areas: [reference], now: '2022-11-02' })
    const files = {
      'RefKommune.csv': [
        'KommuneKode;Navn;RegionKode;RegionNavn;GyldigFra;GyldigTil',
        '0751;Aarhus;1082;Region Midtjylland;2007-01-01;',
        '751;Aarhus;1082;Region Midtjylland;2007-01-01;',
        '0765;Hanstholm;1081;Region Nordjylland;2007-01-01;2006-12-31',
      ],
      'RefLand.csv': [
        'LandKode;Navn;ErVestlig;RegnesSomDanmark',
        '5100;Danmark;1;1',
        '5103;Statsløs;0;0',
        '5104;Finland;ja;0',
        ';Ukendt;0;0',
      ],
      'RefSorKommune.csv': ['Sor;KommuneKode', '123456789012345;0751', '2;0999'],
      'RefSammenligningsgruppe.csv': ['Omraade;Aar;KommuneKode;Gruppe', 'KY;2022;0751;A', 'KY;2022.0;0751;A'],
    }
    const texts = Object.fromEntries(
      Object.entries(files).map(([name, lines]) => [name, `${lines.join('\n')}\n`]),
    )
    await w.deliverFile('REF_0000_2022-08_001_F.zip', await zip(texts), 'KL')
    await w.intake()
    expect(
      (
        await w.query(
          'select contract, line, codes::varchar as codes, columns::varchar as columns from ops.quarantine order by contract, line',
        )
      ).map((row) => [row.contract, row.line, row.codes, row.columns]),
    ).toEqual([
      ['RefKommune', 3n, '[R102]', '[KommuneKode]'],
      ['RefKommune', 4n, '[R120]', '[GyldigTil]'],
      ['RefLand', 4n, '[R102]', '[ErVestlig]'],
      ['RefLand', 5n, '[R101]', '[LandKode]'],
      ['RefSammenligningsgruppe', 3n, '[R102]', '[Aar]'],
      ['RefSorKommune', 3n, '[R105]', '[KommuneKode]'],
    ])
    expect(
      await w.query(
        'select LandKode as kode, ErVestlig as vestlig, RegnesSomDanmark as dansk from dsa_hist."RefLand" order by 1',
      ),
    ).toEqual([
      { kode: '5100', vestlig: true, dansk: true },
      { kode: '5103', vestlig: false, dansk: false },
    ])
  })
})

const zip = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const { ZipFile } = await import('yazl')
  const made = new ZipFile()
  for (const [name, text] of Object.entries(files)) made.addBuffer(Buffer.from(text), name)
  made.end()
  const chunks: Buffer[] = []
  for await (const chunk of made.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

describe('RefSorKommune', () => {
  const SYSTEM = 'urn:oid:1.2.208.176.2.21'
  const codes = JSON.stringify({
    resourceType: 'CodeSystem',
    url: SYSTEM,
    version: '1',
    concept: [
      { code: 'H', display: 'Pleje', concept: [{ code: 'H1.1', display: 'Hygiejne' }] },
      { code: 'G', display: 'Sygepleje', concept: [{ code: 'G1.41', display: 'Måling' }] },
    ],
  })
  const coded = (code: string) => ({ coding: [{ system: SYSTEM, code }] })
  const bundle = (sor: string, id: string) =>
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      timestamp: '2022-08-10T10:00:00Z',
      entry: [
        {
          resource: {
            resourceType: 'Patient',
            identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '0101410001' }],
            managingOrganization: { identifier: { value: sor } },
          },
        },
        {
          resource: {
            resourceType: 'CarePlan',
            id: `p-${id}`,
            status: 'active',
            period: { start: '2022-08-10' },
            activity: [{ detail: { code: coded('H1.1') } }],
          },
        },
        {
          resource: {
            resourceType: 'Procedure',
            id: `l-${id}`,
            status: 'completed',
            code: coded('G1.41'),
            performedDateTime: '2022-08-10',
          },
        },
      ],
    })
  const kommuner = async () => ({
    planlagt: (await w.rows(FactPlanlagtIndsats)).map((row) => [row.IndsatsId, row.DimKommune]),
    leveret: (await w.rows(FactLeveretIndsats)).map((row) => [row.IndsatsId, row.DimKommune]),
  })
  const ref = () => w.deliverAll('REF 0000 2022-08', { RefSorKommune: [{ Sor: '111', KommuneKode: '0461' }] })
  const deliver = async () => {
    await w.deliverFile('FSIIIKoder_0000_2022-07_001_F.json', codes, 'KOMBIT')
    await w.deliverFile('FSIII_0000_2022-08-10_001_D.json', bundle('111', 'a'), 'Trifork')
    await w.deliverFile('FSIII_0000_2022-08-10_002_D.json', bundle('222', 'b'), 'Trifork')
    await w.deliverFile('FSIII_0751_2022-08-10_001_D.json', bundle('111', 'c'), 'Trifork')
  }
  const known = {
    planlagt: [
      ['p-a', 461],
      ['p-b', -1],
      ['p-c', 751],
    ],
    leveret: [
      ['l-a', 461],
      ['l-b', -1],
      ['l-c', 751],
    ],
  }

  it('gives national deliveries of FSIII their kommune, whenever it comes', async () => {
    w = await testWarehouse({ areas: [fsiii], now: '2022-11-02' })
    await deliver()
    await w.monthRun('2022-08')
    expect((await kommuner()).planlagt).toEqual([
      ['p-a', -1],
      ['p-b', -1],
      ['p-c', 751],
    ])
    await ref()
    await w.monthRun('2022-08')
    expect(await kommuner()).toEqual(known)
  })

  it('may as well come first', async () => {
    w = await testWarehouse({ areas: [fsiii], now: '2022-11-02' })
    await ref()
    await deliver()
    await w.monthRun('2022-08')
    expect(await kommuner()).toEqual(known)
  })
})
