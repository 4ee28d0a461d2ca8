import type { Case, Entry, Table } from './family.js'
import { zipOf } from './zip-bytes.js'

const ENROLMENTS = 'IndskrivningId;Personnummer;InstitutionsNr;Pasningstilbud;StartDato;SlutDato;Timer\n'
const INSTITUTIONS = 'InstitutionsNr;Navn;Ejerform;AdmKommuneKode\n'
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const delivery = (enrolments: string, institutions = '101001;Bøgehaven;Kommunal;0751\n'): Buffer =>
  zipOf({
    'DagtilbudIndskrivning.csv': latin1(ENROLMENTS + enrolments),
    'DagtilbudInstitution.csv': latin1(INSTITUTIONS + institutions),
  })

type Judged = readonly [written: string, codes?: string, column?: string]
const judged = (file: string, of: (written: string, nr: number) => string, lines: readonly Judged[]) => {
  const contract = file.replace('.csv', '')
  const quarantine = lines.flatMap(([written, codes, column = ''], nr): Entry[] =>
    codes === undefined ? [] : [[file, nr + 2, contract, codes.split(' '), [column], of(written, nr)]],
  )
  const text = lines.map(([written], nr) => `${of(written, nr)}\n`).join('')
  return { text, quarantine, failed: quarantine.length, all: lines.length }
}
const hours = judged(
  'DagtilbudIndskrivning.csv',
  (written, nr) => `I${nr};0101900001;101001;Vuggestue;2022-01-01;;${written}`,
  [
    ['37,00'],
    ['37,5'],
    ['36,01'],
    ['25'],
    ['0'],
    ['168'],
    ['168,00'],
    [''],
    ['0,01'],
    ['168,01', 'R104', 'Timer'],
    ['-1', 'R104', 'Timer'],
    ['-0,01', 'R104', 'Timer'],
    ['37.5', 'R102', 'Timer'],
    ['1e1', 'R102', 'Timer'],
    ['+5', 'R102', 'Timer'],
    [' 5', 'R102', 'Timer'],
    ['37,555', 'R102', 'Timer'],
    ['1.000,00', 'R102', 'Timer'],
    ['5,', 'R102', 'Timer'],
    [',5', 'R102', 'Timer'],
    ['37,5 timer', 'R102', 'Timer'],
  ],
)
const kommuner = judged(
  'DagtilbudInstitution.csv',
  (written, nr) => `10100${nr};Bøgehaven;Kommunal;${written}`,
  [
    ['0751'],
    ['0101'],
    ['0411'],
    ['751', 'R105', 'AdmKommuneKode'],
    ['0999', 'R105', 'AdmKommuneKode'],
    ['0000', 'R105', 'AdmKommuneKode'],
    ['Aarhus', 'R105', 'AdmKommuneKode'],
    ['', 'R101', 'AdmKommuneKode'],
    [' 0751', 'R105', 'AdmKommuneKode'],
  ],
)
const sent = { sender: 'KMD' } as const

