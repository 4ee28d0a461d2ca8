// Random histories of Borger: families over six months of CPR, LIFA and RefLand.

import fc from 'fast-check'
import {
  type Content,
  DAYS_OF_DELIVERY,
  type Entity,
  entityOf,
  LETTERS,
  MONTHS,
  type Presence,
} from './arbitraries-borger-rows.js'
import type { BorgerHistory, CprLeverance, LandLeverance, LifaLeverance, Sent } from './borger-basis.js'
import type { Adresse, Land, Person, Skoledistrikt, Tilknytning } from './borger-rows.js'

const good = <R>(rows: readonly R[]): Sent<R>[] => rows.map((row) => ({ row, broken: false }))

const personRows = ({ a, b }: Entity, { row }: Presence): Sent<Person>[] => {
  const forms: Record<Presence['row'], Sent<Person>[]> = {
    a: good([a.person]),
    b: good([b.person]),
    twice: good([a.person, a.person]),
    both: good([a.person, b.person]),
    bad: [{ row: { ...a.person, Status: '99' }, broken: true }],
  }
  return forms[row]
}

const addressRows = ({ adresser }: Content, { oneAddressBad, oneAddressLess }: Presence): Sent<Adresse>[] =>
  (oneAddressLess ? adresser.slice(0, -1) : adresser).map((row, nth) =>
    oneAddressBad && nth === 0 ? { row: { ...row, VejKode: '' }, broken: true } : { row, broken: false },
  )

interface Told {
  readonly personer: readonly Sent<Person>[]
  readonly adresser: readonly Sent<Adresse>[]
  readonly tilknytninger: readonly Sent<Tilknytning>[]
}

const toldOf = (entity: Entity, type: 'F' | 'D', slot: number): Told[] => {
  const seen = entity.presence[slot]
  if (seen === undefined || !(type === 'F' ? seen.inFull : seen.inDelta)) return []
  const home = entity[seen.home]
  return [
    {
      personer: personRows(entity, seen),
      adresser: addressRows(home, seen),
      tilknytninger: good(home.forhold),
    },
  ]
}

/** Deliveries of each month, or day: none, one or two; a delta never follows one without any. */
const calendar = fc
  .record({
    periods: fc.constantFrom<readonly string[]>(MONTHS, MONTHS, DAYS_OF_DELIVERY),
    given: fc.array(
      fc.record({
        times: fc.constantFrom(1, 1, 1, 2, 0),
        isFull: fc.tuple(fc.constantFrom(true, false, false), fc.constantFrom(true, false, false, false)),
      }),
      { minLength: MONTHS.length, maxLength: MONTHS.length },
    ),
  })
  .map(({ periods, given }) =>
    given.flatMap(({ times, isFull }, at) => {
      const isAfterGap = given[at - 1]?.times === 0
      return isFull.slice(0, times).map((drawn, nth) => ({
        slot: 2 * at + nth,
        periode: periods[at] ?? '',
        loebenr: String(nth + 1).padStart(3, '0'),
        type: drawn || (isAfterGap && nth === 0) ? ('F' as const) : ('D' as const),
      }))
    }),
  )
  .filter((list) => list.length > 0)

const family = (nr: number): fc.Arbitrary<Entity[]> =>
  fc.tuple(...LETTERS.map((letter) => entityOf(nr, letter)))

const cpr = (families: number): fc.Arbitrary<CprLeverance[]> =>
  fc
    .record({
      calendar,
      families: fc.tuple(...Array.from({ length: families }, (_, nr) => family(nr))),
    })
    .map(({ calendar: list, families: drawn }) =>
      list.map(({ slot, periode, loebenr, type }) => {
        const told = drawn.flat().flatMap((entity) => toldOf(entity, type, slot))
        return {
          periode,
          loebenr,
          type,
          personer: told.flatMap((each) => each.personer),
          adresser: told.flatMap((each) => each.adresser),
          tilknytninger: told.flatMap((each) => each.tilknytninger),
        }
      }),
    )

