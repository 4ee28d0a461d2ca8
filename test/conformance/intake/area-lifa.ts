import type { Entry, Table } from './family.js'

const HEADER =
  'AdresseId;DistriktsNr;DistriktsNavn;StartTrin;SlutTrin;KommuneKode;VejKode;VejNavn;HusNr;PostNr\n'
const row = (nr: string, start: string, end: string, kommune = '0575'): string =>
  `A1;${nr};Rødding Skole;${start};${end};${kommune};1234;Østergade;12;6630`
const sent = { sender: 'LIFA' } as const
const bad = (line: number, code: string, column: string, text: string): Entry => [
  'LIFA_0000_2022-09_001_F.csv',
  line,
  'LIFASkoledistrikt',
  [code],
  [column],
  text,
]

export const lifa: Table = {
  title: 'LIFA:',
  cases: [
    {
      name: 'grades are numbers or names',
      file: 'LIFA_0000_2022-08_001_F.csv',
      bytes: `${HEADER}${row('101', '0', '9')}\n${row('102', '10', '10')}\n${row('103', 'Børnehaveklasse', '6. klasse')}\n${row('104', '7. klasse', '9')}\n`,
      state: 'loaded',
      counts: [4, 4, 0, 0],
      ...sent,
    },
    {
      name: 'grades that are none, and that end before they start',
      file: 'LIFA_0000_2022-09_001_F.csv',
      bytes: `${HEADER}${row('101', '0', '11')}\n${row('102', '-1', '9')}\n${row('103', 'Gymnasium', '9')}\n${row('104', '7', '6')}\n${row('105', '7. klasse', '6. klasse')}\n${row('106', '0', '9', '0998')}\n${row('107', '', '9')}\n${row('108', '0', '9')}\n`,
      state: 'loaded',
      counts: [8, 1, 7, 0],
      quarantine: [
        bad(2, 'R104', 'SlutTrin', row('101', '0', '11')),
        bad(3, 'R104', 'StartTrin', row('102', '-1', '9')),
        bad(4, 'R104', 'StartTrin', row('103', 'Gymnasium', '9')),
        bad(5, 'R120', 'SlutTrin', row('104', '7', '6')),
        bad(6, 'R120', 'SlutTrin', row('105', '7. klasse', '6. klasse')),
        bad(7, 'R105', 'KommuneKode', row('106', '0', '9', '0998')),
        bad(8, 'R101', 'StartTrin', row('107', '', '9')),
      ],
      ...sent,
    },
  ],
}
