// Reads delivery reports plainly: what each resource says in the contracts' terms, one value per version.

import { createHash } from 'node:crypto'
import {
  type Bundle,
  type Concept,
  CPR_SYSTEM,
  FOLLOW_UP,
  FSIII_SYSTEM,
  type Reference,
  type Resource,
} from './fhir-bundle.js'
import { emptyBasis, type FsiiiBasis } from './fsiii-rows.js'
import { SVAERHEDSGRAD, SVAR } from './fsiii-svar.js'

/** One delivery as landed: its bundles, kommune (0000 = national) and extract time. */
export interface FsiiiDelivery {
  readonly kommune: string
  readonly extract: number
  readonly bundles: readonly Bundle[]
}

const idsOf = (rows: readonly Reference[] | undefined, type: string): string[] =>
  (rows ?? [])
    .filter((row) => row.reference.startsWith(`${type}/`))
    .map((row) => row.reference.slice(type.length + 1))

const namedBy = (resource: Resource, extension: string, type: string): string[] =>
  idsOf(
    resource.extension?.filter((item) => item.url.endsWith(extension)).map((item) => item.valueReference),
    type,
  )

const codeIn = (concept: Concept | undefined): string =>
  concept?.coding.find((coding) => coding.system === FSIII_SYSTEM)?.code ?? ''

const svarIn = (concept: Concept | undefined): string => SVAR[codeIn(concept)] ?? codeIn(concept)

const holds = (concept: Concept | undefined, code: string): boolean =>
  concept?.coding.some((coding) => coding.code === code) === true

const isFollowUp = (resource: Resource): boolean => holds(resource.code, FOLLOW_UP)

const isOwnView = (resource: Resource): boolean =>
  !isFollowUp(resource) &&
  /^[CD]$/.test(svarIn(resource.code)) &&
  codeIn(resource.valueCodeableConcept) !== ''

const tilstandStatus = (resource: Resource): string =>
  holds(resource.verificationStatus, 'entered-in-error')
    ? 'entered-in-error'
    : (resource.clinicalStatus?.coding[0]?.code ?? '')

const isOnProblemList = (resource: Resource): boolean =>
  resource.category?.some((concept) => holds(concept, 'problem-list-item')) === true

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([n, v]) => [n, sorted(v)]))
}

const shas = new WeakMap<Resource, string>()

/** SHA-256 of a resource, whatever the layout and the order of members that the sender chose. */
const shaOf = (resource: Resource): string => {
  const known = shas.get(resource)
  if (known !== undefined) return known
  const sha = createHash('sha256')
    .update(JSON.stringify(sorted(resource)))
    .digest('hex')
  shas.set(resource, sha)
  return sha
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
            sha: shaOf(resource),
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
      tilstandIds: (resource.activity ?? []).flatMap((activity) =>
        idsOf(activity.detail.reasonReference, 'Condition'),
      ),
    })),
    procedurer: ofType('Procedure').map(({ resource, version }) => ({
      ...version,
      indsatsKode: codeIn(resource.code),
      leveret: resource.performedDateTime ?? '',
      tilstandIds: idsOf(resource.reasonReference, 'Condition'),
    })),
    tilstande: ofType('Condition').map(({ resource, version }) => ({
      ...version,
      status: tilstandStatus(resource),
      tilstandKode: codeIn(resource.code),
      registreret: resource.recordedDate ?? '',
      erAktiv: tilstandStatus(resource) === 'active' && isOnProblemList(resource),
      svaerhedsgrad: SVAERHEDSGRAD[codeIn(resource.severity)] ?? null,
      kontaktIds: namedBy(resource, 'follow-up-encounter-extension', 'Encounter'),
    })),
    opfoelgninger: ofType('Observation')
      .filter(({ resource }) => isFollowUp(resource))
      .map(({ resource, version }) => ({
        ...version,
        resultat: svarIn(resource.valueCodeableConcept),
        tidspunkt: resource.effectiveDateTime ?? '',
        fokusIds: [...idsOf(resource.focus, 'Condition'), ...idsOf(resource.focus, 'CarePlan')],
      })),
    borgervurderinger: ofType('Observation')
      .filter(({ resource }) => isOwnView(resource))
      .map(({ resource, version }) => ({
        ...version,
        vaerdi: svarIn(resource.valueCodeableConcept),
        tidspunkt: resource.effectiveDateTime ?? '',
        fokusId: idsOf(resource.focus, 'Condition')[0] ?? '',
      })),
    kontakter: ofType('Encounter').map(({ resource, version }) => ({
      ...version,
      type: resource.type?.[0]?.coding[0]?.code ?? '',
      start: resource.period?.start ?? '',
      tilstandIds: idsOf(resource.reasonReference, 'Condition'),
      indsatsIds: [
        ...idsOf(resource.reasonReference, 'CarePlan'),
        ...namedBy(resource, 'BasedOnInterventionExtension', 'CarePlan'),
      ],
    })),
  }
}