const STEDER = [
  { AdresseId: 'a', KommuneKode: '0751', VejKode: '0001', VejNavn: 'Vej', HusNr: '001', PostNr: '8000' },
  { AdresseId: 'b', KommuneKode: '0751', VejKode: '1', VejNavn: 'Vejen', HusNr: '1', PostNr: '8010' },
  { AdresseId: 'c', KommuneKode: '0730', VejKode: '0001', VejNavn: 'Vej', HusNr: '12A', PostNr: '8900' },
  { AdresseId: 'd', KommuneKode: '0461', VejKode: '10', VejNavn: 'Gade', HusNr: '7b', PostNr: '5000' },
  { AdresseId: 'e', KommuneKode: '0461', VejKode: '10', VejNavn: 'Gade', HusNr: '99', PostNr: '5000' },
] as const

const TRIN = [
  ['0', '9'],
  ['0', '6'],
  ['7', '10'],
  ['10', '10'],
  ['Børnehaveklasse', '6. klasse'],
  ['4', '10'],
  ['0', '4'],
  ['5. klasse', '9. klasse'],
  ['9', '0'],
  ['0', '11'],
] as const

const distrikter: fc.Arbitrary<Sent<Skoledistrikt>[]> = fc
  .tuple(
    ...STEDER.map((sted) =>
      fc
        .uniqueArray(fc.record({ nr: fc.constantFrom('9', '10', '101'), trin: fc.constantFrom(...TRIN) }), {
          maxLength: 3,
          selector: ({ nr }) => nr,
        })
        .map((rows) =>
          rows.map(({ nr, trin: [StartTrin, SlutTrin] }) => ({
            row: { ...sted, DistriktsNr: nr, DistriktsNavn: `Skole ${nr}`, StartTrin, SlutTrin },
            broken: StartTrin === '9' || SlutTrin === '11',
          })),
        ),
    ),
  )
  .map((rows) => rows.flat())

/** Each periode once, in any order of drawing. */
const atPeriods = <R>(
  rows: fc.Arbitrary<R>,
  maxLength: number,
): fc.Arbitrary<{ periode: string; loebenr: string; rows: R }[]> =>
  fc
    .subarray([...MONTHS, '2022-07'], { maxLength })
    .chain((periods) =>
      fc.tuple(...periods.map((periode) => rows.map((drawn) => ({ periode, loebenr: '001', rows: drawn })))),
    )

const lifa: fc.Arbitrary<LifaLeverance[]> = atPeriods(distrikter, 3)

const flag = fc.constantFrom<'1' | '0'>('1', '0')
const lande: fc.Arbitrary<LandLeverance[]> = atPeriods(
  fc.subarray(['5100', '5101', '5103', '5120', '5172'], { minLength: 3 }).chain((koder) =>
    fc.tuple(
      ...koder.map((LandKode) =>
        fc.record({
          LandKode: fc.constant(LandKode),
          Navn: fc.constant(LandKode),
          ErVestlig: flag,
          RegnesSomDanmark: LandKode === '5101' ? flag : fc.constant<'0'>('0'),
        }),
      ),
    ),
  ),
  2,
)

/** Families (nothing of one speaks of another's) with the districts and countries of the time. */
export const borgerHistory = (families: number): fc.Arbitrary<BorgerHistory> =>
  fc.record({ cpr: cpr(families), lifa, lande })

/** What RefLand says of the countries of the histories before one is delivered. */
export const SHIPPED_LANDE: readonly Land[] = [
  ['5100', '1'] as const,
  ['5101', '0'] as const,
  ['5102', '0'] as const,
  ['5103', '0'] as const,
  ['5120', '1'] as const,
  ['5172', '0'] as const,
].map(([LandKode, ErVestlig]) => ({ LandKode, Navn: LandKode, ErVestlig, RegnesSomDanmark: '0' }))
