// Random KY histories: what two kommuner, one of them with two systems, deliver over half a year, and what is
// delivered of the whole country meanwhile.

import fc from 'fast-check'
import {
  afgoerelseEntity,
  type Entity,
  MONTHS,
  NOBODY,
  opgaveEntity,
  PERSONS,
  type Presence,
  QUIET,
  sagEntity,
  tilstandEntity,
  ydelseEntity,
} from './arbitraries-ky-rows.js'
import type { DeliveredRow, KleLeverance, KYLeverance, PersonLeverance } from './ky-basis.js'
import type { KleEmne } from './ky-rows.js'

const SCOPES = [
  { kommune: '0751', kildesystem: 'NC' },
  { kommune: '0751', kildesystem: 'KYB' },
  { kommune: '0461', kildesystem: 'NC' },
] as const

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

/** Cases with all that is theirs; nothing of one family speaks of another's. */
const family = fc.record({
  sager: fc.tuple(sagEntity('S1'), sagEntity('S2'), sagEntity('S3')),
  tilstande: fc.tuple(
    ...[1, 2, 3, 4, 5, 6].map((sekvens) => tilstandEntity('S1', sekvens)),
    ...[1, 2, 3, 4].map((sekvens) => tilstandEntity('S2', sekvens)),
    tilstandEntity('S3', 1),
  ),
  opgaver: fc.tuple(opgaveEntity('O1'), opgaveEntity('O2'), opgaveEntity('O3'), opgaveEntity('O4')),
  ydelser: fc.tuple(ydelseEntity('Y1'), ydelseEntity('Y2'), ydelseEntity('Y3')),
  afgoerelser: fc.tuple(afgoerelseEntity('A1', 1), afgoerelseEntity('A1', 2), afgoerelseEntity('A2', 1)),
  /** Nothing of it ever changes, so only time and what is delivered of the whole country do. */
  quiet: fc.constantFrom(false, false, false, true),
})

const IDS = ['SagId', 'OpgaveId', 'YdelseId', 'AfgoerelseId'] as const

/** Ids of the first family are as they are; the others' have its number before. */
const ofFamily = <R extends object>(number: number, { row, outcome }: DeliveredRow<R>): DeliveredRow<R> => {
  if (number === 0) return { row, outcome }
  const ids = IDS.flatMap((name): [string, string][] => {
    const id: unknown = Reflect.get(row, name)
    return typeof id === 'string' ? [[name, `${number}${id}`]] : []
  })
  return { row: { ...row, ...Object.fromEntries(ids) }, outcome }
}

const scopeHistory = (scope: (typeof SCOPES)[number], families: number): fc.Arbitrary<KYLeverance[]> =>
  fc
    .record({
      /** Deliveries of each month: none, one, or a second one with the next løbenr. */
      perMonth: fc.array(fc.constantFrom(1, 1, 1, 0, 2), {
        minLength: MONTHS.length,
        maxLength: MONTHS.length,
      }),
      drawn: fc.array(family, { minLength: families, maxLength: families }),
    })
    .map(({ perMonth, drawn }) => {
      type Family = (typeof drawn)[number]
      const rows = <R extends object>(slot: number, of: (one: Family) => readonly Entity<R>[]) =>
        drawn.flatMap((one, number) =>
          (one.quiet ? of(one).map((each) => ({ ...each, presence: QUIET })) : of(one))
            .flatMap((entity) => rowsOf(entity, entity.presence[slot] ?? 'absent'))
            .map((row) => ofFamily(number, row)),
        )
      return MONTHS.flatMap((periode, month) =>
        Array.from({ length: perMonth[month] ?? 0 }, (_, nth): KYLeverance => {
          const slot = 2 * month + nth
          return {
            ...scope,
            periode,
            loebenr: String(nth + 1).padStart(3, '0'),
            rows: {
              KYSag: rows(slot, (one) => one.sager),
              KYSagTilstand: rows(slot, (one) => one.tilstande),
              KYOpgave: rows(slot, (one) => one.opgaver),
              KYYdelse: rows(slot, (one) => one.ydelser),
              KYAfgoerelse: rows(slot, (one) => one.afgoerelser),
            },
          }
        }),
      )
    })

const histories = (families: number): fc.Arbitrary<KYLeverance[]> =>
  fc
    .subarray([...SCOPES], { minLength: 1 })
    .chain((scopes) => fc.tuple(...scopes.map((scope) => scopeHistory(scope, families))))
    .map((drawn) => drawn.flat())
    .filter((leverancer) => leverancer.length > 0)

