import type { Chance } from './chance.js'

/** A csv file in the hands of a mutation: lines without line ends, the header first. */
export interface Csv {
  lines: string[]
  end: string
  /** Applied to the bytes once the text stands. */
  bytes: ((bytes: Buffer, chance: Chance) => Buffer)[]
}

export interface Mutation {
  readonly name: string
  /** The code that a row (or the file) ends with when nothing else is wrong. */
  readonly code?: string
  /** The code is a matter of the contract in UTF-8 alone. */
  readonly onlyUtf8?: boolean
  readonly apply: (csv: Csv, chance: Chance) => void
}

/** A field of a line that has no quotes, set to a text as it is to stand. */
export const setField = (csv: Csv, line: number, column: number, text: string): void => {
  const fields = (csv.lines[line] ?? '').split(';')
  fields[column] = text
  csv.lines[line] = fields.join(';')
}

/** A data line that the field mutations can cut at semicolons. */
const plainLine = (csv: Csv, chance: Chance): number => {
  const plain = csv.lines.flatMap((line, nth) => (nth > 0 && !line.includes('"') ? [nth] : []))
  return plain.length === 0 ? csv.lines.length - 1 : chance.pick(plain)
}

export const columnOf = (csv: Csv, name: string): number => (csv.lines[0] ?? '').split(';').indexOf(name)

const written = (code: string, column: string, texts: readonly string[], onlyUtf8 = false): Mutation => ({
  name: `${column} ${code}`,
  code,
  onlyUtf8,
  apply: (csv, chance) => {
    const at = columnOf(csv, column)
    if (at >= 0) setField(csv, plainLine(csv, chance), at, chance.pick(texts))
  },
})

const BAD_DATES = [
  '2022-2-1',
  '2022/02/01',
  'infinity',
  'epoch',
  '2022-05-01T00:00:00',
  '2022-02-30',
  '0000-01-01',
]

/** One field wrong in one row: the others load. */
export const FIELD_MUTATIONS: readonly Mutation[] = [
  ...['Id', 'Nr', 'Navn', 'Personnummer', 'Kode', 'Antal', 'Fra', 'Art'].map((each) =>
    written('R101', each, ['']),
  ),
  written('R101', 'Navn', ['""']),
  written('R101', 'Personnummer', ['0000000000', '000000-0000', '""']),
  written('R102', 'Nr', ['1.5', '1e1', '0x1F', ' 7', '7 ', '+7', '٧', '1_000', '9999999999999999999']),
  written('R102', 'Antal', ['1.5', '1e1', '0x1F', 'syv', '--1', '1,0']),
  written('R102', 'Beloeb', [
    '1,5.0',
    '1.234',
    '.5',
    '1e3',
    'NaN',
    '1 000.00',
    '12345678.00',
    '5.',
    'Infinity',
  ]),
  written('R102', 'Fra', BAD_DATES),
  written('R102', 'Til', BAD_DATES),
  written('R102', 'Tid', [
    '2022-05-01 10:00:00',
    '2022-05-01T25:00:00Z',
    '2022-05-01T10:00:00+99:99',
    '2022-05-01',
    'now',
  ]),
  written('R102', 'Aktiv', ['true', 'J', '2', '01', ' 1']),
  written('R102', 'Emner', ['[1]', 'a', '{}', '[', 'null']),
  written('R102', 'Navn', ['x'.repeat(41)], true),
  written('R103', 'Kode', ['X', 'a', ' A', 'A ', 'AB']),
  written('R104', 'Antal', ['101', '-1', '999999999999999999', '0000000101']),
  written('R105', 'Personnummer', [
    '3002410001',
    '123',
    '010141000',
    '01014100011',
    '010141 0001',
    '9901410001',
    '2902010001',
  ]),
  written('R105', 'Bopael', ['0999', '751', '0000', '1', 'Køge']),
  written('R310', 'Status', ['9', '-1', '2']),
  written('R204', 'Art', ['ukendt', 'k1', 'K3', ' K1']),
  {
    name: 'the end before the start',
    code: 'R120',
    apply: (csv, chance) => {
      const line = plainLine(csv, chance)
      const dayFirst = !csv.lines[0]?.includes('Nr')
      setField(csv, line, columnOf(csv, 'Fra'), dayFirst ? '02-05-2022' : '2022-05-02')
      setField(
        csv,
        line,
        columnOf(csv, 'Til'),
        dayFirst ? '01-05-2022' : chance.pick(['2022-05-01', '1900-01-01']),
      )
    },
  },
  {
    name: 'a key twice with other content',
    code: 'R110',
    apply: (csv, chance) => {
      const text = csv.lines[plainLine(csv, chance)] ?? ''
      csv.lines.splice(chance.between(1, csv.lines.length), 0, text)
      setField(csv, csv.lines.lastIndexOf(text), columnOf(csv, 'Navn'), 'Plantet Anden')
    },
  },
]

export const anyLine = (csv: Csv, chance: Chance): number =>
  chance.between(1, Math.max(1, csv.lines.length - 1))

const inLine = (csv: Csv, chance: Chance, change: (line: string, at: number) => string): void => {
  const line = anyLine(csv, chance)
  const text = csv.lines[line] ?? ''
  csv.lines[line] = change(text, chance.below(text.length + 1))
}

/** One physical line wrong: the others load. */
export const LINE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a quote that nobody closes',
    code: 'R001',
    apply: (csv, chance) => {
      const line = plainLine(csv, chance)
      const fields = (csv.lines[line] ?? '').split(';')
      const at = chance.below(fields.length)
      fields[at] = `"${fields[at] ?? ''}`
      csv.lines[line] = fields.join(';')
    },
  },
  {
    name: 'a quote anywhere',
    apply: (csv, chance) => inLine(csv, chance, (text, at) => `${text.slice(0, at)}"${text.slice(at)}`),
  },
  {
    name: 'a field too many',
    code: 'R002',
    apply: (csv, chance) => {
      const line = plainLine(csv, chance)
      csv.lines[line] = `${csv.lines[line] ?? ''};`
    },
  },
  {
    name: 'a semicolon anywhere',
    apply: (csv, chance) => inLine(csv, chance, (text, at) => `${text.slice(0, at)};${text.slice(at)}`),
  },
  {
    name: 'a line end within a line',
    code: 'R002',
    apply: (csv, chance) => {
      const line = plainLine(csv, chance)
      const text = csv.lines[line] ?? ''
      const at = text.indexOf(';', 1)
      csv.lines[line] = `${text.slice(0, at)}\n${text.slice(at)}`
    },
  },
  {
    name: 'a blank line within',
    code: 'R002',
    apply: (csv, chance) => {
      csv.lines.splice(chance.between(1, Math.max(1, csv.lines.length - 1)), 0, '')
    },
  },
  {
    name: 'a line blown up',
    code: 'R003',
    apply: (csv, chance) => {
      setField(csv, plainLine(csv, chance), columnOf(csv, 'Navn'), 'x'.repeat(chance.between(5_000, 400_000)))
    },
  },
  {
    name: 'a line cut short',
    apply: (csv, chance) => inLine(csv, chance, (text, at) => text.slice(0, at)),
  },
  {
    name: 'a part of a line deleted',
    apply: (csv, chance) =>
      inLine(csv, chance, (text, at) => text.slice(0, at) + text.slice(at + chance.between(1, 6))),
  },
  {
    name: 'a carriage return within a line',
    apply: (csv, chance) => inLine(csv, chance, (text, at) => `${text.slice(0, at)}\r${text.slice(at)}`),
  },
]
