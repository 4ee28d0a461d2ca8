// Delivery reports as FHIR Bundles: written for random histories, read plainly for the guide's real ones.

import { createHash } from 'node:crypto'
import { emptyBasis, type FsiiiBasis } from './fsiii-rows.js'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
const SOR_SYSTEM = 'urn:oid:1.2.208.176.1.1'
const FSIII_SYSTEM = 'urn:oid:1.2.208.176.2.21'
const FOLLOW_UP = '712744002'
const BASED_ON = 'http://fhir.kl.dk/gateway/StructureDefinition/BasedOnInterventionExtension'

interface Coding {
  readonly system: string
  readonly code: string
}

interface Concept {
  readonly coding: readonly Coding[]
}

interface Reference {
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

export const contactBasedOn = (planIds: readonly string[]): NonNullable<Resource['extension']> =>
  references('CarePlan', planIds).map((valueReference) => ({ url: BASED_ON, valueReference }))

const idsOf = (rows: readonly Reference[] | undefined): string[] =>
  (rows ?? []).map((row) => row.reference.slice(row.reference.indexOf('/') + 1))

const idsOfType = (rows: readonly Reference[] | undefined, type: string): string[] =>
  idsOf((rows ?? []).filter((row) => row.reference.startsWith(`${type}/`)))

const codeIn = (concept: Concept | undefined): string =>
  concept?.coding.find((coding) => coding.system === FSIII_SYSTEM)?.code ?? ''

/** One delivery as landed: its bundles, kommune (0000 = national) and extract time. */
export interface FsiiiDelivery {
  readonly kommune: string
  readonly extract: number
  readonly bundles: readonly Bundle[]
}

/** Resources refused by verification leave the basis; the caller says which. */
export const readDeliveries = (
  deliveries: readonly FsiiiDelivery[],
  isRefused: (resource: Resource) => boolean = () => false,
): FsiiiBasis => {
  const rows = deliveries.flatMap((delivery) =>
    delivery.bundles.flatMap((bundle) => {
      const patient = bundle.entry.map((entry) => entry.resource).find((r) => r.resourceType === 'Patient')
      const personnummer = patient?.identifier?.find((item) => item.system === CPR_SYSTEM)?.value ?? ''
      const afsenderSor = patient?.managingOrganization?.identifier.value ?? ''
      return bundle.entry
        .filter((entry) => !isRefused(entry.resource))
        .map(({ resource }) => ({
          resource,
          version: {
            id: resource.id,
            lastUpdated: resource.meta?.lastUpdated ?? null,
            reportTidspunkt: bundle.timestamp,
            extract: delivery.extract,
            sha: createHash('sha256').update(JSON.stringify(resource)).digest('hex'),
            kommune: delivery.kommune,
            afsenderSor,
            personnummer,
            status: resource.status ?? '',
          },
        }))
    }),
  )
  const ofType = (type: string) => rows.filter((row) => row.resource.resourceType === type)
  return {
    ...emptyBasis,
    planer: ofType('CarePlan').map(({ resource, version }) => ({
      ...version,
      indsatsKode: codeIn(resource.activity?.[0]?.detail.code),
      start: resource.period?.start ?? '',
      slut: resource.period?.end ?? null,
      tilstandIds: (resource.activity ?? []).flatMap((activity) => idsOf(activity.detail.reasonReference)),
    })),
    procedurer: ofType('Procedure').map(({ resource, version }) => ({
      ...version,
      indsatsKode: codeIn(resource.code),
      leveret: resource.performedDateTime ?? '',
      tilstandIds: idsOf(resource.reasonReference),
    })),
    tilstande: ofType('Condition').map(({ resource, version }) => ({
      ...version,
      status: resource.verificationStatus?.coding[0]?.code ?? '',
      tilstandKode: codeIn(resource.code),
      registreret: resource.recordedDate ?? '',
    })),
    opfoelgninger: ofType('Observation')
      .filter(({ resource }) => resource.code?.coding.some((coding) => coding.code === FOLLOW_UP) === true)
      .map(({ resource, version }) => ({
        ...version,
        resultat: codeIn(resource.valueCodeableConcept),
        tidspunkt: resource.effectiveDateTime ?? '',
        fokusIds: idsOf(resource.focus),
      })),
    kontakter: ofType('Encounter').map(({ resource, version }) => ({
      ...version,
      type: resource.type?.[0]?.coding[0]?.code ?? '',
      start: resource.period?.start ?? '',
      indsatsIds: [
        ...idsOfType(resource.reasonReference, 'CarePlan'),
        ...idsOf(
          resource.extension
            ?.filter((item) => item.url.endsWith('/BasedOnInterventionExtension'))
            .map((item) => item.valueReference),
        ),
      ],
    })),
  }
}
