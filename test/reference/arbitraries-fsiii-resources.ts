// Random resources of a citizen: small pools of ids, dates and codes, so that ties, edges and second versions are common.

import fc from 'fast-check'
import { INDSATS_KODER, TILSTAND_KODER, UKENDT } from './arbitraries-fsiii-koder.js'
import { dateOf, dayOf } from './danish-day.js'
import type { Resource } from './fhir-bundle.js'
import {
  carePlan,
  condition,
  encounter,
  followUp,
  OPFØLGNING,
  ownView,
  procedure,
  UDFØRELSE,
} from './fsiii-resources.js'
import { SVAERHEDSGRAD, SVAR } from './fsiii-svar.js'

/** The run months' ends, the days around them, a leap day's neighbours, a birthday; some before 2022 and after the runs. */
const DATES = [
  '2021-12-31',
  '2022-02-28',
  '2022-03-01',
  '2022-04-10',
  '2022-04-30',
  '2022-05-01',
  '2022-05-10',
  '2022-05-31',
  '2022-06-01',
  '2022-06-30',
  '2022-07-01',
  '2022-08-15',
] as const

const date = fc.constantFrom(...DATES)

/** A date alone; its Danish midnight as an instant; or an instant that another zone would put on another date. */
const moment = fc.oneof(
  { arbitrary: date, weight: 3 },
  {
    arbitrary: fc
      .tuple(
        date,
        fc.constantFrom('T22:00:00Z', 'T23:30:00Z', 'T21:59:59Z', 'T00:00:00+02:00', 'T09:15:00+02:00'),
      )
      .map((two) => two.join('')),
    weight: 2,
  },
)

/** Few dates, so that the tilstande of a plan often share one. */
const recorded = fc.constantFrom(
  '2021-12-31',
  '2022-02-28',
  '2022-03-01',
  '2022-05-01',
  '2022-05-10',
  '2022-06-01',
  '2022-07-01',
)

/** When something was observed: on few days, and the first two are one instant. */
const observedAt = fc.constantFrom(
  '2022-05-10',
  '2022-05-09T22:00:00Z',
  '2022-05-10T09:15:00+02:00',
  '2022-04-30T22:30:00Z',
  '2022-06-30',
  '2022-06-30T22:00:00Z',
  '2022-08-15',
)

const mostly = <T>(usual: T, rare: readonly T[], weight = 5): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: fc.constantFrom(...rare), weight: 1 })

const someOf = (ids: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...ids])

const observed = mostly('final', ['entered-in-error', 'preliminary'], 8)

const uuidOf = (legacy: string): string =>
  Object.entries(SVAR).find(([, code]) => code === legacy)?.[0] ?? legacy

/** An answer in either scheme. */
const inEither = (...codes: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...codes), fc.boolean()).map(([code, uuid]) => (uuid ? uuidOf(code) : code))

/** Ids that a citizen's resources refer to; those of number 9 never come, `delt` ones may be another citizen's. */
const idsOf = (person: string, kind: string, ...numbers: readonly number[]): string[] =>
  numbers.map((number) => `${person}-${kind}${number}`)

const conditionOf = (id: string, person: string): fc.Arbitrary<Resource> =>
  fc
    .record({
      kode: fc.oneof(
        { arbitrary: fc.constantFrom(...TILSTAND_KODER), weight: 30 },
        { arbitrary: fc.constant(TILSTAND_KODER[0]), weight: 18 },
        { arbitrary: fc.constant(UKENDT.tilstand), weight: 1 },
      ),
      registreret: recorded,
      status: fc.oneof(
        { arbitrary: fc.constant('active'), weight: 6 },
        { arbitrary: fc.constantFrom('inactive', 'resolved'), weight: 4 },
        { arbitrary: fc.constant('entered-in-error'), weight: 1 },
      ),
      påListen: mostly(true, [false], 7),
      grad: fc.oneof(
        { arbitrary: fc.constantFrom(...Object.keys(SVAERHEDSGRAD)), weight: 4 },
        { arbitrary: fc.constant(null), weight: 1 },
      ),
      kontakter: someOf(idsOf(person, 'k', 1, 2, 9)),
    })
    .map((said) => condition({ id, ...said }))

