// Random FSIII histories: delivery reports about some citizens over any number of deliveries of two kommuner and the
// whole country, with the code systems, senders and birth dates that are delivered beside them.

import fc from 'fast-check'
import { newerCodes, olderCodes } from './arbitraries-fsiii-koder.js'
import { resourcesOf } from './arbitraries-fsiii-resources.js'
import { type Bundle, deliveryReport, type Resource } from './fhir-bundle.js'
import type { FsiiiHistory, FsiiiLeverance, Fuld } from './fsiii-basis.js'

/** Made-up numbers. */
const PERSONS = [
  '0101410001',
  '0101570001',
  '2902400001',
  '0101900001',
  '0202020002',
  '0303330003',
  '0404440004',
  '0505550005',
  '0606660006',
] as const
const SORS = ['123456789012345', '987654321098765'] as const
const KOMMUNER = ['0751', '0461', '0000'] as const

const REPORT_DAYS = [
  '2022-02-28',
  '2022-03-31',
  '2022-05-01',
  '2022-05-03',
  '2022-05-31',
  '2022-06-01',
  '2022-06-30',
  '2022-07-02',
  '2022-08-03',
] as const

/** Instants; the last two are one and the same, written in two ways. */
const reportMoment = fc
  .tuple(
    fc.constantFrom(...REPORT_DAYS),
    fc.constantFrom('T08:00:00Z', 'T22:30:00Z', 'T21:59:59Z', 'T10:30:00Z', 'T12:30:00+02:00'),
  )
  .map((two) => two.join(''))

/** When a resource was last updated, on few days, so that the order often falls through to the report. */
const updated = fc.constantFrom(
  null,
  '2022-02-27T09:00:00Z',
  '2022-05-01T09:00:00Z',
  '2022-05-01T10:30:00+02:00',
  '2022-06-29T09:00:00Z',
)

type Stamping = 'none' | 'all' | 'mixed'

const stamped = (resource: Resource, stamping: Stamping, at: string | null): Resource => {
  if (stamping === 'none') return resource
  const lastUpdated = at ?? (stamping === 'all' ? '2022-03-01T12:00:00Z' : null)
  return lastUpdated === null ? resource : { ...resource, meta: { lastUpdated } }
}

const reportOf = (
  nth: number,
  persons: readonly string[],
  stamping: Stamping,
  withShared: boolean,
): fc.Arbitrary<Bundle> =>
  fc
    .record({
      person: fc.constantFrom(...persons, ...persons.slice(0, 1), ...persons.slice(0, 1)),
      sor: fc.constantFrom(...SORS),
      at: reportMoment,
      updates: fc.array(updated, { minLength: 15, maxLength: 15 }),
    })
    .chain(({ person, sor, at, updates }) =>
      resourcesOf(person, withShared).map((resources) =>
        deliveryReport(
          `rapport-${nth}`,
          at,
          person,
          sor,
          resources.map((resource, index) => stamped(resource, stamping, updates[index] ?? null)),
        ),
      ),
    )

const reports = (persons: readonly string[], most: number): fc.Arbitrary<Bundle[]> =>
  fc
    .tuple(
      fc.constantFrom<Stamping>('none', 'none', 'all', 'mixed'),
      fc.constantFrom(true, false, false),
      fc.integer({ min: Math.ceil(most / 8), max: most }),
    )
    .chain(([stamping, withShared, count]) =>
      fc.tuple(...Array.from({ length: count }, (_, nth) => reportOf(nth, persons, stamping, withShared))),
    )

interface Slot {
  readonly kommune: string
  readonly day: string
  readonly form: FsiiiLeverance['form']
}

const slot: fc.Arbitrary<Slot> = fc.record({
  kommune: fc.constantFrom(...KOMMUNER),
  day: fc.constantFrom('2022-06-28', '2022-06-29', '2022-07-01', '2022-08-01'),
  form: fc.constantFrom('json', 'ndjson', 'zip'),
})

const idsIn = ({ entry }: Bundle): readonly string[] =>
  entry.map(({ resource }) => resource.id).filter((id) => !id.startsWith('patient-'))

/** Two reports of one instant that both speak of a resource. */
const meet = (a: Bundle, b: Bundle): boolean =>
  a !== b &&
  Date.parse(a.timestamp) === Date.parse(b.timestamp) &&
  idsIn(a).some((id) => idsIn(b).includes(id))

