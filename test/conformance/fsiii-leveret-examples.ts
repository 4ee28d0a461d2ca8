// FactLeveretIndsats: when something was delivered, to whom, and by which code.

import { HJÆLP_TIL_MOBILITET, HYGIEJNE } from '../reference/arbitraries-fsiii-koder.js'
import type { Resource } from '../reference/fhir-bundle.js'
import { carePlan, procedure, type SaidLeveret, type SaidPlan } from '../reference/fsiii-resources.js'
import { leveretRow, planRow, type Report, type Told } from './fsiii-told.js'

const plan = (change: Partial<SaidPlan> = {}): Resource =>
  carePlan({ id: 'p', kode: 'H1.1', status: 'active', start: '2022-06-01', ...change })

const delivered = (change: Partial<SaidLeveret> = {}): Resource =>
  procedure({ id: 'd', kode: 'H1.1', status: 'completed', leveret: '2022-05-10', ...change })

const FIRST = '2022-05-10T10:00:00Z'

const report = (at: string, ...resources: readonly Resource[]): Report => ({ at, resources })

export const leveretExamples: readonly Told[] = [
  {
    name: 'delivered at a time of day in Denmark; a date has none',
    reports: [
      report(
        FIRST,
        delivered({ leveret: '2022-05-10T23:30:00Z' }),
        delivered({ id: 'e' }),
        delivered({ id: 'f', leveret: '2022-05-10T00:00:00+02:00' }),
      ),
    ],
    leveret: [
      leveretRow({ dag: 20220511, klokkeslæt: 130 }),
      leveretRow({ id: 'e' }),
      leveretRow({ id: 'f', klokkeslæt: 0 }),
    ],
  },
  {
    name: 'only what is completed, and not after the run month',
    reports: [
      report(
        FIRST,
        delivered({ id: 'e', status: 'in-progress' }),
        delivered({ id: 'f', status: 'entered-in-error' }),
        delivered({ id: 'g', leveret: '2022-06-30T22:00:00Z' }),
        delivered({ id: 'h', leveret: '2022-06-30T21:59:00Z' }),
      ),
    ],
    leveret: [leveretRow({ id: 'h', dag: 20220630, klokkeslæt: 2359 })],
  },
  {
    name: 'a UUID is its legacy twin’s member; one that shares its path with two others is its own',
    reports: [
      report(
        FIRST,
        delivered({ kode: HYGIEJNE }),
        delivered({ id: 'e', kode: HJÆLP_TIL_MOBILITET }),
        delivered({ id: 'f', kode: 'H1.4' }),
        plan({ kode: HJÆLP_TIL_MOBILITET }),
      ),
    ],
    planlagt: [planRow({ kode: HJÆLP_TIL_MOBILITET })],
    leveret: [
      leveretRow(),
      leveretRow({ id: 'e', kode: HJÆLP_TIL_MOBILITET }),
      leveretRow({ id: 'f', kode: 'H1.4' }),
    ],
  },
  {
    name: 'age on the day of delivery',
    reports: [
      {
        ...report(
          FIRST,
          delivered({ leveret: '2022-03-01', kode: HYGIEJNE }),
          delivered({ id: 'e', leveret: '2022-02-28' }),
        ),
        citizen: 'skuddag',
      },
    ],
    leveret: [leveretRow({ dag: 20220301, alder: 82 }), leveretRow({ id: 'e', dag: 20220228, alder: 81 })],
  },
]
