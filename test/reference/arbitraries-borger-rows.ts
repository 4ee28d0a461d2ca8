// Random rows of CPR: what one person of a family is, and has, in each delivery.

import fc from 'fast-check'
import type { Adresse, Person, Tilknytning } from './borger-rows.js'
import { dateOf, dayOf } from './danish-day.js'

/** Months of deliveries; of each at most two. */
export const MONTHS = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'] as const
/** The same of a source that delivers daily, over the end of a month. */
export const DAYS_OF_DELIVERY = [
  '2022-04-28',
  '2022-04-29',
  '2022-04-30',
  '2022-05-01',
  '2022-05-02',
  '2022-05-03',
] as const
const SLOTS = 2 * MONTHS.length

/**
 * A family of three generations. A, B and C are grandparents, D and E parents, F and G children; H and I are older
 * numbers of D, J is a number that should not be, K is nobody's relative or E by an older number, r is a replacement number,
 * which E may have had. Nobody is X.
 */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'r'] as const
export type Letter = (typeof LETTERS)[number]

/** A made-up number: the letter is the day, the family the last digits. */
export const numberOf = (family: number, letter: string): string => {
  const day = letter === 'r' ? 78 : letter.charCodeAt(0) - 64
  return `${String(day).padStart(2, '0')}01570${String(family).padStart(3, '0')}`
}

// Days on which months, the run months' ends and the ten years begin and end come up far more often than by chance.
const DAYS = [
  '1999-12-31',
  '2012-04-30',
  '2012-07-01',
  '2012-08-31',
  '2012-09-01',
  '2013-03-31',
  '2016-02-29',
  '2020-01-01',
  '2021-12-31',
  '2022-01-01',
  '2022-03-31',
  '2022-04-01',
  '2022-04-30',
  '2022-05-15',
  '2022-05-31',
  '2022-06-30',
  '2022-07-01',
  '2022-07-31',
  '2022-08-31',
  '2022-09-01',
] as const
const day = fc.constantFrom(...DAYS)
// Of who has several numbers, so that residences under them begin on one day now and then.
const sharedDay = fc.constantFrom(
  '1999-12-31',
  '2012-09-01',
  '2022-04-01',
  '2022-05-31',
  '2022-06-30',
  '2022-07-01',
)
const MANY_NUMBERS: readonly string[] = ['D', 'E', 'H', 'K', 'r']

const birth: Readonly<Record<string, fc.Arbitrary<string>>> = {
  A: fc.constantFrom('1930-02-28', '1896-05-31'),
  B: fc.constantFrom('1928-02-29', '1931-07-31'),
  F: fc.constantFrom('2012-02-29', '2012-08-31', '2012-09-01', '2016-02-29', '2021-05-31', '2022-05-31'),
  G: fc.constantFrom('2012-04-30', '2020-02-29', '2021-06-30', '2022-06-15', '2022-06-30', '2022-07-01'),
}
const anyBirth = fc.constantFrom('1957-01-01', '1960-02-29', '1990-06-30')

const fødeland = fc.constantFrom('5100', '5100', '5100', '5172', '5120', '5102', '5101', null, '', '0000')
const borgerskab = fc.constantFrom('5100', '5100', '5100', '5172', '5120', '5103', '5101', null, '', '5001')

const alive = fc.constantFrom('01', '01', '01', '01', '01', '01', '03', '90', '80', '70', '30', '50')
const changed = fc.constantFrom('60', '60', '60', '60', '60', '01', '50', '30')
const status: Readonly<Record<string, fc.Arbitrary<string>>> = {
  D: fc.constantFrom('01', '01', '01', '01', '01', '90', '80', '60', '60'),
  H: changed,
  I: changed,
  J: fc.constantFrom('30', '50', '50', '60'),
  K: fc.constantFrom('01', '01', '01', '03', '90', '80', '60', '60', '60'),
  r: fc.constantFrom('01', '01', '03', '60', '60', '90'),
}

