// Further expected rows of FactPlanlagtIndsats, each typed by hand from FSIII's text.

import { type PlanlagtExample, plan, planlagtRow } from './fsiii-examples.js'

export const planlagtDerivedExamples: readonly PlanlagtExample[] = [
  {
    name: 'completed without SlutDato ends on the date of the report that said so',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-03-01T09:00:00Z', 'active', '2022-03-01', null),
      plan('2022-04-12T09:00:00Z', 'completed', '2022-03-01', null),
    ],
    expect: [
      planlagtRow('2022-03', 1, 30, 20220301, 20220412),
      planlagtRow('2022-04', 2, 42, 20220301, 20220412),
    ],
  },
  {
    name: 'the date of that report is Danish: 22:30Z on 31 March is 1 April',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-03-31T22:30:00Z', 'completed', '2022-03-15', null)],
    expect: [
      planlagtRow('2022-03', 1, 16, 20220315, 20220401),
      planlagtRow('2022-04', 2, 17, 20220315, 20220401),
    ],
  },
  {
    name: 'said again by a later report, it still ended with the first that said so',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-03-01T09:00:00Z', 'active', '2022-03-01', null),
      plan('2022-03-10T09:00:00Z', 'completed', '2022-03-01', null),
      plan('2022-05-02T09:00:00Z', 'completed', '2022-03-01', null),
    ],
    expect: [planlagtRow('2022-03', 1, 9, 20220301, 20220310)],
  },
  {
    name: 'taken up again between two endings, it ended with the first report after that',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-03-10T09:00:00Z', 'completed', '2022-03-01', null),
      plan('2022-03-20T09:00:00Z', 'active', '2022-03-01', null),
      plan('2022-04-02T09:00:00Z', 'completed', '2022-03-01', null),
    ],
    expect: [
      planlagtRow('2022-03', 1, 30, 20220301, 20220402),
      planlagtRow('2022-04', 2, 32, 20220301, 20220402),
    ],
  },
  {
    name: 'a report before the start ends it on its start, never before',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-02-15T08:00:00Z', 'completed', '2022-02-18', null)],
    expect: [planlagtRow('2022-02', 1, 0, 20220218, 20220218)],
  },
  {
    name: 'revoked ends like completed',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-05-20T09:00:00Z', 'revoked', '2022-05-01', '2022-05-20')],
    expect: [planlagtRow('2022-05', 1, 19, 20220501, 20220520)],
  },
  {
    name: 'revoked without SlutDato ends on the date of the report',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-05-24T09:00:00Z', 'revoked', '2022-05-01', null)],
    expect: [planlagtRow('2022-05', 1, 23, 20220501, 20220524)],
  },
  {
    name: 'on-hold is not an end',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-05-24T09:00:00Z', 'on-hold', '2022-05-31', '2022-06-01')],
    expect: [planlagtRow('2022-05', 1, 0, 20220531, -1), planlagtRow('2022-06', 2, 30, 20220531, -1)],
  },
  {
    name: 'an end after the run month counts as open',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-06-30T09:00:00Z', 'completed', '2022-06-10', '2022-07-01')],
    expect: [planlagtRow('2022-06', 1, 20, 20220610, -1)],
  },
  {
    name: 'an end on the last day of the run month is an end',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-06-30T09:00:00Z', 'completed', '2022-06-10', '2022-06-30')],
    expect: [planlagtRow('2022-06', 1, 20, 20220610, 20220630)],
  },
  {
    name: 'entered-in-error later withdraws all its rows',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-05-01T09:00:00Z', 'active', '2022-05-01', null),
      plan('2022-06-01T09:00:00Z', 'entered-in-error', '2022-05-01', null),
    ],
    expect: [],
  },
  {
    name: 'a later version that says active again after entered-in-error stands',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-01T09:00:00Z', 'entered-in-error', '2022-06-01', null),
      plan('2022-06-02T09:00:00Z', 'active', '2022-06-01', null),
    ],
    expect: [planlagtRow('2022-06', 1, 29, 20220601, -1)],
  },
  {
    name: 'a refused newer version leaves the last good one',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-01T09:00:00Z', 'active', '2022-06-01', null),
      plan('2022-06-20T09:00:00Z', 'completed', '2022-06-01', '2022-05-31', { refused: 'R120' }),
    ],
    expect: [planlagtRow('2022-06', 1, 29, 20220601, -1)],
  },
  {
    name: 'same id twice: the later lastUpdated wins, though its report is the older one',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-05T09:00:00Z', 'completed', '2022-06-01', '2022-06-04', {
        lastUpdated: '2022-06-04T20:00:00Z',
      }),
      plan('2022-06-09T09:00:00Z', 'active', '2022-06-01', null, { lastUpdated: '2022-06-03T20:00:00Z' }),
    ],
    expect: [planlagtRow('2022-06', 1, 3, 20220601, 20220604)],
  },
  {
    name: 'lastUpdated compares as an instant, not as text',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-05T09:00:00Z', 'active', '2022-06-01', null, {
        lastUpdated: '2022-06-04T23:30:00+02:00',
      }),
      plan('2022-06-05T09:00:00Z', 'completed', '2022-06-01', '2022-06-03', {
        lastUpdated: '2022-06-04T22:00:00Z',
      }),
    ],
    expect: [planlagtRow('2022-06', 1, 2, 20220601, 20220603)],
  },
  {
    name: 'without lastUpdated the later report wins, though it arrived first and in an older delivery',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-20T09:00:00Z', 'completed', '2022-06-01', '2022-06-19', { extract: 20220620001 }),
      plan('2022-06-10T09:00:00Z', 'active', '2022-06-01', null, { extract: 20220630001 }),
    ],
    expect: [planlagtRow('2022-06', 1, 18, 20220601, 20220619)],
  },
  {
    name: 'same report time: the later extract wins',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-20T09:00:00Z', 'active', '2022-06-01', null, { extract: 20220620002, sha: 'aa' }),
      plan('2022-06-20T09:00:00Z', 'completed', '2022-06-01', '2022-06-19', {
        extract: 20220620001,
        sha: 'bb',
      }),
    ],
    expect: [planlagtRow('2022-06', 1, 29, 20220601, -1)],
  },
  {
    name: 'same in all but content: the higher SHA-256 wins',
    source: 'derived',
    runMonth: '2022-06',
    versions: [
      plan('2022-06-20T09:00:00Z', 'completed', '2022-06-01', '2022-06-19', { sha: 'bb' }),
      plan('2022-06-20T09:00:00Z', 'active', '2022-06-01', null, { sha: 'aa' }),
    ],
    expect: [planlagtRow('2022-06', 1, 18, 20220601, 20220619)],
  },
  {
    name: 'instants of start and end are converted to Danish dates',
    source: 'derived',
    runMonth: '2022-06',
    versions: [plan('2022-06-02T09:00:00Z', 'completed', '2022-05-31T22:30:00Z', '2022-06-01T21:59:59Z')],
    expect: [planlagtRow('2022-06', 1, 0, 20220601, 20220601)],
  },
  {
    name: 'løbetid counts months over a turn of the year',
    source: 'derived',
    runMonth: '2023-02',
    versions: [plan('2022-12-31T09:00:00Z', 'active', '2022-12-31', null)],
    expect: [
      planlagtRow('2022-12', 1, 0, 20221231, -1),
      planlagtRow('2023-01', 2, 31, 20221231, -1),
      planlagtRow('2023-02', 3, 59, 20221231, -1),
    ],
  },
]
