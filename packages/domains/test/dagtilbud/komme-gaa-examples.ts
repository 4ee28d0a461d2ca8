/** Status, and local time of 15 January 2026 (`+1 hh:mm` = the next day), or an instant with its offset. */
export type Event = readonly [status: number, when: string]

export interface KommeGaaExample {
  readonly name: string
  readonly events: readonly Event[]
  /** `day registration start–end (minutes)`; – without an end. */
  readonly rows: readonly string[]
  readonly fund?: { readonly manglende?: readonly string[]; readonly uden?: readonly string[] }
}

/** The rows of the specification's table, under their own names. Findings name events by their place. */
export const SPECIFIED: readonly KommeGaaExample[] = [
  {
    name: '3 07:30, 5 11:30, 3 13:00, 8 15:45',
    events: [
      [3, '07:30'],
      [5, '11:30'],
      [3, '13:00'],
      [8, '15:45'],
    ],
    rows: ['15 1 730–1545 (495)'],
  },
  {
    name: '3 08:00, 8 10:00, 3 12:00, 8 16:00',
    events: [
      [3, '08:00'],
      [8, '10:00'],
      [3, '12:00'],
      [8, '16:00'],
    ],
    rows: ['15 1 800–1000 (120)', '15 1 1200–1600 (240)'],
  },
  { name: '1 07:00', events: [[1, '07:00']], rows: ['15 3 700–'] },
  {
    name: '2 07:00, 3 09:30, 8 15:00',
    events: [
      [2, '07:00'],
      [3, '09:30'],
      [8, '15:00'],
    ],
    rows: ['15 2 700–930 (150)', '15 1 930–1500 (330)'],
  },
  {
    name: '3 08:00, 1 12:00',
    events: [
      [3, '08:00'],
      [1, '12:00'],
    ],
    rows: ['15 1 800–1200 (240)', '15 3 1200–'],
  },
  {
    name: '3 07:45 and nothing more',
    events: [[3, '07:45']],
    rows: ['15 1 745–'],
    fund: { manglende: ['0'] },
  },
  { name: '8 09:00', events: [[8, '09:00']], rows: [], fund: { uden: ['0'] } },
  {
    name: '3 22:00, next day 8 06:30',
    events: [
      [3, '22:00'],
      [8, '+1 06:30'],
    ],
    rows: ['15 1 2200–0 (120)', '16 1 0–630 (390)'],
  },
  {
    name: '3 08:00, next day 3 07:45, 8 15:00',
    events: [
      [3, '08:00'],
      [3, '+1 07:45'],
      [8, '+1 15:00'],
    ],
    rows: ['15 1 800–', '16 1 745–1500 (435)'],
    fund: { manglende: ['0'] },
  },
  {
    name: '3 08:00, next day 8 09:00',
    events: [
      [3, '08:00'],
      [8, '+1 09:00'],
    ],
    rows: ['15 1 800–'],
    fund: { manglende: ['0'], uden: ['1'] },
  },
  {
    name: '1 07:00, next day 3 08:00, 8 15:00',
    events: [
      [1, '07:00'],
      [3, '+1 08:00'],
      [8, '+1 15:00'],
    ],
    rows: ['15 3 700–', '16 1 800–1500 (420)'],
  },
  {
    name: '2026-03-29: 3 01:30+01:00, 8 04:00+02:00',
    events: [
      [3, '2026-03-29T01:30:00+01:00'],
      [8, '2026-03-29T04:00:00+02:00'],
    ],
    rows: ['29 1 130–400 (90)'],
  },
  {
    name: '2026-10-25: 3 01:30+02:00, 8 04:00+01:00',
    events: [
      [3, '2026-10-25T01:30:00+02:00'],
      [8, '2026-10-25T04:00:00+01:00'],
    ],
    rows: ['25 1 130–400 (210)'],
  },
  {
    name: '3 08:00 twice, then 8 16:00',
    events: [
      [3, '08:00'],
      [3, '08:00'],
      [8, '16:00'],
    ],
    rows: ['15 1 800–1600 (480)'],
  },
  {
    name: '3 08:00, 8 08:00 same instant',
    events: [
      [8, '08:00'],
      [3, '08:00'],
    ],
    rows: [],
  },
]

