// Expected versions in DSA_HIST, typed by hand from layers 3.2: load mode F (full) and D upsert.

import type { FullDelivery, VersionRow } from '../reference/historise-full.js'
import type { Ordered } from '../reference/historise-upsert.js'

export interface Content {
  readonly a: string
  readonly b: string | null
}

export interface FullExample {
  readonly name: string
  /** In the order of arrival, which must not matter. */
  readonly deliveries: readonly FullDelivery<Content>[]
  readonly expect: readonly VersionRow<Content>[]
  /** Keys that the newest delivery no longer holds → the last extract that held them. */
  readonly lastHeldBy: Readonly<Record<string, number>>
}

const january = 20220131001
const february = 20220228001
const march = 20220331001
const april = 20220430001
const CURRENT = 99991231999

/** One delivery; each row is [key, a, b], its line its place after the header. */
const full = (
  extract: number,
  rows: readonly (readonly [string, string, string | null])[],
  quarantined: readonly string[] = [],
): FullDelivery<Content> => ({
  extract,
  leverance: `L${extract}`,
  rows: rows.map(([key, a, b], index) => ({ key, linje: index + 2, content: { a, b } })),
  quarantined,
})

const version = (
  key: string,
  a: string,
  b: string | null,
  fra: number,
  til: number,
  linje = 2,
): VersionRow<Content> => ({ key, content: { a, b }, fra, til, leverance: `L${fra}`, linje })

export const fullExamples: readonly FullExample[] = [
  {
    name: 'an unchanged delivery adds no rows, and the version keeps where it came from',
    deliveries: [full(january, [['k1', 'x', null]]), full(february, [['k1', 'x', null]])],
    expect: [version('k1', 'x', null, january, CURRENT)],
    lastHeldBy: {},
  },
  {
    name: 'changed content starts a new version where the old one ends',
    deliveries: [full(january, [['k1', 'x', 'y']]), full(february, [['k1', 'z', 'y']])],
    expect: [version('k1', 'x', 'y', january, february), version('k1', 'z', 'y', february, CURRENT)],
    lastHeldBy: {},
  },
  {
    name: 'NULL to a value and back are changes, and NULL is not the empty text',
    deliveries: [
      full(january, [['k1', 'x', null]]),
      full(february, [['k1', 'x', '']]),
      full(march, [['k1', 'x', null]]),
    ],
    expect: [
      version('k1', 'x', null, january, february),
      version('k1', 'x', '', february, march),
      version('k1', 'x', null, march, CURRENT),
    ],
    lastHeldBy: {},
  },
  {
    name: 'a key absent from a full delivery ends at its extract time',
    deliveries: [
      full(january, [
        ['k1', 'x', null],
        ['k2', 'x', null],
      ]),
      full(march, [['k2', 'x', null]]),
    ],
    expect: [version('k1', 'x', null, january, march), version('k2', 'x', null, january, CURRENT, 3)],
    lastHeldBy: { k1: january },
  },
  {
    name: 'a key that returns opens a new version, even with the old content',
    deliveries: [full(january, [['k1', 'x', null]]), full(february, []), full(march, [['k1', 'x', null]])],
    expect: [version('k1', 'x', null, january, february), version('k1', 'x', null, march, CURRENT)],
    lastHeldBy: {},
  },
  {
    name: 'a key whose row is in quarantine counts as present: its last good version stays current',
    deliveries: [
      full(january, [['k1', 'x', null]]),
      full(february, [], ['k1']),
      full(march, [['k1', 'z', null]]),
    ],
    expect: [version('k1', 'x', null, january, march), version('k1', 'z', null, march, CURRENT)],
    lastHeldBy: {},
  },
  {
    name: 'a quarantined delivery is one that held the key: it ends only with the next that lacks it',
    deliveries: [full(january, [['k1', 'x', null]]), full(february, [], ['k1']), full(march, [])],
    expect: [version('k1', 'x', null, january, march)],
    lastHeldBy: { k1: february },
  },
  {
    name: 'a quarantined row of a key never seen, or already ended, opens nothing',
    deliveries: [full(january, [['k1', 'x', null]]), full(february, []), full(march, [], ['k1', 'k9'])],
    expect: [version('k1', 'x', null, january, february)],
    lastHeldBy: { k1: january },
  },
  {
    name: 'a late older delivery is inserted at its place in history',
    deliveries: [
      full(january, [['k1', 'x', null]]),
      full(april, [['k1', 'x', null]]),
      full(february, [['k1', 'z', null]]),
    ],
    expect: [
      version('k1', 'x', null, january, february),
      version('k1', 'z', null, february, april),
      version('k1', 'x', null, april, CURRENT),
    ],
    lastHeldBy: {},
  },
  {
    name: 'a later løbenr of the same periode is a later extract',
    deliveries: [full(20220131002, [['k1', 'z', null]]), full(january, [['k1', 'x', null]])],
    expect: [version('k1', 'x', null, january, 20220131002), version('k1', 'z', null, 20220131002, CURRENT)],
    lastHeldBy: {},
  },
]

export interface UpsertExample {
  readonly name: string
  readonly rows: readonly Ordered[]
  /** In version order: [sha, fra, til]; the last is what DM sees. */
  readonly expect: readonly (readonly [string, number, number])[]
}

const sent = (
  sha: string,
  extract: number,
  reportTidspunkt: string,
  lastUpdated: string | null = null,
): Ordered => ({ id: 'r1', sha, extract, reportTidspunkt, lastUpdated })

export const upsertExamples: readonly UpsertExample[] = [
  {
    name: 'the same id seen later is an update',
    rows: [sent('a', january, '2022-01-10T09:00:00Z'), sent('b', february, '2022-02-10T09:00:00Z')],
    expect: [
      ['a', january, february],
      ['b', february, CURRENT],
    ],
  },
  {
    name: 'reports of one delivery in any order: the earlier ones have an empty stretch but stay',
    rows: [
      sent('c', january, '2022-01-12T09:00:00Z'),
      sent('a', january, '2022-01-10T09:00:00Z'),
      sent('b', january, '2022-01-11T09:00:00Z'),
    ],
    expect: [
      ['a', january, january],
      ['b', january, january],
      ['c', january, CURRENT],
    ],
  },
  {
    name: 'an older version that comes late was never the newest known',
    rows: [sent('b', january, '2022-01-12T09:00:00Z'), sent('a', february, '2022-01-10T09:00:00Z')],
    expect: [
      ['a', february, february],
      ['b', january, CURRENT],
    ],
  },
  {
    name: 'lastUpdated goes before the report time, as an instant',
    rows: [
      sent('b', january, '2022-01-10T09:00:00Z', '2022-01-09T21:30:00Z'),
      sent('a', february, '2022-02-10T09:00:00Z', '2022-01-09T22:00:00+01:00'),
    ],
    expect: [
      ['a', february, february],
      ['b', january, CURRENT],
    ],
  },
  {
    name: 'the same resource of the same report sent again is one version',
    rows: [sent('a', february, '2022-01-10T09:00:00Z'), sent('a', january, '2022-01-10T09:00:00Z')],
    expect: [['a', january, CURRENT]],
  },
  {
    name: 'the same content in a later report is a version of its own',
    rows: [sent('a', january, '2022-01-10T09:00:00Z'), sent('a', february, '2022-02-10T09:00:00Z')],
    expect: [
      ['a', january, february],
      ['a', february, CURRENT],
    ],
  },
]
