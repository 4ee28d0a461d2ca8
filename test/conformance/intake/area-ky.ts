import type { Table } from './family.js'
import { type Judged, judgedLines } from './judged-lines.js'
import { kyFiles } from './ky-files.js'
import { zipOf } from './zip-bytes.js'

const opgave = (id: string, rest: string, ...judged: readonly string[]): Judged => [
  `${id};${rest}`,
  ...(judged as [string?, string?]),
]
const at = (written: string, id: string, ...judged: readonly string[]): Judged => [
  `${id};1;S1;Bevilling;${written}`,
  ...(judged as [string?, string?]),
]

export const opgaverAndAfgoerelser: Table = {
  title: 'KY’s opgaver and afgørelser:',
  cases: [
    {
      name: 'an opgave needs its id, its state and the day it was made',
      file: 'KY_0101_2022-10_001_F.zip',
      ...judgedLines('KYOpgave.csv', [
        opgave('O1', 'S1;Opfølgning;0101570001;SB1;O1;Åben;2022-01-10;'),
        opgave('O2', ';;;;;Gennemført;2022-01-10;2022-01-10'),
        opgave('O3', ';;;;;Afbrudt;2022-01-10;'),
        opgave('', ';;;;;Åben;2022-01-10;', 'R101', 'OpgaveId'),
        opgave('O5', ';;;;;;2022-01-10;', 'R101', 'Tilstand'),
        opgave('O6', ';;;;;åben;2022-01-10;', 'R103', 'Tilstand'),
        opgave('O7', ';;;;;Lukket;2022-01-10;', 'R103', 'Tilstand'),
        opgave('O8', ';;;;;Åben;;', 'R101', 'OprettetDato'),
        opgave('O9', ';;0101;;;Åben;2022-01-10;', 'R105', 'BorgerCpr'),
        opgave('O10', ';;0000000000;;;Åben;2022-01-10;'),
        opgave('O11', ';;;;;Gennemført;2022-01-10;2022-01-09', 'R120', 'AfsluttetDato'),
        opgave('O12', ';;;;;Gennemført;2022-01-10;2022-1-11', 'R102', 'AfsluttetDato'),
      ]),
      rows: [
        [
          'select OpgaveId, BorgerCpr, AfsluttetDato::varchar from dsa_hist.KYOpgave where _leverance = $id order by _linje',
          [
            ['O1', '0101570001', null],
            ['O2', null, '2022-01-10'],
            ['O3', null, null],
            ['O10', null, null],
          ],
        ],
      ],
    },
    {
      name: 'an afgørelse has an instant: with an offset, or local Danish time without',
      file: 'KY_0147_2022-10_001_F.zip',
      ...judgedLines('KYAfgoerelse.csv', [
        at('2022-01-10T12:30:00', 'A1'),
        at('2022-01-10T12:30:00Z', 'A2'),
        at('2022-01-10T12:30:00+01:00', 'A3'),
        at('2022-07-10T23:30:00.123-05:00', 'A4'),
        at('2020-02-29T00:00:00', 'A5'),
        at('2022-01-10', 'A6', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-01-10 12:30:00', 'A7', 'R102', 'AfgoerelseTidspunkt'),
        at('10-01-2022T12:30:00', 'A8', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-1-10T12:30:00', 'A9', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-02-30T12:30:00', 'A10', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-01-10T25:00:00', 'A11', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-01-10T12:60:00', 'A12', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-01-10T12:30:00+25:00', 'A13', 'R102', 'AfgoerelseTidspunkt'),
        at('2022-01-10T12:30:00 Europe/Copenhagen', 'A14', 'R102', 'AfgoerelseTidspunkt'),
        at(' 2022-01-10T12:30:00', 'A15', 'R102', 'AfgoerelseTidspunkt'),
        at('infinity', 'A16', 'R102', 'AfgoerelseTidspunkt'),
        at('epoch', 'A17', 'R102', 'AfgoerelseTidspunkt'),
        at('now', 'A18', 'R102', 'AfgoerelseTidspunkt'),
        at('1641814200', 'A19', 'R102', 'AfgoerelseTidspunkt'),
        at('', 'A20', 'R101', 'AfgoerelseTidspunkt'),
      ]),
      rows: [
        [
          'select AfgoerelseId from dsa_hist.KYAfgoerelse where _leverance = $id order by _linje',
          [['A1'], ['A2'], ['A3'], ['A4'], ['A5']],
        ],
      ],
    },
    {
      name: 'an afgørelse has several rows, told apart by number',
      file: 'KY_0151_2022-10_001_F.zip',
      ...judgedLines('KYAfgoerelse.csv', [
        ['A1;1;S1;Bevilling;2022-01-10T12:30:00'],
        ['A1;2;S1;Afslag;2022-01-10T12:30:00'],
        ['A2;1;S1;Bevilling;2022-01-10T12:30:00', 'R110', 'AfgoerelseId RaekkeNr'],
        ['A2;1;S1;Afslag;2022-01-10T12:30:00', 'R110', 'AfgoerelseId RaekkeNr'],
        ['A3;x;S1;Afslag;2022-01-10T12:30:00', 'R102', 'RaekkeNr'],
      ]),
    },
  ],
}

const without = (name: string): Buffer =>
  zipOf(Object.fromEntries(Object.entries(kyFiles({})).filter(([file]) => file !== name)))

export const kyWithout: Table = {
  title: 'KY without',
  cases: [
    {
      name: 'its opgaver',
      file: 'KY_0153_2022-10_001_F.zip',
      bytes: without('KYOpgave.csv'),
      state: 'rejected',
      code: 'L040',
      facts: { expected: 'KYOpgave.csv' },
    },
    {
      name: 'its afgørelser',
      file: 'KY_0155_2022-10_001_F.zip',
      bytes: without('KYAfgoerelse.csv'),
      state: 'rejected',
      code: 'L040',
      facts: { expected: 'KYAfgoerelse.csv' },
    },
  ],
}
