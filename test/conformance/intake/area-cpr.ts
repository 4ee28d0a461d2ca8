import { cprZip } from './cpr-files.js'
import type { Case, Table } from './family.js'

const sent = { sender: 'CPR', state: 'loaded' } as const
const bad = (contract: string, line: number, code: string, column: string, row: string) =>
  [`${contract}.csv`, line, contract, [code], [column], row] as const
const person = (cpr: string, rest = 'K;01;1957-01-01;5100;5100;;;;U;;;'): string =>
  `${cpr};Ada;1957-01-01;${rest}`

const CASES: readonly Case[] = [
  {
    name: 'persons with what their register says',
    file: 'CPR_0000_2022-08_001_F.zip',
    bytes: cprZip(
      [
        person('0101570001'),
        person('0101900001', 'M;90;2022-01-01;;;;;;;;;'),
        person('0102570001', 'X;01;1957-01-01;;;;;;;;;'),
        person('0103570001', 'K;1;1957-01-01;;;;;;;;;'),
        person('0104570001', 'K;02;1957-01-01;;;;;;;;;'),
        person('0105570001', 'K;01;;;;;;;;;;'),
        person('0106570001', 'K;01;1957-01-01;;;0199;;;;;;'),
        person('0107570001', 'K;01;1957-01-01;;;;;;X;;;'),
        person('3201570001'),
        person('6101570001'),
      ],
      [
        '0101570001;2000-01-01;;0751;1234;12A;;;',
        '0101570001;1990-01-01;2000-01-01;0411;1234;12A;;;',
        '0101570001;1980-01-01;1979-12-31;0751;1234;12A;;;',
        '0101570001;1970-01-01;1980-01-01;0000;1234;12A;;;',
      ],
      [
        '0101570001;0751;betaling;2000-01-01;',
        '0101570001;0751;Betaling;2001-01-01;',
        '0101570001;0751;handle;2001-01-01;2000-01-01',
      ],
    ),
    counts: [17, 6, 11, 0],
    quarantine: [
      bad('BorgerAdresse', 4, 'R120', 'TilDato', '0101570001;1980-01-01;1979-12-31;0751;1234;12A;;;'),
      bad('BorgerAdresse', 5, 'R105', 'KommuneKode', '0101570001;1970-01-01;1980-01-01;0000;1234;12A;;;'),
      bad('BorgerPerson', 4, 'R103', 'Koen', person('0102570001', 'X;01;1957-01-01;;;;;;;;;')),
      bad('BorgerPerson', 5, 'R103', 'Status', person('0103570001', 'K;1;1957-01-01;;;;;;;;;')),
      bad('BorgerPerson', 6, 'R103', 'Status', person('0104570001', 'K;02;1957-01-01;;;;;;;;;')),
      bad('BorgerPerson', 7, 'R101', 'StatusDato', person('0105570001', 'K;01;;;;;;;;;;')),
      bad('BorgerPerson', 8, 'R105', 'MorPersonnummer', person('0106570001', 'K;01;1957-01-01;;;0199;;;;;;')),
      bad('BorgerPerson', 9, 'R103', 'Civilstand', person('0107570001', 'K;01;1957-01-01;;;;;;X;;;')),
      bad('BorgerPerson', 10, 'R105', 'Personnummer', person('3201570001')),
      bad('BorgerTilknytning', 3, 'R103', 'Rolle', '0101570001;0751;Betaling;2001-01-01;'),
      bad('BorgerTilknytning', 4, 'R120', 'TilDato', '0101570001;0751;handle;2001-01-01;2000-01-01'),
    ],
    ...sent,
  },
  {
    name: 'the register of a kommune',
    file: 'CPR_0751_2022-10_001_F.zip',
    bytes: cprZip([], [], []),
    sender: 'CPR',
    state: 'rejected',
    code: 'L003',
  },
  {
    name: 'the register from somebody else',
    file: 'CPR_0000_2022-10_001_F.zip',
    bytes: cprZip([], [], []),
    sender: 'NC',
    state: 'rejected',
    code: 'L012',
  },
]

export const cprPersons: Table = { title: 'CPR:', cases: CASES }
