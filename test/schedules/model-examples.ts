// What the model of states says of small sets of deliveries, typed by hand from specification 2.3 and 3.2.
import { delivery, type Example, row, rows } from './model-example.js'

const failing = rows(21, { codes: ['R103'] })

export const examples: readonly Example[] = [
  {
    name: 'rows are counted: accepted, refused, equal ones, two contents of a key',
    arrived: [
      delivery('FULD 2022-01_001', [
        row('a'),
        row('b', { codes: ['R101'] }),
        row('c'),
        row('c'),
        row('d'),
        row('d', { content: 'b' }),
        row('d'),
      ]),
    ],
    expected: { 'X:FULD 2022-01_001': 'loaded 7=2+3+2' },
  },
  {
    name: 'the same again, and other bytes under the name',
    arrived: [
      delivery('FULD 2022-01_001', [row('a')]),
      delivery('FULD 2022-01_001', [row('a')]),
      delivery('FULD 2022-01_001', [row('b')], { bytes: 'andre' }),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 1=1+0+0',
      'X:FULD 2022-01_001~2': 'duplicate',
      'X:FULD 2022-01_001~3': 'rejected L005',
    },
  },
  {
    name: 'twenty rows may vanish, twenty-one may not',
    arrived: [
      delivery('FULD 2022-01_001', rows(100)),
      delivery('FULD 2022-02_001', rows(80)),
      delivery('FULD 2022-03_001', rows(59)),
      delivery('FULD 2022-04_001', rows(80)),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 100=100+0+0',
      'X:FULD 2022-02_001': 'loaded 80=80+0+0',
      'X:FULD 2022-03_001': 'held L060 59=59+0+0',
      'X:FULD 2022-04_001': 'loaded 80=80+0+0',
    },
  },
  {
    name: 'a tenth may vanish whatever the number',
    arrived: [
      delivery('FULD 2022-01_001', rows(300)),
      delivery('FULD 2022-02_001', rows(270)),
      delivery('FULD 2022-03_001', rows(242)),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 300=300+0+0',
      'X:FULD 2022-02_001': 'loaded 270=270+0+0',
      'X:FULD 2022-03_001': 'held L060 242=242+0+0',
    },
  },
  {
    name: 'a key whose row is refused counts as present, one that cannot be read does not',
    arrived: [
      delivery('FULD 2022-01_001', rows(500)),
      delivery('FULD 2022-02_001', [...rows(449), ...rows(20, { codes: ['R105'] }, 449)]),
      delivery('FULD 2022-03_001', [...rows(430), ...rows(1, { codes: ['R002'], keyReadable: false })]),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 500=500+0+0',
      'X:FULD 2022-02_001': 'loaded 469=449+20+0',
      'X:FULD 2022-03_001': 'loaded 431=430+1+0',
    },
  },
  {
    name: 'what was refused and kept stands open still',
    arrived: [
      delivery('FULD 2022-01_001', rows(40)),
      delivery('FULD 2022-02_001', [...rows(30), ...rows(10, { codes: ['R105'] }, 30)]),
      delivery('FULD 2022-03_001', rows(18)),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 40=40+0+0',
      'X:FULD 2022-02_001': 'loaded 40=30+10+0',
      'X:FULD 2022-03_001': 'held L060 18=18+0+0',
    },
  },
  {
    name: 'too many rows fail, and an operator takes it all the same',
    arrived: [
      delivery('FULD 2022-01_001', [...failing, ...rows(100, {}, 30)]),
      delivery('ID 2022-01_001 D', [...failing]),
    ],
    accepted: ['X:ID 2022-01_001 D'],
    expected: { 'X:FULD 2022-01_001': 'held L061 121=100+21+0', 'X:ID 2022-01_001 D': 'loaded 21=0+21+0' },
  },
  {
    name: 'a twentieth may fail whatever the number',
    arrived: [
      delivery('FULD 2022-01_001', [...rows(25, { codes: ['R103'] }), ...rows(475, {}, 30)]),
      delivery('FULD 2022-02_001', [...rows(26, { codes: ['R103'] }), ...rows(474, {}, 30)]),
    ],
    expected: {
      'X:FULD 2022-01_001': 'loaded 500=475+25+0',
      'X:FULD 2022-02_001': 'held L061 500=474+26+0',
    },
  },
  {
    name: 'order of extract time, not of arrival',
    arrived: [delivery('FULD 2022-02_001', rows(5)), delivery('FULD 2022-01_001', rows(40))],
    expected: { 'X:FULD 2022-01_001': 'loaded 40=40+0+0', 'X:FULD 2022-02_001': 'held L060 5=5+0+0' },
  },
  {
    name: 'a withdrawn delivery is as if it had never come',
    arrived: [delivery('FULD 2022-01_001', rows(40)), delivery('FULD 2022-02_001', rows(5))],
    withdrawn: ['X:FULD 2022-01_001'],
    expected: { 'X:FULD 2022-01_001': 'withdrawn 40=40+0+0', 'X:FULD 2022-02_001': 'loaded 5=5+0+0' },
  },
  {
    name: 'a løbenr that is missing, and those after it',
    arrived: [
      delivery('ID 2022-01_001 D', []),
      delivery('ID 2022-01_003 D', []),
      delivery('ID 2022-01_004 D', []),
      delivery('ID 2022-02_001 D', []),
    ],
    expected: {
      'X:ID 2022-01_001 D': 'loaded 0=0+0+0',
      'X:ID 2022-01_003 D': 'held L050 2022-01_002 0=0+0+0',
      'X:ID 2022-01_004 D': 'held L050 2022-01_002 0=0+0+0',
      'X:ID 2022-02_001 D': 'held L050 2022-01_002 0=0+0+0',
    },
  },
  {
    name: 'the first of a chain has no predecessor, and where there is no rhythm the first of a periode has none',
    arrived: [delivery('ID 2022-01_003 D', []), delivery('ID 2022-03_001 D', [])],
    expected: { 'X:ID 2022-01_003 D': 'loaded 0=0+0+0', 'X:ID 2022-03_001 D': 'loaded 0=0+0+0' },
  },
  {
    name: 'a day that is missing, where every day comes',
    arrived: [
      delivery('DAG 2022-02-28_001 D', []),
      delivery('DAG 2022-03-01_001 D', []),
      delivery('DAG 2022-03-03_001 D', []),
    ],
    expected: {
      'X:DAG 2022-02-28_001 D': 'loaded 0=0+0+0',
      'X:DAG 2022-03-01_001 D': 'loaded 0=0+0+0',
      'X:DAG 2022-03-03_001 D': 'held L050 2022-03-02_001 0=0+0+0',
    },
  },
  {
    name: 'a full delivery lets go what waited before it, and begins anew',
    arrived: [
      delivery('DAG 2022-03-01_001 D', []),
      delivery('DAG 2022-03-03_001 D', []),
      delivery('DAG 2022-03-05_001 F', []),
      delivery('DAG 2022-03-06_001 D', []),
      delivery('DAG 2022-03-08_001 D', []),
    ],
    expected: {
      'X:DAG 2022-03-01_001 D': 'loaded 0=0+0+0',
      'X:DAG 2022-03-03_001 D': 'loaded 0=0+0+0',
      'X:DAG 2022-03-05_001 F': 'loaded 0=0+0+0',
      'X:DAG 2022-03-06_001 D': 'loaded 0=0+0+0',
      'X:DAG 2022-03-08_001 D': 'held L050 2022-03-07_001 0=0+0+0',
    },
  },
  {
    name: 'an accepted gap lets go what follows',
    arrived: [
      delivery('ID 2022-01_001 D', []),
      delivery('ID 2022-01_003 D', []),
      delivery('ID 2022-01_004 D', []),
    ],
    accepted: ['X:ID 2022-01_003 D'],
    expected: {
      'X:ID 2022-01_001 D': 'loaded 0=0+0+0',
      'X:ID 2022-01_003 D': 'loaded 0=0+0+0',
      'X:ID 2022-01_004 D': 'loaded 0=0+0+0',
    },
  },
  {
    name: 'a withdrawn delivery has been there for those after it',
    arrived: [
      delivery('ID 2022-01_001 D', []),
      delivery('ID 2022-01_002 D', []),
      delivery('ID 2022-01_003 D', []),
    ],
    withdrawn: ['X:ID 2022-01_002 D'],
    expected: {
      'X:ID 2022-01_001 D': 'loaded 0=0+0+0',
      'X:ID 2022-01_002 D': 'withdrawn 0=0+0+0',
      'X:ID 2022-01_003 D': 'loaded 0=0+0+0',
    },
  },
  {
    name: 'deltas add to what stands open',
    arrived: [
      delivery('DAG 2022-03-01_001 F', rows(30)),
      delivery('DAG 2022-03-02_001 D', rows(15, {}, 30)),
      delivery('DAG 2022-03-03_001 F', rows(24)),
    ],
    expected: {
      'X:DAG 2022-03-01_001 F': 'loaded 30=30+0+0',
      'X:DAG 2022-03-02_001 D': 'loaded 15=15+0+0',
      'X:DAG 2022-03-03_001 F': 'held L060 24=24+0+0',
    },
  },
  {
    name: 'before the codes are there rows are judged by all else',
    arrived: [delivery('VENT 2022-01_001 D', [row('a', { refersTo: 'k1' }), row('b', { codes: ['R101'] })])],
    expected: { 'X:VENT 2022-01_001 D': 'held L051 2=1+1+0' },
  },
  {
    name: 'a code of any list is known, also of an older one',
    arrived: [
      delivery('VENT 2022-01_001 D', [
        row('a', { refersTo: 'k1' }),
        row('b', { refersTo: 'k2' }),
        row('c', { refersTo: 'k3' }),
      ]),
      delivery('KODER 2022-02_001', [row('k2')]),
      delivery('KODER 2022-01_001', [row('k1')]),
    ],
    expected: {
      'X:KODER 2022-01_001': 'loaded 1=1+0+0',
      'X:KODER 2022-02_001': 'loaded 1=1+0+0',
      'X:VENT 2022-01_001 D': 'loaded 3=2+1+0',
    },
  },
]
