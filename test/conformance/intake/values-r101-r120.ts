import type { Table } from './family.js'
import { judgedLines } from './judged-lines.js'
import { kyZip, sager, ydelser } from './ky-files.js'

const sag = (id: string, rest = '32.18.04;0101570001;;;;2022-01-10'): string => `${id};${rest}`
const key = (file: string, line: number, contract: string, row: string, columns: readonly string[]) =>
  [file, line, contract, ['R110'], columns, row] as const

export const values: Table = {
  title: 'a row',
  cases: [
    {
      name: 'whose required field is empty',
      file: 'KY_0201_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        [sag(''), 'R101', 'SagId'],
        [sag('S2', ';0101570001;;;;2022-01-10'), 'R101', 'KleNummer'],
        [sag('S3', '32.18.04;;;;;2022-01-10'), 'R101', 'YdelsesmodtagerCpr'],
        [sag('S4', '32.18.04;0101570001;;;;'), 'R101', 'OprettetDato'],
        [sag('S5')],
      ]),
    },
    {
      name: 'whose required number, code or date is empty',
      file: 'KY_0210_2022-10_001_F.zip',
      ...judgedLines('KYSagTilstand.csv', [
        ['S1;;Bevilget;2022-01-10', 'R101', 'Sekvens'],
        ['S1;2;;2022-01-10', 'R101', 'Tilstand'],
        ['S1;3;Bevilget;', 'R101', 'FraDato'],
        ['S1;4;Bevilget;2022-01-10'],
      ]),
    },
    {
      name: 'whose required text is written "" fails as an empty one',
      file: 'KY_0217_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(
          `"";32.18.04;0101570001;;;;2022-01-10\nS2;"";0101570001;;;;2022-01-10\nS3;32.18.04;0101570001;;;;2022-01-10\n`,
        ),
      }),
      state: 'loaded',
      counts: [3, 1, 2, 0],
      quarantine: [
        ['KYSag.csv', 2, 'KYSag', ['R101'], ['SagId'], '"";32.18.04;0101570001;;;;2022-01-10'],
        ['KYSag.csv', 3, 'KYSag', ['R101'], ['KleNummer'], 'S2;"";0101570001;;;;2022-01-10'],
      ],
    },
    {
      name: 'with "" in an optional text has the empty text, without quotes NULL',
      file: 'KY_0219_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(
          `S1;32.18.04;0101570001;;"";;2022-01-10\nS2;32.18.04;0101570001;;;" ";2022-01-10\n`,
        ),
      }),
      state: 'loaded',
      counts: [2, 2, 0, 0],
      rows: [
        [
          'select SagsbehandlerId, OrganisationId from dsa_hist.KYSag where _leverance = $id order by SagId',
          [
            ['', null],
            [null, ' '],
          ],
        ],
        [
          'select SagsbehandlerId, OrganisationId from raadata.KYSag where _leverance = $id order by SagId',
          [
            ['', null],
            [null, ' '],
          ],
        ],
      ],
    },
    {
      name: 'with "" in an optional date or CPR number has NULL',
      file: 'KY_0223_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager('S1;32.18.04;0101570001;"";;;2022-01-10\n'),
        'KYYdelse.csv': ydelser('Y1;S1;Art;Type;2022-01-10;""\n'),
      }),
      state: 'loaded',
      counts: [2, 2, 0, 0],
      rows: [
        ['select BevillingsmodtagerCpr from dsa_hist.KYSag where _leverance = $id', [[null]]],
        ['select SlutDato from dsa_hist.KYYdelse where _leverance = $id', [[null]]],
      ],
    },
    {
      name: 'that is wrong in many ways has all its reasons in one entry',
      file: 'KY_0230_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        [
          sag('S1', ';3201570001;0101;;;2022-02-30'),
          'R101 R102 R105',
          'KleNummer YdelsesmodtagerCpr BevillingsmodtagerCpr OprettetDato',
        ],
        [sag('S2')],
      ]),
    },
    {
      name: 'whose end is before its start',
      file: 'KY_0240_2022-10_001_F.zip',
      ...judgedLines('KYYdelse.csv', [
        ['Y1;S1;Art;Type;2022-05-02;2022-05-01', 'R120', 'SlutDato'],
        ['Y2;S1;Art;Type;2022-05-02;2022-05-02'],
        ['Y3;S1;Art;Type;2022-05-02;2022-05-03'],
        ['Y4;S1;Art;Type;2022-05-02;'],
        ['Y5;S1;Art;Type;2022-05-02;1899-12-31', 'R120', 'SlutDato'],
      ]),
    },
    {
      name: 'whose end cannot be read is not also before its start',
      file: 'KY_0250_2022-10_001_F.zip',
      ...judgedLines('KYYdelse.csv', [
        ['Y1;S1;Art;Type;2022-05-02;2022-04-31', 'R102', 'SlutDato'],
        ['Y2;S1;Art;Type;;2022-04-30', 'R101', 'StartDato'],
      ]),
    },
    {
      name: 'that comes twice is counted as a duplicate',
      file: 'KY_0253_2022-10_001_F.zip',
      bytes: kyZip({ 'KYSag.csv': sager(`${sag('S1')}\n${sag('S2')}\n${sag('S1')}\n${sag('S1')}\n`) }),
      state: 'loaded',
      counts: [4, 2, 0, 2],
      rows: [
        [
          'select SagId, _linje::int from dsa_hist.KYSag where _leverance = $id order by 1',
          [
            ['S1', 2],
            ['S2', 3],
          ],
        ],
      ],
    },
    {
      name: 'that is written otherwise but of equal values is a duplicate',
      file: 'KY_0259_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(
          `${sag('S1')}\n"S1";"32.18.04";010157-0001;"";;;2022-01-10\n${sag('S1', '32.18.04;0101570001;0000000000;;;2022-01-10')}\n`,
        ),
      }),
      state: 'loaded',
      counts: [3, 1, 0, 2],
    },
    {
      name: 'whose key stands in another row with other content goes to quarantine, and so does the other',
      file: 'KY_0260_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(`${sag('S1')}\n${sag('S2')}\n${sag('S1', '32.18.04;0101570001;;;;2022-01-11')}\n`),
      }),
      state: 'loaded',
      counts: [3, 1, 2, 0],
      quarantine: [
        key('KYSag.csv', 2, 'KYSag', sag('S1'), ['SagId']),
        key('KYSag.csv', 4, 'KYSag', sag('S1', '32.18.04;0101570001;;;;2022-01-11'), ['SagId']),
      ],
      rows: [['select SagId from dsa_hist.KYSag where _leverance = $id', [['S2']]]],
    },
    {
      name: 'whose key of two columns stands in another row with other content',
      file: 'KY_0265_2022-10_001_F.zip',
      ...judgedLines('KYSagTilstand.csv', [
        ['S1;1;Bevilget;2022-01-10', 'R110', 'SagId Sekvens'],
        ['S1;1;Afslag;2022-01-10', 'R110', 'SagId Sekvens'],
        ['S1;01;Henlagt;2022-01-10', 'R110', 'SagId Sekvens'],
        ['S1;2;Bevilget;2022-01-10'],
        ['S2;1;Bevilget;2022-01-10'],
      ]),
    },
    {
      name: 'whose key is equal only when its parts are put together has a key of its own',
      file: 'KY_0269_2022-10_001_F.zip',
      ...judgedLines('KYSagTilstand.csv', [
        ['S;11;Bevilget;2022-01-10'],
        ['S1;1;Afslag;2022-01-10'],
        ['S11;1;Henlagt;2022-01-10'],
        ['S1;11;Henlagt;2022-01-11'],
      ]),
    },
    {
      name: 'whose key differs by a space or a capital has a key of its own',
      file: 'KY_0270_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [[sag('s1')], [sag('S1')], [sag('S1 ')], [sag(' S1')]]),
    },
    {
      name: 'of three of which two are equal: those two count once',
      file: 'KY_0306_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(`${sag('S1')}\n${sag('S1')}\n${sag('S1', '32.18.04;0101900001;;;;2022-01-10')}\n`),
      }),
      state: 'loaded',
      counts: [3, 0, 2, 1],
      quarantine: [
        key('KYSag.csv', 2, 'KYSag', sag('S1'), ['SagId']),
        key('KYSag.csv', 4, 'KYSag', sag('S1', '32.18.04;0101900001;;;;2022-01-10'), ['SagId']),
      ],
    },
    {
      name: 'that fails and shares its key with a good one leaves the good one alone',
      file: 'KY_0316_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        [sag('S1')],
        [sag('S1', '32.18.04;0101570001;;;;2022-02-30'), 'R102', 'OprettetDato'],
      ]),
    },
    {
      name: 'of which another comes after a good line stands in quarantine as it came, semicolons and quotes and all',
      file: 'KY_0320_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        [sag('S1')],
        ['"S;2";"32.""18""";0101570001;;;;2022-02-30', 'R102', 'OprettetDato'],
      ]),
    },
  ],
}
