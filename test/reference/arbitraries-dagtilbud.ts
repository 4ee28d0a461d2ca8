// Random histories of Dagtilbud: two kommuner, one of which delivers enrolments by the month, the other by the day.

import fc from 'fast-check'
import { aulaOf } from './arbitraries-dagtilbud-aula.js'
import type { DagtilbudHistory, DagtilbudLeverance, Sent } from './dagtilbud-basis.js'
import type { Indskrivning, Institution } from './dagtilbud-rows.js'

/** Made-up numbers of children born in 2018; the last one is nobody whom CPR knows. */
const PERSONS = ['0101184001', '0201184001', '0301184001', '0401184001'] as const
/** Most of Aula's children are the first one. */
const AT_AULA = [...PERSONS, PERSONS[0], PERSONS[0]]
const KNOWN = PERSONS.slice(0, 3)

const KOMMUNER = [
  { kommune: '0751', perioder: ['2022-03', '2022-08', '2022-09', '2022-09', '2022-10'] },
  { kommune: '0461', perioder: ['2022-03-25', '2022-08-31', '2022-09-15', '2022-09-15', '2022-10-31'] },
] as const

const STARTS = [
  '2021-12-15',
  '2022-03-26',
  '2022-03-27',
  '2022-03-31',
  '2022-08-31',
  '2022-09-01',
  '2022-10-30',
  '2022-10-31',
  '2022-11-01',
] as const
const ENDS = [null, null, null, '2022-10-30', ...STARTS, '2022-09-29', '2022-12-31'] as const
const HOURS = ['37', '36.01', '36', '25', '24.99', '0.5', '0', null, '168'] as const

type Presence = 'a' | 'b' | 'absent' | 'twice' | 'both' | 'bad'
const PRESENCES: readonly Presence[] = [
  'a',
  'a',
  'a',
  'a',
  'b',
  'b',
  'absent',
  'absent',
  'twice',
  'both',
  'bad',
]

interface Entity<R> {
  readonly a: R
  readonly b: R
  readonly bad: R
  readonly seen: readonly Presence[]
}

const SLOTS = 5
const seen = fc.array(fc.constantFrom(...PRESENCES), { minLength: SLOTS, maxLength: SLOTS })

const good = <R>(row: R): Sent<R> => ({ row, broken: false })
const broken = <R>(row: R): Sent<R> => ({ row, broken: true })

const rowsOf = <R>({ a, b, bad }: Entity<R>, presence: Presence | undefined): Sent<R>[] => {
  const isSame = JSON.stringify(a) === JSON.stringify(b)
  const forms: Record<Presence, Sent<R>[]> = {
    a: [good(a)],
    b: [good(b)],
    absent: [],
    twice: [good(a), good(a)],
    // One key with two contents: both are refused.
    both: isSame ? [good(a)] : [broken(a), broken(b)],
    bad: [broken(bad)],
  }
  return forms[presence ?? 'absent']
}

const indskrivning = (id: string, institutioner: readonly string[]): fc.Arbitrary<Entity<Indskrivning>> => {
  const content = fc
    .record({
      IndskrivningId: fc.constant(id),
      Personnummer: fc.constantFrom(...PERSONS, PERSONS[0]),
      InstitutionsNr: fc.constantFrom(...institutioner),
      Pasningstilbud: fc.constantFrom('Vuggestue', 'Børnehave'),
      StartDato: fc.constantFrom(...STARTS),
      SlutDato: fc.constantFrom(...ENDS),
      Timer: fc.constantFrom(...HOURS),
    })
    .map((row) => (row.SlutDato !== null && row.SlutDato < row.StartDato ? { ...row, SlutDato: null } : row))
  return fc
    .record({ a: content, b: content, wrong: fc.constantFrom('168.01', '-1'), seen })
    .map(({ wrong, ...entity }) => ({ ...entity, bad: { ...entity.a, Timer: wrong } }))
}

const institution = (nr: string, kommune: string): fc.Arbitrary<Entity<Institution>> => {
  const content = fc.record({
    InstitutionsNr: fc.constant(nr),
    Navn: fc.constantFrom('Æblehaven', 'Østerled', 'Åbrinken'),
    Ejerform: fc.constantFrom('Kommunal', 'Selvejende'),
    AdmKommuneKode: fc.constant(kommune),
  })
  return fc
    .record({ a: content, b: content, seen })
    .map((entity) => ({ ...entity, bad: { ...entity.a, AdmKommuneKode: '0999' } }))
}

interface Kommune {
  readonly isDelivered: readonly boolean[]
  readonly indskrivninger: readonly Entity<Indskrivning>[]
  readonly institutioner: readonly Entity<Institution>[]
}

const kommune = (nth: 0 | 1): fc.Arbitrary<Kommune> => {
  const code = KOMMUNER[nth].kommune
  const own = [1, 2].map((number) => `${code.slice(1)}00${number}`)
  const numbers = [...own, ...own, ...own, `${KOMMUNER[1 - nth]?.kommune.slice(1)}001`, '999001']
  return fc.record({
    isDelivered: fc.array(fc.constantFrom(true, true, true, false), { minLength: SLOTS, maxLength: SLOTS }),
    indskrivninger: fc.tuple(...['i1', 'i2', 'i3', 'i4', 'i5'].map((id) => indskrivning(id, numbers))),
    institutioner: fc.tuple(...own.map((nr) => institution(nr, code))),
  })
}

const leverancer = (nth: 0 | 1, drawn: Kommune): DagtilbudLeverance[] => {
  const { kommune: code, perioder } = KOMMUNER[nth]
  const given = perioder
    .map((periode, slot) => ({ periode, slot }))
    .filter(({ slot }) => drawn.isDelivered[slot] === true)
  return given.map(({ periode, slot }, at) => ({
    kommune: code,
    kildesystem: 'TEST',
    periode,
    loebenr: String(1 + given.slice(0, at).filter((one) => one.periode === periode).length).padStart(3, '0'),
    indskrivninger: drawn.indskrivninger.flatMap((one) => rowsOf(one, one.seen[slot])),
    institutioner: drawn.institutioner.flatMap((one) => rowsOf(one, one.seen[slot])),
  }))
}

/** Everything that two kommuner deliver in a year, and who CPR says that the children are. */
export const dagtilbudHistory: fc.Arbitrary<DagtilbudHistory> = fc
  .record({
    aula: fc.tuple(aulaOf('0751', AT_AULA), aulaOf('0461', AT_AULA)),
    months: kommune(0),
    days: kommune(1),
    isKnown: fc.constantFrom(true, true, true, false),
  })
  .map(({ aula, months, days, isKnown }) => ({
    // Arrival is not the order of extracts.
    aula: aula.flat().reverse(),
    dagtilbud: [...leverancer(0, months), ...leverancer(1, days)],
    personer: isKnown
      ? [
          {
            periode: '2022-08',
            rows: Object.fromEntries(KNOWN.map((nr) => [nr, `2018-${nr.slice(2, 4)}-${nr.slice(0, 2)}`])),
          },
        ]
      : [],
  }))
