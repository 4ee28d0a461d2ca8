// Whole-person deltas and full deliveries typed from the specification, 3.2. Two persons, p and q; addresses `p1` are
// the first address of p; letters are contents; `!` = the row stands in quarantine.

import type { PersonDelivery, PersonRow } from '../reference/historise-person.js'

type Sent = readonly [type: 'F' | 'D', persons: string, addresses: string]

interface PersonExample {
  readonly name: string
  readonly source: string
  /** One delivery a day, from 1 October on. */
  readonly deliveries: readonly Sent[]
  /** Addresses: `key=content day–day`, the day on which each version began and ended. */
  readonly versions: readonly string[]
  /** Addresses that DM sees; `†day` = no longer held, the last day that held it. */
  readonly shown: readonly string[]
  readonly leftOut?: readonly string[]
}

export const PERSON_EXAMPLES: readonly PersonExample[] = [
  {
    name: 'a person in a delta gets the rows sent, and what is replaced is gone',
    source:
      'every person present in BorgerPerson replaces all of that person’s rows; rows replaced are gone from DM',
    deliveries: [
      ['F', 'p q', 'p1=A p2=B q1=C'],
      ['D', 'p', 'p2=D p3=E'],
    ],
    versions: ['p1=A 1–2', 'p2=B 1–2', 'p2=D 2–', 'p3=E 2–', 'q1=C 1–'],
    shown: ['p2=D', 'p3=E', 'q1=C'],
  },
  {
    name: 'a person without addresses has none left',
    source: 'replaces all of that person’s BorgerAdresse and BorgerTilknytning rows',
    deliveries: [
      ['F', 'p q', 'p1=A q1=C'],
      ['D', 'p', ''],
    ],
    versions: ['p1=A 1–2', 'q1=C 1–'],
    shown: ['q1=C'],
  },
  {
    name: 'equal rows go on, also in a delta',
    source: 'changed content starts a new version',
    deliveries: [
      ['F', 'p', 'p1=A p2=B'],
      ['D', 'p', 'p1=A p2=B'],
    ],
    versions: ['p1=A 1–', 'p2=B 1–'],
    shown: ['p1=A', 'p2=B'],
  },
  {
    name: 'persons absent are untouched, and rows of theirs are left out',
    source: 'persons absent are untouched',
    deliveries: [
      ['F', 'p q', 'p1=A q1=C'],
      ['D', 'p', 'p1=B q1=D q2=E'],
    ],
    versions: ['p1=A 1–2', 'p1=B 2–', 'q1=C 1–'],
    shown: ['p1=B', 'q1=C'],
    leftOut: ['2 2'],
  },
  {
    name: 'a person in quarantine is untouched in a delta',
    source: 'a quarantined BorgerPerson leaves that person’s data untouched',
    deliveries: [
      ['F', 'p q', 'p1=A q1=C'],
      ['D', 'p! q', 'p1=B p2=D q1=E'],
    ],
    versions: ['p1=A 1–', 'q1=C 1–2', 'q1=E 2–'],
    shown: ['p1=A', 'q1=E'],
    leftOut: ['2 2'],
  },
  {
    name: 'a person in quarantine is untouched in a full delivery',
    source: 'a quarantined BorgerPerson leaves that person’s data untouched',
    deliveries: [
      ['F', 'p q', 'p1=A p2=B q1=C q2=D'],
      ['F', 'p! q', 'p1=E q1=C'],
    ],
    versions: ['p1=A 1–', 'p2=B 1–', 'q1=C 1–', 'q2=D 1–2'],
    shown: ['p1=A', 'p2=B', 'q1=C', 'q2=D †1'],
    leftOut: ['2 1'],
  },
  {
    name: 'what a full delivery no longer holds stays (behold), until a delta replaces its person',
    source: 'behold: the last version stays; rows replaced are gone from DM',
    deliveries: [
      ['F', 'p q', 'p1=A p2=B q1=C'],
      ['F', 'p q', 'p1=A'],
      ['D', 'p', 'p1=A'],
    ],
    versions: ['p1=A 1–', 'p2=B 1–2', 'q1=C 1–2'],
    shown: ['p1=A', 'q1=C †1'],
  },
  {
    name: 'a replaced address that returns opens anew',
    source: 'a key that returns opens a new version',
    deliveries: [
      ['F', 'p', 'p1=A'],
      ['D', 'p', ''],
      ['D', 'p', 'p1=A'],
    ],
    versions: ['p1=A 1–2', 'p1=A 3–'],
    shown: ['p1=A'],
  },
  {
    name: 'an address in quarantine was sent: its last good version stays',
    source: 'a key whose row is in quarantine counts as present',
    deliveries: [
      ['F', 'p', 'p1=A p2=B'],
      ['D', 'p', 'p1=C!'],
    ],
    versions: ['p1=A 1–', 'p2=B 1–2'],
    shown: ['p1=A'],
  },
  {
    name: 'a full delivery after deltas ends what it lacks; the delta was the last to hold it',
    source: 'the last extract that held it; a delta leaves whom it does not hold as they were',
    deliveries: [
      ['F', 'p q', 'p1=A q1=C'],
      ['D', 'p', 'p1=A'],
      ['F', 'p q', 'p1=A'],
    ],
    versions: ['p1=A 1–', 'q1=C 1–3'],
    shown: ['p1=A', 'q1=C †2'],
  },
]

export const dayOf = (nth: number): number => 20221000000 + nth * 1000 + 1

const rowsOf = (words: string): PersonRow<string>[] =>
  words
    .split(' ')
    .filter((each) => each !== '')
    .map((word) => {
      const [key = '', content = ''] = word.replace('!', '').split('=')
      return { key, content, broken: word.endsWith('!'), person: key.slice(0, 1) }
    })

/** An example's deliveries as the model takes them. */
export const personDeliveriesOf = ({ deliveries }: PersonExample): PersonDelivery<string>[] =>
  deliveries.map(([type, persons, addresses], index) => ({
    extract: dayOf(index + 1),
    leverance: String(index + 1),
    type,
    persons: rowsOf(persons),
    owned: [rowsOf(addresses)],
  }))
