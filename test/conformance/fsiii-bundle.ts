/** The code system of FSIII. */
const FSIII_SYSTEM = 'urn:oid:1.2.208.176.2.21'

export type Resource = Readonly<Record<string, unknown>>

export const coded = (code: string, system = FSIII_SYSTEM): Resource => ({ coding: [{ system, code }] })

interface ReportOptions {
  readonly cpr?: string
  readonly sor?: string
  readonly timestamp?: string
}

/** A delivery report about one made-up citizen, as one line of JSON. */
export const report = (resources: readonly Resource[], options: ReportOptions = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: options.timestamp ?? '2022-08-10T10:00:00Z',
    entry: [
      {
        resourceType: 'Patient',
        identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: options.cpr ?? '0101410001' }],
        managingOrganization: { identifier: { value: options.sor ?? '123456789012345' } },
      },
      ...resources,
    ].map((resource) => ({ resource })),
  })

/** A code as its text with what lies under it. */
export interface Concept {
  readonly code: string
  readonly display: string
  readonly concept?: readonly Concept[]
}

export const codeSystem = (version: string, concept: readonly Concept[]): string =>
  JSON.stringify({ resourceType: 'CodeSystem', url: FSIII_SYSTEM, version, concept })

export const condition = (id: string, change: Resource = {}): Resource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: coded('active', 'http://terminology.hl7.org/CodeSystem/condition-clinical'),
  category: [coded('problem-list-item', 'http://terminology.hl7.org/CodeSystem/condition-category')],
  severity: coded('B3'),
  code: coded('J1.3'),
  recordedDate: '2022-08-10',
  ...change,
})

export const followUp = (id: string, change: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: coded('712744002', 'http://snomed.info/sct'),
  focus: [{ reference: 'Condition/t1' }, { reference: 'CarePlan/p1' }],
  effectiveDateTime: '2022-08-10',
  valueCodeableConcept: coded('E1'),
  ...change,
})

export const ownView = (id: string, change: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: coded('C'),
  focus: [{ reference: 'Condition/t1' }],
  effectiveDateTime: '2022-08-10',
  valueCodeableConcept: coded('C1'),
  ...change,
})

export const contact = (id: string, change: Resource = {}): Resource => ({
  resourceType: 'Encounter',
  id,
  status: 'planned',
  type: [coded('9f03dfbb-7a97-45a5-94db-d4c3501714a9', 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes')],
  period: { start: '2022-08-15' },
  ...change,
})
