// Delivery reports as FHIR Bundles, as far as the models know them. fsiii-read.ts reads them.

export const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
const SOR_SYSTEM = 'urn:oid:1.2.208.176.1.1'
export const FSIII_SYSTEM = 'urn:oid:1.2.208.176.2.21'
export const FOLLOW_UP = '712744002'

interface Coding {
  readonly system: string
  readonly code: string
}

export interface Concept {
  readonly coding: readonly Coding[]
}

export interface Reference {
  readonly reference: string
}

/** The members of a resource that the models read; everything else is left alone. */
export interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly meta?: { readonly lastUpdated?: string }
  readonly identifier?: readonly { readonly system: string; readonly value: string }[]
  readonly managingOrganization?: {
    readonly identifier: { readonly system?: string; readonly value: string }
  }
  readonly status?: string
  readonly intent?: string
  readonly verificationStatus?: Concept
  readonly clinicalStatus?: Concept
  readonly category?: readonly Concept[]
  readonly type?: readonly Concept[]
  readonly code?: Concept
  readonly severity?: Concept
  readonly recordedDate?: string
  readonly performedDateTime?: string
  readonly effectiveDateTime?: string
  readonly valueCodeableConcept?: Concept
  readonly focus?: readonly Reference[]
  readonly reasonReference?: readonly Reference[]
  readonly period?: { readonly start: string; readonly end?: string }
  readonly extension?: readonly { readonly url: string; readonly valueReference: Reference }[]
  readonly activity?: readonly {
    readonly detail: { readonly code: Concept; readonly reasonReference?: readonly Reference[] }
  }[]
}

export interface Bundle {
  readonly resourceType: 'Bundle'
  readonly id: string
  readonly type: 'collection'
  readonly timestamp: string
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[]
}

export const fsiii = (code: string): Concept => ({ coding: [{ system: FSIII_SYSTEM, code }] })

export const references = (type: string, ids: readonly string[]): Reference[] =>
  ids.map((id) => ({ reference: `${type}/${id}` }))

/** A delivery report about one citizen. */
export const deliveryReport = (
  id: string,
  timestamp: string,
  personnummer: string,
  afsenderSor: string,
  resources: readonly Resource[],
): Bundle => {
  const patient: Resource = {
    resourceType: 'Patient',
    id: `patient-${personnummer}`,
    identifier: [{ system: CPR_SYSTEM, value: personnummer }],
    managingOrganization: { identifier: { system: SOR_SYSTEM, value: afsenderSor } },
  }
  const entry = [patient, ...resources].map((resource) => ({
    fullUrl: `https://test.fhir.dk/${resource.resourceType}/${resource.id}`,
    resource,
  }))
  return { resourceType: 'Bundle', id, type: 'collection', timestamp, entry }
}