/** What the specification's sentences say beside the table. */
export const BESIDE: readonly KommeGaaExample[] = [
  {
    name: 'every status of presence is one registration',
    events: [
      [3, '07:00'],
      [4, '08:00'],
      [5, '09:00'],
      [6, '10:00'],
      [7, '11:00'],
      [8, '12:00'],
    ],
    rows: ['15 1 700–1200 (300)'],
  },
  {
    name: 'absences of both statuses are one registration, sickness is another',
    events: [
      [2, '07:00'],
      [0, '08:00'],
      [1, '09:00'],
    ],
    rows: ['15 2 700–900 (120)', '15 3 900–'],
  },
  {
    name: 'a presence told again without an end is one, with one finding',
    events: [
      [3, '08:00'],
      [5, '12:00'],
    ],
    rows: ['15 1 800–'],
    fund: { manglende: ['1'] },
  },
  {
    name: 'checking out ends an absence of its date',
    events: [
      [2, '07:00'],
      [8, '09:00'],
    ],
    rows: ['15 2 700–900 (120)'],
  },
  {
    name: 'checking out the next day ends no absence',
    events: [
      [2, '22:00'],
      [8, '+1 06:00'],
    ],
    rows: ['15 2 2200–'],
    fund: { uden: ['1'] },
  },
  {
    name: 'checking out twice',
    events: [
      [3, '08:00'],
      [8, '16:00'],
      [8, '16:05'],
    ],
    rows: ['15 1 800–1600 (480)'],
    fund: { uden: ['2'] },
  },
  {
    name: 'over midnight, out at noon to the second, 16 hours',
    events: [
      [3, '20:00'],
      [8, '+1 12:00'],
    ],
    rows: ['15 1 2000–0 (240)', '16 1 0–1200 (720)'],
  },
  {
    name: 'over midnight, a second past noon',
    events: [
      [3, '20:30'],
      [8, '+1 12:00:01'],
    ],
    rows: ['15 1 2030–'],
    fund: { manglende: ['0'], uden: ['1'] },
  },
  {
    name: 'over midnight, a second more than 16 hours',
    events: [
      [3, '19:59:59'],
      [8, '+1 12:00'],
    ],
    rows: ['15 1 1959–'],
    fund: { manglende: ['0'], uden: ['1'] },
  },
  {
    name: '16 hours are of real time: one is lost in March',
    events: [
      [3, '2026-03-28T19:00:00+01:00'],
      [8, '2026-03-29T12:00:00+02:00'],
    ],
    rows: ['28 1 1900–0 (300)', '29 1 0–1200 (660)'],
  },
  {
    name: '16 hours are of real time: one is gained in October',
    events: [
      [3, '2026-10-24T20:00:00+02:00'],
      [8, '2026-10-25T12:00:00+01:00'],
    ],
    rows: ['24 1 2000–'],
    fund: { manglende: ['0'], uden: ['1'] },
  },
  {
    name: '16 hours count from the last event, not from the arrival',
    events: [
      [3, '07:00'],
      [5, '19:00'],
      [8, '+1 06:00'],
    ],
    rows: ['15 1 700–0 (1020)', '16 1 0–600 (360)'],
  },
  {
    name: 'out at midnight itself',
    events: [
      [3, '20:00'],
      [8, '+1 00:00'],
    ],
    rows: ['15 1 2000–0 (240)'],
  },
  {
    name: 'out the day after the next',
    events: [
      [3, '23:00'],
      [8, '+2 06:00'],
    ],
    rows: ['15 1 2300–'],
    fund: { manglende: ['0'], uden: ['1'] },
  },
  {
    name: 'something else before checking out the next day',
    events: [
      [3, '22:00'],
      [5, '+1 01:00'],
      [8, '+1 06:00'],
    ],
    rows: ['15 1 2200–', '16 1 100–600 (300)'],
    fund: { manglende: ['0'] },
  },
  {
    name: 'another event at the instant of checking out the next day',
    events: [
      [3, '22:00'],
      [8, '+1 06:00'],
      [3, '+1 06:00'],
    ],
    rows: ['15 1 2200–'],
    fund: { manglende: ['0'] },
  },
  {
    name: 'a night, then an ordinary day',
    events: [
      [3, '22:00'],
      [8, '+1 06:30'],
      [3, '+1 08:00'],
      [8, '+1 15:00'],
    ],
    rows: ['15 1 2200–0 (120)', '16 1 0–630 (390)', '16 1 800–1500 (420)'],
  },
  {
    name: 'absent, then here at one instant: no time between',
    events: [
      [3, '08:00'],
      [2, '09:00'],
      [3, '09:00'],
      [8, '16:00'],
    ],
    rows: ['15 1 800–1600 (480)'],
  },
  {
    name: 'the same without checking out',
    events: [
      [3, '08:00'],
      [2, '09:00'],
      [3, '09:00'],
    ],
    rows: ['15 1 800–'],
    fund: { manglende: ['2'] },
  },
  {
    name: 'out and in again at one instant',
    events: [
      [3, '08:00'],
      [8, '09:00'],
      [3, '09:00'],
      [8, '16:00'],
    ],
    rows: ['15 1 800–900 (60)'],
    fund: { uden: ['3'] },
  },
  {
    name: 'less than a minute is a row of none',
    events: [
      [3, '08:00:10'],
      [8, '08:00:50'],
    ],
    rows: ['15 1 800–800 (0)'],
  },
  {
    name: 'two in one minute are two',
    events: [
      [3, '08:00:10'],
      [8, '08:00:20'],
      [3, '08:00:30'],
      [8, '09:00'],
    ],
    rows: ['15 1 800–800 (0)', '15 1 800–900 (59)'],
  },
]
