// FactTilstand and FactPlanlagtIndsats: which follow-up, contact and own view is the latest.

import type { Resource } from '../reference/fhir-bundle.js'
import {
  carePlan,
  condition,
  encounter,
  followUp,
  OPFØLGNING,
  ownView,
  type SaidKontakt,
  type SaidOpfølgning,
  type SaidVurdering,
  UDFØRELSE,
} from '../reference/fsiii-resources.js'
import { planRow, type Report, type Told, tilstand } from './fsiii-told.js'

const t = (kontakter: readonly string[] = []): Resource =>
  condition({ id: 't', kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3', kontakter })

const p: Resource = carePlan({ id: 'p', kode: 'H1.1', status: 'active', start: '2022-06-01' })

const report = (at: string, ...resources: readonly Resource[]): Report => ({ at, resources })

const opfulgt = (
  id: string,
  resultat: string,
  tidspunkt: string,
  more: Partial<SaidOpfølgning> = {},
): Resource => followUp({ id, resultat, tidspunkt, status: 'final', tilstande: ['t'], ...more })

const vurderet = (id: string, svar: string, tidspunkt: string, more: Partial<SaidVurdering> = {}): Resource =>
  ownView({ id, svar, spurgt: svar.slice(0, 1), tidspunkt, status: 'final', tilstand: 't', ...more })

const kontakt = (id: string, start: string, more: Partial<SaidKontakt> = {}): Resource =>
  encounter({ id, start, type: OPFØLGNING, status: 'planned', ...more })

const FIRST = '2022-05-10T10:00:00Z'
const SECOND = '2022-05-20T10:00:00Z'
const THIRD = '2022-06-02T10:00:00Z'

const followUps: readonly Told[] = [
  {
    name: 'the latest opfølgning by its Tidspunkt, though an older one was reported later',
    reports: [
      report(FIRST, t()),
      report(SECOND, opfulgt('o1', 'E2', '2022-05-19')),
      report(THIRD, opfulgt('o2', 'E1', '2022-05-18')),
    ],
    tilstande: [tilstand({ opfølgning: 'E2', opfulgt: 20220519 })],
  },
  {
    name: 'of one Tidspunkt the one that was reported later',
    reports: [
      report(FIRST, t()),
      report(THIRD, opfulgt('o1', 'E3', '2022-05-19')),
      report(SECOND, opfulgt('o2', 'E1', '2022-05-19')),
    ],
    tilstande: [tilstand({ opfølgning: 'E3', opfulgt: 20220519 })],
  },
  {
    name: 'of one report the one of the higher Id',
    reports: [report(FIRST, t(), opfulgt('o2', 'E4', '2022-05-09'), opfulgt('o1', 'E1', '2022-05-09'))],
    tilstande: [tilstand({ opfølgning: 'E4', opfulgt: 20220509 })],
  },
  {
    name: 'a date alone is its Danish midnight: one instant with 22:00Z the evening before, and before 09:15 that day',
    reports: [
      report(FIRST, t(), opfulgt('o1', 'E1', '2022-05-10')),
      report(SECOND, opfulgt('o2', 'E2', '2022-05-09T22:00:00Z')),
      {
        at: FIRST,
        resources: [
          condition({ id: 'u', kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3' }),
          opfulgt('o3', 'E3', '2022-05-10T09:15:00+02:00', { tilstande: ['u'] }),
        ],
      },
      report(SECOND, opfulgt('o4', 'E4', '2022-05-10', { tilstande: ['u'] })),
    ],
    tilstande: [
      tilstand({ opfølgning: 'E2', opfulgt: 20220510 }),
      tilstand({ id: 'u', opfølgning: 'E3', opfulgt: 20220510 }),
    ],
  },
  {
    name: 'one that names tilstande and plans counts for all of them, on all rows of a plan',
    reports: [
      report(
        FIRST,
        t(),
        carePlan({ id: 'p', kode: 'H1.1', status: 'active', start: '2022-05-31' }),
        opfulgt('o', '61b9a5c2-2ea7-45ad-82b8-53cbb513290e', '2022-06-04', { planer: ['p'] }),
      ),
    ],
    tilstande: [tilstand({ opfølgning: 'E4', opfulgt: 20220604 })],
    planlagt: [
      planRow({ måned: '2022-05', dage: 0, fra: 20220531, opfølgning: 'E4', opfulgt: 20220604 }),
      planRow({ løbetid: 2, dage: 30, fra: 20220531, opfølgning: 'E4', opfulgt: 20220604 }),
    ],
  },
  {
    name: 'after the run month it does not count, the latest before it does',
    reports: [
      report(FIRST, t(), p, opfulgt('o1', 'E1', '2022-06-30', { planer: ['p'] })),
      report(SECOND, opfulgt('o2', 'E3', '2022-06-30T22:00:00Z', { planer: ['p'] })),
    ],
    tilstande: [tilstand({ opfølgning: 'E1', opfulgt: 20220630 })],
    planlagt: [planRow({ opfølgning: 'E1', opfulgt: 20220630 })],
  },
  {
    name: 'in the next month’s run it counts',
    reports: [
      report(FIRST, t(), opfulgt('o1', 'E1', '2022-06-30')),
      report(SECOND, opfulgt('o2', 'E3', '2022-06-30T22:00:00Z')),
    ],
    month: '2022-07',
    tilstande: [tilstand({ opfølgning: 'E3', opfulgt: 20220701 })],
  },
  {
    name: 'withdrawn it does not count',
    reports: [
      report(FIRST, t(), opfulgt('o1', 'E1', '2022-05-09'), opfulgt('o2', 'E3', '2022-05-10')),
      report(SECOND, opfulgt('o2', 'E3', '2022-05-10', { status: 'entered-in-error' })),
    ],
    tilstande: [tilstand({ opfølgning: 'E1', opfulgt: 20220509 })],
  },
  {
    name: 'what it is about is what its newest version says',
    reports: [
      report(FIRST, t(), p, opfulgt('o', 'E1', '2022-05-09')),
      report(SECOND, opfulgt('o', 'E1', '2022-05-09', { tilstande: [], planer: ['p'] })),
    ],
    tilstande: [tilstand()],
    planlagt: [planRow({ opfølgning: 'E1', opfulgt: 20220509 })],
  },
  {
    name: 'it may be reported before what it is about; what never comes has no row',
    reports: [
      report(FIRST, opfulgt('o', 'E2', '2022-05-09', { tilstande: ['t', 'aldrig'] })),
      { ...report(SECOND, t()), in: '0751 2022-07-01 001' },
    ],
    tilstande: [tilstand({ opfølgning: 'E2', opfulgt: 20220509 })],
  },
]

const contacts: readonly Told[] = [
  {
    name: 'a contact that the tilstand names',
    reports: [report(FIRST, t(['k']), kontakt('k', '2022-05-20'))],
    tilstande: [tilstand({ kontakt: 20220520 })],
  },
  {
    name: 'a contact that names the tilstand',
    reports: [report(FIRST, t(), kontakt('k', '2022-05-19T22:30:00Z', { tilstande: ['t'] }))],
    tilstande: [tilstand({ kontakt: 20220520 })],
  },
  {
    name: 'the latest of both kinds, after the run month too',
    reports: [
      report(FIRST, t(['k1', 'k2']), kontakt('k1', '2022-05-20'), kontakt('k2', '2022-08-01')),
      report(SECOND, kontakt('k3', '2022-06-20', { tilstande: ['t'] })),
    ],
    tilstande: [tilstand({ kontakt: 20220801 })],
  },
  {
    name: 'only the newest version of the tilstand says which',
    reports: [
      report(FIRST, t(['k1']), kontakt('k1', '2022-06-20')),
      report(SECOND, t(['k2']), kontakt('k2', '2022-06-10')),
    ],
    tilstande: [tilstand({ kontakt: 20220610 })],
  },
  {
    name: 'a tilstand that names none any more has none',
    reports: [report(FIRST, t(['k']), kontakt('k', '2022-06-20')), report(SECOND, t())],
    tilstande: [tilstand()],
  },
  {
    name: 'not one of type udførelse, not one that has been held or called off, not a withdrawn one',
    reports: [
      report(
        FIRST,
        t(['k1', 'k2', 'k3', 'k4']),
        kontakt('k1', '2022-06-01', { type: UDFØRELSE }),
        kontakt('k2', '2022-06-02', { status: 'finished' }),
        kontakt('k3', '2022-06-03', { status: 'cancelled' }),
        kontakt('k4', '2022-06-04', { status: 'entered-in-error' }),
      ),
    ],
    tilstande: [tilstand()],
  },
  {
    name: 'a contact moved by a newer version',
    reports: [
      report(FIRST, t(['k']), kontakt('k', '2022-06-20')),
      report(SECOND, kontakt('k', '2022-06-01')),
    ],
    tilstande: [tilstand({ kontakt: 20220601 })],
  },
  {
    name: 'a plan’s contact: by extension, or among the contact’s reasons',
    reports: [
      report(
        FIRST,
        p,
        carePlan({ id: 'q', kode: 'H1.1', status: 'active', start: '2022-06-01' }),
        carePlan({ id: 'r', kode: 'H1.1', status: 'active', start: '2022-06-01' }),
        kontakt('k1', '2022-06-20', { planer: ['p'] }),
        kontakt('k2', '2022-06-21', { grunde: ['q'] }),
        kontakt('k3', '2022-06-22', { planer: ['r'], type: UDFØRELSE }),
      ),
    ],
    planlagt: [planRow({ kontakt: 20220620 }), planRow({ id: 'q', kontakt: 20220621 }), planRow({ id: 'r' })],
  },
]

const ownViews: readonly Told[] = [
  {
    name: 'C alone, and D alone',
    reports: [
      report(
        FIRST,
        t(),
        vurderet('v1', 'C2', '2022-05-09'),
        condition({ id: 'u', kode: 'J1.3', registreret: '2022-05-10', status: 'active', grad: 'B3' }),
        vurderet('v2', 'D1', '2022-05-08', { tilstand: 'u' }),
      ),
    ],
    tilstande: [
      tilstand({ udførelse: 'C2', vurderet: 20220509 }),
      tilstand({ id: 'u', betydning: 'D1', vurderet: 20220508 }),
    ],
  },
  {
    name: 'the latest of each, and the date of the later one',
    reports: [
      report(FIRST, t(), vurderet('v1', 'C1', '2022-05-01'), vurderet('v2', 'D1', '2022-05-09')),
      report(SECOND, vurderet('v3', 'C4', '2022-05-03'), vurderet('v4', 'D2', '2022-05-02')),
    ],
    tilstande: [tilstand({ udførelse: 'C4', betydning: 'D1', vurderet: 20220509 })],
  },
  {
    name: 'of one instant the later report, of one report the higher Id',
    reports: [
      report(
        FIRST,
        t(),
        vurderet('v3', 'C3', '2022-05-09'),
        vurderet('v4', 'D2', '2022-05-09'),
        vurderet('v5', 'D1', '2022-05-09'),
      ),
      report(SECOND, vurderet('v1', 'C2', '2022-05-09')),
    ],
    tilstande: [tilstand({ udførelse: 'C2', betydning: 'D1', vurderet: 20220509 })],
  },
  {
    name: 'not after the run month, not a withdrawn one',
    reports: [
      report(
        FIRST,
        t(),
        vurderet('v1', 'C1', '2022-06-30'),
        vurderet('v2', 'C2', '2022-07-01'),
        vurderet('v3', 'D1', '2022-06-29', { status: 'entered-in-error' }),
      ),
    ],
    tilstande: [tilstand({ udførelse: 'C1', vurderet: 20220630 })],
  },
  {
    name: 'asked and answered in UUIDs',
    reports: [
      report(
        FIRST,
        t(),
        vurderet('v1', '9e6c7ef6-9539-4f87-a82a-1eea50a1ec2a', '2022-05-09', {
          spurgt: 'd6d48a71-b96f-4b88-86f9-b13bd3c03560',
        }),
        vurderet('v2', '283bc119-5c7c-4679-8c8b-8768484e96d7', '2022-05-10', {
          spurgt: '687159ad-a61c-47c0-a878-53aa54bae2d5',
        }),
      ),
    ],
    tilstande: [tilstand({ udførelse: 'C3', betydning: 'D2', vurderet: 20220510 })],
  },
]

export const observedExamples: readonly Told[] = [...followUps, ...contacts, ...ownViews]
