// Random KY histories: what two kommuner, one of them with two systems, deliver over half a year.

import fc from 'fast-check'
import { dateOf, dayOf } from './danish-day.js'
import type { DeliveredRow, KYLeverance, Outcome } from './ky-basis.js'
import type { KYAfgoerelse, KYSag, KYSagTilstand, KYTilstand, KYYdelse } from './ky-rows.js'

const MONTHS = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'] as const
const SCOPES = [
  { kommune: '0751', kildesystem: 'NC' },
  { kommune: '0751', kildesystem: 'KYB' },
  { kommune: '0461', kildesystem: 'NC' },
] as const
const PERSONS = ['0101410001', '0101570001', '0101900001', '0202020002'] as const
const TILSTANDE: readonly KYTilstand[] = [
  'Oprettet',
  'Under Oplysning',
  'Bevilget',
  'Afslag',
  'Henlagt',
  'Afsluttet',
]
const SLOTS = 2 * MONTHS.length

/**
 * How an entity stands in one delivery: `a` and `b` are its two contents (a correction is a change between
 * them), `twice` an exact duplicate, `both` two contents under one key, `bad` a row that verification refuses.
 */
type Presence = 'a' | 'b' | 'absent' | 'twice' | 'both' | 'bad'

interface Entity<R> {
  readonly a: R
  readonly b: R
  readonly bad: R
  readonly badCode: Outcome
  readonly presence: readonly Presence[]
}

const presence = (...rare: readonly Presence[]): fc.Arbitrary<Presence[]> =>
  fc.array(
    fc.oneof(
      { arbitrary: fc.constant<Presence>('a'), weight: 8 },
      { arbitrary: fc.constantFrom<Presence>('b', 'absent', ...rare), weight: 4 },
    ),
    { minLength: SLOTS, maxLength: SLOTS },
  )

const dateBetween = (first: string, last: string): fc.Arbitrary<string> =>
  fc.integer({ min: dayOf(first), max: dayOf(last) }).map(dateOf)

// Months' first and last days are where rollout goes wrong: they come up far more often than by chance.
const edgeDate = fc.constantFrom(
  '2022-01-01',
  '2022-01-31',
  '2022-02-28',
  '2022-03-31',
  '2022-04-01',
  '2022-06-30',
  '2022-07-01',
)
const anyDate = fc.oneof(dateBetween('2021-11-15', '2022-07-20'), edgeDate)

const sagContent = (SagId: string): fc.Arbitrary<KYSag> =>
  fc.record({
    SagId: fc.constant(SagId),
    KleNummer: fc.constantFrom('32.24.04', '32.18.04', '99.99.99'),
    YdelsesmodtagerCpr: fc.constantFrom(...PERSONS),
    BevillingsmodtagerCpr: fc.option(fc.constantFrom(...PERSONS), { nil: null }),
    SagsbehandlerId: fc.option(fc.constantFrom('SB1', 'SB2'), { nil: null }),
    OrganisationId: fc.option(fc.constantFrom('ORG1', 'ORG2'), { nil: null }),
    OprettetDato: anyDate,
  })

const sagEntity = (SagId: string): fc.Arbitrary<Entity<KYSag>> =>
  fc.tuple(sagContent(SagId), sagContent(SagId), presence('twice', 'both', 'bad')).map(([a, b, seen]) => ({
    a,
    // A correction mostly keeps the person; it moves the date and what hangs on it.
    b: { ...b, YdelsesmodtagerCpr: a.YdelsesmodtagerCpr },
    bad: { ...a, YdelsesmodtagerCpr: '3002410001' },
    badCode: 'R105',
    presence: seen,
  }))

const tilstandEntity = (SagId: string, Sekvens: number): fc.Arbitrary<Entity<KYSagTilstand>> => {
  const content: fc.Arbitrary<KYSagTilstand> = fc.record({
    SagId: fc.constant(SagId),
    Sekvens: fc.constant(Sekvens),
    Tilstand: fc.constantFrom(...TILSTANDE, 'Bevilget' as const),
    FraDato: anyDate,
  })
  return fc.tuple(content, content, presence('twice', 'bad')).map(([a, b, seen]) => ({
    a,
    b,
    bad: { ...a, FraDato: '2022-2-30' },
    badCode: 'R102',
    presence: seen,
  }))
}

const ydelseEntity = (YdelseId: string): fc.Arbitrary<Entity<KYYdelse>> => {
  const content: fc.Arbitrary<KYYdelse> = fc
    .record({
      // S9 is a case that nobody delivers.
      SagId: fc.constantFrom('S1', 'S1', 'S2', 'S2', 'S3', 'S9'),
      Ydelsesart: fc.constantFrom('Kontanthjælp', 'Særlig støtte'),
      Ydelsestype: fc.constantFrom('Grundsats', 'Tillæg'),
      StartDato: anyDate,
      length: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null, freq: 2 }),
    })
    .map(({ length, ...fields }) => ({
      YdelseId,
      ...fields,
      SlutDato: length === null ? null : dateOf(dayOf(fields.StartDato) + length),
    }))
  return fc.tuple(content, content, presence('twice', 'both', 'bad')).map(([a, b, seen]) => ({
    a,
    b,
    bad: { ...a, SlutDato: dateOf(dayOf(a.StartDato) - 1) },
    badCode: 'R120',
    presence: seen,
  }))
}

