import type { Case, Table } from './family.js'
import { kyHeader, kyZip, sager } from './ky-files.js'
import { zip } from './zip-bytes.js'

const loaded = { state: 'loaded' } as const
const line = (id: string, kle: string): string => `${id};${kle};0101570001;;;;2022-01-10`
const kle = 'select SagId, KleNummer, _linje::int from dsa_hist.KYSag where _leverance = $id order by _linje'
/** A file of lines whose KleNummer is what is to be read as it stands. */
const asItStands = (...texts: readonly string[]): Pick<Case, 'bytes' | 'counts' | 'rows'> => ({
  bytes: kyZip({ 'KYSag.csv': sager(texts.map((text, nr) => `${line(`S${nr}`, text)}\n`).join('')) }),
  counts: [texts.length, texts.length, 0, 0],
  rows: [[kle, texts.map((text, nr) => [`S${nr}`, text, nr + 2])]],
})

/** Lines of every length from 60 on, so that whatever is read in blocks is cut at every place. */
const MANY = Array.from({ length: 2600 }, (_, nr) => ({ id: `S${nr}`, text: `æ"ø;${'å'.repeat(nr % 61)}` }))
const stored = (content: string | Buffer): Buffer =>
  zip(
    Object.entries({
      'KYSagTilstand.csv': kyHeader('KYSagTilstand.csv'),
      'KYOpgave.csv': kyHeader('KYOpgave.csv'),
      'KYYdelse.csv': kyHeader('KYYdelse.csv'),
      'KYAfgoerelse.csv': kyHeader('KYAfgoerelse.csv'),
      'KYSag.csv': content,
    }).map(([name, bytes]) => ({ name, content: bytes, method: 0 })),
  )
const ofBytes = (id: string, bytes: number): string => line(id, 'k'.repeat(bytes - line(id, '').length))

