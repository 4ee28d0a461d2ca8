import type { Table } from './family.js'
import { type Judged, judgedLines } from './judged-lines.js'

/** A state of its own case whose Sekvens is written so. */
const sekvens = (written: string, id: string, ...judged: readonly string[]): Judged => [
  `${id};${written};Bevilget;2022-01-10`,
  ...(judged as [string?, string?]),
]
/** A case created on a day that is written so. */
const oprettet = (written: string, id: string, ...judged: readonly string[]): Judged => [
  `${id};32.18.04;0101570001;;;;${written}`,
  ...(judged as [string?, string?]),
]
const wrong = (make: typeof sekvens, column: string, written: readonly string[]): readonly Judged[] =>
  written.map((each, index) => make(each, `W${index}`, 'R102', column))
const right = (make: typeof sekvens, written: readonly string[]): readonly Judged[] =>
  written.map((each, index) => make(each, `R${index}`))

export const casts: Table = {
  title: 'a cast takes the written form and nothing that an engine would also swallow:',
  cases: [
    {
      name: 'whole numbers that are none',
      file: 'KY_0326_2022-10_001_F.zip',
      ...judgedLines(
        'KYSagTilstand.csv',
        wrong(sekvens, 'Sekvens', [
          '1.5',
          '1.0',
          '1,0',
          '1e1',
          '0x1F',
          '0b11',
          '+1',
          ' 1',
          '1 ',
          '１',
          '٣',
          '1_000',
          '1.000',
          'infinity',
          'nan',
          'true',
          '--1',
          '1-',
          '-',
          '1\t',
        ]),
      ),
    },
    {
      name: 'whole numbers that are too long, and texts around a number',
      file: 'KY_0329_2022-10_001_F.zip',
      ...judgedLines('KYSagTilstand.csv', [
        ...wrong(sekvens, 'Sekvens', [
          '9223372036854775808',
          '99999999999999999999999999',
          'nr. 1',
          '1 2',
          '1\u00a0',
          '²',
          'Ⅳ',
          "'1'",
        ]),
        ...right(sekvens, ['1', '0', '-7', '2147483648']),
      ]),
      rows: [
        [
          'select Sekvens::varchar from dsa_hist.KYSagTilstand where _leverance = $id order by SagId',
          [['1'], ['0'], ['-7'], ['2147483648']],
        ],
      ],
    },
    {
      name: 'dates in other forms',
      file: 'KY_0330_2022-10_001_F.zip',
      ...judgedLines(
        'KYSag.csv',
        wrong(oprettet, 'OprettetDato', [
          '2022-2-1',
          '2022-02-1',
          '2022/02/01',
          '20220201',
          '01-02-2022',
          '01.02.2022',
          '22-02-01',
          '2022-02-01T00:00:00',
          '2022-02-01 00:00:00',
          '2022-02-01Z',
          ' 2022-02-01',
          '2022-02-01 ',
          '２022-02-01',
          'infinity',
          '-infinity',
          'epoch',
          'today',
          'now',
          '2022-02-01 (BC)',
          '2022-W05-2',
        ]),
      ),
    },
    {
      name: 'days that do not exist',
      file: 'KY_0336_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...wrong(oprettet, 'OprettetDato', [
          '2022-02-30',
          '2022-02-29',
          '2023-02-29',
          '1900-02-29',
          '2100-02-29',
          '2022-13-01',
          '2022-00-10',
          '2022-01-00',
          '2022-01-32',
          '2022-04-31',
          '0000-01-01',
          '+2022-01-01',
          '-2022-01-01',
          '12022-01-01',
          '2022-02',
          '2022',
          '44562',
          '1641772800',
        ]),
        ...right(oprettet, [
          '2020-02-29',
          '2000-02-29',
          '2022-12-31',
          '1582-10-10',
          '1899-12-31',
          '9999-12-31',
        ]),
      ]),
      rows: [
        [
          'select OprettetDato::varchar from dsa_hist.KYSag where _leverance = $id order by SagId',
          [['2020-02-29'], ['2000-02-29'], ['2022-12-31'], ['1582-10-10'], ['1899-12-31'], ['9999-12-31']],
        ],
      ],
    },
    {
      name: 'codes that are nearly one of the list',
      file: 'KY_0340_2022-10_001_F.zip',
      ...judgedLines('KYSagTilstand.csv', [
        ...[
          'bevilget',
          'BEVILGET',
          ' Bevilget',
          'Bevilget ',
          'Under oplysning',
          'Under  Oplysning',
          'Ansøgt',
          '1',
          'null',
          'Åben',
        ].map((written, index): Judged => [`W${index};1;${written};2022-01-10`, 'R103', 'Tilstand']),
        ...['Oprettet', 'Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt', 'Afsluttet'].map(
          (written, index): Judged => [`R${index};1;${written};2022-01-10`],
        ),
      ]),
    },
  ],
}
