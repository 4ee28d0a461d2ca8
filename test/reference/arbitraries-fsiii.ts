// Random FSIII histories: delivery reports about three citizens, spread over deliveries in any order.

import fc from 'fast-check'
import { danish, dateOf, dayOf } from './danish-day.js'
import {
  type Bundle,
  contactBasedOn,
  deliveryReport,
  type FsiiiDelivery,
  fsiii,
  type Resource,
  references,
} from './fhir-bundle.js'

const PERSONS = ['0101410001', '0101570001', '0101900001'] as const
const SORS = ['123456789012345', '987654321098765'] as const
const FIRST_DAY = dayOf('2022-01-01')
const CARE_CODES = 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes'
const SNOMED = 'http://snomed.info/sct'

export interface FsiiiLeverance extends FsiiiDelivery {
  readonly kildesystem: string
  /** yyyy-mm-dd; løbenr is 001. */
  readonly periode: string
  readonly loebenr: string
}

const anyDate = fc.integer({ min: FIRST_DAY, max: dayOf('2022-07-10') }).map(dateOf)

const anyMoment = fc.oneof(
  anyDate,
  fc
    .tuple(
      anyDate,
      fc.constantFrom('T21:59:59Z', 'T22:00:00Z', 'T23:30:00Z', 'T09:15:00+02:00', 'T23:59:00+01:00'),
    )
    .map((two) => two.join('')),
)

const someOf = (ids: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...ids])

// Legacy and UUID codes of the same stream; all are in the newest code system.
const indsatsKode = fc.constantFrom('H1.1', 'H1.4', 'G1.29', '17312894-b23f-43d9-9723-b725ac25d872')
const tilstandKode = fc.constantFrom('J1.3', 'J3.2', 'I2.1', 'e853d3e7-1de5-44f0-ab48-1fb20c449035')

const conditionIds = (person: string): string[] => ['c1', 'c2'].map((id) => `${person}-${id}`)
const planIds = (person: string): string[] => ['p1', 'p2'].map((id) => `${person}-${id}`)

const carePlan = (id: string, person: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      status: fc.constantFrom(
        'active',
        'active',
        'completed',
        'completed',
        'revoked',
        'on-hold',
        'entered-in-error',
      ),
      kode: indsatsKode,
      start: anyMoment,
      // Days after the start's date as written; −1 is an end before it, which verification refuses.
      length: fc.option(fc.integer({ min: -1, max: 90 }), { nil: null, freq: 2 }),
      // c9 resolves to nothing.
      tilstande: someOf([...conditionIds(person), `${person}-c9`]),
    })
    .map(({ status, kode, start, length, tilstande }) => {
      const end = length === null ? {} : { end: dateOf(dayOf(start.slice(0, 10)) + length) }
      return {
        resourceType: 'CarePlan',
        id,
        status,
        intent: 'plan',
        period: { start, ...end },
        activity: [{ detail: { code: fsiii(kode), reasonReference: references('Condition', tilstande) } }],
      }
    })

const procedure = (id: string, person: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      status: fc.constantFrom('completed', 'completed', 'completed', 'in-progress', 'entered-in-error'),
      kode: indsatsKode,
      leveret: anyMoment,
      tilstande: someOf(conditionIds(person)),
    })
    .map(({ status, kode, leveret, tilstande }) => ({
      resourceType: 'Procedure',
      id,
      status,
      code: fsiii(kode),
      performedDateTime: leveret,
      reasonReference: references('Condition', tilstande),
    }))

const condition = (id: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      kode: tilstandKode,
      registreret: anyDate,
      aktiv: fc.boolean(),
      fejl: fc.constantFrom(false, false, false, true),
    })
    .map(({ kode, registreret, aktiv, fejl }) => ({
      resourceType: 'Condition',
      id,
      clinicalStatus: { coding: [{ system: 'condition-clinical', code: aktiv ? 'active' : 'inactive' }] },
      ...(fejl
        ? { verificationStatus: { coding: [{ system: 'condition-ver-status', code: 'entered-in-error' }] } }
        : {}),
      category: [{ coding: [{ system: 'condition-category', code: 'problem-list-item' }] }],
      code: fsiii(kode),
      recordedDate: registreret,
    }))

