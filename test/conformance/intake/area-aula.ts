import type { Case, Table } from './family.js'
import { zipOf } from './zip-bytes.js'

const sent = { sender: 'Aula', state: 'loaded' } as const
const registrering = (id: string, status: string, at = '2022-10-03T07:30:00+02:00'): string =>
  `{"kontrakt":"AulaRegistrering","RegistreringId":"${id}","BarnUuid":"b1","InstitutionSTIL":"101001","Status":${status},"Tidspunkt":"${at}"}`
const barn = (uuid: string, cpr: string): string =>
  `{"kontrakt":"AulaBarn","BarnUuid":"${uuid}","Personnummer":${cpr}}`
const bad = (file: string, line: number, code: string, column: string, contract = 'AulaRegistrering') =>
  [file, line, contract, [code], [column], null] as const
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
const HEADER = 'RegistreringId;BarnUuid;InstitutionSTIL;Status;Tidspunkt\n'

const CASES: readonly Case[] = [
  {
    name: 'registrations with every status that FLIS knows, and a child',
    file: 'Aula_0101_2022-10_001_D.ndjson',
    bytes: lines(
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((status) => registrering(`r${status}`, String(status))),
      barn('b1', '"0101190001"'),
      barn('b2', 'null'),
    ),
    counts: [11, 11, 0, 0],
    rows: [
      [
        'select count(*)::int, min(Status)::int, max(Status)::int from dsa_hist.AulaRegistrering where _leverance = $id',
        [[9, 0, 8]],
      ],
      [
        'select BarnUuid, Personnummer from dsa_hist.AulaBarn where _leverance = $id order by 1',
        [
          ['b1', '0101190001'],
          ['b2', null],
        ],
      ],
      [
        `select _linje::int from dsa_hist.AulaRegistrering where _leverance = $id and RegistreringId = 'r8'`,
        [[9]],
      ],
    ],
    ...sent,
  },
  {
    name: 'a status that FLIS does not know',
    file: 'Aula_0147_2022-10_001_D.ndjson',
    bytes: lines(
      registrering('r1', '9'),
      registrering('r2', '10'),
      registrering('r3', '-1'),
      registrering('r4', '3'),
      registrering('r5', '11'),
    ),
    counts: [5, 1, 4, 0],
    quarantine: [1, 2, 3, 5].map((line) => bad('Aula_0147_2022-10_001_D.ndjson', line, 'R310', 'Status')),
    ...sent,
  },
  {
    name: 'a status that is no number, and none at all',
    file: 'Aula_0151_2022-10_001_D.ndjson',
    bytes: lines(
      registrering('r1', '"til stede"'),
      registrering('r2', 'null'),
      registrering('r3', '3.5'),
      registrering('r4', '"3"'),
    ),
    counts: [4, 1, 3, 0],
    quarantine: [
      bad('Aula_0151_2022-10_001_D.ndjson', 1, 'R102', 'Status'),
      bad('Aula_0151_2022-10_001_D.ndjson', 2, 'R101', 'Status'),
      bad('Aula_0151_2022-10_001_D.ndjson', 3, 'R102', 'Status'),
    ],
    ...sent,
  },
  {
    name: 'instants without an offset, and of days that do not exist',
    file: 'Aula_0153_2022-10_001_D.ndjson',
    bytes: lines(
      registrering('r1', '3', '2022-10-03T07:30:00'),
      registrering('r2', '3', '2022-02-30T07:30:00+01:00'),
      registrering('r3', '3', '2022-10-03T05:30:00Z'),
      registrering('r4', '3', '2022-10-03'),
    ),
    counts: [4, 1, 3, 0],
    quarantine: [1, 2, 4].map((line) => bad('Aula_0153_2022-10_001_D.ndjson', line, 'R102', 'Tidspunkt')),
    ...sent,
  },
  {
    name: 'a child with a CPR number that is none',
    file: 'Aula_0155_2022-10_001_D.ndjson',
    bytes: lines(barn('b1', '"3201190001"'), barn('b2', '"010119-0001"'), barn('b3', '"0000000000"')),
    counts: [3, 2, 1, 0],
    quarantine: [bad('Aula_0155_2022-10_001_D.ndjson', 1, 'R105', 'Personnummer', 'AulaBarn')],
    ...sent,
  },
  {
    name: 'the same registration twice, and twice with other content',
    file: 'Aula_0157_2022-10_001_D.ndjson',
    bytes: lines(
      registrering('r1', '3'),
      registrering('r1', '3'),
      registrering('r2', '3'),
      registrering('r2', '4'),
    ),
    counts: [4, 1, 2, 1],
    quarantine: [3, 4].map((line) => bad('Aula_0157_2022-10_001_D.ndjson', line, 'R110', 'RegistreringId')),
    ...sent,
  },
  {
    name: 'csv in a zip, without AulaBarn.csv',
    file: 'Aula_0159_2022-10_001_D.zip',
    bytes: zipOf({
      'AulaRegistrering.csv': `${HEADER}r1;b1;101001;3;2022-10-03T07:30:00+02:00\nr2;b1;101001;9;2022-10-03T07:30:00+02:00\n`,
    }),
    counts: [2, 1, 1, 0],
    quarantine: [
      [
        'AulaRegistrering.csv',
        3,
        'AulaRegistrering',
        ['R310'],
        ['Status'],
        'r2;b1;101001;9;2022-10-03T07:30:00+02:00',
      ],
    ],
    ...sent,
  },
  {
    name: 'csv in a zip with children only',
    file: 'Aula_0161_2022-10_001_D.zip',
    bytes: zipOf({ 'AulaBarn.csv': 'BarnUuid;Personnummer\nb1;0101190001\n' }),
    sender: 'Aula',
    state: 'rejected',
    code: 'L040',
  },
  {
    name: 'a byte that is not UTF-8',
    file: 'Aula_0163_2022-10_001_D.ndjson',
    bytes: Buffer.from(lines(registrering('r1', '3'), registrering('rø', '3')), 'latin1'),
    sender: 'Aula',
    state: 'rejected',
    code: 'L042',
    facts: { line: 2 },
  },
  {
    name: 'Aula of the whole country',
    file: 'Aula_0000_2022-10_001_D.ndjson',
    bytes: lines(registrering('r1', '3')),
    sender: 'Aula',
    state: 'rejected',
    code: 'L003',
  },
  {
    name: 'Aula from somebody else',
    file: 'Aula_0165_2022-10_001_D.ndjson',
    bytes: lines(registrering('r1', '3')),
    sender: 'NC',
    state: 'rejected',
    code: 'L012',
  },
]

export const aula: Table = { title: 'Aula:', cases: CASES }