/**
 * Deliveries in order of slots; løbenumre count up within kommune and day, so that none is missing. A report may be in
 * several; two of one instant about one resource are sent once each, and no report twice with one extract time,
 * for then nothing says which of the deliveries carries it.
 */
const intoDeliveries = (
  bundles: readonly Bundle[],
  slots: readonly Slot[],
  carriers: readonly (readonly number[])[],
): FsiiiLeverance[] => {
  const numbers = new Map<string, number>()
  const sent = new Set<string>()
  return slots.flatMap(({ kommune, day, form }, nth) => {
    const scope = `${kommune} ${day}`
    const loebenr = (numbers.get(scope) ?? 0) + 1
    const extract = Number(`${day.replaceAll('-', '')}${String(loebenr).padStart(3, '0')}`)
    const own = bundles.filter((bundle, index) => {
      const places = (carriers[index] ?? []).map((carrier) => carrier % slots.length)
      const isAlone = !bundles.some((other) => meet(other, bundle))
      const isHere = isAlone ? places.includes(nth) : places[0] === nth
      return isHere && !sent.has(`${extract} ${index}`)
    })
    for (const bundle of own) sent.add(`${extract} ${bundles.indexOf(bundle)}`)
    if (own.length === 0) return []
    numbers.set(scope, loebenr)
    return [
      {
        kommune,
        kildesystem: 'Trifork',
        periode: day,
        loebenr: String(loebenr).padStart(3, '0'),
        extract,
        form,
        // Any order within a delivery.
        bundles: nth % 2 === 0 ? own : own.reverse(),
      },
    ]
  })
}

const BIRTHS = ['1941-01-01', '1940-02-29', '2020-02-29', '1957-05-10', '2022-05-10'] as const

const someRows = (keys: readonly string[], values: readonly string[]) =>
  fc
    .array(fc.option(fc.constantFrom(...values), { nil: null, freq: 4 }), {
      minLength: keys.length,
      maxLength: keys.length,
    })
    .map((row) =>
      Object.fromEntries(keys.flatMap((key, nth) => (row[nth] ? [[key, row[nth]] as const] : []))),
    )

const fulde = (keys: readonly string[], values: readonly string[]): fc.Arbitrary<Fuld[]> =>
  fc
    .tuple(someRows(keys, values), someRows(keys, values), fc.constantFrom(0, 1, 2))
    .map(([first, second, count]) =>
      [
        { periode: '2022-03', rows: first },
        { periode: '2022-06', rows: second },
      ]
        .slice(0, count)
        .filter(({ rows }) => Object.keys(rows).length > 0),
    )

/** In the last delivery, where it holds the first citizen, the second's number has been replaced by the first's. */
const withChange = (personer: readonly Fuld[], first: string, second: string): readonly Fuld[] =>
  personer.map(({ periode, rows }, nth) => ({
    periode,
    rows:
      nth === personer.length - 1 && rows[first] !== undefined ? { ...rows, [second]: `→${first}` } : rows,
  }))

const historyOf = (persons: readonly string[], most: number): fc.Arbitrary<FsiiiHistory> =>
  fc
    .record({
      bundles: reports(persons, most),
      slots: fc.array(slot, { minLength: 1, maxLength: 5 }),
      carriers: fc.array(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }), {
        minLength: most,
        maxLength: most,
      }),
      koder: fc.oneof(
        { arbitrary: fc.constant([olderCodes, newerCodes]), weight: 8 },
        { arbitrary: fc.constantFrom([olderCodes], [newerCodes]), weight: 2 },
      ),
      sor: fulde(SORS, ['0751', '0461']),
      personer: fc
        .tuple(fulde(persons, BIRTHS), fc.constantFrom(true, false))
        .map(([personer, changes]) =>
          changes ? withChange(personer, persons[0] ?? '', persons[1] ?? '') : personer,
        ),
    })
    .map(({ bundles, slots, carriers, ...beside }) => ({
      deliveries: intoDeliveries(bundles, slots, carriers),
      ...beside,
    }))

/** A small history: three citizens, up to eight reports. */
export const fsiiiHistory: fc.Arbitrary<FsiiiHistory> = historyOf(PERSONS.slice(0, 3), 8)

/** A wide one, where a warehouse is what costs: nine citizens, up to thirty-two reports. */
export const wideFsiiiHistory: fc.Arbitrary<FsiiiHistory> = historyOf(PERSONS, 32)
