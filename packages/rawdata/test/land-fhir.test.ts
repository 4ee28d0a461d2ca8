import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bundle, patient } from './fhir-bundles.js'
import { KODE_SYSTEM } from './landing-areas.js'
import { landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const CPR = '0101410001'
const OTHER = '0101570001'
const T1 = '2022-10-01T10:00:00+02:00'

const plan = (id: string, lastUpdated?: string) => ({
  resourceType: 'CarePlan',
  id,
  ...(lastUpdated === undefined ? {} : { meta: { lastUpdated } }),
})
const levering = (id: string) => ({ resourceType: 'Procedure', id })

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const NDJSON = 'FSIII_0751_2022-10-31_001_D.ndjson'
const JSON_NAME = 'FSIII_0751_2022-10-31_001_D.json'
const ZIP = 'FSIII_0751_2022-10-31_001_D.zip'
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('')

const whole = bundle(T1, patient(CPR), plan('p1', '2022-09-30T08:00:00Z'), levering('l1'), plan('p2'))

describe('FHIR Bundles', () => {
  it('become a row of every contract that takes a resource, with what orders its versions', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NDJSON, lines(whole))
    expect(await warehouse.land()).toEqual([{ id: `Trifork:${NDJSON}`, state: 'received', code: null }])
    const json = '{"id":"p1","meta":{"lastUpdated":"2022-09-30T08:00:00Z"},"resourceType":"CarePlan"}'
    const [part] = await warehouse.rows(`select path from ops.raadata where contract = 'Plan'`)
    expect(await warehouse.rows(`from '${warehouse.root}/${part?.path}'`)).toEqual([
      {
        Id: 'p1',
        Personnummer: CPR,
        AfsenderSor: '123456789012345',
        _opdateret: '2022-09-30T08:00:00Z',
        _rapport: T1,
        _sha: sha(json),
        _json: json,
        _nr: '2',
        _fil: NDJSON,
        _linje: 1,
      },
      expect.objectContaining({ Id: 'p2', _opdateret: null, _nr: '4', _linje: 1 }),
    ])
    expect(await warehouse.rows('from raadata."Levering"')).toEqual([
      {
        Id: 'l1',
        Personnummer: CPR,
        AfsenderSor: '123456789012345',
        _leverance: `Trifork:${NDJSON}`,
        _fil: NDJSON,
        _linje: 1,
      },
    ])
  })

  it('count a row for each resource that a contract takes', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NDJSON, lines(whole, bundle(T1, patient(OTHER), plan('p3'))))
    await warehouse.land()
    expect(await warehouse.deliveries()).toMatchObject([{ rows_in: 4, quarantined: 0 }])
    expect(
      await warehouse.rows('select contract, file, rows_in, broken, columns from ops.raadata order by 1'),
    ).toEqual([
      {
        contract: 'Levering',
        file: null,
        rows_in: 1,
        broken: 0,
        columns: ['Id', 'Personnummer', 'AfsenderSor'],
      },
      { contract: 'Plan', file: null, rows_in: 3, broken: 0, columns: ['Id', 'Personnummer', 'AfsenderSor'] },
    ])
  })

  it('that are refused go to quarantine whole, and count as one row each, of no contract', async () => {
    const warehouse = await landingWarehouse({ config: { limits: { lineBytes: 2048 } } })
    const nobody = bundle(T1, plan('p9'))
    await warehouse.put(
      NDJSON,
      lines(
        whole,
        '{"resourceType":',
        { resourceType: 'Patient' },
        nobody,
        `"${'x'.repeat(3000)}"`,
        bundle(T1, patient(OTHER), plan('p3')),
      ),
    )
    await warehouse.land()
    const common = { file: NDJSON, contract: '', state: 'open' }
    expect(await warehouse.quarantine()).toMatchObject([
      { ...common, line: 2, codes: ['R201'], row: '{"resourceType":' },
      { ...common, line: 3, codes: ['R202'], row: '{"resourceType":"Patient"}' },
      { ...common, line: 4, codes: ['R203'] },
      { ...common, line: 5, codes: ['R003'] },
    ])
    expect(await warehouse.rows('select Id, _linje from raadata."Plan" order by 1')).toEqual([
      { Id: 'p1', _linje: 1 },
      { Id: 'p2', _linje: 1 },
      { Id: 'p3', _linje: 6 },
    ])
    expect(await warehouse.deliveries()).toMatchObject([{ rows_in: 8, quarantined: 4 }])
    // so that rows in = accepted + quarantined + duplicates still holds once the contracts are verified
    expect(await warehouse.rows('select * from ops.verified')).toEqual([
      {
        delivery: `Trifork:${NDJSON}`,
        contract: '',
        rows_in: 4,
        accepted: 0,
        quarantined: 4,
        duplicates: 0,
        run: 7,
      },
    ])
  })

  it('come in one json file, their resources numbered', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(JSON_NAME, JSON.stringify(bundle(T1, bundle(T1, patient(CPR), plan('p1')), whole)))
    await warehouse.land()
    expect(await warehouse.rows('select Id, _fil, _linje from raadata."Plan" order by _linje')).toEqual([
      { Id: 'p1', _fil: JSON_NAME, _linje: 2 },
      { Id: 'p1', _fil: JSON_NAME, _linje: 4 },
      { Id: 'p2', _fil: JSON_NAME, _linje: 6 },
    ])
  })

  it('come in a zip of any number of files of any name; what is no JSON there is refused, not the delivery', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(
      ZIP,
      zipBytes([
        { name: 'b/rapport 1.json', data: JSON.stringify(whole) },
        { name: 'a.ndjson', data: lines(bundle(T1, patient(OTHER), plan('p3')), '\n') },
        { name: 'c.json', data: '{"x"' },
        { name: 'laesmig.txt', data: 'hej' },
      ]),
    )
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
    expect(await warehouse.rows('select Id, _fil, _linje from raadata."Plan" order by 1')).toEqual([
      { Id: 'p1', _fil: 'b/rapport 1.json', _linje: 2 },
      { Id: 'p2', _fil: 'b/rapport 1.json', _linje: 4 },
      { Id: 'p3', _fil: 'a.ndjson', _linje: 1 },
    ])
    expect(await warehouse.quarantine()).toMatchObject([
      { file: 'c.json', line: 1, codes: ['R201'], row: '{"x"' },
    ])
    expect(await warehouse.quality()).toMatchObject([{ test: 'ukendt fil', count: 1, dataområde: 'FSIII' }])
    expect(await warehouse.deliveries()).toMatchObject([{ rows_in: 5, quarantined: 1 }])
  })

  it.each([
    ['an empty ndjson', NDJSON, ''],
    ['a Bundle without resources that a contract takes', JSON_NAME, JSON.stringify(bundle(T1, patient(CPR)))],
    ['a zip without files', ZIP, zipBytes([])],
  ])('may hold nothing: %s lands with no rows for each contract', async (_, name, data) => {
    const warehouse = await landingWarehouse()
    await warehouse.put(name, data)
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
    expect(await warehouse.rows('select contract, rows_in from ops.raadata order by 1')).toEqual([
      { contract: 'Levering', rows_in: 0 },
      { contract: 'Plan', rows_in: 0 },
    ])
    expect(await warehouse.rows('from raadata."Plan"')).toEqual([])
  })

  it('come in any number, in the order of the file', async () => {
    const warehouse = await landingWarehouse()
    const many = Array.from({ length: 9000 }, (_, nr) => bundle(T1, patient(CPR), plan(`p${nr + 1}`)))
    await warehouse.put(NDJSON, lines(...many))
    await warehouse.land()
    expect(
      await warehouse.rows(
        `select count(*) as n, count(*) filter (Id <> 'p' || _linje) as misplaced from raadata."Plan"`,
      ),
    ).toEqual([{ n: 9000, misplaced: 0 }])
  })

  it('may hold texts that no text should hold', async () => {
    const warehouse = await landingWarehouse()
    const odd = '{"resourceType":"CarePlan","id":"a\\ud800\\u0000b"}'
    const text = JSON.stringify(bundle(T1, patient(CPR))).replace(']}', `,{"resource":${odd}}]}`)
    await warehouse.put(NDJSON, `${text}\n`)
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
    expect(await warehouse.deliveries()).toMatchObject([{ rows_in: 1, quarantined: 0 }])
    expect(await warehouse.rows('select length(Id) as n from raadata."Plan"')).toEqual([{ n: 4 }])
  })
})

