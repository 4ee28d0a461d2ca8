import type { DagtilbudExample } from './dagtilbud-told.js'

const LATER = '2026-10 002'
const NOVEMBER = '2026-11 001'

const scopes: readonly DagtilbudExample[] = [
  {
    name: 'institutions have nothing to do with one another',
    events: ['3 08:00', ['3 10:00', { institution: 'B' }], '8 12:00', ['8 14:00', { institution: 'B' }]],
    kommeGå: ['1 08:00–12:00 (240)', '1 10:00–14:00 (240) @B'],
  },
  {
    name: 'nor have children',
    events: ['3 08:00', ['1 10:00', { barn: 'b' }], '8 12:00'],
    kommeGå: ['1 08:00–12:00 (240)', '3 10:00–(−1) b'],
  },
  {
    name: 'an id is a child’s in its own kommune only',
    events: ['3 08:00', ['8 10:00', { kommune: '0461', in: '2026-10-05 001' }]],
    kommeGå: ['1 08:00–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'rows have the kommune that delivered them',
    events: [
      ['3 08:00', { kommune: '0461', in: '2026-10-05 001' }],
      ['8 10:00', { kommune: '0461', in: '2026-10-05 002' }],
    ],
    kommeGå: ['1 08:00–10:00 (120) 461'],
  },
]

const corrections: readonly DagtilbudExample[] = [
  {
    name: 'a later extract corrects the time',
    events: ['3 08:00', ['8 10:00', { id: 'x' }], ['8 11:00', { id: 'x', in: LATER }]],
    kommeGå: ['1 08:00–11:00 (180)'],
  },
  {
    name: 'a later extract corrects the status',
    events: [['3 08:00', { id: 'x' }], '8 10:00', ['1 08:00', { id: 'x', in: LATER }]],
    kommeGå: ['3 08:00–10:00 (120)'],
  },
  {
    name: 'a later extract gives the event to another child',
    events: [['3 08:00', { id: 'x' }], '8 10:00', ['3 08:00', { id: 'x', barn: 'b', in: LATER }]],
    kommeGå: ['1 08:00–(−1) b'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'a later extract moves it to another institution and day',
    events: ['3 08:00', ['8 10:00', { id: 'x' }], ['3 +1 09:00', { id: 'x', institution: 'B', in: LATER }]],
    kommeGå: ['1 08:00–(−1)', '+1 1 09:00–(−1) @B'],
    manglende: 2,
  },
  {
    name: 'one month corrects another',
    events: ['3 08:00', ['8 10:00', { id: 'x' }], ['8 10:30', { id: 'x', in: NOVEMBER }]],
    kommeGå: ['1 08:00–10:30 (150)'],
  },
  {
    name: 'a late event ends what had no end',
    events: ['3 08:00', ['8 15:00', { in: NOVEMBER }]],
    kommeGå: ['1 08:00–15:00 (420)'],
  },
  {
    name: 'a late event parts what was one',
    events: ['3 08:00', '8 15:00', ['1 12:00', { in: LATER }]],
    kommeGå: ['1 08:00–12:00 (240)', '3 12:00–15:00 (180)'],
  },
  {
    name: 'sent again with the same content',
    events: ['3 08:00', ['8 15:00', { id: 'x' }], ['8 15:00', { id: 'x', in: LATER }]],
    kommeGå: ['1 08:00–15:00 (420)'],
  },
  {
    name: 'the same row twice in a delivery',
    events: [['3 08:00', { id: 'x' }], ['3 08:00', { id: 'x' }], '8 09:00'],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
  {
    name: 'one id with two contents in a delivery: both go (R110)',
    events: [['3 08:00', { id: 'x' }], ['3 08:30', { id: 'x' }], '8 09:00'],
    uden: 1,
  },
  {
    name: '9 and 10 are no status (R310)',
    events: [['9 08:00', { broken: true }], ['10 08:30', { broken: true }], '8 09:00'],
    uden: 1,
  },
  {
    name: 'nor are numbers outside (R310)',
    events: [['-1 08:00', { broken: true }], ['11 08:30', { broken: true }], '8 09:00'],
    uden: 1,
  },
  {
    name: 'a time without an offset is no instant (R102)',
    events: [['3 2026-10-05T08:00:00', { broken: true }], '8 09:00'],
    uden: 1,
  },
  {
    name: 'a broken correction leaves what stood',
    events: [['3 08:00', { id: 'x' }], ['9 08:00', { id: 'x', in: LATER, broken: true }], '8 09:00'],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
]

const RUN_END = '3 2026-10-31T22:00:00+01:00'
const FIRST_MORNING = '8 2026-11-01T06:30:00+01:00'

const monthEnds: readonly DagtilbudExample[] = [
  {
    name: 'the night over the run month’s end shows its first part',
    events: [RUN_END, [FIRST_MORNING, { in: NOVEMBER }]],
    kommeGå: ['2026-10-31 1 22:00–00:00 (120)'],
  },
  {
    name: 'and both in the next run',
    events: [RUN_END, [FIRST_MORNING, { in: NOVEMBER }]],
    month: '2026-11',
    kommeGå: ['2026-10-31 1 22:00–00:00 (120)', '2026-11-01 1 00:00–06:30 (390)'],
  },
  {
    name: 'what comes after the run month makes no row and no finding',
    events: [
      ['8 2026-11-01T00:00:00+01:00', { in: NOVEMBER }],
      ['3 2026-11-02T08:00:00+01:00', { in: NOVEMBER }],
    ],
  },
  {
    name: 'the next event, after the run month, is on another date',
    events: ['3 2026-10-30T08:00:00+01:00', ['8 2026-11-02T15:00:00+01:00', { in: NOVEMBER }]],
    kommeGå: ['2026-10-30 1 08:00–(−1)'],
    manglende: 1,
  },
  {
    name: 'nothing more yet: the periode of the delivery goes on',
    events: [['3 2026-10-30T08:00:00+01:00', { in: NOVEMBER }]],
    kommeGå: ['2026-10-30 1 08:00–(−1)'],
  },
  {
    name: 'nothing more: the periode of the delivery is past',
    events: [['3 2026-10-30T08:00:00+01:00', { in: NOVEMBER }]],
    month: '2026-11',
    kommeGå: ['2026-10-30 1 08:00–(−1)'],
    manglende: 1,
  },
  {
    name: 'something next, though the periode of the delivery goes on',
    events: [
      ['3 2026-10-30T08:00:00+01:00', { in: NOVEMBER }],
      ['3 2026-11-05T08:00:00+01:00', { in: NOVEMBER }],
    ],
    kommeGå: ['2026-10-30 1 08:00–(−1)'],
    manglende: 1,
  },
]

const hours = (timer: string | null) => ({ timer })
const DAY = ['3 08:00', '8 09:00'] as const
const KNOWN = [{ person: 'A' }] as const

const weights: readonly DagtilbudExample[] = [
  {
    name: 'the weight of the enrolment, on every row',
    events: ['2 07:00', ...DAY, '1 10:00'],
    børn: KNOWN,
    indskrevet: [hours('37')],
    kommeGå: ['2 07:00–08:00 (60) A =1.00', '1 08:00–09:00 (60) A =1.00', '3 10:00–(−1) A =1.00'],
  },
  {
    name: 'the highest of several',
    events: DAY,
    børn: KNOWN,
    indskrevet: [hours('20'), hours('30')],
    kommeGå: ['1 08:00–09:00 (60) A =0.75'],
    overlap: 2,
  },
  {
    name: 'no hours are no weight',
    events: DAY,
    børn: KNOWN,
    indskrevet: [hours(null)],
    kommeGå: ['1 08:00–09:00 (60) A'],
    udenTimer: 1,
  },
  {
    name: 'no hours beside some',
    events: DAY,
    børn: KNOWN,
    indskrevet: [hours('0'), hours('24.99')],
    kommeGå: ['1 08:00–09:00 (60) A =0.50'],
    udenTimer: 1,
    overlap: 2,
  },
  {
    name: 'the weight is that of the date: SlutDato is the last day',
    events: ['3 08:00', '8 09:00', '3 +1 08:00', '8 +1 09:00'],
    børn: KNOWN,
    indskrevet: [{ til: '2026-10-05' }],
    kommeGå: ['1 08:00–09:00 (60) A =1.00', '+1 1 08:00–09:00 (60) A'],
  },
  {
    name: 'StartDato is the first, and a night has two dates',
    events: ['3 22:00', '8 +1 06:00'],
    børn: KNOWN,
    indskrevet: [{ fra: '2026-10-06' }],
    kommeGå: ['1 22:00–00:00 (120) A', '+1 1 00:00–06:00 (360) A =1.00'],
  },
  {
    name: 'enrolled in another kommune',
    events: DAY,
    børn: KNOWN,
    indskrevet: [{ kommune: '0461' }],
    kommeGå: ['1 08:00–09:00 (60) A'],
  },
  {
    name: 'a child whom nobody names',
    events: DAY,
    indskrevet: [hours('37')],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
  {
    name: 'named without a number',
    events: DAY,
    børn: [{ person: null }],
    indskrevet: [hours('37')],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
  {
    name: 'named in another kommune',
    events: DAY,
    børn: [{ person: 'A', kommune: '0461', in: '2026-10-05 001' }],
    indskrevet: [hours('37')],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
  {
    name: 'a child whom CPR does not know has a weight',
    events: DAY,
    børn: [{ person: 'U' }],
    indskrevet: [{ person: 'U' }],
    kommeGå: ['1 08:00–09:00 (60) =1.00'],
  },
  {
    name: 'the later extract says who it is',
    events: DAY,
    børn: [{ person: 'A' }, { person: 'B', in: LATER }],
    indskrevet: [{ person: 'A' }, { person: 'B', timer: '20' }],
    kommeGå: ['1 08:00–09:00 (60) B =0.50'],
  },
  {
    name: 'or that it is nobody',
    events: DAY,
    børn: [{ person: 'A' }, { person: null, in: NOVEMBER }],
    indskrevet: [{ person: 'A' }],
    kommeGå: ['1 08:00–09:00 (60)'],
  },
  {
    name: 'one child under two ids',
    events: [...DAY, ['3 12:00', { barn: 'b' }]],
    børn: [{ person: 'A' }, { barn: 'b', person: 'A' }],
    indskrevet: [hours('25')],
    kommeGå: ['1 08:00–09:00 (60) A =0.75', '1 12:00–(−1) b A =0.75'],
    manglende: 1,
  },
  {
    name: 'enrolments that the source no longer holds weigh until they ended',
    events: [
      '3 2026-09-30T08:00:00+02:00',
      '8 2026-09-30T09:00:00+02:00',
      '3 2026-10-01T08:00:00+02:00',
      '8 2026-10-01T09:00:00+02:00',
    ],
    børn: KNOWN,
    indskrevet: [{ held: ['2026-08', '2026-09'] }],
    kommeGå: ['2026-09-30 1 08:00–09:00 (60) A =1.00', '2026-10-01 1 08:00–09:00 (60) A'],
  },
  {
    name: 'by the day: they weigh until the day before',
    events: ['3 2026-10-30T08:00:00+01:00', '3 2026-10-31T08:00:00+01:00'].map(
      (event) => [event, { kommune: '0461', in: '2026-10-31 001' }] as const,
    ),
    børn: [{ person: 'A', kommune: '0461', in: '2026-10-31 001' }],
    indskrevet: [{ kommune: '0461', held: ['2026-08-15', '2026-09-10'] }],
    kommeGå: ['2026-10-30 1 08:00–(−1) A =1.00 461', '2026-10-31 1 08:00–(−1) A 461'],
    manglende: 2,
  },
]

export const deliveryExamples: readonly DagtilbudExample[] = [
  ...scopes,
  ...corrections,
  ...monthEnds,
  ...weights,
]
