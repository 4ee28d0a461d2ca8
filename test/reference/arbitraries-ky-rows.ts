// Random rows of the KY contracts: what one case, state, task, benefit or decision is in each delivery.

import fc from 'fast-check'
import { dateOf, dayOf } from './danish-day.js'
import type { Outcome } from './ky-basis.js'
import type { KYAfgoerelse, KYOpgave, KYSag, KYSagTilstand, KYTilstand, KYYdelse } from './ky-rows.js'

/** Months of deliveries; of each at most two. */
export const MONTHS = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'] as const
const SLOTS = 2 * MONTHS.length

/** In no delivery of CPR. */
export const NOBODY = '0101900001'
export const PERSONS = ['0101410001', '0101570001', '0101900001', '0202020002'] as const
const TILSTANDE: readonly KYTilstand[] = [
  'Oprettet',
  'Under Oplysning',
  'Bevilget',
  'Afslag',
  'Henlagt',
  'Afsluttet',
]
/**
 * How an entity stands in one delivery: `a` and `b` are its two contents (a correction is a change between
 * them), `twice` an exact duplicate, `both` two contents under one key, `bad` a row that verification refuses.
 */
export type Presence = 'a' | 'b' | 'absent' | 'twice' | 'both' | 'bad'

export interface Entity<R> {
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

/** An entity of which every delivery says the same. */
export const QUIET: readonly Presence[] = Array.from({ length: SLOTS }, () => 'a')

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
    KleNummer: fc.constantFrom('32.24.04', '32.24.04', '32.18.04', '32.24', '99.99.99'),
    YdelsesmodtagerCpr: fc.constantFrom(...PERSONS),
    BevillingsmodtagerCpr: fc.option(fc.constantFrom(...PERSONS), { nil: null }),
    SagsbehandlerId: fc.option(fc.constantFrom('SB1', 'SB2'), { nil: null }),
    OrganisationId: fc.option(fc.constantFrom('ORG1', 'ORG2'), { nil: null }),
    OprettetDato: anyDate,
  })

export const sagEntity = (SagId: string): fc.Arbitrary<Entity<KYSag>> =>
  fc.tuple(sagContent(SagId), sagContent(SagId), presence('twice', 'both', 'bad')).map(([a, b, seen]) => ({
    a,
    // A correction mostly keeps the person; it moves the date and what hangs on it.
    b: { ...b, YdelsesmodtagerCpr: a.YdelsesmodtagerCpr },
    bad: { ...a, YdelsesmodtagerCpr: '3002410001' },
    badCode: 'R105',
    presence: seen,
  }))

export const tilstandEntity = (SagId: string, Sekvens: number): fc.Arbitrary<Entity<KYSagTilstand>> => {
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

export const ydelseEntity = (YdelseId: string): fc.Arbitrary<Entity<KYYdelse>> => {
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

export const opgaveEntity = (OpgaveId: string): fc.Arbitrary<Entity<KYOpgave>> => {
  const content: fc.Arbitrary<KYOpgave> = fc
    .record({
      // S9 is a case that nobody delivers.
      SagId: fc.constantFrom('S1', 'S1', 'S2', 'S3', 'S9', null),
      Opgavetype: fc.constantFrom('Opfølgning', 'Brev', null),
      BorgerCpr: fc.option(fc.constantFrom(...PERSONS), { nil: null, freq: 2 }),
      SagsbehandlerId: fc.option(fc.constantFrom('SB1', 'SB3'), { nil: null, freq: 2 }),
      OrganisationId: fc.option(fc.constantFrom('ORG1', 'ORG3'), { nil: null, freq: 2 }),
      Tilstand: fc.constantFrom('Åben', 'Åben', 'Afbrudt', 'Gennemført'),
      OprettetDato: anyDate,
      length: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null, freq: 2 }),
    })
    .map(({ length, ...fields }) => ({
      OpgaveId,
      ...fields,
      AfsluttetDato: length === null ? null : dateOf(dayOf(fields.OprettetDato) + length),
    }))
  return fc.tuple(content, content, presence('twice', 'both', 'bad')).map(([a, b, seen]) => ({
    a,
    b,
    bad: { ...a, AfsluttetDato: dateOf(dayOf(a.OprettetDato) - 1) },
    badCode: 'R120',
    presence: seen,
  }))
}

export const afgoerelseEntity = (
  AfgoerelseId: string,
  RaekkeNr: number,
): fc.Arbitrary<Entity<KYAfgoerelse>> => {
  const content: fc.Arbitrary<KYAfgoerelse> = fc.record({
    AfgoerelseId: fc.constant(AfgoerelseId),
    RaekkeNr: fc.constant(RaekkeNr),
    SagId: fc.constantFrom('S1', 'S2', 'S3', 'S9'),
    Afgoerelsestype: fc.constantFrom('Bevilling', 'Afslag', 'Ændring'),
    AfgoerelseTidspunkt: fc
      .tuple(
        fc.oneof(anyDate, fc.constantFrom('2022-03-31', '2022-06-30')),
        fc.constantFrom('T00:00:00', 'T09:30:00'),
      )
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
