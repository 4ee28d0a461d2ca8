import { contract, dataomraade, field, kilde } from '@flis/core'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const fields = {
  Id: field.key.text(),
  Beloeb: field.decimal(8, 2, { comma: true }).optional(),
  Note: field.text().optional(),
}

const form = (name: string, encoding: 'UTF-8' | 'ISO-8859-1') =>
  contract(name, {
    kilde: name,
    mode: 'full',
    reader: { format: 'csv', encoding, optionalFile: false },
    fields,
  })

const area = dataomraade('Former', {
  kilder: [kilde('NY', { formats: ['csv'] }), kilde('GAMMEL', { formats: ['csv'] })],
  contracts: [form('NY', 'UTF-8'), form('GAMMEL', 'ISO-8859-1')],
  models: [],
})

type Loaded = readonly (readonly [string, string | null, string | null, number])[]

/** [how it is written, text, rows of DSA_HIST: Id, Beloeb, Note, line; or code of rejection; quarantined lines]. */
const FORMS: readonly (readonly [
  string,
  'NY' | 'GAMMEL',
  string | Buffer,
  Loaded | string,
  readonly string[],
])[] = [
  ['UTF-8', 'NY', 'Id;Beloeb;Note\nå;1,50;Køge\n', [['å', '1.50', 'Køge', 2]], []],
  ['UTF-8 with a mark', 'NY', '\uFEFFId;Beloeb;Note\nå;1,50;Køge\n', [['å', '1.50', 'Køge', 2]], []],
  [
    'ISO-8859-1',
    'GAMMEL',
    Buffer.from('Id;Beloeb;Note\nå;-1,5;Køge\n', 'latin1'),
    [['å', '-1.50', 'Køge', 2]],
    [],
  ],
  ['UTF-8 for ISO-8859-1', 'GAMMEL', 'Id;Beloeb;Note\nÅ;1,5;Køge\n', 'L042', []],
  ['ISO-8859-1 for UTF-8', 'NY', Buffer.from('Id;Beloeb;Note\nå;1,5;Køge\n', 'latin1'), 'L042', []],
  ['a decimal point', 'NY', 'Id;Beloeb;Note\na;1.50;\nb;1,5;\n', [['b', '1.50', null, 3]], ['2 R102']],
  ['too many decimals', 'NY', 'Id;Beloeb;Note\na;1,505;\nb;1,;\n', [], ['2 R102', '3 R102']],
  ['thousands', 'NY', 'Id;Beloeb;Note\na;1.000,00;\nb;1 000;\n', [], ['2 R102', '3 R102']],
  ['CRLF', 'NY', 'Id;Beloeb;Note\r\na;1,5;x\r\n', [['a', '1.50', 'x', 2]], []],
  [
    'CRLF and LF mixed',
    'NY',
    'Id;Beloeb;Note\r\na;1,5;x\nb;2,5;y\r\n',
    [
      ['a', '1.50', 'x', 2],
      ['b', '2.50', 'y', 3],
    ],
    [],
  ],
  ['CR alone', 'NY', 'Id;Beloeb;Note\ra;1,5;x\r', 'L041', []],
  ['CR alone, the last column required', 'NY', 'Beloeb;Id\r1;a\r', 'L041', []],
  ['blank lines at the end', 'NY', 'Id;Beloeb;Note\na;1,5;x\n\n\r\n\n', [['a', '1.50', 'x', 2]], []],
  [
    'blank lines in the middle',
    'NY',
    'Id;Beloeb;Note\na;1,5;x\n\n\nb;2,5;y\n',
    [
      ['a', '1.50', 'x', 2],
      ['b', '2.50', 'y', 5],
    ],
    ['3 R002', '4 R002'],
  ],
  ['no line end at the end', 'NY', 'Id;Beloeb;Note\na;1,5;x', [['a', '1.50', 'x', 2]], []],
  ['a header only', 'NY', 'Id;Beloeb;Note\n', [], []],
  ['a header only, without a line end', 'NY', 'Id;Beloeb;Note', [], []],
  ['a header and blank lines', 'NY', 'Id;Beloeb;Note\n\n\n', [], []],
  ['no bytes', 'NY', '', 'L041', []],
  ['a mark and nothing else', 'NY', '\uFEFF', 'L041', []],
  ['a line feed and nothing else', 'NY', '\n', 'L041', []],
  [
    'an empty text and none',
    'NY',
    'Id;Beloeb;Note\na;"";""\nb;;\n',
    [
      ['a', null, '', 2],
      ['b', null, null, 3],
    ],
    [],
  ],
  ['an empty required text', 'NY', 'Id;Beloeb;Note\n"";1;\n;1;\n', [], ['2 R101', '3 R101']],
]

/** Each form is delivered for a kommune of its own, so that all can be read at once. */
const KOMMUNER = [
  '0101',
  '0147',
  '0151',
  '0153',
  '0155',
  '0157',
  '0159',
  '0161',
  '0163',
  '0165',
  '0167',
  '0169',
  '0173',
  '0175',
  '0183',
  '0185',
  '0187',
  '0190',
  '0201',
  '0210',
  '0217',
  '0219',
  '0223',
]

describe('a csv file written with', () => {
  let w: TestWarehouse

  beforeAll(async () => {
    w = await testWarehouse({ areas: [area], now: '2022-11-02' })
    for (const [n, [, name, content]] of FORMS.entries())
      await w.deliverFile(`${name}_${KOMMUNER[n]}_2022-10_001_F.csv`, content, 'X')
    await w.intake()
  })

  afterAll(() => w.close())

  it.each(FORMS.map((each, n) => [...each, KOMMUNER[n] ?? ''] as const))(
    '%s',
    async (_, name, _content, loaded, broken, kommune) => {
      const where = `where kommune = '${kommune}'`
      const [delivery] = await w.query(`select state, code from ops.deliveries ${where}`)
      const rows = await w.query(
        `select Id, Beloeb::varchar as Beloeb, Note, _linje from dsa_hist."${name}" where _kommune = '${kommune}' order by _linje`,
      )
      const entries = await w.query(
        `select line || ' ' || array_to_string(codes, ' ') as entry
       from ops.quarantine where delivery in (select id from ops.deliveries ${where}) order by line`,
      )
      expect(delivery).toEqual(
        typeof loaded === 'string' ? { state: 'rejected', code: loaded } : { state: 'loaded', code: null },
      )
      expect(rows.map((row) => [row.Id, row.Beloeb, row.Note, Number(row._linje)])).toEqual(
        typeof loaded === 'string' ? [] : loaded,
      )
      expect(entries.map(({ entry }) => entry)).toEqual(broken)
    },
  )
})
