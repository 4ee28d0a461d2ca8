// Expected rows of FactPlanlagtIndsats and FactLeveretIndsats, typed by hand from the planned-indsats table
// and the text of FSIII. Plain data: no code under test, and no reference model, had a part in them.

import type { CarePlanVersion, ProcedureVersion } from '../reference/fsiii-rows.js'

/** A resource as it came; `refused` when verification sends it to quarantine with that code. */
export type Sent<V> = V & { readonly refused?: string }

export interface ExpectedPlanlagt {
  readonly month: string
  readonly løbetid: number
  readonly varighedDage: number
  readonly dimTidStart: number
  readonly dimTidSlut: number
}

export interface PlanlagtExample {
  readonly name: string
  /** `table`: a row of the specification's table; `derived`: from its text. */
  readonly source: 'table' | 'derived'
  readonly runMonth: string
  /** In the order of arrival, which must not matter. */
  readonly versions: readonly Sent<CarePlanVersion>[]
  readonly expect: readonly ExpectedPlanlagt[]
}

export interface ExpectedLeveret {
  readonly dimTid: number
  readonly dimKlokkeslæt: number
}

export interface LeveretExample {
  readonly name: string
  readonly runMonth: string
  readonly versions: readonly Sent<ProcedureVersion>[]
  readonly expect: readonly ExpectedLeveret[]
}

const base = {
  id: 'indsats-1',
  lastUpdated: null,
  kommune: '0751',
  afsenderSor: '123456789012345',
  personnummer: '0101410001',
  indsatsKode: 'H1.1',
  tilstandIds: [],
} as const

/** One version; `sent` is the report's timestamp, whose day is also the day of the delivery. */
export const plan = (
  sent: string,
  status: string,
  start: string,
  slut: string | null,
  more: { lastUpdated?: string; extract?: number; sha?: string; refused?: string } = {},
): Sent<CarePlanVersion> => ({
  ...base,
  reportTidspunkt: sent,
  extract: Number(`${sent.slice(0, 10).replaceAll('-', '')}001`),
  sha: 'aa',
  status,
  start,
  slut,
  ...more,
})

const procedure = (
  leveret: string,
  status = 'completed',
  more: { id?: string; lastUpdated?: string; reportTidspunkt?: string } = {},
): Sent<ProcedureVersion> => ({
  ...base,
  reportTidspunkt: '2022-05-12T10:00:00Z',
  extract: 20220512001,
  sha: 'aa',
  status,
  leveret,
  ...more,
})

export const planlagtRow = (
  month: string,
  løbetid: number,
  varighedDage: number,
  dimTidStart: number,
  dimTidSlut: number,
): ExpectedPlanlagt => ({ month, løbetid, varighedDage, dimTidStart, dimTidSlut })

export const planlagtTableExamples: readonly PlanlagtExample[] = [
  {
    name: '2022-01-31 – 2022-02-01 completed',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-02-01T12:00:00Z', 'completed', '2022-01-31', '2022-02-01')],
    expect: [
      planlagtRow('2022-01', 1, 0, 20220131, 20220201),
      planlagtRow('2022-02', 2, 1, 20220131, 20220201),
    ],
  },
  {
    name: '2022-04-10 – open',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-04-10T12:00:00Z', 'active', '2022-04-10', null)],
    expect: [
      planlagtRow('2022-04', 1, 20, 20220410, -1),
      planlagtRow('2022-05', 2, 51, 20220410, -1),
      planlagtRow('2022-06', 3, 81, 20220410, -1),
    ],
  },
  {
    name: '2022-05-01, planned end 2022-12-31, active',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-05-01T12:00:00Z', 'active', '2022-05-01', '2022-12-31')],
    expect: [planlagtRow('2022-05', 1, 30, 20220501, -1), planlagtRow('2022-06', 2, 60, 20220501, -1)],
  },
  {
    name: '2022-05-01, planned end 2022-05-20, active: a passed planned end does not end it (a finding)',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-05-01T12:00:00Z', 'active', '2022-05-01', '2022-05-20')],
    expect: [planlagtRow('2022-05', 1, 30, 20220501, -1), planlagtRow('2022-06', 2, 60, 20220501, -1)],
  },
  {
    name: '2022-07-01: starts after the run month',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-06-20T12:00:00Z', 'active', '2022-07-01', null)],
    expect: [],
  },
  {
    name: 'end before start',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-05-20T12:00:00Z', 'completed', '2022-05-10', '2022-05-09', { refused: 'R120' })],
    expect: [],
  },
  {
    name: 'entered-in-error',
    source: 'table',
    runMonth: '2022-06',
    versions: [plan('2022-05-20T12:00:00Z', 'entered-in-error', '2022-05-01', null)],
    expect: [],
  },
]