type Link = 'MorPersonnummer' | 'FarPersonnummer' | 'GaeldendePersonnummer' | 'AegtefaellePersonnummer'
/** X stands for a number that is never delivered. */
const LINKS: Readonly<Record<string, Partial<Record<Link, readonly (string | null)[]>>>> = {
  D: { MorPersonnummer: ['A', 'A', null], FarPersonnummer: ['B', 'X', null], GaeldendePersonnummer: ['H'] },
  E: {
    MorPersonnummer: [null, null, 'C'],
    FarPersonnummer: ['X', null, null],
    AegtefaellePersonnummer: ['D', 'H'],
  },
  F: { MorPersonnummer: ['D', 'D', 'H', 'I', null], FarPersonnummer: ['E', 'E', 'r', 'X', null] },
  G: { MorPersonnummer: ['D', 'H', 'J', null, null], FarPersonnummer: ['E', 'K', 'X', null, null] },
  H: { GaeldendePersonnummer: ['D', 'D', 'D', 'D', 'X', 'I', 'J'] },
  I: { GaeldendePersonnummer: ['H', 'H', 'H', 'H', null] },
  J: { MorPersonnummer: ['H'], GaeldendePersonnummer: ['F', 'K', 'X'] },
  K: { GaeldendePersonnummer: ['E'] },
  r: { GaeldendePersonnummer: ['E', 'E', 'E', 'X'] },
}

const linked = (family: number, letter: Letter): fc.Arbitrary<Partial<Record<Link, string | null>>> => {
  const of = Object.entries(LINKS[letter] ?? {}).map(([name, to]) =>
    fc
      .constantFrom(...to)
      .map((each): [string, string | null] => [name, each === null ? null : numberOf(family, each)]),
  )
  return fc.tuple(...of).map((links) => Object.fromEntries(links))
}

const protection = fc
  .record({ isGiven: fc.constantFrom(false, false, true), fra: day, til: fc.option(day, { nil: null }) })
  .map(({ isGiven, fra, til }) => ({
    BeskyttelseFra: isGiven ? fra : null,
    BeskyttelseTil: isGiven && til !== null && til >= fra ? til : null,
  }))

const personOf = (family: number, letter: Letter): fc.Arbitrary<Person> =>
  fc
    .record({
      Navn: fc.constantFrom('Navn', 'Andet navn', null),
      Foedselsdato: birth[letter] ?? anyBirth,
      Koen: fc.constantFrom<'M' | 'K'>('M', 'K'),
      Status: status[letter] ?? alive,
      StatusDato: day,
      // Numbers of a loop are given up on one day more often than by chance.
      opgivet: fc.constantFrom('2020-01-01', '2022-04-01'),
      FoedelandKode: fødeland,
      StatsborgerskabKode: borgerskab,
      Civilstand: fc.constantFrom('U', 'G', null),
      links: linked(family, letter),
      protection,
    })
    .map(({ links, protection: protectedIn, opgivet, StatusDato, ...own }) => ({
      Personnummer: numberOf(family, letter),
      StatusDato: own.Status === '60' ? opgivet : StatusDato,
      MorPersonnummer: null,
      FarPersonnummer: null,
      AegtefaellePersonnummer: null,
      GaeldendePersonnummer: null,
      ...own,
      ...links,
      ...protectedIn,
    }))

/** How a residence ends beside the next: on its day, before it, after it, on the day it began, or never. */
type Ending = 'next' | 'gap' | 'over' | 'none' | 'never'
const ending = fc.constantFrom<Ending>('next', 'next', 'next', 'next', 'gap', 'over', 'none', 'never')

const plus = (date: string, days: number): string => dateOf(dayOf(date) + days)

const endOf = (how: Ending, fra: string, next: string | undefined): string | null => {
  if (how === 'none') return fra
  if (next === undefined) return how === 'gap' ? plus(fra, 40) : null
  if (how === 'next') return next
  if (how === 'over') return plus(next, 20)
  return how === 'gap' ? plus(fra, 1) : null
}

// Of children the first residence lies by the birth, the first birthday, or far behind.
const afterBirth = fc.constantFrom(0, 0, 0, -20, 30, 365, 366, 367, 700)

