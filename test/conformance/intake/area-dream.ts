import type { Table } from './family.js'

const sent = { sender: 'STAR' } as const
const FIXED = 'Personnummer;Akasse;Match;Visitation;Modtagerstatus'
/** What stood at the first delivery's extract: later ones of the same source end it. */
const THEN = '_fra <= 20220831001 and _til > 20220831001'
const wide = (columns: string, ...lines: readonly string[]): string =>
  `${FIXED};${columns}\n${lines.map((line) => `${line}\n`).join('')}`

export const dream: Table = {
  title: 'DREAM:',
  cases: [
    {
      name: 'weeks of a citizen become stretches',
      file: 'DREAM_0000_2022-08_001_F.csv',
      bytes: wide(
        'y_2201;y_2202;y_2203;y_2204;branche_2022_01;grad_2022_01;virksomhedsform_2022_01;bopkom_2022_01;arbkom_2022_01',
        '0101570001;;;;;112;112;;113;4711;0.50;A/S;0751;0101',
        '0101900001;Akasse1;2;;;;;;;;;;;',
      ),
      state: 'loaded',
      counts: [2, 2, 0, 0],
      rows: [
        [
          `select Kode, count(*)::int from dsa_hist.DreamUge where Personnummer = '0101570001' and ${THEN} group by 1 order by 1`,
          [
            ['112', 1],
            ['113', 1],
          ],
        ],
        [
          `select Personnummer, Akasse, "Match" from dsa_hist.DreamPerson where ${THEN} order by 1`,
          [
            ['0101570001', null, null],
            ['0101900001', 'Akasse1', '2'],
          ],
        ],
      ],
      ...sent,
    },
    {
      name: 'week 53 of a year that has 52',
      file: 'DREAM_0000_2022-09_001_F.csv',
      bytes: wide('y_2252;y_2253', '0101570001;;;;;112;112'),
      state: 'rejected',
      code: 'L043',
      facts: { column: 'y_2253' },
      ...sent,
    },
    {
      name: 'week 0',
      file: 'DREAM_0000_2022-09_002_F.csv',
      bytes: wide('y_2200;y_2201', '0101570001;;;;;112;112'),
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'week 54',
      file: 'DREAM_0000_2022-09_003_F.csv',
      bytes: wide('y_2054', '0101570001;;;;;112'),
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'week 53 of a year that has 53',
      file: 'DREAM_0000_2022-09_004_F.csv',
      bytes: wide('y_2053;y_2201', '0101570001;;;;;112;113'),
      state: 'loaded',
      counts: [1, 1, 0, 0],
      ...sent,
    },
    {
      name: 'a week twice',
      file: 'DREAM_0000_2022-09_005_F.csv',
      bytes: wide('y_2201;y_2201', '0101570001;;;;;112;112'),
      state: 'rejected',
      code: 'L041',
      ...sent,
    },
    {
      name: 'DREAM of a kommune',
      file: 'DREAM_0751_2022-09_001_F.csv',
      bytes: wide('y_2201', '0101570001;;;;;112'),
      state: 'rejected',
      code: 'L003',
      ...sent,
    },
    {
      name: 'without Personnummer',
      file: 'DREAM_0000_2022-09_006_F.csv',
      bytes: 'Akasse;y_2201\nA;112\n',
      state: 'rejected',
      code: 'L041',
      facts: { columns: ['Personnummer'] },
      ...sent,
    },
    {
      name: 'lines that are wrong: number of fields, person, degree, kommune',
      file: 'DREAM_0000_2022-10_001_F.csv',
      bytes: wide(
        'y_2201;grad_2022_01;bopkom_2022_01',
        '0101570001;;;;;112;0.50;0751',
        '0101900001;;;;;112;0.50',
        '3201570001;;;;;112;;',
        '0102570001;;;;;112;0,50;',
        '0103570001;;;;;112;;0999',
      ),
      state: 'loaded',
      counts: [5, 1, 4, 0],
      quarantine: [
        ['DREAM_0000_2022-10_001_F.csv', 3, 'DreamBorger', ['R002'], [], '0101900001;;;;;112;0.50'],
        [
          'DREAM_0000_2022-10_001_F.csv',
          4,
          'DreamBorger',
          ['R105'],
          ['Personnummer'],
          '3201570001;;;;;112;;',
        ],
        [
          'DREAM_0000_2022-10_001_F.csv',
          5,
          'DreamBorger',
          ['R102'],
          ['grad_2022_01'],
          '0102570001;;;;;112;0,50;',
        ],
        [
          'DREAM_0000_2022-10_001_F.csv',
          6,
          'DreamBorger',
          ['R105'],
          ['bopkom_2022_01'],
          '0103570001;;;;;112;;0999',
        ],
      ],
      ...sent,
    },
  ],
}