/**
 * Deliveries of one to three (kommune, kildesystem), in order of extract time within each. The same ids are
 * used in all of them on purpose. States reopen, share dates, come before OprettetDato and after the run.
 * At most 20 rows of a contract can vanish or fail in one delivery, so that none is ever held.
 */
export const kyHistory: fc.Arbitrary<KYLeverance[]> = histories(1)

const fewFailOrVanish = (leverancer: readonly KYLeverance[]): boolean =>
  leverancer.every(({ rows }) =>
    Object.values(rows).every((given) => {
      const failing = given.filter(({ outcome }) => outcome.startsWith('R')).length
      return failing <= 20
    }),
  ) && leverancer.every(({ rows }) => 33 - rows.KYSagTilstand.length <= 20)

/** The same of three times as many cases; those of a delivery that would be held are not drawn. */
export const kyCrowd: fc.Arbitrary<KYLeverance[]> = histories(3).filter(fewFailOrVanish)

const emne = (
  Nummer: string,
  Titel: string,
  OprettetDato: string | null,
  UdgaaetDato: string | null,
): KleEmne => ({
  Nummer,
  Titel,
  Niveau: Nummer.length === 2 ? 'Hovedgruppe' : Nummer.length === 5 ? 'Gruppe' : 'Emne',
  Foraelder: Nummer.length === 2 ? null : Nummer.slice(0, -3),
  OprettetDato,
  UdgaaetDato,
})

// A number may be in a plan or not, be withdrawn or not, and be called this or that.
const emner = (gruppe: string, numre: readonly string[]): fc.Arbitrary<KleEmne[]> => {
  const row = (nummer: string) =>
    fc
      .record({
        titel: fc.constantFrom('Hjælp', 'Hjælp mv.'),
        oprettet: fc.constantFrom('1988-01-01', null),
        udgaaet: fc.constantFrom(null, null, null, '2021-12-31', '2022-04-30'),
      })
      .map(({ titel, oprettet, udgaaet }) => emne(nummer, titel, oprettet, udgaaet))
  return fc
    .record({
      gruppe: row(gruppe),
      emner: fc.subarray([...numre]).chain((some) => fc.tuple(...some.map(row))),
      given: fc.constantFrom(true, true, true, false),
    })
    .map((drawn) => (drawn.given ? [drawn.gruppe, ...drawn.emner] : []))
}

/** Løbenr in the order of the list, periode by periode. */
const withLoebenr = <R>(drawn: readonly { periode: string; rows: readonly R[] }[]) =>
  drawn.map(({ periode, rows }, nth) => {
    const before = drawn.slice(0, nth).filter((one) => one.periode === periode).length
    return { periode, loebenr: String(before + 1).padStart(3, '0'), rows }
  })

const klePlans: fc.Arbitrary<KleLeverance[]> = fc
  .array(
    fc.record({
      periode: fc.constantFrom('2021-12', '2022-01', '2022-03', '2022-05', '2022-06'),
      rows: fc
        .tuple(emner('32.18', ['32.18.04', '32.18.08']), emner('32.24', ['32.24.04', '32.24.12']))
        .map((grupper) => [emne('32', 'Sociale ydelser', '1988-01-01', null), ...grupper.flat()]),
    }),
    { maxLength: 3 },
  )
  .map(withLoebenr)

const persons: fc.Arbitrary<PersonLeverance[]> = fc
  .array(
    fc.record({
      periode: fc.constantFrom(...MONTHS),
      rows: fc
        .tuple(...PERSONS.map(() => fc.constantFrom('01', '01', '01', '90', '50', null)))
        .map((statuses) =>
          PERSONS.flatMap((Personnummer, nth) => {
            const Status = statuses[nth] ?? null
            return Status === null || Personnummer === NOBODY ? [] : [{ Personnummer, Status }]
          }),
        ),
    }),
    { maxLength: 2 },
  )
  .map(withLoebenr)

/** What is delivered of the whole country: plans of KLE (none, late, with numbers withdrawn) and persons. */
export interface KYNational {
  readonly kle: readonly KleLeverance[]
  readonly personer: readonly PersonLeverance[]
}

export const kyNational: fc.Arbitrary<KYNational> = fc.record({ kle: klePlans, personer: persons })

/** A run month in or after the deliveries. */
export const kyRunMonth: fc.Arbitrary<string> = fc.constantFrom(...MONTHS, '2022-07', '2022-08')

/** The same deliveries in another order of arrival. */
export const anyOrder = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