const residencesOf = (person: Person, letter: Letter): fc.Arbitrary<Adresse[]> => {
  const { Personnummer, Foedselsdato } = person
  const isChild = letter === 'F' || letter === 'G'
  const sted = fc.record({
    ending,
    KommuneKode: fc.constantFrom('0751', '0751', '0730', '0461', '0411'),
    VejKode: fc.constantFrom('1', '0001', '0010'),
    HusNr: fc.constantFrom('1', '001', '12a', '012A', '7B'),
  })
  return fc
    .record({
      first: afterBirth,
      days: fc.uniqueArray(MANY_NUMBERS.includes(letter) ? sharedDay : day, {
        maxLength: letter === 'I' ? 0 : 4,
      }),
      steder: fc.array(sted, { minLength: 5, maxLength: 5 }),
    })
    .map(({ first, days, steder }) => {
      const begin = isChild ? plus(Foedselsdato, first) : null
      const later = [...days].sort().filter((each) => begin === null || each > begin)
      const starts = begin === null ? later : [begin, ...later]
      return starts.flatMap((FraDato, nth): Adresse[] => {
        const at = steder[nth]
        if (at === undefined) return []
        const { ending: how, ...where } = at
        return [{ Personnummer, FraDato, TilDato: endOf(how, FraDato, starts[nth + 1]), ...where }]
      })
    })
}

const forholdOf = (Personnummer: string): fc.Arbitrary<Tilknytning[]> =>
  fc.uniqueArray(
    fc
      .record({
        KommuneKode: fc.constantFrom('0751', '0101'),
        Rolle: fc.constantFrom<Tilknytning['Rolle']>('betaling', 'betaling', 'handle'),
        FraDato: day,
        til: fc.option(day, { nil: null, freq: 1 }),
      })
      .map(({ til, ...row }) => ({
        Personnummer,
        ...row,
        TilDato: til !== null && til < row.FraDato ? null : til,
      })),
    { maxLength: 2, selector: (row) => `${row.KommuneKode}${row.Rolle}${row.FraDato}` },
  )

/** All that a source may say of a person. */
export interface Content {
  readonly person: Person
  readonly adresser: readonly Adresse[]
  readonly forhold: readonly Tilknytning[]
}

const contentOf = (family: number, letter: Letter): fc.Arbitrary<Content> =>
  personOf(family, letter).chain((person) =>
    fc.record({
      person: fc.constant(person),
      adresser: residencesOf(person, letter),
      forhold: forholdOf(person.Personnummer),
    }),
  )

/** How a person stands in a delivery; a delta mostly says nothing of it. */
export interface Presence {
  readonly inFull: boolean
  readonly inDelta: boolean
  readonly row: 'a' | 'b' | 'twice' | 'both' | 'bad'
  readonly home: 'a' | 'b'
  readonly oneAddressBad: boolean
  readonly oneAddressLess: boolean
}

const usually = (yes: number, no: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: yes + no }).map((nth) => nth <= yes)

const presence: fc.Arbitrary<Presence> = fc.record({
  inFull: usually(14, 1),
  inDelta: usually(1, 3),
  row: fc.constantFrom(...(['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'twice', 'both', 'bad'] as const)),
  home: fc.constantFrom('a', 'a', 'a', 'b'),
  oneAddressBad: usually(1, 20),
  oneAddressLess: usually(1, 12),
})

export interface Entity {
  readonly a: Content
  readonly b: Content
  readonly presence: readonly Presence[]
}

// A correction mostly keeps what tells of origin; the other content moves, marries, is naturalised or dies.
export const entityOf = (family: number, letter: Letter): fc.Arbitrary<Entity> =>
  fc
    .record({
      a: contentOf(family, letter),
      b: contentOf(family, letter),
      keepsOrigin: usually(1, 1),
      presence: fc.array(presence, { minLength: SLOTS, maxLength: SLOTS }),
    })
    .map(({ a, b, keepsOrigin, presence: seen }) => {
      const { MorPersonnummer, FarPersonnummer, Foedselsdato, FoedelandKode } = a.person
      const origin = { MorPersonnummer, FarPersonnummer, Foedselsdato, FoedelandKode }
      return { a, b: keepsOrigin ? { ...b, person: { ...b.person, ...origin } } : b, presence: seen }
    })
