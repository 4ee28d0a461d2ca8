// FactTilstand: when a tilstand begins, ends and is open again, and which version of it is the newest.

import type { Resource } from '../reference/fhir-bundle.js'
import { condition, type SaidTilstand } from '../reference/fsiii-resources.js'
import { type Report, type Told, tilstand } from './fsiii-told.js'

const said = (change: Partial<SaidTilstand> = {}): Resource =>
  condition({ id: 't', kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3', ...change })

const report = (at: string, change: Partial<SaidTilstand> = {}, more: Partial<Report> = {}): Report => ({
  at,
  resources: [said(change)],
  ...more,
})

const active = (at: string, more: Partial<Report> = {}) => report(at, {}, more)
const inactive = (at: string, more: Partial<Report> = {}) => report(at, { status: 'inactive' }, more)
const error = (at: string) => report(at, { status: 'entered-in-error' })

const ends: readonly Told[] = [
  { name: 'active: open', reports: [active('2022-05-10T10:00:00Z')], tilstande: [tilstand()] },
  {
    name: 'ended on the date of the first report after which it is not active',
    reports: [
      active('2022-05-10T10:00:00Z'),
      inactive('2022-05-20T10:00:00Z'),
      inactive('2022-06-03T10:00:00Z'),
    ],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'the reports come in another order',
    reports: [
      inactive('2022-06-03T10:00:00Z'),
      active('2022-05-10T10:00:00Z', { in: '0751 2022-07-01 001' }),
      inactive('2022-05-20T10:00:00Z'),
    ],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'that date is Danish: 22:30Z on 31 May is 1 June',
    reports: [active('2022-05-10T10:00:00Z'), inactive('2022-05-31T22:30:00Z')],
    tilstande: [tilstand({ til: 20220601 })],
  },
  {
    name: 'resolved is not active',
    reports: [active('2022-05-10T10:00:00Z'), report('2022-05-20T10:00:00Z', { status: 'resolved' })],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'active but off the problem list is not active',
    reports: [active('2022-05-10T10:00:00Z'), report('2022-05-20T10:00:00Z', { påListen: false })],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'never seen active: ended with its first report',
    reports: [inactive('2022-05-12T10:00:00Z'), inactive('2022-05-20T10:00:00Z')],
    tilstande: [tilstand({ til: 20220512 })],
  },
  {
    name: 'never seen active, reported before it was recorded: ended when recorded',
    reports: [inactive('2022-05-02T10:00:00Z')],
    tilstande: [tilstand({ til: 20220510 })],
  },
  {
    name: 'active again: open again',
    reports: [
      active('2022-05-10T10:00:00Z'),
      inactive('2022-05-20T10:00:00Z'),
      active('2022-05-21T10:00:00Z'),
    ],
    tilstande: [tilstand()],
  },
  {
    name: 'never active, then active: open',
    reports: [inactive('2022-05-12T10:00:00Z'), active('2022-05-21T10:00:00Z')],
    tilstande: [tilstand()],
  },
  {
    name: 'active again and ended again: the second end',
    reports: [
      active('2022-05-10T10:00:00Z'),
      inactive('2022-05-20T10:00:00Z'),
      active('2022-05-21T10:00:00Z'),
      inactive('2022-06-02T10:00:00Z'),
    ],
    tilstande: [tilstand({ til: 20220602 })],
  },
  {
    name: 'ended by a report after the run month: open as of the run',
    reports: [active('2022-05-10T10:00:00Z'), inactive('2022-07-02T10:00:00Z')],
    tilstande: [tilstand()],
  },
  {
    name: 'and ended in the run of that month',
    reports: [active('2022-05-10T10:00:00Z'), inactive('2022-07-02T10:00:00Z')],
    month: '2022-07',
    tilstande: [tilstand({ til: 20220702 })],
  },
  {
    name: 'ended on the last day of the run month',
    reports: [active('2022-05-10T10:00:00Z'), inactive('2022-06-30T21:59:59Z')],
    tilstande: [tilstand({ til: 20220630 })],
  },
  {
    name: 'ended a second later it is open: that is 1 July in Denmark',
    reports: [active('2022-05-10T10:00:00Z'), inactive('2022-06-30T22:00:00Z')],
    tilstande: [tilstand()],
  },
  {
    name: 'recorded after the run month: no row',
    reports: [report('2022-06-30T10:00:00Z', { registreret: '2022-07-01' })],
    tilstande: [],
  },
  {
    name: 'recorded on its last day: a row',
    reports: [report('2022-06-30T10:00:00Z', { registreret: '2022-06-30' })],
    tilstande: [tilstand({ fra: 20220630 })],
  },
]

const withdrawals: readonly Told[] = [
  {
    name: 'entered in error: withdrawn',
    reports: [active('2022-05-10T10:00:00Z'), error('2022-05-20T10:00:00Z')],
    tilstande: [],
  },
  { name: 'entered in error from the first', reports: [error('2022-05-20T10:00:00Z')], tilstande: [] },
  {
    name: 'entered in error, then sent as active after all: it stands',
    reports: [error('2022-05-12T10:00:00Z'), active('2022-05-20T10:00:00Z')],
    tilstande: [tilstand()],
  },
  {
    // Own reading: a report that withdraws it is one after which it is not active.
    name: 'withdrawn, then sent as inactive: ended with the report that withdrew it',
    reports: [
      active('2022-05-10T10:00:00Z'),
      error('2022-05-20T10:00:00Z'),
      inactive('2022-06-02T10:00:00Z'),
    ],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'a newer version with an unknown code is refused: the last good one stands',
    reports: [
      active('2022-05-10T10:00:00Z'),
      report('2022-05-20T10:00:00Z', { kode: 'J9.9', status: 'inactive' }),
    ],
    tilstande: [tilstand()],
  },
]

const orders: readonly Told[] = [
  {
    name: 'lastUpdated decides which version is newest, though its report is the older one',
    reports: [
      report('2022-05-20T10:00:00Z', { status: 'inactive', lastUpdated: '2022-05-19T10:00:00Z' }),
      report('2022-05-25T10:00:00Z', { lastUpdated: '2022-05-18T10:00:00Z' }),
    ],
    tilstande: [tilstand({ til: 20220520 })],
  },
  {
    name: 'equal lastUpdated, in two spellings: the later report is newest',
    reports: [
      report('2022-05-25T10:00:00Z', { status: 'inactive', lastUpdated: '2022-05-19T12:00:00+02:00' }),
      report('2022-05-20T10:00:00Z', { lastUpdated: '2022-05-19T10:00:00Z' }),
    ],
    tilstande: [tilstand({ til: 20220525 })],
  },
  {
    name: 'a version without lastUpdated comes before one with it',
    reports: [
      report('2022-05-25T10:00:00Z', { status: 'inactive' }),
      report('2022-05-20T10:00:00Z', { lastUpdated: '2022-05-19T10:00:00Z' }),
    ],
    tilstande: [tilstand()],
  },
  {
    name: 'equal reports: the later extract is newest',
    reports: [
      inactive('2022-05-20T10:00:00Z', { in: '0751 2022-07-01 001' }),
      active('2022-05-20T12:00:00+02:00'),
    ],
    tilstande: [tilstand({ til: 20220520 })],
  },
]

export const tilstandExamples: readonly Told[] = [...ends, ...withdrawals, ...orders]
