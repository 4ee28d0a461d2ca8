// Expected rows of FactKYYdelser and DimKYSagOversigt, typed by hand from the two worked-example tables of KY
// (the case table gives months; its intervals here follow from "State of a case" and "Dimensions").
// Plain data: no code under test, and no reference model, had a part in them.

import {
  closed,
  type SagOversigtExample,
  sag,
  standing,
  tilstand,
  type YdelseExample,
  ydelse,
  ydelseRow,
} from './ky-example-rows.js'

export const bevilget = [tilstand(1, 'Bevilget', '2021-12-15')]
export const before = { sag: sag('2021-12-01'), tilstande: bevilget } as const

export const ydelseTableExamples: readonly YdelseExample[] = [
  {
    name: '2022-04-01 – 2022-04-15',
    source: 'table',
    runMonth: '2022-06',
    ...before,
    ydelser: [ydelse('2022-04-01', '2022-04-15')],
    expect: [ydelseRow('2022-04', 15, 30, '0.500000', 15, 32767)],
  },
  {
    name: '2022-01-10 – 2022-02-09, over a month boundary',
    source: 'table',
    runMonth: '2022-06',
    ...before,
    ydelser: [ydelse('2022-01-10', '2022-02-09')],
    expect: [
      ydelseRow('2022-01', 22, 31, '0.709677', 22, 2147483136),
      ydelseRow('2022-02', 9, 28, '0.321429', 31, 511),
    ],
  },
  {
    name: '2022-03-31 – 2022-03-31, one day',
    source: 'table',
    runMonth: '2022-06',
    ...before,
    ydelser: [ydelse('2022-03-31', '2022-03-31')],
    expect: [ydelseRow('2022-03', 1, 31, '0.032258', 1, 1073741824)],
  },
  {
    name: '2022-05-15 – open, run month 2022-06',
    source: 'table',
    runMonth: '2022-06',
    ...before,
    ydelser: [ydelse('2022-05-15', null)],
    expect: [
      ydelseRow('2022-05', 17, 31, '0.548387', 17, 2147467264),
      ydelseRow('2022-06', 30, 30, '1.000000', 47, 1073741823),
    ],
  },
  {
    name: '2024-02-01 – 2024-02-29, leap year, run month 2024-03',
    source: 'table',
    runMonth: '2024-03',
    ...before,
    ydelser: [ydelse('2024-02-01', '2024-02-29')],
    expect: [ydelseRow('2024-02', 29, 29, '1.000000', 29, 536870911)],
  },
  {
    name: 'SlutDato before StartDato',
    source: 'table',
    runMonth: '2022-06',
    ...before,
    ydelser: [ydelse('2022-04-15', '2022-04-01')],
    quarantine: 'R120',
    expect: [],
  },
  {
    name: '2022-05-15 – open, case Afsluttet 2022-06-10, run month 2022-06',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2021-12-01'),
    tilstande: [...bevilget, tilstand(2, 'Afsluttet', '2022-06-10')],
    ydelser: [ydelse('2022-05-15', null)],
    expect: [
      ydelseRow('2022-05', 17, 31, '0.548387', 17, 2147467264),
      ydelseRow('2022-06', 10, 30, '0.333333', 27, 1023),
    ],
  },
  {
    name: '2022-02-15 – open, case closed 2022-03-10, reopened 2022-06-05, run month 2022-06',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2021-12-01'),
    tilstande: [
      ...bevilget,
      tilstand(2, 'Afsluttet', '2022-03-10'),
      tilstand(3, 'Under Oplysning', '2022-06-05'),
    ],
    ydelser: [ydelse('2022-02-15', null)],
    expect: [
      ydelseRow('2022-02', 14, 28, '0.500000', 14, 268419072),
      ydelseRow('2022-03', 10, 31, '0.322581', 24, 1023),
      ydelseRow('2022-06', 26, 30, '0.866667', 50, 1073741808),
    ],
  },
  {
    name: '2022-04-01 – 2022-04-30, case first Bevilget 2022-04-11',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-04-01'),
    tilstande: [tilstand(1, 'Bevilget', '2022-04-11')],
    ydelser: [ydelse('2022-04-01', '2022-04-30')],
    expect: [ydelseRow('2022-04', 20, 30, '0.666667', 20, 1073740800)],
  },
]

export const firstCase = {
  sag: sag('2022-01-31'),
  tilstande: [tilstand(1, 'Bevilget', '2022-02-10'), tilstand(2, 'Afsluttet', '2022-04-01')],
  ydelser: [],
} as const

export const reopenedCase = {
  sag: sag('2022-01-10'),
  tilstande: [
    tilstand(1, 'Afslag', '2022-01-20'),
    tilstand(2, 'Under Oplysning', '2022-04-05'),
    tilstand(3, 'Bevilget', '2022-04-15'),
  ],
  ydelser: [],
} as const

export const sagOversigtTableExamples: readonly SagOversigtExample[] = [
  {
    name: 'created 2022-01-31, Bevilget 2022-02-10, Afsluttet 2022-04-01',
    source: 'table',
    runMonth: '2022-06',
    ...firstCase,
    expect: [
      closed('Oprettet', '2022-01-31', '2022-02-10', 10, 10),
      closed('Bevilget', '2022-02-10', '2022-04-01', 10, 60),
      standing('Afsluttet', '2022-04-01', 10, 60),
    ],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-03-05'),
    tilstande: [tilstand(1, 'Afslag', '2022-03-20')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-03-05', '2022-03-20', 15, 15),
      standing('Afslag', '2022-03-20', 15, 15),
    ],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20, Afsluttet 2022-06-30: one closed stretch, two intervals',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-03-05'),
    tilstande: [tilstand(1, 'Afslag', '2022-03-20'), tilstand(2, 'Afsluttet', '2022-06-30')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-03-05', '2022-03-20', 15, 15),
      closed('Afslag', '2022-03-20', '2022-06-30', 15, 15),
      standing('Afsluttet', '2022-06-30', 15, 15),
    ],
  },
  {
    name: 'created 2022-05-10, nothing more',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-05-10'),
    tilstande: [],
    ydelser: [],
    expect: [standing('Oprettet', '2022-05-10', 51, 51)],
  },
  {
    name: 'created 2022-01-10, Afslag 2022-01-20, Under Oplysning 2022-04-05, Bevilget 2022-04-15',
    source: 'table',
    runMonth: '2022-06',
    ...reopenedCase,
    expect: [
      closed('Oprettet', '2022-01-10', '2022-01-20', 10, 10),
      closed('Afslag', '2022-01-20', '2022-04-05', 10, 10),
      closed('Under Oplysning', '2022-04-05', '2022-04-15', 10, 95),
      standing('Bevilget', '2022-04-15', 10, 171),
    ],
  },
  {
    name: 'created and Henlagt 2022-02-28: Oprettet has no length',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-02-28'),
    tilstande: [tilstand(1, 'Henlagt', '2022-02-28')],
    ydelser: [],
    expect: [standing('Henlagt', '2022-02-28', 0, 0)],
  },
  {
    name: 'created 2022-07-02: none in this run',
    source: 'table',
    runMonth: '2022-06',
    sag: sag('2022-07-02'),
    tilstande: [tilstand(1, 'Bevilget', '2022-07-10')],
    ydelser: [],
    expect: [],
  },
]
