import { type Case, families } from './family.js'
import { oneCase } from './ky-files.js'

const loaded = { bytes: oneCase, state: 'loaded', counts: [1, 1, 0, 0] } as const
const rejected = { bytes: oneCase, state: 'rejected' } as const
const route = (infRef: string, cvr: string): string =>
  `<SFTPDynamicRoutingInfo><InfRef>${infRef}</InfRef><SenderAuthority>urn:oio:cvr-nr:${cvr}</SenderAuthority></SFTPDynamicRoutingInfo>`
const known = `select kilde, kommune, kildesystem, periode, loebenr from ops.deliveries where id = $id`

const CASES: readonly Case[] = [
  {
    name: 'a route that says what the file name says',
    file: 'KY_0751_2022-10_001_F.zip',
    content: route('http://flis.dk/ydelser', '55133018'),
    rows: [[known, [['KY', '0751', 'NC', '2022-10', 1]]]],
    ...loaded,
  },
  {
    name: 'a route of another kommune than the file name’s',
    file: 'KY_0101_2022-10_001_F.zip',
    content: route('http://flis.dk/ydelser', '55133018'),
    code: 'L013',
    ...rejected,
  },
  {
    name: 'a route of another Kilde than the file name’s',
    file: 'KY_0751_2022-10_002_F.zip',
    content: route('http://flis.dk/omsorg', '55133018'),
    code: 'L013',
    ...rejected,
  },
  {
    name: 'an authority that no table holds',
    file: 'KY_0751_2022-10_003_F.zip',
    content: route('http://flis.dk/ydelser', '11111111'),
    code: 'L003',
    ...rejected,
  },
  {
    name: 'a message that no table holds',
    file: 'KY_0751_2022-10_004_F.zip',
    content: route('http://flis.dk/vejr', '55133018'),
    code: 'L002',
    ...rejected,
  },
  {
    name: 'no route: the file name speaks alone',
    file: 'KY_0147_2022-10_001_F.zip',
    rows: [[known, [['KY', '0147', 'NC', '2022-10', 1]]]],
    ...loaded,
  },
]

const OWN_PATTERN: readonly Case[] = [
  {
    name: 'names that fit it are read by its groups',
    file: 'ydelser-0751-2022-10-007.zip',
    rows: [[known, [['KY', '0751', 'NC', '2022-10', 7]]]],
    ...loaded,
  },
  { name: 'a kommune in it that is none', file: 'ydelser-0999-2022-10-001.zip', code: 'L003', ...rejected },
  { name: 'a month in it that is none', file: 'ydelser-0101-2022-13-001.zip', code: 'L004', ...rejected },
  {
    name: 'a name that goes on after it',
    file: 'ydelser-0147-2022-10-001.zip.zip',
    code: 'L001',
    ...rejected,
  },
]

const LEVERANDØRER: readonly Case[] = [
  {
    name: 'a sender by another name is the kildesystem that the table means',
    file: 'KY_0851_2022-10_001_F.zip',
    sender: 'NETC-PROD',
    rows: [
      [known, [['KY', '0851', 'NC', '2022-10', 1]]],
      ['select distinct _kildesystem from dsa_hist.KYSag where _leverance = $id', [['NC']]],
    ],
    ...loaded,
  },
  {
    name: 'a second system of the same kommune has its own rows',
    file: 'KY_0851_2022-10_001_F_TEA.zip',
    sender: 'TEA',
    rows: [
      [known, [['KY', '0851', 'TEA', '2022-10', 1]]],
      [
        `select SagId, _kildesystem from dsa_hist.KYSag where _kommune = '0851' and _til = 99991231999 order by 2`,
        [
          ['S1', 'NC'],
          ['S1', 'TEA'],
        ],
      ],
    ],
    ...loaded,
  },
  {
    name: 'a sender that the table knows only for another kommune',
    file: 'KY_0860_2022-10_001_F.zip',
    sender: 'TEA',
    code: 'L012',
    ...rejected,
  },
  {
    name: 'the Kilde’s own sender for a kommune of which the table says nothing',
    file: 'KY_0849_2022-10_001_F.zip',
    rows: [[known, [['KY', '0849', 'NC', '2022-10', 1]]]],
    ...loaded,
  },
]

families(
  [
    { title: 'routing information:', cases: CASES },
    { title: 'the table of leverandører:', cases: LEVERANDØRER },
  ],
  {
    settings: {
      areas: ['KY', 'FSIII'],
      routes: {
        infRefs: { 'http://flis.dk/ydelser': 'KY', 'http://flis.dk/omsorg': 'FSIII' },
        authorities: { '55133018': '0751' },
      },
      leverandører: [
        { kilde: 'KY', kommune: '0851', kildesystem: 'NC', senders: ['NC', 'NETC-PROD'], rhythm: 'monthly' },
        { kilde: 'KY', kommune: '0851', kildesystem: 'TEA', rhythm: 'monthly' },
      ],
    },
  },
)

families([{ title: 'a pattern of our own:', cases: OWN_PATTERN }], {
  settings: {
    areas: ['KY'],
    kilder: {
      KY: { pattern: '^ydelser-(?<kommune>\\d{4})-(?<periode>\\d{4}-\\d{2})-(?<loebenr>\\d{3})\\.zip$' },
    },
  },
})