const CASES: readonly Case[] = [
  {
    name: 'letters of ISO-8859-1 and hours with a comma',
    file: 'FLISDagtilbud_0101_2022-10_001_F.zip',
    bytes: delivery(
      'I1;0101900001;101001;Børnehave;2022-01-01;2022-12-31;37,25\n',
      '101001;Ærøskøbing Børnehus «Ål»;Selvejende;0101\n',
    ),
    state: 'loaded',
    counts: [2, 2, 0, 0],
    rows: [
      [
        'select Navn from dsa_hist.DagtilbudInstitution where _leverance = $id',
        [['Ærøskøbing Børnehus «Ål»']],
      ],
      [
        'select Pasningstilbud, SlutDato::varchar, Timer::varchar from dsa_hist.DagtilbudIndskrivning where _leverance = $id',
        [['Børnehave', '2022-12-31', '37.25']],
      ],
      [
        'select Navn from raadata.DagtilbudInstitution where _leverance = $id',
        [['Ærøskøbing Børnehus «Ål»']],
      ],
    ],
    ...sent,
  },
  {
    name: 'UTF-8 read as ISO-8859-1 is text, though an odd one',
    file: 'FLISDagtilbud_0147_2022-10_001_F.zip',
    bytes: zipOf({
      'DagtilbudIndskrivning.csv': ENROLMENTS,
      'DagtilbudInstitution.csv': `${INSTITUTIONS}101001;Fælleshuset;Kommunal;0147\n`,
    }),
    state: 'loaded',
    counts: [1, 1, 0, 0],
    rows: [['select Navn from dsa_hist.DagtilbudInstitution where _leverance = $id', [['FÃ¦lleshuset']]]],
    ...sent,
  },
  {
    name: 'quotation marks of Windows are no letters of ISO-8859-1',
    file: 'FLISDagtilbud_0151_2022-10_001_F.zip',
    bytes: delivery('', '101001;Bøgehaven;Kommunal;0751\n101002;\x93Ål\x94;Kommunal;0751\n'),
    state: 'rejected',
    code: 'L042',
    facts: { file: 'DagtilbudInstitution.csv', line: 3 },
    ...sent,
  },
  {
    name: 'a NUL byte is none either',
    file: 'FLISDagtilbud_0153_2022-10_001_F.zip',
    bytes: delivery('I1;0101900001;101001;B\0;2022-01-01;;\n'),
    state: 'rejected',
    code: 'L042',
    facts: { file: 'DagtilbudIndskrivning.csv', line: 2 },
    ...sent,
  },
  {
    name: 'hours in every way of writing',
    file: 'FLISDagtilbud_0155_2022-10_001_F.zip',
    bytes: delivery(hours.text, ''),
    state: 'loaded',
    counts: [hours.all, hours.all - hours.failed, hours.failed, 0],
    quarantine: hours.quarantine,
    rows: [
      [
        'select Timer::varchar from dsa_hist.DagtilbudIndskrivning where _leverance = $id order by _linje',
        [['37.00'], ['37.50'], ['36.01'], ['25.00'], ['0.00'], ['168.00'], ['168.00'], [null], ['0.01']],
      ],
    ],
    ...sent,
  },
  {
    name: 'kommuner of institutions, Christiansø among them',
    file: 'FLISDagtilbud_0157_2022-10_001_F.zip',
    bytes: delivery('', kommuner.text),
    state: 'loaded',
    counts: [kommuner.all, kommuner.all - kommuner.failed, kommuner.failed, 0],
    quarantine: kommuner.quarantine,
    ...sent,
  },
  {
    name: 'an institution of seven digits is too long',
    file: 'FLISDagtilbud_0159_2022-10_001_F.zip',
    bytes: delivery('', '1010011;Bøgehaven;Kommunal;0751\n101001;Bøgehaven;Kommunal;0751\n'),
    state: 'loaded',
    counts: [2, 1, 1, 0],
    quarantine: [
      [
        'DagtilbudInstitution.csv',
        2,
        'DagtilbudInstitution',
        ['R102'],
        ['InstitutionsNr'],
        '1010011;Bøgehaven;Kommunal;0751',
      ],
    ],
    ...sent,
  },
  {
    name: 'an enrolment that ends before it starts, and one of a day',
    file: 'FLISDagtilbud_0161_2022-10_001_F.zip',
    bytes: delivery(
      'I1;0101900001;101001;Vuggestue;2022-05-02;2022-05-01;30,00\nI2;0101900001;101001;Vuggestue;2022-05-02;2022-05-02;30,00\n',
      '',
    ),
    state: 'loaded',
    counts: [2, 1, 1, 0],
    quarantine: [
      [
        'DagtilbudIndskrivning.csv',
        2,
        'DagtilbudIndskrivning',
        ['R120'],
        ['SlutDato'],
        'I1;0101900001;101001;Vuggestue;2022-05-02;2022-05-01;30,00',
      ],
    ],
    ...sent,
  },
  {
    name: 'a delivery without institutions',
    file: 'FLISDagtilbud_0163_2022-10_001_F.zip',
    bytes: zipOf({ 'DagtilbudIndskrivning.csv': ENROLMENTS }),
    state: 'rejected',
    code: 'L040',
    ...sent,
  },
]

export const dagtilbud: Table = { title: 'Dagtilbud:', cases: CASES }