describe('a CodeSystem', () => {
  const NAME = 'FSIIIKoder_0000_2022-10_001_F.json'
  const system = {
    resourceType: 'CodeSystem',
    url: KODE_SYSTEM,
    version: '20200908',
    concept: [
      { code: 'J', display: 'Hjemmepleje', concept: [{ code: 'J1', display: 'Egenomsorg' }, { code: 'J2' }] },
      { code: 'I', display: 'Sygepleje' },
    ],
  }

  it('becomes a row for each code, its line the number of the code', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, JSON.stringify(system))
    expect(await warehouse.land()).toEqual([{ id: `KOMBIT:${NAME}`, state: 'received', code: null }])
    const common = { _leverance: `KOMBIT:${NAME}`, _fil: NAME }
    expect(await warehouse.rows('from raadata."Kode" order by _linje')).toEqual([
      { Kode: 'J', Tekst: 'Hjemmepleje', Foraelder: null, ...common, _linje: 1 },
      { Kode: 'J1', Tekst: 'Egenomsorg', Foraelder: 'J', ...common, _linje: 2 },
      { Kode: 'J2', Tekst: null, Foraelder: 'J', ...common, _linje: 3 },
      { Kode: 'I', Tekst: 'Sygepleje', Foraelder: null, ...common, _linje: 4 },
    ])
    expect(await warehouse.deliveries()).toMatchObject([{ kommune: '0000', rows_in: 4 }])
  })

  it('may come in a zip', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(
      'FSIIIKoder_0000_2022-10_001_F.zip',
      zipBytes([{ name: 'koder.json', data: JSON.stringify(system) }]),
    )
    await warehouse.land()
    expect(await warehouse.rows('select distinct _fil from raadata."Kode"')).toEqual([{ _fil: 'koder.json' }])
  })
})
