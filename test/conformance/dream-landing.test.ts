import { dream } from '@flis/domains/dream'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// What the specification says of DREAM's wide file (2.3, 2.5; DREAM, "Weeks"), typed by hand.

const FIXED = 'Personnummer;Akasse;Match;Visitation;Modtagerstatus'
const file = (columns: string, ...lines: readonly string[]): string =>
  [`${FIXED}${columns === '' ? '' : `;${columns}`}`, ...lines, ''].join('\n')

const DELIVERIES: readonly (readonly [string, string])[] = [
  ['2022-07_001', file('y_2229;y_2230;grad_2022_07', '0101570001;A;;;"";112;;0.5', '0101900001;;2;;;;113;')],
  // Weeks grow; one that was there is there no more; a column that nobody knows.
  [
    '2022-08_001',
    file('y_2230;y_2231;Y_2231x;grad_2022_07;grad_2022_08', '0101570001;A;;;;112;112;?;0.50;1'),
  ],
  ['2022-08_002', 'Personnummer;y_2231\n0101570001;112\n'],
]

/** Columns of one delivery each, and what becomes of it. */
const HEADERS: readonly (readonly [
  name: string,
  columns: string,
  code: string | null,
  column: string | null,
])[] = [
  ['week 53 of a year of 52 weeks', 'y_2152;y_2153', 'L043', 'y_2153'],
  ['week 53 of a year of 53 weeks', 'y_1553;y_2053', null, null],
  ['week 53 of 1992, which has 53 weeks', 'y_9253', null, null],
  ['week 53 of 1991, which has 52', 'y_9153', 'L043', 'y_9153'],
  ['week 53 of 2088, which has 53', 'y_8853', null, null],
  ['week 53 of 2089, which has 52', 'y_8953', 'L043', 'y_8953'],
  ['week 0', 'y_2200', 'L043', 'y_2200'],
  ['week 60', 'y_2260', 'L043', 'y_2260'],
  ['month 0', 'branche_2022_00', 'L043', 'branche_2022_00'],
  ['month 13', 'y_2201;grad_2022_12;grad_2022_13', 'L043', 'grad_2022_13'],
  ['month 13 of a kommune', 'bopkom_2022_13', 'L043', 'bopkom_2022_13'],
  ['the same week twice', 'y_2201;y_2202;y_2201', 'L041', 'y_2201'],
  ['a week and a month that differ in capitals only', 'y_2201;Y_2201', 'L041', 'y_2201'],
  ['no week and no month at all', '', null, null],
]

/** A line each, with the reasons for which it is refused: codes in order, columns by the contract's fields and families. */
const COLUMNS = 'y_2201;bopkom_2022_01;y_2202;grad_2022_01;arbkom_2022_01;grad_2022_02;branche_2022_01'
const LINES: readonly (readonly [line: string, codes: readonly string[], columns: readonly string[]])[] = [
  ['0101570001;;;;;112;0751;113;0.50;0101;100.00;4711', [], []],
  [';;;;;112;;;;;;', ['R101'], ['Personnummer']],
  ['0000000000;;;;;112;;;;;;', ['R101'], ['Personnummer']],
  ['3101570;;;;;;;;;;;', ['R105'], ['Personnummer']],
  ['0201570002;;;;;12;;1234;;;;', ['R102'], ['y_2201', 'y_2202']],
  ['0301570003;;;;;1 2;;;;;;', ['R102'], ['y_2201']],
  ['0401570004;;;;;;0998;;;751;;', ['R105'], ['bopkom_2022_01', 'arbkom_2022_01']],
  ['0501570005;;;;;;;;1000.00;;0.123;', ['R102'], ['grad_2022_01', 'grad_2022_02']],
  ['0601570006;;;;;;;;0,5;;1e1;', ['R102'], ['grad_2022_01', 'grad_2022_02']],
  [
    '3201570007;"a;b";;;;xyz;9999;;-;;;"said ""so"""',
    ['R102', 'R105'],
    ['Personnummer', 'y_2201', 'grad_2022_01', 'bopkom_2022_01'],
  ],
  // Two citizens twice: with equal values (0.5 is 0.50), and with others.
  ['0701570008;;;;;112;;;0.5;;;', [], []],
  ['0701570008;;;;;112;;"";0.50;;;', [], []],
  ['080157-0009;;;;;112;;;;;;', ['R110'], ['Personnummer']],
  ['0801570009;;;;;;;112;;;;', ['R110'], ['Personnummer']],
]

