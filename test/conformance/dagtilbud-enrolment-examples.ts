import type { DagtilbudExample, ToldIndskrivning } from './dagtilbud-told.js'

const HOUSE = [{ letter: 'a' }] as const

/** One enrolment from October on, in one institution: its row in October, or none. */
const hours = (
  name: string,
  timer: string | null,
  row: string | null,
  udenTimer: 0 | 1 = 0,
): DagtilbudExample => ({
  name,
  institutioner: HOUSE,
  indskrevet: [{ fra: '2026-10-01', timer, ...(row === null && { broken: true }) }],
  fakta: row === null ? [] : [`2026-10 A 5 ${row} a 2026-08-01`],
  udenTimer,
})

/** Every row of the specification's table. Source: Dagtilbud, "FactDagtilbud and fuldtidsbørn". */
const weightTable: readonly DagtilbudExample[] = [
  hours('table: more than 36', '37', '37.00 1.00'),
  hours('table: 36.01', '36.01', '36.01 1.00'),
  hours('table: 36', '36.00', '36.00 0.75'),
  hours('table: 25', '25', '25.00 0.75'),
  hours('table: 24.99', '24.99', '24.99 0.50'),
  hours('table: more than none', '0.01', '0.01 0.50'),
  hours('table: none', '0', '0.00 –', 1),
  hours('table: empty', null, '– –', 1),
  hours('table: less than none (R104)', '-0.01', null),
  hours('table: more than a week has (R104)', '168.01', null),
  hours('as many as a week has', '168', '168.00 1.00'),
]

const row = (month: string, age = 5): string => `${month} A ${age} 37.00 1.00 a 2026-08-01`

const enrolled = (name: string, told: ToldIndskrivning, fakta: readonly string[]): DagtilbudExample => ({
  name,
  institutioner: HOUSE,
  indskrevet: [told],
  fakta,
})

const ALL = [row('2026-08'), row('2026-09'), row('2026-10')]

const months: readonly DagtilbudExample[] = [
  enrolled('a row for each month, up to the run month', { fra: '2026-08-01' }, ALL),
  enrolled('from a month’s last day', { fra: '2026-08-31' }, ALL),
  enrolled('to a month’s last day', { til: '2026-09-30' }, ALL.slice(0, 2)),
  enrolled('to the day before', { til: '2026-09-29' }, ALL.slice(0, 1)),
  enrolled('within a month', { fra: '2026-09-01', til: '2026-09-29' }, []),
  enrolled('one day, a month’s last', { fra: '2026-09-30', til: '2026-09-30' }, [row('2026-09')]),
  enrolled('from the run month’s last day', { fra: '2026-10-31' }, [row('2026-10')]),
  enrolled('from the day after', { fra: '2026-11-01' }, []),
  enrolled('to a day after it', { fra: '2026-10-01', til: '2026-12-31' }, [row('2026-10')]),
  enrolled('the age is that at the month’s end', { fra: '2025-12-31', til: '2026-01-31' }, [
    row('2025-12', 4),
    row('2026-01'),
  ]),
  enrolled('a child not yet born', { fra: '2020-12-31', til: '2021-01-31' }, [
    row('2020-12', -1),
    row('2021-01', 0),
  ]),
  {
    name: 'a child whom CPR does not know',
    institutioner: HOUSE,
    indskrevet: [{ person: 'U', fra: '2026-10-01' }],
    fakta: ['2026-10 U -1 37.00 1.00 a 2026-08-01'],
  },
  enrolled('the kind of care', { fra: '2026-10-01', tilbud: 'Vuggestue' }, [
    '2026-10 A 5 37.00 1.00 a 2026-08-01 Vuggestue',
  ]),
]

const absences: readonly DagtilbudExample[] = [
  enrolled('no longer held: it ended with the month before', { held: ['2026-08'] }, ALL.slice(0, 1)),
  enrolled('held twice', { held: ['2026-08', '2026-09'] }, ALL.slice(0, 2)),
  enrolled('no longer held, and ended before that', { til: '2026-08-30', held: ['2026-08'] }, []),
  enrolled(
    'no longer held, and to end after that',
    { til: '2026-12-31', held: ['2026-08', '2026-09'] },
    ALL.slice(0, 2),
  ),
  enrolled('no longer held before it began', { fra: '2026-10-15', held: ['2026-08', '2026-09'] }, []),
  enrolled('held again', { held: ['2026-08', '2026-10'] }, ALL),
  {
    name: 'a changed enrolment is what it says now, in all months',
    institutioner: HOUSE,
    indskrevet: [
      { id: 'x', timer: '37', held: ['2026-08'] },
      { id: 'x', timer: '20', held: ['2026-09', '2026-10'] },
    ],
    fakta: ['2026-08', '2026-09', '2026-10'].map((month) => `${month} A 5 20.00 0.50 a 2026-08-01`),
  },
  {
    name: 'a broken row leaves what stood, and is held',
    institutioner: HOUSE,
    indskrevet: [
      { id: 'x', held: ['2026-08'] },
      { id: 'x', timer: '200', held: ['2026-09', '2026-10'], broken: true },
    ],
    fakta: ALL,
  },
  {
    name: 'by the day: it ended the day before',
    institutioner: [{ letter: 'a', kommune: '0461' }],
    indskrevet: [
      { kommune: '0461', held: ['2026-08-15'] },
      { kommune: '0461', person: 'B', held: ['2026-08-15', '2026-09-10'] },
    ],
    fakta: [
      '2026-08 A 5 37.00 1.00 a 2026-08-15 461',
      '2026-08 B 5 37.00 1.00 a 2026-08-15 461',
      '2026-09 B 5 37.00 1.00 a 2026-08-15 461',
    ],
  },
]

