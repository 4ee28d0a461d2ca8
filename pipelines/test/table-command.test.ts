import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { column, contract, dataomraade, fact, field, sql } from '@flis/core'
import { DimTid } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { flis, jsonOf } from './flis.js'

const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr(),
    StartDato: field.date(),
    Antal: field.integer(),
    Tekst: field.text().optional(),
  },
})

const FactSag = fact('FactSag', {
  grain: ['SagId'],
  columns: {
    SagId: 'VARCHAR',
    DimTid: DimTid.key,
    Personnummer: column('VARCHAR', 'Borgeren', { data: 'CPR' }),
    StartDato: 'DATE',
    Antal: 'BIGINT',
    Tekst: 'VARCHAR',
  },
  sql: () => sql`
    select SagId, ${DimTid.of('StartDato')} as DimTid, Personnummer, StartDato, Antal, Tekst
    from ${BSSag}`,
})

const boligstøtte = dataomraade('Boligstøtte', { contracts: [BSSag], models: [DimTid, FactSag] })

const ROWS = [
  { SagId: 'b', Personnummer: '0101410001', StartDato: '2022-09-10', Antal: '2', Tekst: 'a;b "c"' },
  { SagId: 'a', Personnummer: '0101570001', StartDato: '2022-10-10', Antal: '9007199254740993', Tekst: null },
  { SagId: 'c', Personnummer: '0101900001', StartDato: '2022-10-11', Antal: '10', Tekst: '=1+1' },
]

describe('flis table', () => {
  let warehouse: TestWarehouse
  const table = (...argv: readonly string[]) => flis(['-C', warehouse.root, 'table', ...argv])

  beforeAll(async () => {
    warehouse = await testWarehouse({ areas: [boligstøtte], now: '2022-11-02' })
    await warehouse.deliver(BSSag, 'BS 0751 2022-10', ROWS)
    await warehouse.monthRun('2022-10')
    // What is published is read without the definitions behind it.
    await writeFile(join(warehouse.root, 'flis.config.json'), '{}')
  })
  afterAll(() => warehouse.close())

  it('prints aligned text in order of the grain, numbers to the right', async () => {
    const { exit, out } = await table('FactSag')
    expect(exit).toBe(0)
    expect(out.split('\n')).toEqual([
      'SagId    DimTid  Personnummer  StartDato              Antal  Tekst',
      'a      20221010  ******-****   2022-10-10  9007199254740993',
      'b      20220910  ******-****   2022-09-10                 2  a;b "c"',
      'c      20221011  ******-****   2022-10-11                10  =1+1',
      '',
    ])
  })

  it('--json gives an array of objects: numbers of 64 bits and dates as text', async () => {
    expect(jsonOf(await table('FactSag', '--json', '--limit', '1'))).toEqual([
      {
        SagId: 'a',
        DimTid: 20221010,
        Personnummer: '******-****',
        StartDato: '2022-10-10',
        Antal: '9007199254740993',
        Tekst: null,
      },
    ])
  })

  it('--csv quotes by RFC 4180, values unchanged', async () => {
    expect((await table('FactSag', '--csv')).out).toBe(
      [
        'SagId;DimTid;Personnummer;StartDato;Antal;Tekst',
        'a;20221010;******-****;2022-10-10;9007199254740993;',
        'b;20220910;******-****;2022-09-10;2;"a;b ""c"""',
        'c;20221011;******-****;2022-10-11;10;=1+1',
        '',
      ].join('\r\n'),
    )
  })

  it.each([
    { where: ['--where', 'SagId=b'], found: ['b'] },
    { where: ['--where', 'Antal=10'], found: ['c'] },
    { where: ['--where', 'StartDato=2022-10-10'], found: ['a'] },
    { where: ['--where', 'Tekst==1+1'], found: ['c'] },
    { where: ['--where', 'Tekst='], found: ['a'] },
    { where: ['--where', 'SagId=b', '--where', 'Antal=10'], found: [] },
    { where: ['--where', `SagId=b' or 'x'='x`], found: [] },
  ])('$where finds $found', async ({ where, found }) => {
    const rows = jsonOf<readonly { readonly SagId: string }[]>(await table('FactSag', '--json', ...where))
    expect(rows.map((each) => each.SagId)).toEqual(found)
  })

  it('a masked column answers no question about its value', async () => {
    const { exit, err } = await table('FactSag', '--where', 'Personnummer=0101410001')
    expect(exit).toBe(2)
    expect(err).toContain('FLIS-U001')
    expect(err).not.toContain('0101410001')
  })

  it.each([
    { argv: ['FactSagg'], error: 'FLIS-U002', nearest: 'expected FactSag)' },
    { argv: ['FactSag', '--where', 'Antall=1'], error: 'FLIS-U003', nearest: 'expected Antal)' },
  ])('$argv: $error names the nearest', async ({ argv, error, nearest }) => {
    const { exit, err, out } = await table(...argv)
    expect(exit).toBe(2)
    expect(err).toContain(error)
    expect(err).toContain(nearest)
    expect(out).toBe('')
  })

  it('tells that there is more than what it shows', async () => {
    const { out, err } = await table('DimTid')
    expect(out.trim().split('\n')).toHaveLength(51)
    expect(err).toContain('only the first 50 rows')
    expect((await table('DimTid', '--limit', '60')).err).toBe('')
  })

  it('stops when nobody reads any more', async () => {
    const { exit, out } = await flis(['-C', warehouse.root, 'table', 'DimTid', '--csv'], { readers: 100 })
    expect(exit).toBe(0)
    expect(out.split('\r\n').length).toBeLessThan(5_000)
  })
})
