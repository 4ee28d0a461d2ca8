// A ydelse that full deliveries hold, lose, refuse or take back, and the rows it then has, typed by hand
// from layers 3.2 (load mode F, absence behold). The case is created and Bevilget before, and stays.

import { type ExpectedYdelse, ydelseRow } from './ky-example-rows.js'

/** What a delivery says of the ydelse: its SlutDato or open, nothing, or a row that goes to quarantine. */
export type Said = 'open' | `to ${string}` | 'absent' | 'refused'

export interface BeholdExample {
  readonly name: string
  /** StartDato of the ydelse. */
  readonly start: string
  /** [periode, løbenr, what it says], in any order of arrival. */
  readonly deliveries: readonly (readonly [string, string, Said])[]
  readonly runMonth: string
  readonly expect: readonly ExpectedYdelse[]
}

const march = ydelseRow('2022-03', 2, 31, '0.064516', 2, 1610612736)
const april = ydelseRow('2022-04', 30, 30, '1.000000', 32, 1073741823)
const may = ydelseRow('2022-05', 31, 31, '1.000000', 63, 2147483647)
const june = ydelseRow('2022-06', 30, 30, '1.000000', 93, 1073741823)

export const beholdExamples: readonly BeholdExample[] = [
  {
    name: 'held by the newest extract it rolls out to the run month',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-05', '001', 'open'],
    ],
    runMonth: '2022-06',
    expect: [march, april, may, june],
  },
  {
    name: 'vanished while open it is measured to the end of the month of the last extract that held it',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-04', '001', 'open'],
      ['2022-05', '001', 'absent'],
    ],
    runMonth: '2022-06',
    expect: [march, april],
  },
  {
    name: 'a month without a delivery did not hold it',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-06', '001', 'absent'],
    ],
    runMonth: '2022-06',
    expect: [march],
  },
  {
    name: 'vanished in a second extract of a month it is measured to that month’s end',
    start: '2022-03-30',
    deliveries: [
      ['2022-04', '001', 'open'],
      ['2022-04', '002', 'absent'],
    ],
    runMonth: '2022-06',
    expect: [march, april],
  },
  {
    name: 'refused it counts as present: the last good version runs on',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-05', '001', 'refused'],
    ],
    runMonth: '2022-06',
    expect: [march, april, may, june],
  },
  {
    name: 'an extract that refused it is one that held it',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-04', '001', 'refused'],
      ['2022-05', '001', 'absent'],
    ],
    runMonth: '2022-06',
    expect: [march, april],
  },
  {
    name: 'returned it is as if it had never been away',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-04', '001', 'absent'],
      ['2022-05', '001', 'open'],
    ],
    runMonth: '2022-05',
    expect: [march, april, may],
  },
  {
    name: 'vanished with a SlutDato it keeps that SlutDato',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-04', '001', 'to 2022-05-31'],
      ['2022-05', '001', 'absent'],
    ],
    runMonth: '2022-06',
    expect: [march, april, may],
  },
  {
    name: 'a late older extract that still held it moves the end forward',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-05', '001', 'absent'],
      ['2022-04', '001', 'open'],
    ],
    runMonth: '2022-06',
    expect: [march, april],
  },
  {
    name: 'a correction of the newest extract counts for all months',
    start: '2022-03-30',
    deliveries: [
      ['2022-03', '001', 'open'],
      ['2022-05', '001', 'to 2022-03-31'],
    ],
    runMonth: '2022-06',
    expect: [march],
  },
]
