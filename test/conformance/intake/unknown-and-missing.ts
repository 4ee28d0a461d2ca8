import type { Table } from './family.js'
import { kyFiles, kyZip, oneCase, sager } from './ky-files.js'
import { zipOf } from './zip-bytes.js'

const loaded = { state: 'loaded' } as const
const line = 'S1;32.18.04;0101570001;;;;2022-01-10\n'

export const unknownAndMissing: Table = {
  title: 'what a contract does not know, and what it can do without:',
  cases: [
    {
      name: 'an optional column that is missing is read as NULL, and is a finding',
      file: 'KY_0580_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': 'SagId;KleNummer;YdelsesmodtagerCpr;OprettetDato\nS1;32.18.04;0101570001;2022-01-10\n',
      }),
      counts: [1, 1, 0, 0],
      findings: [['manglende valgfri kolonne', 'KYSag']],
      rows: [
        [
          'select SagId, BevillingsmodtagerCpr, SagsbehandlerId, OrganisationId from dsa_hist.KYSag where _leverance = $id',
          [['S1', null, null, null]],
        ],
      ],
      ...loaded,
    },
    {
      name: 'an optional date that is missing is read as NULL: the benefit runs on',
      file: 'KY_0607_2022-10_001_F.zip',
      bytes: kyZip({
        'KYYdelse.csv': 'YdelseId;SagId;Ydelsesart;Ydelsestype;StartDato\nY1;S1;Art;Type;2022-01-10\n',
      }),
      counts: [1, 1, 0, 0],
      findings: [['manglende valgfri kolonne', 'KYYdelse']],
      rows: [['select SlutDato from dsa_hist.KYYdelse where _leverance = $id', [[null]]]],
      ...loaded,
    },
    {
      name: 'an optional column in small letters is an unknown one, and the optional one is missing',
      file: 'KY_0615_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager('S1;32.18.04;0101570001;;SB1;;2022-01-10\n').replace(
          'SagsbehandlerId',
          'sagsbehandlerid',
        ),
      }),
      counts: [1, 1, 0, 0],
      findings: [
        ['manglende valgfri kolonne', 'KYSag'],
        ['ukendt kolonne', 'KYSag'],
      ],
      rows: [['select SagsbehandlerId from dsa_hist.KYSag where _leverance = $id', [[null]]]],
      ...loaded,
    },
    {
      name: 'a column that no contract knows is kept in Rådata, and is a finding',
      file: 'KY_0621_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager(
          'S1;32.18.04;0101570001;;;;2022-01-10;æble\nS2;32.18.04;0101570001;;;;2022-01-10;\n',
        ).replace('OprettetDato\n', 'OprettetDato;Bemærkning\n'),
      }),
      counts: [2, 2, 0, 0],
      findings: [['ukendt kolonne', 'KYSag']],
      rows: [
        [
          'select SagId, "Bemærkning" from raadata.KYSag where _leverance = $id order by 1',
          [
            ['S1', 'æble'],
            ['S2', null],
          ],
        ],
      ],
      ...loaded,
    },
    {
      name: 'columns in another order are the same columns',
      file: 'KY_0630_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv':
          'OprettetDato;OrganisationId;SagsbehandlerId;BevillingsmodtagerCpr;YdelsesmodtagerCpr;KleNummer;SagId\n2022-01-10;O1;SB1;;0101570001;32.18.04;S1\n',
      }),
      counts: [1, 1, 0, 0],
      rows: [
        [
          'select SagId, KleNummer, SagsbehandlerId, OrganisationId from dsa_hist.KYSag where _leverance = $id',
          [['S1', '32.18.04', 'SB1', 'O1']],
        ],
      ],
      ...loaded,
    },
    {
      name: 'a file that no contract knows is kept, and is a finding',
      file: 'KY_0657_2022-10_001_F.zip',
      bytes: zipOf({ ...kyFiles({ 'KYSag.csv': sager(line) }), 'LAESMIG.txt': 'Kære FLIS\n' }),
      counts: [1, 1, 0, 0],
      findings: [['ukendt fil', '']],
      ...loaded,
    },
    {
      name: 'a csv file that no contract knows does not count as rows',
      file: 'KY_0661_2022-10_001_F.zip',
      bytes: zipOf({
        ...kyFiles({ 'KYSag.csv': sager(line) }),
        'KYNotat.csv': 'NotatId;Tekst\nN1;"x\nN2;y\n',
      }),
      counts: [1, 1, 0, 0],
      findings: [['ukendt fil', '']],
      ...loaded,
    },
    {
      name: 'a file named like a pattern is itself',
      file: 'KY_0665_2022-10_001_F.zip',
      bytes: zipOf({
        ...kyFiles({ 'KYSag.csv': sager(line) }),
        'KY[S]ag.csv': sager(line.replace('S1', 'S9')),
        'KY*.csv': sager(''),
      }),
      counts: [1, 1, 0, 0],
      rows: [['select SagId from raadata.KYSag where _leverance = $id', [['S1']]]],
      ...loaded,
    },
    {
      name: 'columns that are named as ours are kept apart from ours',
      file: 'KY_0671_2022-10_001_F.zip',
      bytes: kyZip({
        'KYSag.csv': sager('S1;32.18.04;0101570001;;;;2022-01-10;999;fup;x\n').replace(
          'OprettetDato\n',
          'OprettetDato;_linje;_leverance;_fra\n',
        ),
      }),
      counts: [1, 1, 0, 0],
      findings: [['ukendt kolonne', 'KYSag']],
      rows: [
        [
          'select SagId, _linje::int, _leverance = $id from raadata.KYSag where _leverance = $id',
          [['S1', 2, true]],
        ],
        ['select SagId, _linje::int from dsa_hist.KYSag where _leverance = $id', [['S1', 2]]],
      ],
      ...loaded,
    },
    {
      name: 'a system of the kommune after the type, in brackets, is no pattern',
      file: 'KY_0706_2022-10_001_F_[TEA].zip',
      bytes: oneCase,
      state: 'rejected',
      code: 'L001',
    },
  ],
}