const followUp = (id: string, person: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      resultat: fc.constantFrom('E1', 'E2', 'E3', 'E4'),
      tidspunkt: anyDate,
      fokus: someOf(planIds(person)),
      status: fc.constantFrom('final', 'final', 'entered-in-error'),
    })
    .map(({ resultat, tidspunkt, fokus, status }) => ({
      resourceType: 'Observation',
      id,
      status,
      code: { coding: [{ system: SNOMED, code: '712744002' }] },
      focus: references('CarePlan', fokus),
      effectiveDateTime: tidspunkt,
      valueCodeableConcept: fsiii(resultat),
    }))

const contact = (id: string, person: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      status: fc.constantFrom('planned', 'planned', 'finished', 'entered-in-error'),
      type: fc.constantFrom('9f03dfbb-7a97-45a5-94db-d4c3501714a9', '784275f1-6822-4a88-b361-d958007d5253'),
      start: anyDate,
      planer: someOf(planIds(person)),
    })
    .map(({ status, type, start, planer }) => ({
      resourceType: 'Encounter',
      id,
      status,
      type: [{ coding: [{ system: CARE_CODES, code: type }] }],
      period: { start },
      extension: contactBasedOn(planer),
    }))

const resourcesOf = (person: string): fc.Arbitrary<Resource[]> =>
  fc
    .tuple(
      ...planIds(person).map((id) => fc.option(carePlan(id, person), { nil: null })),
      ...conditionIds(person).map((id) => fc.option(condition(id), { nil: null })),
      ...['d1', 'd2'].map((id) => fc.option(procedure(`${person}-${id}`, person), { nil: null })),
      ...['o1', 'o2'].map((id) => fc.option(followUp(`${person}-${id}`, person), { nil: null })),
      ...['k1', 'k2'].map((id) => fc.option(contact(`${person}-${id}`, person), { nil: null })),
    )
    .map((maybe) => maybe.filter((resource) => resource !== null))

/** A minute of the history; no two reports share one, so that SHA-256 never decides between contents. */
const minute = fc.integer({ min: 0, max: 180 * 24 * 60 - 1 })

const instantOf = (at: number): string =>
  new Date(FIRST_DAY * 86_400_000 + at * 60_000).toISOString().replace('.000Z', 'Z')

const reports: fc.Arbitrary<Bundle[]> = fc
  .tuple(fc.boolean(), fc.uniqueArray(minute, { minLength: 1, maxLength: 8 }))
  .chain(([withLastUpdated, minutes]) =>
    fc.tuple(
      ...minutes.map((at, index) =>
        fc
          .record({
            person: fc.constantFrom(...PERSONS),
            sor: fc.constantFrom(...SORS),
            // Up to five days before the report, so that versions overtake each other.
            age: fc.integer({ min: 0, max: 5 * 24 * 60 }),
          })
          .chain(({ person, sor, age }) =>
            resourcesOf(person).map((resources) => {
              // A source either stamps all its resources or none.
              const meta = withLastUpdated ? { meta: { lastUpdated: instantOf(at - age) } } : {}
              const stamped = resources.map((resource) => ({ ...resource, ...meta }))
              return deliveryReport(`report-${index}`, instantOf(at), person, sor, stamped)
            }),
          ),
      ),
    ),
  )

const DELIVERIES = 3

/**
 * Each report goes into one or more of three deliveries, in any order within each; sent again, it is the
 * same report. A delivery without reports is not sent.
 */
export const fsiiiHistory: fc.Arbitrary<FsiiiLeverance[]> = reports.chain((bundles) =>
  fc
    .tuple(
      fc.constantFrom('0000', '0751'),
      fc.shuffledSubarray([...bundles], { minLength: bundles.length, maxLength: bundles.length }),
      fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), {
        minLength: bundles.length,
        maxLength: bundles.length,
      }),
    )
    .map(([kommune, shuffled, carriers]) =>
      Array.from({ length: DELIVERIES }, (_, nth) => ({
        kommune,
        kildesystem: 'Trifork',
        periode: dateOf(dayOf('2022-07-01') + nth),
        loebenr: '001',
        extract: 20220701001 + 1000 * nth,
        bundles: shuffled.filter((_bundle, index) => carriers[index]?.includes(nth) === true),
      })).filter((delivery) => delivery.bundles.length > 0),
    ),
)

/** Verification refuses a planned indsats whose end lies before its start (R120). */
export const isRefusedPlan = (resource: Resource): boolean =>
  resource.resourceType === 'CarePlan' &&
  resource.period?.end !== undefined &&
  danish(resource.period.end).day < danish(resource.period.start).day
