import type { Case, Entry, Table } from './family.js'
import { kyZip, sager } from './ky-files.js'

const good = (id: string): string => `${id};32.18.04;0101570001;;;;2022-01-10`
const loaded = { state: 'loaded' } as const

/** A broken line of KYSag.csv, kept as it came. */
const broken = (line: number, code: string, row: string): Entry => [
  'KYSag.csv',
  line,
  'KYSag',
  [code],
  [],
  row,
]
const sag = (...lines: readonly string[]): Buffer => kyZip({ 'KYSag.csv': sager(`${lines.join('\n')}\n`) })
const kept = `select SagId, _linje::int from dsa_hist.KYSag where _leverance = $id order by 2`
const raw = `select SagId, _fil, _linje::int from raadata.KYSag where _leverance = $id order by 3`

const CASES: readonly Case[] = [
  {
    name: 'a quote that is never closed takes its own line only',
    file: 'KY_0101_2022-10_001_F.zip',
    bytes: sag(good('S1'), 'S2;"32.18.04;0101570001;;;;2022-01-10', good('S3'), good('S4')),
    counts: [4, 3, 1, 0],
    quarantine: [broken(3, 'R001', 'S2;"32.18.04;0101570001;;;;2022-01-10')],
    rows: [
      [
        kept,
        [
          ['S1', 2],
          ['S3', 4],
          ['S4', 5],
        ],
      ],
      [
        raw,
        [
          ['S1', 'KYSag.csv', 2],
          ['S3', 'KYSag.csv', 4],
          ['S4', 'KYSag.csv', 5],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a quote that is closed two lines on makes two broken lines, and the line between them stands',
    file: 'KY_0147_2022-10_001_F.zip',
    bytes: sag(good('S1'), 'S2;"32.18', good('S3'), '04";0101570001;;;;2022-01-10', good('S5')),
    counts: [5, 3, 2, 0],
    quarantine: [broken(3, 'R001', 'S2;"32.18'), broken(5, 'R001', '04";0101570001;;;;2022-01-10')],
    rows: [
      [
        kept,
        [
          ['S1', 2],
          ['S3', 4],
          ['S5', 6],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'text after a closing quote',
    file: 'KY_0151_2022-10_001_F.zip',
    bytes: sag('"S1"x;32.18.04;0101570001;;;;2022-01-10', good('S2')),
    counts: [2, 1, 1, 0],
    quarantine: [broken(2, 'R001', '"S1"x;32.18.04;0101570001;;;;2022-01-10')],
    ...loaded,
  },
  {
    name: 'a quote that opens the last line, which has no end',
    file: 'KY_0153_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${good('S1')}\n"S2`) }),
    counts: [2, 1, 1, 0],
    quarantine: [broken(3, 'R001', '"S2')],
    ...loaded,
  },
  {
    name: 'too few fields, too many fields, and one field',
    file: 'KY_0155_2022-10_001_F.zip',
    bytes: sag('S1;32.18.04;0101570001;;;2022-01-10', `${good('S2')};`, good('S3'), 'S4'),
    counts: [4, 1, 3, 0],
    quarantine: [
      broken(2, 'R002', 'S1;32.18.04;0101570001;;;2022-01-10'),
      broken(3, 'R002', 'S2;32.18.04;0101570001;;;;2022-01-10;'),
      broken(5, 'R002', 'S4'),
    ],
    ...loaded,
  },
  {
    name: 'commas where there should be semicolons',
    file: 'KY_0157_2022-10_001_F.zip',
    bytes: sag('S1,32.18.04,0101570001,,,,2022-01-10', good('S2')),
    counts: [2, 1, 1, 0],
    quarantine: [broken(2, 'R002', 'S1,32.18.04,0101570001,,,,2022-01-10')],
    ...loaded,
  },
  {
    name: 'a blank line in the middle is a record with too few fields',
    file: 'KY_0159_2022-10_001_F.zip',
    bytes: sag(good('S1'), '', good('S3')),
    counts: [3, 2, 1, 0],
    quarantine: [broken(3, 'R002', '')],
    rows: [
      [
        kept,
        [
          ['S1', 2],
          ['S3', 4],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'blank lines at the end are left out',
    file: 'KY_0161_2022-10_001_F.zip',
    bytes: sag(good('S1'), '', '', ''),
    counts: [1, 1, 0, 0],
    ...loaded,
  },
  {
    name: 'blank lines at the end are left out with CRLF too',
    file: 'KY_0163_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${good('S1')}\r\n\r\n\r\n`) }),
    counts: [1, 1, 0, 0],
    ...loaded,
  },
  {
    name: 'a line of blanks at the end is no blank line',
    file: 'KY_0165_2022-10_001_F.zip',
    bytes: sag(good('S1'), '  '),
    counts: [2, 1, 1, 0],
    quarantine: [broken(3, 'R002', '  ')],
    ...loaded,
  },
  {
    name: 'CRLF ends lines, and is no part of the last field',
    file: 'KY_0167_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${good('S1')}\n${good('S2')}\n`).replaceAll('\n', '\r\n') }),
    counts: [2, 2, 0, 0],
    rows: [
      [
        'select SagId, OprettetDato::varchar from dsa_hist.KYSag where _leverance = $id order by 1',
        [
          ['S1', '2022-01-10'],
          ['S2', '2022-01-10'],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'LF and CRLF in one file',
    file: 'KY_0169_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${good('S1')}\r\n${good('S2')}\n${good('S3')}\r\n`) }),
    counts: [3, 3, 0, 0],
    rows: [
      [
        kept,
        [
          ['S1', 2],
          ['S2', 3],
          ['S3', 4],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a file whose last line has no end',
    file: 'KY_0173_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': sager(`${good('S1')}\n${good('S2')}`) }),
    counts: [2, 2, 0, 0],
    ...loaded,
  },
  {
    name: 'a byte-order mark before the header is no part of the first name',
    file: 'KY_0175_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': `\uFEFF${sager(`${good('S1')}\n`)}` }),
    counts: [1, 1, 0, 0],
    rows: [[kept, [['S1', 2]]]],
    ...loaded,
  },
  {
    name: 'quotes around every field, in the header too, with semicolons and quotes within',
    file: 'KY_0183_2022-10_001_F.zip',
    bytes: kyZip({
      'KYSag.csv':
        '"SagId";"KleNummer";"YdelsesmodtagerCpr";"BevillingsmodtagerCpr";"SagsbehandlerId";"OrganisationId";"OprettetDato"\n' +
        '"S;1";"32.""18"".04";"0101570001";"";"";"";"2022-01-10"\n',
    }),
    counts: [1, 1, 0, 0],
    rows: [['select SagId, KleNummer from dsa_hist.KYSag where _leverance = $id', [['S;1', '32."18".04']]]],
    ...loaded,
  },
  {
    name: 'two tabs and Danish letters are text as any other',
    file: 'KY_0185_2022-10_001_F.zip',
    bytes: sag('Sæøå\t1;32.18.04;0101570001;;;;2022-01-10'),
    counts: [1, 1, 0, 0],
    rows: [['select SagId from dsa_hist.KYSag where _leverance = $id', [['Sæøå\t1']]]],
    ...loaded,
  },
  {
    name: 'a header and no row',
    file: 'KY_0187_2022-10_001_F.zip',
    bytes: kyZip({}),
    counts: [0, 0, 0, 0],
    ...loaded,
  },
  {
    name: 'a broken line is known by its physical line also after broken ones',
    file: 'KY_0190_2022-10_001_F.zip',
    bytes: sag('"S1', '', '"S3', good('S4'), 'S5;x'),
    counts: [5, 1, 4, 0],
    quarantine: [
      broken(2, 'R001', '"S1'),
      broken(3, 'R002', ''),
      broken(4, 'R001', '"S3'),
      broken(6, 'R002', 'S5;x'),
    ],
    rows: [[kept, [['S4', 5]]]],
    ...loaded,
  },
]

export const lines: Table = { title: 'lines that are broken, and lines that are not:', cases: CASES }

/** A line of KYSag of so many bytes, its end not counted. */
const lineOf = (id: string, bytes: number): string => {
  const [start, end] = [`${id};`, ';0101570001;;;;2022-01-10']
  return start + '0123456789abcdef'.repeat(bytes).slice(0, bytes - start.length - end.length) + end
}

/** Where the settings allow 1,024 bytes. */
export const longLines: Table = {
  title: 'lines where the settings allow 1,024 bytes:',
  cases: [
    {
      name: 'one of exactly as many is read',
      file: 'KY_0101_2022-10_001_F.zip',
      bytes: sag(lineOf('S1', 1024), good('S2')),
      counts: [2, 2, 0, 0],
      ...loaded,
    },
    {
      name: 'one of a byte more goes to quarantine, and reading goes on at the next',
      file: 'KY_0147_2022-10_001_F.zip',
      bytes: sag(good('S1'), lineOf('S2', 1025), good('S3')),
      counts: [3, 2, 1, 0],
      quarantine: [broken(3, 'R003', lineOf('S2', 1025))],
      rows: [
        [
          kept,
          [
            ['S1', 2],
            ['S3', 4],
          ],
        ],
      ],
      ...loaded,
    },
    {
      name: 'bytes are counted, not letters',
      file: 'KY_0151_2022-10_001_F.zip',
      bytes: sag(good('S1'), `S2;${'å'.repeat(600)};0101570001;;;;2022-01-10`),
      counts: [2, 1, 1, 0],
      quarantine: [broken(3, 'R003', `S2;${'å'.repeat(600)};0101570001;;;;2022-01-10`)],
      ...loaded,
    },
    {
      name: 'a carriage return belongs to the end of the line',
      file: 'KY_0153_2022-10_001_F.zip',
      bytes: kyZip({ 'KYSag.csv': sager(`${lineOf('S1', 1024)}\r\n`) }),
      counts: [1, 1, 0, 0],
      ...loaded,
    },
  ],
}
