import type { Case, Table } from './family.js'
import { bundle, carePlan, patient, procedure, report } from './fhir-texts.js'
import { zipOf } from './zip-bytes.js'

const loaded = { sender: 'Trifork', state: 'loaded' } as const
const planned =
  'select Id, Personnummer, IndsatsKode, StartDato::varchar from dsa_hist.FSIIIPlanlagtIndsats where _leverance = $id order by 1'

const CASES: readonly Case[] = [
  {
    name: 'a report as one Bundle: each resource that a contract takes is a row',
    file: 'FSIII_0101_2022-10_001_D.json',
    bytes: report(
      '0101410001',
      carePlan('c1', 'G1.29'),
      procedure('d1', 'G1.41'),
      '{"resourceType":"Goal","id":"g1"}',
    ),
    counts: [2, 2, 0, 0],
    rows: [
      [planned, [['c1', '0101410001', 'G1.29', '2022-02-10']]],
      [
        'select Id, LeveretTidspunkt from dsa_hist.FSIIILeveretIndsats where _leverance = $id',
        [['d1', '2022-02-10T13:00:00Z']],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a Bundle of Bundles, each about a citizen',
    file: 'FSIII_0147_2022-10_001_D.json',
    bytes: bundle(
      '2022-02-11T06:00:00Z',
      report('0101410001', carePlan('c2', 'G1.29')),
      report('0101570001', carePlan('c3', 'G1.41')),
    ),
    counts: [2, 2, 0, 0],
    rows: [
      [
        planned,
        [
          ['c2', '0101410001', 'G1.29', '2022-02-10'],
          ['c3', '0101570001', 'G1.41', '2022-02-10'],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a line that is no JSON is quarantined alone',
    file: 'FSIII_0151_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c4', 'G1.29'))}\n{"resourceType":"Bundle","entry":[\n${report('0101570001', carePlan('c5', 'G1.29'))}\n`,
    counts: [3, 2, 1, 0],
    quarantine: [
      ['FSIII_0151_2022-10_001_D.ndjson', 2, '', ['R201'], [], '{"resourceType":"Bundle","entry":['],
    ],
    rows: [
      [
        'select Id, _linje::int from dsa_hist.FSIIIPlanlagtIndsats where _leverance = $id order by 1',
        [
          ['c4', 1],
          ['c5', 3],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'lines of text, of half an object, and with something after the object are no JSON',
    file: 'FSIII_0153_2022-10_001_D.ndjson',
    bytes: `hej\n{'resourceType':'Bundle'}\n${report('0101410001', carePlan('c6', 'G1.29'))}x\n`,
    counts: [3, 0, 3, 0],
    quarantine: [
      ['FSIII_0153_2022-10_001_D.ndjson', 1, '', ['R201'], [], 'hej'],
      ['FSIII_0153_2022-10_001_D.ndjson', 2, '', ['R201'], [], "{'resourceType':'Bundle'}"],
      [
        'FSIII_0153_2022-10_001_D.ndjson',
        3,
        '',
        ['R201'],
        [],
        `${report('0101410001', carePlan('c6', 'G1.29'))}x`,
      ],
    ],
    ...loaded,
  },
  {
    name: 'lines that are JSON and no Bundle',
    file: 'FSIII_0155_2022-10_001_D.ndjson',
    bytes: `${patient('0101410001')}\n[]\n42\n"Bundle"\nnull\n{}\n${report('0101410001', carePlan('c7', 'G1.29'))}\n`,
    counts: [7, 1, 6, 0],
    quarantine: [1, 2, 3, 4, 5, 6].map((line) => [
      'FSIII_0155_2022-10_001_D.ndjson',
      line,
      '',
      ['R202'],
      [],
      null,
    ]),
    ...loaded,
  },
  {
    name: 'a Bundle without a Patient, or whose Patient has no CPR number',
    file: 'FSIII_0157_2022-10_001_D.ndjson',
    bytes: [
      bundle('2022-02-10T11:14:09Z', carePlan('c8', 'G1.29'), carePlan('c9', 'G1.29')),
      bundle(
        '2022-02-10T11:14:09Z',
        patient('x', '[{"value":"0101410001","system":"urn:oid:1.2.208.176.1.9"}]'),
        carePlan('c8', 'G1.29'),
      ),
      bundle('2022-02-10T11:14:09Z', patient('x', '[]'), carePlan('c8', 'G1.29')),
      report('0101410001', carePlan('c10', 'G1.29')),
    ].join('\r\n'),
    counts: [4, 1, 3, 0],
    quarantine: [1, 2, 3].map((line) => ['FSIII_0157_2022-10_001_D.ndjson', line, '', ['R203'], [], null]),
    ...loaded,
  },
  {
    name: 'one of the Bundles in a Bundle has no CPR number: the other counts',
    file: 'FSIII_0159_2022-10_001_D.ndjson',
    bytes: `${bundle('2022-02-11T06:00:00Z', bundle('2022-02-10T11:14:09Z', carePlan('c11', 'G1.29')), report('0101570001', carePlan('c12', 'G1.41')))}\n`,
    counts: [2, 1, 1, 0],
    quarantine: [['FSIII_0159_2022-10_001_D.ndjson', 1, '', ['R203'], [], null]],
    rows: [[planned, [['c12', '0101570001', 'G1.41', '2022-02-10']]]],
    ...loaded,
  },
  {
    name: 'a resource with an FSIII code that nobody knows is quarantined alone',
    file: 'FSIII_0161_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c13', 'Q9.9'), carePlan('c14', 'G1.29'), procedure('d2', 'g1.29'))}\n`,
    counts: [3, 1, 2, 0],
    quarantine: [
      ['FSIII_0161_2022-10_001_D.ndjson', 1, 'FSIIILeveretIndsats', ['R204'], ['IndsatsKode'], null],
      ['FSIII_0161_2022-10_001_D.ndjson', 1, 'FSIIIPlanlagtIndsats', ['R204'], ['IndsatsKode'], null],
    ],
    ...loaded,
  },
  {
    name: 'a resource without a field that its contract requires',
    file: 'FSIII_0163_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c15', 'G1.29').replace('"start":"2022-02-10"', ''), procedure('d3', 'G1.41').replace('"performedDateTime":"2022-02-10T13:00:00Z"', '"note":[]'), carePlan('c16', 'G1.29').replace('"id":"c16",', ''), carePlan('c17', 'G1.29'))}\n`,
    counts: [4, 1, 3, 0],
    quarantine: [
      ['FSIII_0163_2022-10_001_D.ndjson', 1, 'FSIIILeveretIndsats', ['R101'], ['LeveretTidspunkt'], null],
      ['FSIII_0163_2022-10_001_D.ndjson', 1, 'FSIIIPlanlagtIndsats', ['R101'], ['StartDato'], null],
      ['FSIII_0163_2022-10_001_D.ndjson', 1, 'FSIIIPlanlagtIndsats', ['R101'], ['Id'], null],
    ],
    ...loaded,
  },
  {
    name: 'an indsats that ends before it starts, and one whose day does not exist',
    file: 'FSIII_0165_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c18', 'G1.29', '2022-02-10', '2022-02-09'))}\n${report('0101410001', carePlan('c19', 'G1.29', '2022-02-30'))}\n`,
    counts: [2, 0, 2, 0],
    quarantine: [
      ['FSIII_0165_2022-10_001_D.ndjson', 1, 'FSIIIPlanlagtIndsats', ['R120'], ['SlutDato'], null],
      ['FSIII_0165_2022-10_001_D.ndjson', 2, 'FSIIIPlanlagtIndsats', ['R102'], ['StartDato'], null],
    ],
    ...loaded,
  },
  {
    name: 'a zip of files of any name, one of them damaged',
    file: 'FSIII_0167_2022-10_001_D.zip',
    bytes: zipOf({
      'rapporter/a[1].json': report('0101410001', carePlan('c20', 'G1.29')),
      'æ ø.ndjson': `${report('0101570001', carePlan('c21', 'G1.41'))}\n`,
      'brudt.json': '{"resourceType":"Bundle",',
      'LAESMIG.txt': 'Kære FLIS\n',
    }),
    counts: [3, 2, 1, 0],
    quarantine: [['brudt.json', 1, '', ['R201'], [], '{"resourceType":"Bundle",']],
    findings: [['ukendt fil', '']],
    rows: [
      [
        'select Id, _fil from raadata.FSIIIPlanlagtIndsats where _leverance = $id order by 1',
        [
          ['c20', 'rapporter/a[1].json'],
          ['c21', 'æ ø.ndjson'],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'the same resource twice in a delivery is a duplicate',
    file: 'FSIII_0169_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c22', 'G1.29'))}\n${report('0101410001', carePlan('c22', 'G1.29'))}\n`,
    counts: [2, 1, 0, 1],
    ...loaded,
  },
  {
    name: 'a resource that changed within a delivery is two versions, and no clash of keys',
    file: 'FSIII_0173_2022-10_001_D.ndjson',
    bytes: `${bundle('2022-02-12T11:14:09Z', patient('0101410001'), carePlan('c23', 'G1.41'))}\n${report('0101410001', carePlan('c23', 'G1.29'))}\n`,
    counts: [2, 2, 0, 0],
    rows: [
      [
        'select IndsatsKode from dsa_hist.FSIIIPlanlagtIndsats where _leverance = $id and _til = 99991231999',
        [['G1.41']],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a delivery of the whole country',
    file: 'FSIII_0000_2022-10_001_D.ndjson',
    bytes: `${report('0101410001', carePlan('c30', 'G1.29'))}\n`,
    counts: [1, 1, 0, 0],
    rows: [
      ['select Id, _kommune from dsa_hist.FSIIIPlanlagtIndsats where _leverance = $id', [['c30', '0000']]],
    ],
    ...loaded,
  },
  {
    name: 'a delta in which 21 of 21 rows fail is held as any other',
    file: 'FSIII_0185_2022-10_001_D.ndjson',
    bytes: Array.from(
      { length: 21 },
      (_, nr) => `${report('0101410001', carePlan(`f${nr}`, 'Q9.9'))}\n`,
    ).join(''),
    sender: 'Trifork',
    state: 'held',
    code: 'L061',
    counts: [21, 0, 21, 0],
    quarantine: Array.from(
      { length: 21 },
      (_, nr) =>
        [
          'FSIII_0185_2022-10_001_D.ndjson',
          nr + 1,
          'FSIIIPlanlagtIndsats',
          ['R204'],
          ['IndsatsKode'],
          null,
        ] as const,
    ),
  },
  {
    name: 'a delta in which 20 of 20 rows fail is not',
    file: 'FSIII_0187_2022-10_001_D.ndjson',
    bytes: Array.from(
      { length: 20 },
      (_, nr) => `${report('0101410001', carePlan(`g${nr}`, 'Q9.9'))}\n`,
    ).join(''),
    counts: [20, 0, 20, 0],
    quarantine: Array.from(
      { length: 20 },
      (_, nr) =>
        [
          'FSIII_0187_2022-10_001_D.ndjson',
          nr + 1,
          'FSIIIPlanlagtIndsats',
          ['R204'],
          ['IndsatsKode'],
          null,
        ] as const,
    ),
    ...loaded,
  },
  {
    name: 'an invalid byte in a line',
    file: 'FSIII_0175_2022-10_001_D.ndjson',
    bytes: Buffer.concat([
      Buffer.from(`${report('0101410001', carePlan('c24', 'G1.29'))}\n"`),
      Buffer.from('e6220a', 'hex'),
    ]),
    sender: 'Trifork',
    state: 'rejected',
    code: 'L042',
    facts: { line: 2 },
  },
  {
    name: 'a Bundle delivered alone that is no JSON',
    file: 'FSIII_0183_2022-10_001_D.json',
    bytes: '<Bundle/>',
    sender: 'Trifork',
    state: 'rejected',
    code: 'L043',
  },
]

export const fsiii: Table = { title: 'FSIII:', cases: CASES }

/** Where the settings allow lines of 1,024 bytes. */
export const longFhirLines: Table = {
  title: 'FSIII where the settings allow lines of 1,024 bytes:',
  cases: [
    {
      name: 'a longer line goes to quarantine, and reading goes on at the next',
      file: 'FSIII_0101_2022-10_001_D.ndjson',
      bytes: `${report('0101410001', carePlan('c1', 'G1.29'))}\n${'x'.repeat(1025)}\n${report('0101570001', carePlan('c2', 'G1.29'))}\n`,
      counts: [3, 2, 1, 0],
      quarantine: [['FSIII_0101_2022-10_001_D.ndjson', 2, '', ['R003'], [], 'x'.repeat(1025)]],
      ...loaded,
    },
  ],
}
