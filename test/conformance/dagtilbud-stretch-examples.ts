import type { DagtilbudExample } from './dagtilbud-told.js'

/** Every row of the specification's table. Source: Dagtilbud, "FactDagtilbudKommeGå". */
export const stretchTable: readonly DagtilbudExample[] = [
  {
    name: 'table: present, asleep, present, out',
    events: ['3 07:30', '5 11:30', '3 13:00', '8 15:45'],
    kommeGå: ['1 07:30–15:45 (495)'],
  },
  {
    name: 'table: out and in again',
    events: ['3 08:00', '8 10:00', '3 12:00', '8 16:00'],
    kommeGå: ['1 08:00–10:00 (120)', '1 12:00–16:00 (240)'],
  },
  { name: 'table: sick all day', events: ['1 07:00'], kommeGå: ['3 07:00–(−1)'] },
  {
    name: 'table: absent, then there',
    events: ['2 07:00', '3 09:30', '8 15:00'],
    kommeGå: ['2 07:00–09:30 (150)', '1 09:30–15:00 (330)'],
  },
  {
    name: 'table: fetched sick',
    events: ['3 08:00', '1 12:00'],
    kommeGå: ['1 08:00–12:00 (240)', '3 12:00–(−1)'],
  },
  { name: 'table: nothing more', events: ['3 07:45'], kommeGå: ['1 07:45–(−1)'], manglende: 1 },
  { name: 'table: out only', events: ['8 09:00'], uden: 1 },
  {
    name: 'table: overnight',
    events: ['3 22:00', '8 +1 06:30'],
    kommeGå: ['1 22:00–00:00 (120)', '+1 1 00:00–06:30 (390)'],
  },
  {
    name: 'table: not checked out, there next day',
    events: ['3 08:00', '3 +1 07:45', '8 +1 15:00'],
    kommeGå: ['1 08:00–(−1)', '+1 1 07:45–15:00 (435)'],
    manglende: 1,
  },
  {
    name: 'table: out after 25 hours',
    events: ['3 08:00', '8 +1 09:00'],
    kommeGå: ['1 08:00–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'table: sick, there next day',
    events: ['1 07:00', '3 +1 08:00', '8 +1 15:00'],
    kommeGå: ['3 07:00–(−1)', '+1 1 08:00–15:00 (420)'],
  },
  {
    name: 'table: the night that loses an hour',
    events: ['3 2026-03-29T01:30:00+01:00', '8 2026-03-29T04:00:00+02:00'],
    kommeGå: ['2026-03-29 1 01:30–04:00 (90)'],
  },
  {
    name: 'table: the night that gains one',
    events: ['3 2026-10-25T01:30:00+02:00', '8 2026-10-25T04:00:00+01:00'],
    kommeGå: ['2026-10-25 1 01:30–04:00 (210)'],
  },
  { name: 'table: in twice', events: ['3 08:00', '3 08:00', '8 16:00'], kommeGå: ['1 08:00–16:00 (480)'] },
  { name: 'table: in and out at once', events: ['3 08:00', '8 08:00'], kommeGå: [] },
]

/** What is merged, dropped, and first at one instant. */
const atOnce: readonly DagtilbudExample[] = [
  {
    name: 'all five presences are one',
    events: ['4 07:00', '5 08:00', '6 09:00', '7 10:00', '3 11:00', '8 12:00'],
    kommeGå: ['1 07:00–12:00 (300)'],
  },
  {
    name: 'not there and absence are one; a check-out ends them',
    events: ['0 07:00', '2 09:00', '8 12:00'],
    kommeGå: ['2 07:00–12:00 (300)'],
  },
  {
    name: 'sick and absent are two',
    events: ['1 07:00', '2 09:00', '8 10:00'],
    kommeGå: ['3 07:00–09:00 (120)', '2 09:00–10:00 (60)'],
  },
  {
    name: 'a presence goes on without an end',
    events: ['3 08:00', '5 12:00'],
    kommeGå: ['1 08:00–(−1)'],
    manglende: 1,
  },
  { name: 'an absence goes on without an end', events: ['2 07:00', '0 09:00'], kommeGå: ['2 07:00–(−1)'] },
  {
    name: 'half a minute outside is outside',
    events: ['3 08:00', '8 10:00:10', '3 10:00:40', '8 12:00'],
    kommeGå: ['1 08:00–10:00 (120)', '1 10:00–12:00 (119)'],
  },
  { name: 'minutes are truncated', events: ['3 08:00:59', '8 09:00:00'], kommeGå: ['1 08:00–09:00 (59)'] },
  { name: 'forty seconds are a row', events: ['3 08:00:10', '8 08:00:50'], kommeGå: ['1 08:00–08:00 (0)'] },
  {
    name: 'what lasts no time parts nothing',
    events: [
      '3 08:00',
      ['3 10:00', { id: 'a' }],
      ['1 10:00', { id: 'b' }],
      ['3 10:00', { id: 'c' }],
      '8 12:00',
    ],
    kommeGå: ['1 08:00–12:00 (240)'],
  },
  {
    name: 'RegistreringId decides as text: 10 before 9',
    events: [['3 08:00', { id: '10' }], ['1 08:00', { id: '9' }], '8 12:00'],
    kommeGå: ['3 08:00–12:00 (240)'],
  },
  {
    name: 'a check-out comes last, whatever its id',
    events: [
      ['8 08:00', { id: 'a' }],
      ['3 08:00', { id: 'b' }],
    ],
    kommeGå: [],
  },
  {
    name: 'sick at the instant of the check-out',
    events: ['3 08:00', ['8 10:00', { id: 'a' }], ['1 10:00', { id: 'b' }]],
    kommeGå: ['1 08:00–10:00 (120)'],
  },
  {
    name: 'the same instant under two offsets',
    events: ['3 07:00', ['1 2026-10-05T08:00:00Z', { id: 'b' }], ['8 10:00', { id: 'a' }]],
    kommeGå: ['1 07:00–10:00 (180)'],
  },
  {
    name: 'seconds order what minutes do not',
    events: [['1 10:00:40', { id: 'a' }], ['3 10:00:10', { id: 'b' }], '8 12:00'],
    kommeGå: ['1 10:00–10:00 (0)', '3 10:00–12:00 (119)'],
  },
  { name: 'out twice', events: ['3 08:00', '8 10:00', '8 11:00'], kommeGå: ['1 08:00–10:00 (120)'], uden: 1 },
]

const nights: readonly DagtilbudExample[] = [
  {
    name: 'out at noon',
    events: ['3 20:00', '8 +1 12:00'],
    kommeGå: ['1 20:00–00:00 (240)', '+1 1 00:00–12:00 (720)'],
  },
  {
    name: 'a second after noon',
    events: ['3 20:01', '8 +1 12:00:01'],
    kommeGå: ['1 20:01–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'after noon, within sixteen hours',
    events: ['3 23:00', '8 +1 12:30'],
    kommeGå: ['1 23:00–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'sixteen hours',
    events: ['3 16:00', '8 +1 08:00'],
    kommeGå: ['1 16:00–00:00 (480)', '+1 1 00:00–08:00 (480)'],
  },
  {
    name: 'a second more than sixteen hours',
    events: ['3 15:59:59', '8 +1 08:00'],
    kommeGå: ['1 15:59–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'the next event of the night is no check-out',
    events: ['3 22:00', '5 +1 06:30', '8 +1 07:00'],
    kommeGå: ['1 22:00–(−1)', '+1 1 06:30–07:00 (30)'],
    manglende: 1,
  },
  {
    name: 'an absence ends at no midnight',
    events: ['2 22:00', '8 +1 06:30'],
    kommeGå: ['2 22:00–(−1)'],
    uden: 1,
  },
  {
    name: 'a sick child out next day',
    events: ['1 07:00', '8 +1 09:00'],
    kommeGå: ['3 07:00–(−1)'],
    uden: 1,
  },
  { name: 'out at midnight', events: ['3 22:00', '8 +1 00:00'], kommeGå: ['1 22:00–00:00 (120)'] },
  {
    name: 'seen at midnight',
    events: ['3 22:00', '5 +1 00:00', '8 +1 00:30'],
    kommeGå: ['1 22:00–(−1)', '+1 1 00:00–00:30 (30)'],
    manglende: 1,
  },
  { name: 'in at midnight', events: ['3 00:00', '8 15:00'], kommeGå: ['1 00:00–15:00 (900)'] },
  {
    name: 'evening and night are one on the first date, sixteen hours count from the last event',
    events: ['3 06:00', '5 20:00', '8 +1 09:00'],
    kommeGå: ['1 06:00–00:00 (1080)', '+1 1 00:00–09:00 (540)'],
  },
  {
    name: 'out in the morning and in again',
    events: ['3 22:00', '8 +1 06:30', '3 +1 08:00', '8 +1 15:00'],
    kommeGå: ['1 22:00–00:00 (120)', '+1 1 00:00–06:30 (390)', '+1 1 08:00–15:00 (420)'],
  },
  {
    name: 'a whole week without a check-out',
    events: ['3 08:00', '8 +5 08:30'],
    kommeGå: ['1 08:00–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'overnight into the day of 23 hours',
    events: ['3 2026-03-28T22:00:00+01:00', '8 2026-03-29T06:30:00+02:00'],
    kommeGå: ['2026-03-28 1 22:00–00:00 (120)', '2026-03-29 1 00:00–06:30 (330)'],
  },
  {
    name: 'overnight into the day of 25',
    events: ['3 2026-10-24T22:00:00+02:00', '8 2026-10-25T06:30:00+01:00'],
    kommeGå: ['2026-10-24 1 22:00–00:00 (120)', '2026-10-25 1 00:00–06:30 (450)'],
  },
  {
    name: 'sixteen and a half hours by the clock are fifteen and a half in March',
    events: ['3 2026-03-28T19:30:00+01:00', '8 2026-03-29T12:00:00+02:00'],
    kommeGå: ['2026-03-28 1 19:30–00:00 (270)', '2026-03-29 1 00:00–12:00 (660)'],
  },
  {
    name: 'fifteen and a half are sixteen and a half in October',
    events: ['3 2026-10-24T20:30:00+02:00', '8 2026-10-25T12:00:00+01:00'],
    kommeGå: ['2026-10-24 1 20:30–(−1)'],
    manglende: 1,
    uden: 1,
  },
  {
    name: 'the hour that comes twice: out before it came in, by the clock',
    events: ['3 2026-10-25T02:50:00+02:00', '8 2026-10-25T02:10:00+01:00'],
    kommeGå: ['2026-10-25 1 02:50–02:10 (20)'],
  },
  {
    name: 'the hour that comes twice: out at the same time, an hour later',
    events: ['3 2026-10-25T02:30:00+02:00', '8 2026-10-25T02:30:00+01:00'],
    kommeGå: ['2026-10-25 1 02:30–02:30 (60)'],
  },
  {
    name: 'dates are Danish, whatever the offset',
    events: ['3 2026-10-05T22:30:00Z', '8 2026-10-06T00:00:00-04:00'],
    kommeGå: ['+1 1 00:30–06:00 (330)'],
  },
  {
    name: 'before midnight in winter, after it in UTC’s summer',
    events: ['3 2026-03-01T22:59:00Z', '8 2026-03-01T23:30:00Z'],
    kommeGå: ['2026-03-01 1 23:59–00:00 (1)', '2026-03-02 1 00:00–00:30 (30)'],
  },
]

export const stretchExamples: readonly DagtilbudExample[] = [...atOnce, ...nights]
