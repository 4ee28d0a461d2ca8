import { contract, dataomraade, field, kilde } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { type LandingWarehouse, landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const Tilgang = contract('Tilgang', {
  kilde: 'DOER',
  mode: 'append',
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: false, objects: true },
  fields: {
    Id: field.key.text(),
    Status: field.integer(),
    Note: field.text().optional(),
  },
})

const Barn = contract('Barn', {
  kilde: 'DOER',
  mode: 'append',
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: true, objects: true },
  fields: { Id: field.key.text(), Personnummer: field.cpr().optional() },
})

const areas = [
  dataomraade('Dør', {
    kilder: [kilde('DOER', { types: ['D'], formats: ['ndjson', 'zip', 'csv'] })],
    contracts: [Tilgang, Barn],
    models: [],
  }),
]

const NDJSON = 'DOER_0751_2022-10_001_D.ndjson'
const ZIP = 'DOER_0751_2022-10_001_D.zip'

const landed = async (
  fileName: string,
  data: Buffer | string,
  config: unknown = {},
): Promise<LandingWarehouse> => {
  const warehouse = await landingWarehouse({ areas, config })
  await warehouse.put(fileName, data)
  await warehouse.land()
  return warehouse
}

const tilgang = (members: string): string => `{"kontrakt":"Tilgang",${members}}\n`
const barn = (members: string): string => `{"kontrakt":"Barn",${members}}\n`
const shown = (warehouse: LandingWarehouse, name: string) =>
  warehouse.rows(`select * exclude (_leverance) from raadata."${name}" order by _fil, _linje`)

describe('an ndjson delivery of objects', () => {
  it('lands each line in the contract that it names, _linje its line', async () => {
    const text = `${tilgang('"Id":"a","Status":3')}${barn('"Id":"b","Personnummer":null')}${tilgang('"Note":"","Status":"8","Id":"c"')}`
    const warehouse = await landed(NDJSON, text)
    expect(await shown(warehouse, 'Tilgang')).toEqual([
      { Id: 'a', Status: '3', Note: null, _fil: NDJSON, _linje: 1 },
      { Id: 'c', Status: '8', Note: '', _fil: NDJSON, _linje: 3 },
    ])
    expect(await shown(warehouse, 'Barn')).toEqual([{ Id: 'b', Personnummer: null, _fil: NDJSON, _linje: 2 }])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', rows_in: 3, quarantined: 0 }])
  })

  it('sends a line that is no such object to quarantine and reads on', async () => {
    const text = `${tilgang('"Id":"a","Status":3')}{"kontrakt":"Andet"}\nx\n${tilgang('"Id":"b","Status":3')}`
    const warehouse = await landed(NDJSON, text)
    expect((await shown(warehouse, 'Tilgang')).map(({ Id, _linje }) => [Id, _linje])).toEqual([
      ['a', 1],
      ['b', 4],
    ])
    const refused = { file: NDJSON, contract: '', state: 'open' }
    expect(await warehouse.quarantine()).toEqual([
      { ...refused, line: 2, codes: ['R002'], row: '{"kontrakt":"Andet"}' },
      { ...refused, line: 3, codes: ['R001'], row: 'x' },
    ])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', rows_in: 4, quarantined: 2 }])
    expect(await warehouse.rows(`select rows_in, quarantined from ops.verified where contract = ''`)).toEqual(
      [{ rows_in: 2, quarantined: 2 }],
    )
  })

  it('keeps members that no contract knows as columns, with a finding', async () => {
    const text = [
      tilgang('"Id":"a","Status":3,"Farve":"rød"'),
      tilgang('"Id":"b","status":9,"_linje":"x","constructor":[1]'),
      tilgang('"Id":"c","Status":3,"farve":"blå"'),
    ].join('')
    const warehouse = await landed(NDJSON, text)
    const kept: readonly Readonly<Record<string, unknown>>[] = [
      { Id: 'a', Farve: 'rød', 'status (kolonne 5)': null, constructor: null, _linje: 1 },
      {
        Id: 'b',
        Farve: null,
        'status (kolonne 5)': '9',
        '_linje (kolonne 6)': 'x',
        constructor: '[1]',
        _linje: 2,
      },
      { Id: 'c', Farve: 'blå', _linje: 3 },
    ]
    expect(await shown(warehouse, 'Tilgang')).toMatchObject(kept)
    expect(await warehouse.quality()).toMatchObject([
      { test: 'ukendt kolonne', contract: 'Tilgang', count: 3 },
    ])
    expect(await warehouse.rows('select unknown_columns from ops.raadata')).toEqual([
      { unknown_columns: ['Farve', 'status', '_linje', 'constructor'] },
    ])
  })

  it('is rejected when every line has members of its own without end (L041)', async () => {
    const text = Array.from({ length: 300 }, (_, n) => tilgang(`"Id":"${n}","Status":3,"x${n}":1`)).join('')
    const warehouse = await landed(NDJSON, text)
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'rejected', code: 'L041' }])
    expect(await warehouse.filesIn('raadata')).toEqual([])
  })

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0xe6])],
    ['NUL', Buffer.from([0])],
  ])('is rejected for %s, with the line (L042)', async (_, bytes) => {
    const data = Buffer.concat([Buffer.from(tilgang('"Id":"a","Status":3')), bytes, Buffer.from('\n')])
    const [delivery] = await (await landed(NDJSON, data)).deliveries()
    expect(delivery).toMatchObject({ state: 'rejected', code: 'L042' })
    expect(JSON.parse(String(delivery?.facts))).toMatchObject({ file: NDJSON, line: 2 })
  })

  it('speaks for the required contract even without a line, and for the optional one only with', async () => {
    const warehouse = await landed(NDJSON, '')
    expect(await warehouse.rows('select contract, file, rows_in from ops.raadata')).toEqual([
      { contract: 'Tilgang', file: NDJSON, rows_in: 0 },
    ])
  })

  it('of many lines lands in batches, each line once', async () => {
    const text = Array.from({ length: 25_000 }, (_, n) =>
      n % 10 === 0 ? 'x\n' : tilgang(`"Id":"${n}","Status":3`),
    ).join('')
    const warehouse = await landed(NDJSON, text)
    expect(await warehouse.deliveries()).toMatchObject([{ rows_in: 25_000, quarantined: 2_500 }])
    expect(
      await warehouse.rows(
        'select count(*) as n, count(distinct Id) as ids, max(_linje) as last from raadata."Tilgang"',
      ),
    ).toEqual([{ n: 22_500, ids: 22_500, last: 25_000 }])
  })
})

