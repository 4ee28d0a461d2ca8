import { describe, expect, it } from 'vitest'
import { diffLines } from '../src/cli/diff-lines.js'
import type { Diff, TableDiff } from '../src/diff/diff.js'

const side = { run: 3, version: 2, month: '2022-09', published: '2022-10-02T07:00:00Z' }
const slice = (month: string | null, kommune: string | null, difference: string) => ({
  month,
  kommune,
  rows: { before: 4, after: 4, added: 0, removed: 0, changed: 1 },
  totals: [{ column: 'Beløb', before: '100.00', after: '90.00', difference }],
})
const source = (delivery: string, rows: number | null, contracts: readonly string[] = ['KYYdelse']) => ({
  delivery,
  kilde: 'KY',
  kommune: '0751',
  periode: '2022-09',
  contracts,
  rows,
})
const table: TableDiff = {
  table: 'FactKYYdelser',
  rows: { added: 1, removed: 2, changed: 3 },
  cameOrWent: ['Art'],
  columns: [
    { column: 'Beløb', rows: 3 },
    { column: 'Dage', rows: 1 },
  ],
  slices: [slice('2022-08', '0751', '-10.00'), slice('2022-09', '0751', '0.00')],
  causes: {
    deliveries: [source('NC:KY_0751_2022-09_002_F.zip', 4)],
    withdrawn: [source('NC:KY_0751_2022-08_001_F.zip', 1, [])],
    newMonths: { from: '2022-08', to: '2022-09', rows: 1 },
    code: { rules: [{ rule: 'fuldtidsperson', before: null, after: '3f2a90c1b2d47788' }], rows: 2 },
    through: { deliveries: [source('KOMBIT:KLE_0000_2022-09_001_F.zip', null)], rows: 5 },
    months: { rows: 6 },
    untold: 7,
  },
  moved: [
    { change: 'changed', key: { YdelseId: 'a', Personnummer: '******-****' }, columns: ['Beløb'] },
    { change: 'added', key: { YdelseId: null }, columns: [] },
  ],
}
const found: Diff = {
  before: side,
  after: { ...side, run: 5, version: 4, month: '2022-10' },
  tables: [table],
  unmoved: ['DimTid', 'DimKommune'],
  traced: true,
}
const english = (en: string): string => en
const danish = (_: string, da: string): string => da

describe('a comparison of two runs as text', () => {
  it('tells figures that moved, and every reason', () => {
    expect(diffLines(english, found)).toEqual([
      'run 3 (version 2, 2022-09) → run 5 (version 4, 2022-10)',
      '',
      'FactKYYdelser: 1 rows added, 2 removed, 3 changed',
      '  columns that only one has: Art',
      '  month    kommune  figure  before  after  difference',
      '  2022-08  0751     rows         4      4           0',
      '  2022-08  0751     Beløb   100.00  90.00      -10.00',
      '  2022-09  0751     rows         4      4           0',
      '  changed in Beløb (3), Dage (1)',
      '  because of',
      '  delivery     NC:KY_0751_2022-09_002_F.zip (KYYdelse)  4 rows',
      '  withdrawn    NC:KY_0751_2022-08_001_F.zip             1 rows',
      '  new months   > 2022-08                                1 rows',
      '  other code   rule fuldtidsperson: own → 3f2a90c1b2d4  2 rows',
      '  by way of    KOMBIT:KLE_0000_2022-09_001_F.zip        5 rows',
      '  months pass                                           6 rows',
      '  not told                                              7 rows',
      '  changed  YdelseId=a; Personnummer=******-****  (Beløb)',
      '  added  YdelseId=',
      '',
      'nothing moved in: DimTid, DimKommune',
    ])
  })

  it('is Danish where Danish is asked for', () => {
    const lines = diffLines(danish, { ...found, traced: false })
    expect(lines[2]).toBe('FactKYYdelser: 1 rækker kom til, 2 faldt bort, 3 ændret')
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}anden kode +regel fuldtidsperson: egen → 3f2a90c1b2d4 +2 rækker$/),
    )
    expect(lines.join('\n')).toContain('en anden proces holder arbejdsfilen')
  })

  it('of tables that are made as a whole names deliveries without rows', () => {
    const causes = {
      ...table.causes,
      deliveries: [source('NC:KY_0751_2022-09_002_F.zip', null)],
      withdrawn: [],
      newMonths: null,
      code: null,
      through: null,
      months: null,
      untold: null,
    }
    const lines = diffLines(english, { ...found, tables: [{ ...table, causes, moved: [] }] })
    expect(lines).toContain('  delivery    NC:KY_0751_2022-09_002_F.zip (KYYdelse)')
    expect(lines.join('\n')).not.toContain('not told')
  })

  it('shows the months and kommuner that moved most, and how many there are more', () => {
    const slices = Array.from({ length: 25 }, (_, nth) => slice('2022-08', String(100 + nth), `${nth}.00`))
    const lines = diffLines(english, { ...found, tables: [{ ...table, slices }] })
    expect(lines).toContain('  and 5 months and kommuner more: --kommune, --month, --json')
    expect(lines.filter((each) => each.includes('Beløb  '))).toHaveLength(20)
    expect(lines.join('\n')).toContain('  124      ')
    expect(lines.join('\n')).not.toContain('  101      ')
  })

  it('says only which versions were compared where nothing moved', () => {
    expect(diffLines(english, { ...found, tables: [], unmoved: [] })).toHaveLength(1)
  })
})