export const leveretExamples: readonly LeveretExample[] = [
  {
    name: '23:30Z in summer is 01:30 on the next Danish date',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10T23:30:00Z')],
    expect: [{ dimTid: 20220511, dimKlokkeslæt: 130 }],
  },
  {
    name: '23:30Z in winter is 00:30 on the next Danish date, here in the next month',
    runMonth: '2022-06',
    versions: [procedure('2022-01-31T23:30:00Z')],
    expect: [{ dimTid: 20220201, dimKlokkeslæt: 30 }],
  },
  {
    name: 'a date alone has no time of day',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10')],
    expect: [{ dimTid: 20220510, dimKlokkeslæt: -1 }],
  },
  {
    name: 'midnight is a time of day',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10T00:00:00+02:00')],
    expect: [{ dimTid: 20220510, dimKlokkeslæt: 0 }],
  },
  {
    name: 'a Danish offset keeps its date and clock',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10T23:59:59+02:00')],
    expect: [{ dimTid: 20220510, dimKlokkeslæt: 2359 }],
  },
  {
    name: 'the hour that does not exist in March is never shown: 01:30Z is 03:30',
    runMonth: '2022-06',
    versions: [procedure('2022-03-27T01:30:00Z')],
    expect: [{ dimTid: 20220327, dimKlokkeslæt: 330 }],
  },
  {
    name: 'the hour that occurs twice in October: 00:30Z and 01:30Z are both 02:30',
    runMonth: '2022-10',
    versions: [
      procedure('2022-10-30T00:30:00Z', 'completed', { id: 'indsats-1' }),
      procedure('2022-10-30T01:30:00Z', 'completed', { id: 'indsats-2' }),
    ],
    expect: [
      { dimTid: 20221030, dimKlokkeslæt: 230 },
      { dimTid: 20221030, dimKlokkeslæt: 230 },
    ],
  },
  {
    name: 'after the Danish end of the run month there is no row',
    runMonth: '2022-06',
    versions: [procedure('2022-06-30T22:00:00Z')],
    expect: [],
  },
  {
    name: 'the last minute of the run month has a row',
    runMonth: '2022-06',
    versions: [procedure('2022-06-30T21:59:00Z')],
    expect: [{ dimTid: 20220630, dimKlokkeslæt: 2359 }],
  },
  {
    name: 'not completed gives no row',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10', 'in-progress')],
    expect: [],
  },
  {
    name: 'entered-in-error gives no row',
    runMonth: '2022-06',
    versions: [procedure('2022-05-10', 'entered-in-error')],
    expect: [],
  },
  {
    name: 'same id twice is one row, the later lastUpdated, whatever the order of arrival',
    runMonth: '2022-06',
    versions: [
      procedure('2022-05-09T10:00:00Z', 'completed', {
        lastUpdated: '2022-05-11T10:00:00Z',
        reportTidspunkt: '2022-05-12T10:00:00Z',
      }),
      procedure('2022-05-10T10:00:00Z', 'completed', {
        lastUpdated: '2022-05-10T10:00:00Z',
        reportTidspunkt: '2022-05-13T10:00:00Z',
      }),
    ],
    expect: [{ dimTid: 20220509, dimKlokkeslæt: 1200 }],
  },
]
