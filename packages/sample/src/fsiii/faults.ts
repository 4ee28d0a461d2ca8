import { SOMEBODY } from '../world/personer.js'
import type { RowFault } from '../write/planted.js'

const id = (what: string): string => `uuid_of('fejl: ${what}', kommune, nr)`
const patient = `fhir_patient(${id('borger')}, '${SOMEBODY}', fhir_sor(kode), null)`
const plan = (code: string, end: string): string =>
  `fhir_care_plan(${id('indsats')}, '${code}', null, 'active', date '2022-02-01', ${end}, ['Condition/' || ${id('tilstand')}], ${id('borger')}, null)`
const bundle = (...resources: readonly string[]): string =>
  `fhir_bundle(${id('rapport')}, '2022-02-01T10:00:00Z', 'delivery-report', [${resources.join(', ')}])::varchar`

/** The row faults of FSIII; each planted line is about a citizen of its own. */
export const FSIII_FAULTS: readonly RowFault[] = [
  {
    contract: 'FSIII',
    kind: 'unknown-code',
    code: 'R204',
    quarantined: 'FSIIIPlanlagtIndsats',
    line: bundle(patient, plan('H99.9', 'null::date')),
  },
  {
    contract: 'FSIII',
    kind: 'not-json',
    code: 'R201',
    quarantined: null,
    line: `left(${bundle(patient, plan('H1.1', 'null::date'))}, 300)`,
  },
  {
    contract: 'FSIII',
    kind: 'end-before-start',
    code: 'R120',
    quarantined: 'FSIIIPlanlagtIndsats',
    line: bundle(patient, plan('H1.1', "date '2022-01-15'")),
  },
  {
    contract: 'FSIII',
    kind: 'bundle-without-cpr',
    code: 'R203',
    quarantined: null,
    line: bundle(plan('H1.1', 'null::date')),
  },
]
