// FactPlanlagtIndsats and its links: the specification's table once more as reports, which tilstand is chosen, and what
// becomes of references that come late or never.

import { HYGIEJNE, PÅKLÆDNING } from '../reference/arbitraries-fsiii-koder.js'
import type { Resource } from '../reference/fhir-bundle.js'
import {
  carePlan,
  condition,
  procedure,
  type SaidLeveret,
  type SaidPlan,
  type SaidTilstand,
} from '../reference/fsiii-resources.js'
import { leveretRow, planRow, type Report, type Told, tilstand } from './fsiii-told.js'

const plan = (change: Partial<SaidPlan> = {}): Resource =>
  carePlan({ id: 'p', kode: 'H1.1', status: 'active', start: '2022-06-01', ...change })

const delivered = (change: Partial<SaidLeveret> = {}): Resource =>
  procedure({ id: 'd', kode: 'H1.1', status: 'completed', leveret: '2022-05-10', ...change })

const t = (id: string, change: Partial<SaidTilstand> = {}): Resource =>
  condition({ id, kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3', ...change })

const FIRST = '2022-05-10T10:00:00Z'
const SECOND = '2022-05-20T10:00:00Z'

const report = (at: string, ...resources: readonly Resource[]): Report => ({ at, resources })

const table: readonly Told[] = [
  {
    name: '2022-01-31 – 2022-02-01 completed',
    reports: [report(FIRST, plan({ status: 'completed', start: '2022-01-31', slut: '2022-02-01' }))],
    planlagt: [
      planRow({ måned: '2022-01', løbetid: 1, dage: 0, fra: 20220131, til: 20220201 }),
      planRow({ måned: '2022-02', løbetid: 2, dage: 1, fra: 20220131, til: 20220201 }),
    ],
  },
  {
    name: '2022-04-10 – open',
    reports: [report(FIRST, plan({ start: '2022-04-10' }))],
    planlagt: [
      planRow({ måned: '2022-04', løbetid: 1, dage: 20, fra: 20220410 }),
      planRow({ måned: '2022-05', løbetid: 2, dage: 51, fra: 20220410 }),
      planRow({ måned: '2022-06', løbetid: 3, dage: 81, fra: 20220410 }),
    ],
  },
  {
    name: '2022-05-01, planned end 2022-12-31, active',
    reports: [report(FIRST, plan({ start: '2022-05-01', slut: '2022-12-31' }))],
    planlagt: [
      planRow({ måned: '2022-05', løbetid: 1, dage: 30, fra: 20220501 }),
      planRow({ måned: '2022-06', løbetid: 2, dage: 60, fra: 20220501 }),
    ],
  },
  {
    name: '2022-05-01, planned end 2022-05-20, active',
    reports: [report(FIRST, plan({ start: '2022-05-01', slut: '2022-05-20' }))],
    planlagt: [
      planRow({ måned: '2022-05', løbetid: 1, dage: 30, fra: 20220501 }),
      planRow({ måned: '2022-06', løbetid: 2, dage: 60, fra: 20220501 }),
    ],
  },
  { name: '2022-07-01', reports: [report(FIRST, plan({ start: '2022-07-01' }))], planlagt: [] },
  {
    name: 'end before start',
    reports: [report(FIRST, plan({ status: 'completed', start: '2022-05-10', slut: '2022-05-09' }))],
    planlagt: [],
  },
  {
    name: 'entered-in-error',
    reports: [report(FIRST, plan()), report(SECOND, plan({ status: 'entered-in-error' }))],
    planlagt: [],
  },
  {
    name: 'completed without an end: on the day of the first report that said so, not before its start',
    reports: [
      report(
        FIRST,
        plan({ start: '2022-05-01' }),
        plan({ id: 'q', status: 'completed', start: '2022-05-12' }),
      ),
      report(SECOND, plan({ status: 'revoked', start: '2022-05-01' })),
      report('2022-06-02T10:00:00Z', plan({ status: 'completed', start: '2022-05-01', kode: HYGIEJNE })),
    ],
    planlagt: [
      planRow({ måned: '2022-05', løbetid: 1, dage: 19, fra: 20220501, til: 20220520 }),
      planRow({ id: 'q', måned: '2022-05', løbetid: 1, dage: 0, fra: 20220512, til: 20220512 }),
    ],
  },
]

const links: readonly Told[] = [
  {
    name: 'of its tilstande the one recorded first; all of them are in the bridge, each once',
    reports: [
      report(
        FIRST,
        plan({ tilstande: ['a', 'b', 'a'] }),
        t('a'),
        t('b', { kode: 'J3.2', registreret: '2022-05-09' }),
        delivered({ tilstande: ['a', 'b'] }),
      ),
    ],
    tilstande: [tilstand({ id: 'a' }), tilstand({ id: 'b', kode: 'J3.2', fra: 20220509 })],
    planlagt: [planRow({ tilstand: 'J3.2' })],
    leveret: [leveretRow({ tilstand: 'J3.2' })],
    links: [
      ['p', 'a'],
      ['p', 'b'],
    ],
  },
  {
    // J3.2 comes before e853…, though the member of e853… is J1.3.
    name: 'recorded on one day: the lower code as sent, not that of the member',
    reports: [
      report(
        FIRST,
        plan({ tilstande: ['a', 'b'] }),
        t('a', { kode: PÅKLÆDNING }),
        t('b', { kode: 'J3.2' }),
        delivered({ tilstande: ['a', 'b'] }),
      ),
    ],
    planlagt: [planRow({ tilstand: 'J3.2' })],
    leveret: [leveretRow({ tilstand: 'J3.2' })],
    links: [
      ['p', 'a'],
      ['p', 'b'],
    ],
  },
  {
    name: 'no link is −1, and so is one to nothing',
    reports: [
      report(FIRST, plan(), plan({ id: 'q', tilstande: ['aldrig'] }), delivered({ tilstande: ['aldrig'] })),
    ],
    planlagt: [planRow(), planRow({ id: 'q' })],
    leveret: [leveretRow()],
    links: [],
  },
  {
    name: 'a tilstand that comes in a later delivery, from another report',
    reports: [
      report(FIRST, plan({ tilstande: ['a'] }), delivered({ tilstande: ['a'] })),
      { ...report(SECOND, t('a')), in: '0751 2022-07-01 001' },
    ],
    planlagt: [planRow({ tilstand: 'J1.3' })],
    leveret: [leveretRow({ tilstand: 'J1.3' })],
    links: [['p', 'a']],
  },
  {
    name: 'a tilstand that is withdrawn is no link any more',
    reports: [
      report(
        FIRST,
        plan({ tilstande: ['a', 'b'] }),
        t('a', { registreret: '2022-05-01' }),
        t('b', { kode: 'J3.2' }),
        delivered({ tilstande: ['a'] }),
      ),
      report(SECOND, t('a', { status: 'entered-in-error' })),
    ],
    planlagt: [planRow({ tilstand: 'J3.2' })],
    leveret: [leveretRow()],
    links: [['p', 'b']],
  },
  {
    name: 'an ended tilstand is still a link, and so is one recorded after the run month',
    reports: [
      report(
        FIRST,
        plan({ tilstande: ['a'] }),
        plan({ id: 'q', tilstande: ['b'] }),
        t('a', { status: 'inactive' }),
        t('b', { registreret: '2022-07-02' }),
      ),
    ],
    tilstande: [tilstand({ id: 'a', til: 20220510 })],
    planlagt: [planRow({ tilstand: 'J1.3' }), planRow({ id: 'q', tilstand: 'J1.3' })],
    links: [
      ['p', 'a'],
      ['q', 'b'],
    ],
  },
  {
    name: 'links are those of the newest version',
    reports: [
      report(
        FIRST,
        plan({ tilstande: ['a', 'b'] }),
        t('a', { registreret: '2022-05-01' }),
        t('b', { kode: 'J3.2' }),
      ),
      report(SECOND, plan({ tilstande: ['b'] })),
    ],
    planlagt: [planRow({ tilstand: 'J3.2' })],
    links: [['p', 'b']],
  },
  {
    name: 'a plan without rows has no links in the bridge',
    reports: [
      report(
        FIRST,
        plan({ start: '2022-07-01', tilstande: ['a'] }),
        plan({ id: 'q', status: 'entered-in-error', tilstande: ['a'] }),
        t('a'),
      ),
    ],
    planlagt: [],
    links: [],
  },
  {
    name: 'age on the plan’s start, the kommune of its sender',
    reports: [
      {
        ...report(
          FIRST,
          plan({ start: '2022-02-28', status: 'completed', slut: '2022-03-01', kode: HYGIEJNE }),
        ),
        citizen: 'skuddag',
        in: '0000 2022-06-30 001',
      },
    ],
    planlagt: [
      planRow({
        måned: '2022-02',
        løbetid: 1,
        dage: 0,
        fra: 20220228,
        til: 20220301,
        alder: 81,
        kommune: 461,
      }),
      planRow({
        måned: '2022-03',
        løbetid: 2,
        dage: 1,
        fra: 20220228,
        til: 20220301,
        alder: 81,
        kommune: 461,
      }),
    ],
  },
]

export const linkExamples: readonly Told[] = [...table, ...links]
