// Histories of events typed from the specification, 3.2: "`D` append (Aula): by RegistreringId; same id with other
// content in a later extract replaces". Letters are contents.

import type { AppendDelivery } from '../reference/historise-append.js'

interface AppendExample {
  readonly name: string
  /** Extract → the rows of its delivery: `key=content`, `!` = the row breaks its contract. */
  readonly deliveries: readonly (readonly [extract: number, rows: readonly string[]])[]
  /** `key=content fra–til extract of the delivery:line` */
  readonly versions: readonly string[]
}

const NOW = 99991231999

export const APPEND_EXAMPLES: readonly AppendExample[] = [
  {
    name: 'events are added, absence never ends',
    deliveries: [
      [20221001001, ['a=A', 'b=B']],
      [20221002001, ['c=C']],
    ],
    versions: [
      `a=A 20221001001–${NOW} 20221001001:2`,
      `b=B 20221001001–${NOW} 20221001001:3`,
      `c=C 20221002001–${NOW} 20221002001:2`,
    ],
  },
  {
    name: 'the same id with other content in a later extract replaces',
    deliveries: [
      [20221001001, ['a=A']],
      [20221001002, ['a=B']],
    ],
    versions: [`a=A 20221001001–20221001002 20221001001:2`, `a=B 20221001002–${NOW} 20221001002:2`],
  },
  {
    name: 'the same content sent again adds nothing',
    deliveries: [
      [20221001001, ['a=A']],
      [20221002001, ['x=X', 'a=A']],
      [20221003001, ['a=A']],
    ],
    versions: [`a=A 20221001001–${NOW} 20221001001:2`, `x=X 20221002001–${NOW} 20221002001:2`],
  },
  {
    name: 'A, B, A are three versions',
    deliveries: [
      [20221001001, ['a=A']],
      [20221002001, ['a=B']],
      [20221003001, ['a=A']],
    ],
    versions: [
      `a=A 20221001001–20221002001 20221001001:2`,
      `a=B 20221002001–20221003001 20221002001:2`,
      `a=A 20221003001–${NOW} 20221003001:2`,
    ],
  },
  {
    name: 'a row in quarantine says nothing: the last good version stays',
    deliveries: [
      [20221001001, ['a=A']],
      [20221002001, ['a=B!']],
      [20221003001, ['a=C']],
    ],
    versions: [`a=A 20221001001–20221003001 20221001001:2`, `a=C 20221003001–${NOW} 20221003001:2`],
  },
  {
    name: 'equal rows of a delivery collapse to the first, a key with other content goes to quarantine whole',
    deliveries: [[20221001001, ['a=A', 'a=A', 'b=B', 'b=C', 'b=B']]],
    versions: [`a=A 20221001001–${NOW} 20221001001:2`],
  },
]

/** An example's deliveries as the model takes them. */
export const deliveriesOf = ({ deliveries }: AppendExample): AppendDelivery<string>[] =>
  deliveries.map(([extract, rows]) => ({
    extract,
    leverance: String(extract),
    rows: rows.map((row) => {
      const [key = '', content = ''] = row.replace('!', '').split('=')
      return { key, content, broken: row.endsWith('!') }
    }),
  }))