const CASES: readonly Case[] = [
  {
    name: 'words that engines take for NULL are text',
    file: 'KY_0440_2022-10_001_F.zip',
    ...asItStands('NULL', 'null', '\\N', 'NA', 'NaN', 'None', 'true', '0', ' ', '-'),
    ...loaded,
  },
  {
    name: 'signs that engines take for more are text',
    file: 'KY_0450_2022-10_001_F.zip',
    ...asItStands(
      '#32',
      '\\',
      "32'18",
      '32,18',
      '32|18',
      '32\t18',
      '{"a":1}',
      '[1]',
      "' or 1=1 --",
      '%s',
      '*',
      '=1+1',
    ),
    ...loaded,
  },
  {
    name: 'signs that look like ends of lines are text',
    file: 'KY_0461_2022-10_001_F.zip',
    ...asItStands(
      'a\u2028b',
      'a\u2029b',
      'a\u0085b',
      'a\fb',
      'a\vb',
      'a\u001ab',
      'a\u007fb',
      'a\uFEFFb',
      'a\u00a0b',
    ),
    ...loaded,
  },
  {
    name: 'signs beyond the first plane, and signs made of several, are text as they came',
    file: 'KY_0479_2022-10_001_F.zip',
    ...asItStands('😀', 'a\u030a', 'å', '\u202e123', '👩‍👧', 'İ', 'ǆ'),
    ...loaded,
  },
  {
    name: 'a carriage return in the middle of a line is text: lines end in LF or CRLF',
    file: 'KY_0480_2022-10_001_F.zip',
    ...asItStands('a\rb', 'c', 'd\re\rf'),
    ...loaded,
  },
  {
    name: 'a carriage return within quotes is text',
    file: 'KY_0482_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${line('S0', '"a\rb"')}\r\n${line('S1', 'c')}\r\n`) }),
    counts: [2, 2, 0, 0],
    rows: [
      [
        kle,
        [
          ['S0', 'a\rb', 2],
          ['S1', 'c', 3],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'quotes within quotes are doubled',
    file: 'KY_0492_2022-10_001_F.zip',
    bytes: kyZip({
      'KYSag.csv': sager(
        `${line('S0', '""""')}\n${line('S1', '"a""b"')}\n${line('S2', '""""""')}\n${line('S3', '";"')}\n`,
      ),
    }),
    counts: [4, 4, 0, 0],
    rows: [
      [
        kle,
        [
          ['S0', '"', 2],
          ['S1', 'a"b', 3],
          ['S2', '""', 4],
          ['S3', ';', 5],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'three quotes close nothing',
    file: 'KY_0510_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${line('S0', '"""')}\n${line('S1', 'c')}\n`) }),
    counts: [2, 1, 1, 0],
    quarantine: [['KYSag.csv', 2, 'KYSag', ['R001'], [], line('S0', '"""')]],
    ...loaded,
  },
  {
    name: 'a backslash before a quote is no escape',
    file: 'KY_0530_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${line('S0', '"a\\"')}\n${line('S1', '"a\\"b"')}\n`) }),
    counts: [2, 1, 1, 0],
    quarantine: [['KYSag.csv', 3, 'KYSag', ['R001'], [], line('S1', '"a\\"b"')]],
    rows: [[kle, [['S0', 'a\\', 2]]]],
    ...loaded,
  },
  {
    name: 'a line of semicolons is no blank line',
    file: 'KY_0540_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`;;;;;;\n${line('S1', 'c')}\n`) }),
    counts: [2, 1, 1, 0],
    quarantine: [
      [
        'KYSag.csv',
        2,
        'KYSag',
        ['R101'],
        ['SagId', 'KleNummer', 'YdelsesmodtagerCpr', 'OprettetDato'],
        ';;;;;;',
      ],
    ],
    ...loaded,
  },
  {
    name: 'a line that repeats the header is a row like any other',
    file: 'KY_0550_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${line('S0', 'c')}\n${kyHeader('KYSag.csv')}`) }),
    counts: [2, 1, 1, 0],
    quarantine: [
      [
        'KYSag.csv',
        3,
        'KYSag',
        ['R102', 'R105'],
        ['YdelsesmodtagerCpr', 'BevillingsmodtagerCpr', 'OprettetDato'],
        kyHeader('KYSag.csv').trimEnd(),
      ],
    ],
    ...loaded,
  },
  {
    name: 'many lines, cut by blocks at every place',
    file: 'KY_0561_2022-10_001_F.zip',
    bytes: kyZip({
      'KYSag.csv': sager(
        MANY.map(({ id, text }) => `${line(id, `"${text.replace('"', '""')}"`)}\r\n`).join(''),
      ),
    }),
    counts: [2600, 2600, 0, 0],
    rows: [
      [
        `select count(*)::int, count(distinct KleNummer)::int, sum(length(KleNummer))::int, max(_linje)::int from dsa_hist.KYSag where _leverance = $id`,
        [[2600, 61, MANY.reduce((sum, { text }) => sum + text.length, 0), 2601]],
      ],
      [
        `select KleNummer from dsa_hist.KYSag where _leverance = $id and SagId in ('S0', 'S1299', 'S2599') order by _linje`,
        [0, 1299, 2599].map((nr) => [MANY[nr]?.text]),
      ],
    ],
    ...loaded,
  },
  {
    name: 'many lines with a broken one here and there',
    file: 'KY_0563_2022-10_001_F.zip',
    bytes: kyZip({
      'KYSag.csv': sager(
        MANY.map(
          ({ id, text }, nr) =>
            `${nr % 500 === 499 ? `${id};"${text}` : line(id, text.replace('"', '').replace(';', ','))}\n`,
        ).join(''),
      ),
    }),
    counts: [2600, 2595, 5, 0],
    quarantine: [499, 999, 1499, 1999, 2499].map(
      (nr) => ['KYSag.csv', nr + 2, 'KYSag', ['R001'], [], `S${nr};"${MANY[nr]?.text}`] as const,
    ),
    ...loaded,
  },
  {
    name: 'a line of 1 MiB is read, and one of a byte more goes to quarantine',
    file: 'KY_0573_2022-10_001_F.zip',
    bytes: stored(sager(`${ofBytes('S0', 1_048_576)}\n${ofBytes('S1', 1_048_577)}\n${line('S2', 'c')}\n`)),
    counts: [3, 2, 1, 0],
    quarantine: [['KYSag.csv', 3, 'KYSag', ['R003'], [], null]],
    rows: [
      [
        'select SagId, length(KleNummer)::int from dsa_hist.KYSag where _leverance = $id order by 1',
        [
          ['S0', 1_048_576 - line('S0', '').length],
          ['S2', 1],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'broken lines, rows that fail, duplicates and clashes in one file, and each is counted once',
    file: 'KY_0575_2022-10_001_F.zip',
    bytes: kyZip({
      'KYSag.csv': sager(
        [
          line('S1', 'a'),
          line('S1', 'a'),
          line('S2', 'a'),
          line('S2', 'b'),
          line('', 'a'),
          'S3',
          line('S4', '"a'),
          line('S5', 'a'),
          line('S5', 'a'),
          line('S5', 'a'),
          '',
          line('S6', 'a'),
        ]
          .map((each) => `${each}\n`)
          .join(''),
      ),
    }),
    counts: [12, 3, 6, 3],
    quarantine: [
      ['KYSag.csv', 4, 'KYSag', ['R110'], ['SagId'], line('S2', 'a')],
      ['KYSag.csv', 5, 'KYSag', ['R110'], ['SagId'], line('S2', 'b')],
      ['KYSag.csv', 6, 'KYSag', ['R101'], ['SagId'], line('', 'a')],
      ['KYSag.csv', 7, 'KYSag', ['R002'], [], 'S3'],
      ['KYSag.csv', 8, 'KYSag', ['R001'], [], line('S4', '"a')],
      ['KYSag.csv', 12, 'KYSag', ['R002'], [], ''],
    ],
    ...loaded,
  },
]

export const csvTraps: Table = { title: 'csv:', cases: CASES }
