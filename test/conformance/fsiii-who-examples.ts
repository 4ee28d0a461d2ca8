// FactTilstand: a tilstand's code and severity, its citizen's age, its kommune.

import { PÅKLÆDNING, VANDLADNING } from '../reference/arbitraries-fsiii-koder.js'
import type { Resource } from '../reference/fhir-bundle.js'
import { condition, type SaidTilstand } from '../reference/fsiii-resources.js'
import { type Report, type Told, tilstand, UNKNOWN_SENDER } from './fsiii-told.js'

const said = (change: Partial<SaidTilstand> = {}): Resource =>
  condition({ id: 't', kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3', ...change })

const report = (at: string, change: Partial<SaidTilstand> = {}, more: Partial<Report> = {}): Report => ({
  at,
  resources: [said(change)],
  ...more,
})

const active = (at: string, more: Partial<Report> = {}) => report(at, {}, more)

const grades = (koder: readonly string[]): Resource[] =>
  koder.map((grad) => said({ id: grad.slice(0, 8), grad }))

const codesAndGrades: readonly Told[] = [
  {
    name: 'severity B1–B6 is 0–4 and 9',
    reports: [{ at: '2022-05-10T10:00:00Z', resources: grades(['B1', 'B2', 'B3', 'B4', 'B5', 'B6']) }],
    tilstande: [
      tilstand({ id: 'B1', grad: 0 }),
      tilstand({ id: 'B2', grad: 1 }),
      tilstand({ id: 'B3', grad: 2 }),
      tilstand({ id: 'B4', grad: 3 }),
      tilstand({ id: 'B5', grad: 4 }),
      tilstand({ id: 'B6', grad: 9 }),
    ],
  },
  {
    name: 'and so are their UUIDs',
    reports: [
      {
        at: '2022-05-10T10:00:00Z',
        resources: grades([
          '9c5cfb57-a498-40e5-98a7-792bf5fb205b',
          'fcc16cb1-41f0-4832-b834-110fba0aaabe',
          'd984ad21-48fe-4619-845e-2aa0303048e7',
          '1ceef776-0cfa-4acd-b222-c5bb2424e0c1',
          'f4c9f159-5806-4c06-95e9-e69b83bab1a1',
          'd7ff926a-4955-478f-b300-0b0ec0785013',
        ]),
      },
    ],
    tilstande: [
      tilstand({ id: '9c5cfb57', grad: 0 }),
      tilstand({ id: 'fcc16cb1', grad: 1 }),
      tilstand({ id: 'd984ad21', grad: 2 }),
      tilstand({ id: '1ceef776', grad: 3 }),
      tilstand({ id: 'f4c9f159', grad: 4 }),
      tilstand({ id: 'd7ff926a', grad: 9 }),
    ],
  },
  {
    name: 'no severity is NULL, which hjemmepleje must not have; sygepleje must not have one, and keeps what was sent',
    reports: [
      {
        at: '2022-05-10T10:00:00Z',
        resources: [
          said({ id: 'uden', grad: null }),
          said({ id: 'rigtig', kode: 'I2.1', grad: null }),
          said({ id: 'trods', kode: 'I2.1', grad: 'B6' }),
        ],
      },
    ],
    tilstande: [
      tilstand({ id: 'uden', grad: null }),
      tilstand({ id: 'rigtig', kode: 'I2.1', grad: null }),
      tilstand({ id: 'trods', kode: 'I2.1', grad: 9 }),
    ],
  },
  {
    name: 'a UUID is its legacy twin’s member; codes of a shared path are apart; one that has been dropped is understood',
    reports: [
      {
        at: '2022-05-10T10:00:00Z',
        resources: [
          said({ id: 'uuid', kode: PÅKLÆDNING }),
          said({ id: 'tvetydig', kode: VANDLADNING }),
          said({ id: 'gammel', kode: 'I12.2' }),
          said({ id: 'ny', kode: 'Problemer_med_vandladning' }),
          said({ id: 'udgået', kode: 'J1.4' }),
          said({ id: 'gruppe', kode: 'J1' }),
        ],
      },
    ],
    tilstande: [
      tilstand({ id: 'uuid', kode: 'J1.3' }),
      tilstand({ id: 'tvetydig', kode: VANDLADNING }),
      tilstand({ id: 'gammel', kode: 'I12.2' }),
      tilstand({ id: 'ny', kode: 'Problemer_med_vandladning' }),
      tilstand({ id: 'udgået', kode: 'J1.4' }),
      tilstand({ id: 'gruppe', kode: 'J1' }),
    ],
  },
  {
    name: 'code, severity and recorded date are the newest version’s',
    reports: [
      active('2022-05-10T10:00:00Z'),
      report('2022-05-20T10:00:00Z', { kode: 'J3.2', grad: 'B5', registreret: '2022-05-15' }),
    ],
    tilstande: [tilstand({ kode: 'J3.2', grad: 4, fra: 20220515 })],
  },
]

const whoAndWhere: readonly Told[] = [
  {
    name: 'age is that on the recorded date, here the day before a birthday and the birthday',
    reports: [
      {
        at: '2022-05-10T10:00:00Z',
        resources: [
          said({ id: 'før', registreret: '2021-12-31' }),
          said({ id: 'på', registreret: '2022-01-01' }),
        ],
      },
    ],
    tilstande: [
      tilstand({ id: 'før', fra: 20211231, alder: 80 }),
      tilstand({ id: 'på', fra: 20220101, alder: 81 }),
    ],
  },
  {
    name: 'who was born on 29 February completes a year on 1 March in common years, on the 29th in leap years',
    reports: [
      {
        at: '2022-05-10T10:00:00Z',
        citizen: 'skuddag',
        resources: [
          said({ id: 'februar', registreret: '2022-02-28' }),
          said({ id: 'marts', registreret: '2022-03-01' }),
          said({ id: 'skudår28', registreret: '2020-02-28' }),
          said({ id: 'skudår29', registreret: '2020-02-29' }),
        ],
      },
    ],
    tilstande: [
      tilstand({ id: 'februar', fra: 20220228, alder: 81 }),
      tilstand({ id: 'marts', fra: 20220301, alder: 82 }),
      tilstand({ id: 'skudår28', fra: 20200228, alder: 79 }),
      tilstand({ id: 'skudår29', fra: 20200229, alder: 80 }),
    ],
  },
  {
    name: 'age 0 on the day of birth, none before it, none where nobody knows the birth date',
    reports: [
      {
        at: '2022-05-11T10:00:00Z',
        citizen: 'barn',
        resources: [said({ id: 'født' }), said({ id: 'ufødt', registreret: '2021-05-09' })],
      },
      { at: '2022-05-11T10:00:00Z', citizen: 'ukendt', resources: [said({ id: 'ukendt' })] },
    ],
    tilstande: [
      tilstand({ id: 'født', alder: 0 }),
      tilstand({ id: 'ufødt', fra: 20210509, alder: -1 }),
      tilstand({ id: 'ukendt', alder: -1 }),
    ],
  },
  {
    name: 'the kommune of a national delivery is its sender’s, −1 where nobody knows it',
    reports: [
      { at: '2022-05-10T10:00:00Z', in: '0000 2022-06-30 001', resources: [said({ id: 'kendt' })] },
      {
        at: '2022-05-10T10:00:01Z',
        in: '0000 2022-06-30 001',
        sender: UNKNOWN_SENDER,
        resources: [said({ id: 'ukendt' })],
      },
    ],
    tilstande: [tilstand({ id: 'kendt', kommune: 461 }), tilstand({ id: 'ukendt', kommune: -1 })],
  },
  {
    name: 'the kommune is that of the newest version, whoever brought the others',
    reports: [
      active('2022-05-12T10:00:00Z', { in: '0000 2022-06-30 001' }),
      active('2022-05-10T10:00:00Z', { in: '0751 2022-07-01 001' }),
    ],
    tilstande: [tilstand({ kommune: 461 })],
  },
]

export const whoAndWhatExamples: readonly Told[] = [...codesAndGrades, ...whoAndWhere]
