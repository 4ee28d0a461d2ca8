import type { Case, Table } from './family.js'
import { zipOf } from './zip-bytes.js'

const sent = { sender: 'KMD', state: 'loaded' } as const
const posteringer = (lines: string): Buffer =>
  zipOf({
    'OekonomiPostering.csv': `PosteringId;Regnskabsaar;Bogfoeringsdato;Kontostreng;Beloeb;Tekst\n${lines}`,
  })
const ANSAETTELSER =
  'AnsaettelseId;Personnummer;StillingsKode;OverenskomstNummer;InstitutionsNummer;AnsaettelsesDato;AnsaettelsesStopDato;BeskaeftigelsesDecimal\n'
const FRAVAER = 'FravaerId;AnsaettelseId;FravaersAarsag;FraDato;TilDato;Timer\n'
const bad = (file: string, line: number, code: string, column: string, row: string) =>
  [`${file}.csv`, line, file, [code], [column], row] as const

const CASES: readonly Case[] = [
  {
    name: 'amounts have a point and two decimals at most, accounts sixteen digits',
    file: 'FLISOekonomi_0101_2022-10_001_F.zip',
    bytes: posteringer(
      'P1;2022;2022-10-31;1234567890123456;-1234.50;Løn\nP2;2022;2022-10-31;1234567890123456;9999999999999999.99;\nP3;2022;2022-10-31;1234567890123456;12,50;\nP4;2022;2022-10-31;123456789012345;1.00;\nP5;2022;2022-10-31;123456789012345A;1.00;\nP6;2022;2022-10-31;1234567890123456;1.005;\nP7;2022;2022-10-31;1234567890123456;10000000000000000.00;\nP8;2022;2022-10-31;1234567890123456;0;\n',
    ),
    counts: [8, 3, 5, 0],
    quarantine: [
      bad('OekonomiPostering', 4, 'R102', 'Beloeb', 'P3;2022;2022-10-31;1234567890123456;12,50;'),
      bad('OekonomiPostering', 5, 'R102', 'Kontostreng', 'P4;2022;2022-10-31;123456789012345;1.00;'),
      bad('OekonomiPostering', 6, 'R102', 'Kontostreng', 'P5;2022;2022-10-31;123456789012345A;1.00;'),
      bad('OekonomiPostering', 7, 'R102', 'Beloeb', 'P6;2022;2022-10-31;1234567890123456;1.005;'),
      bad(
        'OekonomiPostering',
        8,
        'R102',
        'Beloeb',
        'P7;2022;2022-10-31;1234567890123456;10000000000000000.00;',
      ),
    ],
    rows: [
      [
        'select PosteringId, Beloeb::varchar from dsa_hist.OekonomiPostering where _leverance = $id order by 1',
        [
          ['P1', '-1234.50'],
          ['P2', '9999999999999999.99'],
          ['P8', '0.00'],
        ],
      ],
    ],
    ...sent,
  },
  {
    name: 'accounts keep their leading zeros',
    file: 'FLISOekonomi_0147_2022-10_001_F.zip',
    bytes: posteringer('P1;2022;2022-10-31;0000000000000001;1;\n'),
    counts: [1, 1, 0, 0],
    rows: [
      [
        'select Kontostreng, Beloeb::varchar from dsa_hist.OekonomiPostering where _leverance = $id',
        [['0000000000000001', '1.00']],
      ],
    ],
    ...sent,
  },
  {
    name: 'employments and absences of an employee',
    file: 'FLISPersonale_0101_2022-10_001_F.zip',
    bytes: zipOf({
      'PersonaleAnsaettelse.csv': `${ANSAETTELSER}A1;0101570001;123;;;2020-01-01;;0.8108\nA2;0101570001;123;;;2020-01-01;2019-12-31;1.0000\nA3;0101570001;123;;;2020-01-01;;10.0000\nA4;3201570001;123;;;2020-01-01;;1\n`,
      'PersonaleFravaer.csv': `${FRAVAER}F1;A1;Sygdom;2022-10-03;2022-10-03;7.40\nF2;A1;Sygdom;2022-10-03;2022-10-02;7.40\nF3;A1;Sygdom;2022-10-03;;7.40\n`,
    }),
    counts: [7, 2, 5, 0],
    quarantine: [
      bad(
        'PersonaleAnsaettelse',
        3,
        'R120',
        'AnsaettelsesStopDato',
        'A2;0101570001;123;;;2020-01-01;2019-12-31;1.0000',
      ),
      bad(
        'PersonaleAnsaettelse',
        4,
        'R102',
        'BeskaeftigelsesDecimal',
        'A3;0101570001;123;;;2020-01-01;;10.0000',
      ),
      bad('PersonaleAnsaettelse', 5, 'R105', 'Personnummer', 'A4;3201570001;123;;;2020-01-01;;1'),
      bad('PersonaleFravaer', 3, 'R120', 'TilDato', 'F2;A1;Sygdom;2022-10-03;2022-10-02;7.40'),
      bad('PersonaleFravaer', 4, 'R101', 'TilDato', 'F3;A1;Sygdom;2022-10-03;;7.40'),
    ],
    ...sent,
  },
  {
    name: 'personnel without absences',
    file: 'FLISPersonale_0147_2022-10_001_F.zip',
    bytes: zipOf({ 'PersonaleAnsaettelse.csv': ANSAETTELSER }),
    sender: 'KMD',
    state: 'rejected',
    code: 'L040',
  },
  {
    name: 'pupils',
    file: 'FLISSkole_0101_2022-10_001_F.zip',
    bytes: zipOf({
      'SkoleElev.csv':
        'ElevId;Personnummer;InstitutionsNr;Klassetrin;KlasseType;StartDato;SlutDato\nE1;0101140001;101001;3;;2022-08-01;\nE2;0101140001;101001;;;2022-08-01;\nE3;0101140001;101001;3;;2022-08-01;2022-07-31\n',
    }),
    counts: [3, 1, 2, 0],
    quarantine: [
      bad('SkoleElev', 3, 'R101', 'Klassetrin', 'E2;0101140001;101001;;;2022-08-01;'),
      bad('SkoleElev', 4, 'R120', 'SlutDato', 'E3;0101140001;101001;3;;2022-08-01;2022-07-31'),
    ],
    ...sent,
  },
  {
    name: 'a bare csv of a Kilde with one file',
    file: 'FLISSkole_0147_2022-10_001_F.csv',
    bytes:
      'ElevId;Personnummer;InstitutionsNr;Klassetrin;KlasseType;StartDato;SlutDato\nE1;0101140001;101001;3;;2022-08-01;\n',
    counts: [1, 1, 0, 0],
    ...sent,
  },
  {
    name: 'benefits of grown-ups with handicaps, and whom they are for',
    file: 'FLISVoksneOgHandicappede_0101_2022-10_001_F.zip',
    bytes: zipOf({
      'VHYdelse.csv':
        'YdelseId;Personnummer;KommuneKode;Paragraf;TilbudId;StartDato;SlutDato\nY1;0101570001;0411;SEL §85;;2022-01-01;\nY2;0101570001;0412;SEL §85;;2022-01-01;\nY3;0101570001;0101;SEL §85;;2022-01-02;2022-01-01\n',
      'VHMaalgruppe.csv': 'YdelseId;Maalgruppe\nY1;Demens\nY1;Autisme\nY1;Demens\nY2;\n',
    }),
    counts: [7, 3, 3, 1],
    quarantine: [
      bad('VHMaalgruppe', 5, 'R101', 'Maalgruppe', 'Y2;'),
      bad('VHYdelse', 3, 'R105', 'KommuneKode', 'Y2;0101570001;0412;SEL §85;;2022-01-01;'),
      bad('VHYdelse', 4, 'R120', 'SlutDato', 'Y3;0101570001;0101;SEL §85;;2022-01-02;2022-01-01'),
    ],
    ...sent,
  },
]

export const sf1630: Table = { title: 'SF1630:', cases: CASES }