const afgoerelseEntity = (AfgoerelseId: string, RaekkeNr: number): fc.Arbitrary<Entity<KYAfgoerelse>> => {
  const content: fc.Arbitrary<KYAfgoerelse> = fc.record({
    AfgoerelseId: fc.constant(AfgoerelseId),
    RaekkeNr: fc.constant(RaekkeNr),
    SagId: fc.constantFrom('S1', 'S2', 'S3', 'S9'),
    Afgoerelsestype: fc.constantFrom('Bevilling', 'Afslag', 'Ændring'),
    AfgoerelseTidspunkt: fc
      .tuple(anyDate, fc.constantFrom('T00:00:00', 'T09:30:00'))
      .map((two) => two.join('')),
  })
  return fc.tuple(content, content, presence('twice', 'both', 'bad')).map(([a, b, seen]) => ({
    a,
    b,
    bad: { ...a, AfgoerelseTidspunkt: 'infinity' },
    badCode: 'R102',
    presence: seen,
  }))
}

const rowsOf = <R extends object>(entity: Entity<R>, seen: Presence): DeliveredRow<R>[] => {
  const equal = JSON.stringify(entity.a) === JSON.stringify(entity.b)
  const a: DeliveredRow<R> = { row: entity.a, outcome: 'accepted' }
  const b: DeliveredRow<R> = { row: entity.b, outcome: 'accepted' }
  const forms: Record<Presence, DeliveredRow<R>[]> = {
    a: [a],
    b: [b],
    absent: [],
    twice: [a, { ...a, outcome: 'duplicate' }],
    both: equal
      ? [a, { ...b, outcome: 'duplicate' }]
      : [
          { ...a, outcome: 'R110' },
          { ...b, outcome: 'R110' },
        ],
    bad: [{ row: entity.bad, outcome: entity.badCode }],
  }
  return forms[seen]
}

const rowsIn = <R extends object>(entities: readonly Entity<R>[], slot: number): DeliveredRow<R>[] =>
  entities.flatMap((entity) => rowsOf(entity, entity.presence[slot] ?? 'absent'))

// At most 20 rows of a contract can vanish or fail in one delivery, so that none is ever held.
const scopeHistory = (scope: (typeof SCOPES)[number]): fc.Arbitrary<KYLeverance[]> =>
  fc
    .record({
      /** Deliveries of each month: none, one, or a second one with the next løbenr. */
      perMonth: fc.array(fc.constantFrom(1, 1, 1, 0, 2), {
        minLength: MONTHS.length,
        maxLength: MONTHS.length,
      }),
      sager: fc.tuple(sagEntity('S1'), sagEntity('S2'), sagEntity('S3')),
      tilstande: fc.tuple(
        ...[1, 2, 3, 4, 5, 6].map((sekvens) => tilstandEntity('S1', sekvens)),
        ...[1, 2, 3, 4].map((sekvens) => tilstandEntity('S2', sekvens)),
        tilstandEntity('S3', 1),
      ),
      ydelser: fc.tuple(ydelseEntity('Y1'), ydelseEntity('Y2'), ydelseEntity('Y3')),
      afgoerelser: fc.tuple(afgoerelseEntity('A1', 1), afgoerelseEntity('A1', 2), afgoerelseEntity('A2', 1)),
    })
    .map(({ perMonth, sager, tilstande, ydelser, afgoerelser }) =>
      MONTHS.flatMap((periode, month) =>
        Array.from({ length: perMonth[month] ?? 0 }, (_, nth): KYLeverance => {
          const slot = 2 * month + nth
          return {
            ...scope,
            periode,
            loebenr: String(nth + 1).padStart(3, '0'),
            rows: {
              KYSag: rowsIn(sager, slot),
              KYSagTilstand: rowsIn(tilstande, slot),
              KYYdelse: rowsIn(ydelser, slot),
              KYAfgoerelse: rowsIn(afgoerelser, slot),
            },
          }
        }),
      ),
    )

/**
 * Deliveries of one to three (kommune, kildesystem), in order of extract time within each. The same ids are
 * used in all of them on purpose. States reopen, share dates, come before OprettetDato and after the run.
 */
export const kyHistory: fc.Arbitrary<KYLeverance[]> = fc
  .subarray([...SCOPES], { minLength: 1 })
  .chain((scopes) => fc.tuple(...scopes.map(scopeHistory)))
  .map((histories) => histories.flat())
  .filter((leverancer) => leverancer.length > 0)

/** A run month in or after the deliveries. */
export const kyRunMonth: fc.Arbitrary<string> = fc.constantFrom(...MONTHS, '2022-07', '2022-08')

/** The same deliveries in another order of arrival. */
export const anyOrder = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
