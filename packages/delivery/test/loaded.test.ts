import { describe, expect, it } from 'vitest'
import { compareLoaded, countsTemplate, type ManifestFile, readCounts } from '../src/index.js'
import { rejectionOf } from './failing.js'

const file = (table: string, rows: number, totals: Readonly<Record<string, string>> = {}): ManifestFile => ({
  name: `${table}.parquet`,
  table,
  description: '',
  rows,
  bytes: 1,
  sha256: '0'.repeat(64),
  from: null,
  columns: [],
  totals,
})
const manifest = { files: [file('DimTid', 3), file('FactSager', 2, { Antal: '-7', 'Beløb;kr': '1299.75' })] }

describe('a counts file', () => {
  const expected = [
    { table: 'DimTid', rows: '3', sums: {} },
    { table: 'FactSager', rows: '2', sums: { Beløb: '1299.75' } },
  ]

  it.each([
    ['csv with semicolons', 'table;rows;Beløb\nDimTid;3;\nFactSager;2;1299.75\n'],
    ['csv with commas and CRLF', 'table,rows,Beløb\r\nDimTid,3,\r\n"FactSager",2,1299.75\r\n'],
    ['csv with tabs, in another order', 'Beløb\trows\ttable\nNULL\t3\tDimTid\n1299.75\t2\tFactSager'],
    ['csv with a byte-order mark', '\uFEFFtable;rows;Beløb\nDimTid;3;\nFactSager;2;1299.75'],
    ['JSON', '[{"table":"DimTid","rows":3},{"table":"FactSager","rows":"2","sums":{"Beløb":"1299.75"}}]'],
  ])('can be %s', (_, text) => {
    expect(readCounts(text)).toEqual(expected)
  })

  it.each([
    ['is empty', '', 'no column table'],
    ['has no column of rows', 'table;antal\nDimTid;3\n', 'no column rows'],
    ['has a row too short', 'table;rows\nDimTid\n', 'line 2'],
    ['has rows that are no number', 'table;rows\nDimTid;tre\n', 'line 2: rows of DimTid'],
    ['has a sum that is no number', 'table;rows;Beløb\nDimTid;3;1,5\n', 'line 2: Beløb of DimTid'],
    ['has nothing where rows should stand', 'table;rows\nDimTid;\n', 'line 2: rows of DimTid'],
    ['counts a table twice', 'table;rows\nDimTid;3\nDimTid;3\n', 'DimTid is counted twice'],
    ['is broken JSON', '[{"table"', 'not JSON'],
    ['is JSON and no list', '{"DimTid":3}', 'no list'],
    ['is a list of something else', '[3]', 'entry 1'],
  ])('that %s is named U001', async (_, text, found) => {
    expect(await rejectionOf(() => readCounts(text))).toMatchObject({ code: 'U001', facts: { found } })
  })

  it('can be filled in from a template with every table and sum', async () => {
    const template = countsTemplate(manifest)
    expect(template).toBe('table;rows;Antal;"Beløb;kr"\nDimTid;;;\nFactSager;;;\n')
    const filled = template.replace('DimTid;', 'DimTid;3').replace('FactSager;;;', 'FactSager;2;-7;1299.75')
    expect(compareLoaded(manifest, readCounts(filled))).toEqual([])
    expect((await rejectionOf(() => readCounts(template))).code).toBe('U001')
  })
})

describe('what a receiver has loaded', () => {
  const of = (rows: string, sums: Readonly<Record<string, string>> = {}) =>
    compareLoaded(manifest, [
      { table: 'DimTid', rows: '3', sums: {} },
      { table: 'FactSager', rows, sums },
    ])

  it.each([
    ['only rows', '2', {}],
    ['sums written otherwise', '2', { Antal: '-7.000', 'Beløb;kr': '01299.750000' }],
  ])('is as sent by %s', (_, rows, sums) => {
    expect(of(rows, sums)).toEqual([])
  })

  it.each<readonly [string, string, Readonly<Record<string, string>>, object]>([
    ['a row less', '1', {}, { measure: 'rows', expected: '2', found: '1' }],
    ['another sum', '2', { Antal: '7' }, { measure: 'sum of Antal', expected: '-7', found: '7' }],
    [
      'a sum that nobody declared',
      '2',
      { Findes: '1' },
      { measure: 'sum of Findes', expected: null, found: '1' },
    ],
  ])('differs by %s', (_, rows, sums, difference) => {
    expect(of(rows, sums)).toEqual([{ table: 'FactSager', ...difference }])
  })

  it('differs by a table that was not counted, and by one that was not sent', () => {
    expect(
      compareLoaded(manifest, [
        { table: 'DimTid', rows: '3', sums: {} },
        { table: 'FactAndet', rows: '0', sums: {} },
      ]),
    ).toEqual([
      { table: 'FactSager', measure: 'rows', expected: '2', found: null },
      { table: 'FactAndet', measure: 'rows', expected: null, found: '0' },
    ])
  })
})