const houses = (name: string, institutioner: DagtilbudExample['institutioner'], told: readonly string[]) => ({
  name,
  institutioner: institutioner ?? [],
  indskrevet: [{}],
  fakta: told.map((each) => {
    const [month = '', ...rest] = each.split(' ')
    return `${month} A 5 37.00 1.00 ${rest.join(' ')}`
  }),
})

const institutions: readonly DagtilbudExample[] = [
  {
    ...houses('an institution that nobody delivered', [], ['2026-08 –', '2026-09 –', '2026-10 –']),
    ukendtInstitution: 1,
  },
  houses(
    'a new name is valid from the periode’s first day',
    [
      { letter: 'a', navn: 'Ærø', held: ['2026-08'] },
      { letter: 'a', navn: 'Ørebro', held: ['2026-09', '2026-10'] },
    ],
    ['2026-08 a 2026-08-01', '2026-09 a 2026-09-01', '2026-10 a 2026-09-01'],
  ),
  houses(
    'no longer held: after its end the earliest counts',
    [
      { letter: 'a', navn: 'Ærø', held: ['2026-08'] },
      { letter: 'a', navn: 'Ørebro', held: ['2026-09'] },
    ],
    ['2026-08 a 2026-08-01', '2026-09 a 2026-09-01', '2026-10 a 2026-08-01'],
  ),
  houses(
    'held again is a new version',
    [{ letter: 'a', held: ['2026-08', '2026-10'] }],
    ['2026-08 a 2026-08-01', '2026-09 a 2026-08-01', '2026-10 a 2026-10-01'],
  ),
  {
    name: 'before the first version the earliest counts',
    institutioner: [{ letter: 'a', held: ['2026-09', '2026-10'] }],
    indskrevet: [{ fra: '2026-07-01' }],
    fakta: ['2026-07', '2026-08', '2026-09', '2026-10'].map(
      (month) => `${month} A 5 37.00 1.00 a 2026-09-01`,
    ),
  },
  {
    name: 'by the day: a new name is valid from the day, the old one until the day before',
    institutioner: [
      { letter: 'a', kommune: '0461', navn: 'Ærø', held: ['2026-08-15', '2026-09-10'] },
      { letter: 'a', kommune: '0461', navn: 'Ørebro', held: ['2026-10-31'] },
    ],
    indskrevet: [{ kommune: '0461' }],
    fakta: [
      '2026-08 A 5 37.00 1.00 a 2026-08-15 461',
      '2026-09 A 5 37.00 1.00 a 2026-08-15 461',
      '2026-10 A 5 37.00 1.00 a 2026-10-31 461',
    ],
  },
  {
    name: 'by the day: an institution ends the day before',
    institutioner: [
      { letter: 'a', kommune: '0461', navn: 'Ærø', held: ['2026-08-15'] },
      { letter: 'a', kommune: '0461', navn: 'Ørebro', held: ['2026-09-10'] },
    ],
    indskrevet: [{ kommune: '0461' }],
    fakta: [
      '2026-08 A 5 37.00 1.00 a 2026-08-15 461',
      '2026-09 A 5 37.00 1.00 a 2026-09-10 461',
      '2026-10 A 5 37.00 1.00 a 2026-08-15 461',
    ],
  },
  {
    name: 'an institution of another kommune',
    institutioner: [{ letter: 'b', kommune: '0461' }],
    indskrevet: [{ institution: 'b', fra: '2026-10-01' }],
    fakta: ['2026-10 A 5 37.00 1.00 b 2026-08-15'],
  },
]

const twice = (name: string, told: readonly ToldIndskrivning[], overlap: number): DagtilbudExample => ({
  name,
  indskrevet: told,
  overlap,
})

const overlaps: readonly DagtilbudExample[] = [
  twice('one after the other', [{ til: '2026-09-30' }, { fra: '2026-10-01' }], 0),
  twice('a day in common', [{ til: '2026-10-01' }, { fra: '2026-10-01' }], 2),
  twice('in two kommuner', [{}, { kommune: '0461' }], 0),
  twice('two children', [{}, { person: 'B' }], 0),
  twice(
    'three, of which two share a day',
    [{ til: '2026-08-31' }, { fra: '2026-09-01' }, { fra: '2026-10-01' }],
    2,
  ),
  twice('the source no longer held the first', [{ held: ['2026-08'] }, { fra: '2026-09-01' }], 0),
  {
    name: 'both are kept',
    institutioner: [{ letter: 'a' }],
    indskrevet: [{ fra: '2026-10-01' }, { fra: '2026-10-15', timer: '20' }],
    fakta: ['2026-10 A 5 20.00 0.50 a 2026-08-01', '2026-10 A 5 37.00 1.00 a 2026-08-01'],
    overlap: 2,
  },
  {
    name: 'one id in two kommuner is two enrolments',
    institutioner: [{ letter: 'a' }],
    indskrevet: [
      { id: 'x', fra: '2026-10-01' },
      { id: 'x', fra: '2026-10-01', person: 'B', kommune: '0461', timer: '25' },
    ],
    fakta: ['2026-10 A 5 37.00 1.00 a 2026-08-01', '2026-10 B 5 25.00 0.75 a 2026-08-01 461'],
  },
]

export const enrolmentExamples: readonly DagtilbudExample[] = [
  ...weightTable,
  ...months,
  ...absences,
  ...institutions,
  ...overlaps,
]