let w: TestWarehouse
const nameOf = (place: string): string => `DREAM_0000_${place}_F.csv`
const headerPlace = (nth: number): string => `2022-09_${String(nth + 1).padStart(3, '0')}`
const JUDGED = '2022-10_001'

beforeAll(async () => {
  w = await testWarehouse({ areas: [dream], now: '2022-11-02' })
  for (const [place, bytes] of DELIVERIES) await w.deliverFile(nameOf(place), bytes, 'STAR')
  for (const [nth, [, columns]] of HEADERS.entries())
    await w.deliverFile(
      nameOf(headerPlace(nth)),
      file(columns, '0101570001;A;;;'.concat(';'.repeat(columns === '' ? 0 : columns.split(';').length))),
      'STAR',
    )
  await w.deliverFile(nameOf(JUDGED), file(COLUMNS, ...LINES.map(([line]) => line)), 'STAR')
  await w.intake()
})
afterAll(() => w.close())

const ofDelivery = (place: string) => `delivery = 'STAR:${nameOf(place)}'`

describe('Rådata of DREAM', () => {
  it('are as wide as delivered, and show every column that ever came', async () => {
    const rows = await w.query(
      `select Personnummer, Akasse, "Match", Modtagerstatus, y_2229, y_2230, y_2231, grad_2022_07, grad_2022_08, Y_2231x, _linje::int as linje
       from raadata."DreamBorger"
       where _leverance like '%2022-07%' or _leverance like '%2022-08%'
       order by _leverance, _linje`,
    )
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['0101570001', 'A', null, '', '112', null, null, '0.5', null, null, 2],
      ['0101900001', null, '2', null, null, '113', null, null, null, null, 3],
      ['0101570001', 'A', null, null, null, '112', '112', '0.50', '1', '?', 2],
      ['0101570001', null, null, null, null, null, '112', null, null, null, 2],
    ])
  })

  it('are one row a line', async () => {
    const rows = await w.query(
      'select file_name, rows_in::int as n from ops.deliveries where rows_in > 1 order by 1',
    )
    expect(rows.map((row) => Object.values(row))).toEqual([
      [nameOf('2022-07_001'), 2],
      [nameOf(JUDGED), LINES.length],
    ])
  })

  it.each([
    ['2022-07_001', []],
    ['2022-08_001', ['ukendt kolonne']],
    ['2022-08_002', ['manglende valgfri kolonne']],
  ])('of %s have the findings %j', async (place, findings) => {
    const rows = await w.query(
      `select test from ops.quality where ${ofDelivery(place)} and contract = 'DreamBorger' order by 1`,
    )
    expect(rows.map((row) => row.test)).toEqual(findings)
  })
})

describe('a delivery of DREAM with', () => {
  it.each(HEADERS.map((each, nth) => [...each, nth] as const))(
    '%s',
    async (_, _columns, code, column, nth) => {
      const [row] = await w.query(
        `select state, code, facts ->> 'file' as file, facts ->> 'column' as "column", (facts ->> 'line')::int as line
       from ops.deliveries where file_name = '${nameOf(headerPlace(nth))}'`,
      )
      expect(row).toEqual(
        code === null
          ? { state: 'loaded', code, file: null, column, line: null }
          : { state: 'rejected', code, file: nameOf(headerPlace(nth)), column, line: 1 },
      )
    },
  )
})

describe('a line of DREAM', () => {
  it.each(LINES.map(([line, codes, columns], nth) => ({ line, codes, columns, nr: nth + 2 })))(
    '$line: $codes',
    async ({ line, codes, columns, nr }) => {
      const rows = await w.query(
        `select codes, columns, "row" from ops.quarantine where ${ofDelivery(JUDGED)} and line = ${nr}`,
      )
      const lists = (value: unknown) => (value as { readonly items: readonly string[] }).items
      expect(rows.map((row) => [lists(row.codes), lists(row.columns), row.row])).toEqual(
        codes.length === 0 ? [] : [[codes, columns, line]],
      )
    },
  )

  it('counts once: accepted, in quarantine, or a duplicate', async () => {
    const [row] = await w.query(
      `select rows_in::int as rows_in, accepted::int as accepted, quarantined::int as quarantined, duplicates::int as duplicates
       from ops.deliveries where file_name = '${nameOf(JUDGED)}'`,
    )
    expect(row).toEqual({ rows_in: 14, accepted: 2, quarantined: 11, duplicates: 1 })
  })

  it('balances, from the file to DSA_HIST', async () => {
    expect(await w.query(`select test, contract from ops.quality where severity = 'fejl'`)).toEqual([])
  })
})