describe('a zip of a Kilde whose rows come as objects', () => {
  it('may hold ndjson files of any name, each row with its file', async () => {
    const warehouse = await landed(
      ZIP,
      zipBytes([
        { name: 'mandag.ndjson', data: tilgang('"Id":"a","Status":3') },
        { name: 'tirsdag.ndjson', data: `x\n${tilgang('"Id":"b","Status":3')}` },
      ]),
    )
    expect((await shown(warehouse, 'Tilgang')).map(({ Id, _fil, _linje }) => [Id, _fil, _linje])).toEqual([
      ['a', 'mandag.ndjson', 1],
      ['b', 'tirsdag.ndjson', 2],
    ])
    expect(await warehouse.quarantine()).toMatchObject([{ file: 'tirsdag.ndjson', line: 1 }])
  })

  it('may hold csv as well as before', async () => {
    const warehouse = await landed(ZIP, zipBytes([{ name: 'Tilgang.csv', data: 'Id;Status;Note\na;3;\n' }]))
    expect(await shown(warehouse, 'Tilgang')).toEqual([
      { Id: 'a', Status: '3', Note: null, _fil: 'Tilgang.csv', _linje: 2 },
    ])
  })

  it('may hold one contract as csv and another as objects; an object of the first goes to quarantine', async () => {
    const warehouse = await landed(
      ZIP,
      zipBytes([
        { name: 'Tilgang.csv', data: 'Id;Status;Note\na;3;\n' },
        { name: 'boern.ndjson', data: `${barn('"Id":"b"')}${tilgang('"Id":"c","Status":3')}` },
      ]),
    )
    expect(await shown(warehouse, 'Tilgang')).toHaveLength(1)
    expect(await shown(warehouse, 'Barn')).toHaveLength(1)
    expect(await warehouse.quarantine()).toMatchObject([{ file: 'boern.ndjson', line: 2, codes: ['R002'] }])
  })

  it('shows rows of csv and of objects together, each with its file', async () => {
    const warehouse = await landed(
      ZIP,
      zipBytes([
        { name: 'a.ndjson', data: tilgang('"Id":"a","Status":3') },
        { name: 'b.ndjson', data: tilgang('"Id":"b","Status":3') },
      ]),
    )
    await warehouse.put('DOER_0751_2022-10_002_D.csv', 'Id;Status;Note\nc;3;\n')
    await warehouse.land()
    expect((await shown(warehouse, 'Tilgang')).map(({ Id, _fil }) => [Id, _fil])).toEqual([
      ['c', 'DOER_0751_2022-10_002_D.csv'],
      ['a', 'a.ndjson'],
      ['b', 'b.ndjson'],
    ])
  })

  it('is rejected without any file of the required contract (L040)', async () => {
    const warehouse = await landed(ZIP, zipBytes([{ name: 'Barn.csv', data: 'Id;Personnummer\na;\n' }]))
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'rejected', code: 'L040' }])
  })
})