const carePlanOf = (id: string, person: string, tilstande: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({
      kode: fc.oneof(
        { arbitrary: fc.constantFrom(...INDSATS_KODER), weight: 40 },
        { arbitrary: fc.constant(UKENDT.indsats), weight: 1 },
      ),
      status: fc.oneof(
        { arbitrary: fc.constantFrom('active', 'completed'), weight: 6 },
        { arbitrary: fc.constantFrom('revoked', 'on-hold', 'entered-in-error'), weight: 2 },
      ),
      start: moment,
      // Days after the start's date as written; −1 is an end before it, which verification refuses.
      length: fc.option(fc.integer({ min: -1, max: 90 }), { nil: null, freq: 2 }),
      tilstande: someOf([...tilstande, ...idsOf(person, 'c', 9)]),
    })
    .map(({ length, ...said }) =>
      carePlan({
        id,
        ...said,
        slut: length === null ? null : dateOf(dayOf(said.start.slice(0, 10)) + length),
      }),
    )

const procedureOf = (id: string, tilstande: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({
      kode: fc.constantFrom(...INDSATS_KODER),
      status: mostly('completed', ['in-progress', 'entered-in-error'], 4),
      leveret: moment,
      tilstande: someOf(tilstande),
    })
    .map((said) => procedure({ id, ...said }))

const followUpOf = (id: string, tilstande: readonly string[], planer: readonly string[]) =>
  fc
    .record({
      status: observed,
      resultat: inEither('E1', 'E2', 'E3', 'E4'),
      tidspunkt: observedAt,
      tilstande: someOf(tilstande),
      planer: someOf(planer),
    })
    .map((said) => followUp({ id, ...said }))

const ownViewOf = (id: string, tilstande: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({
      status: observed,
      svar: inEither('C1', 'C2', 'C3', 'C4', 'D1', 'D2'),
      uuid: fc.boolean(),
      tidspunkt: observedAt,
      tilstand: fc.constantFrom(...tilstande),
    })
    .map(({ svar, uuid, ...said }) => {
      const spurgt = (SVAR[svar] ?? svar).slice(0, 1)
      return ownView({ id, svar, spurgt: uuid ? uuidOf(spurgt) : spurgt, ...said })
    })

const encounterOf = (id: string, tilstande: readonly string[], planer: readonly string[]) =>
  fc
    .record({
      type: mostly(OPFØLGNING, [UDFØRELSE], 3),
      status: mostly('planned', ['finished', 'cancelled', 'entered-in-error'], 4),
      start: moment,
      tilstande: someOf(tilstande),
      planer: someOf(planer),
      grunde: someOf(planer),
    })
    .map((said) => encounter({ id, ...said }))

/** What a report about a citizen says: each of the citizen's resources with a chance of two in five. */
export const resourcesOf = (person: string, withShared: boolean): fc.Arbitrary<Resource[]> => {
  const shared = withShared ? ['delt-c1'] : []
  const tilstande = [...idsOf(person, 'c', 1, 2), ...shared]
  const planer = idsOf(person, 'p', 1, 2)
  const named = [...tilstande, ...idsOf(person, 'c', 9)]
  const maybe = (resource: fc.Arbitrary<Resource>): fc.Arbitrary<Resource | null> =>
    fc.oneof({ arbitrary: resource, weight: 2 }, { arbitrary: fc.constant(null), weight: 3 })
  return fc
    .tuple(
      ...idsOf(person, 'c', 1, 2).map((id) => maybe(conditionOf(id, person))),
      ...shared.map((id) => maybe(conditionOf(id, person))),
      ...planer.map((id) => maybe(carePlanOf(id, person, tilstande))),
      ...idsOf(person, 'd', 1, 2).map((id) => maybe(procedureOf(id, named))),
      ...idsOf(person, 'o', 1, 2, 3).map((id) => maybe(followUpOf(id, named, [...planer, `${person}-p9`]))),
      ...idsOf(person, 'v', 1, 2, 3).map((id) => maybe(ownViewOf(id, named))),
      ...idsOf(person, 'k', 1, 2).map((id) => maybe(encounterOf(id, tilstande, planer))),
    )
    .map((some) => some.filter((resource) => resource !== null))
}
