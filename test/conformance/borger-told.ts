// How an example of Borger is told: persons by letters, deliveries by what CPR holds from a month on, and the rows that
// follow, typed by hand.

import type { Bevægelse } from '../reference/borger-bevaegelser.js'
import type { BorgerRow } from '../reference/borger-dim.js'
import type { Adresse, Person, Tilknytning } from '../reference/borger-rows.js'

export const RUN_MONTH = '2022-06'

/** Two full deliveries, then two deltas, which tell of those only of whom something is told there. */
const CPR_MONTHS = [
  ['2022-03', 'F'],
  ['2022-04', 'F'],
  ['2022-05', 'D'],
  ['2022-06', 'D'],
] as const
type CprMonth = (typeof CPR_MONTHS)[number][0]

/** A capital is a number, a small letter a replacement number. */
type Letter = string
type Bopæl = readonly [fra: string, til: string | null, kommune: string, vej?: string, husnr?: string]
type Forhold = readonly [rolle: Tilknytning['Rolle'], kommune: string, fra: string, til: string | null]

export interface Holder {
  /** The first of the deliveries that hold it; from the first on where it is left out. */
  readonly from?: CprMonth
  readonly personer: Readonly<Record<Letter, Partial<Person>>>
  readonly bopæl?: Readonly<Record<Letter, readonly Bopæl[]>>
  readonly forhold?: Readonly<Record<Letter, readonly Forhold[]>>
}

export interface BorgerExample {
  readonly name: string
  readonly held: readonly Holder[]
  /** Columns of DimBorger; null where the number is no citizen of its own. */
  readonly borger?: Readonly<Record<Letter, Partial<BorgerRow> | null>>
  /** The same once RefLand is delivered. */
  readonly medLande?: Readonly<Record<Letter, Partial<BorgerRow>>>
  /** All rows of FactBorger: first and last month with a kommune. */
  readonly folketal?: Readonly<
    Record<Letter, readonly (readonly [fra: string, til: string, kommune: number])[]>
  >
  /** DimAlder in some months. */
  readonly alder?: Readonly<Record<Letter, Readonly<Record<string, number>>>>
  /** All rows of FactBorgerBevægelse. */
  readonly bevægelser?: Readonly<
    Record<Letter, readonly (readonly [dag: string, hvad: Bevægelse, kommune: number, modpart?: number])[]>
  >
}

/** The made-up number that a letter stands for; each example has numbers of its own. */
const nummerOf = (example: number, letter: Letter): string => {
  const isSmall = letter === letter.toLowerCase()
  const day = letter.toUpperCase().charCodeAt(0) - 64 + (isSmall ? 60 : 0)
  return `${String(day).padStart(2, '0')}01570${String(example).padStart(3, '0')}`
}

const LINKS = [
  'MorPersonnummer',
  'FarPersonnummer',
  'AegtefaellePersonnummer',
  'GaeldendePersonnummer',
] as const

const person = (example: number, letter: Letter, given: Partial<Person>): Person => {
  const links = Object.fromEntries(
    LINKS.flatMap((name) => {
      const to = given[name]
      return to === undefined || to === null ? [] : [[name, nummerOf(example, to)]]
    }),
  )
  return {
    Personnummer: nummerOf(example, letter),
    Navn: null,
    Foedselsdato: '1957-01-01',
    Koen: 'K',
    Status: '01',
    StatusDato: '2000-01-01',
    FoedelandKode: '5100',
    StatsborgerskabKode: '5100',
    MorPersonnummer: null,
    FarPersonnummer: null,
    AegtefaellePersonnummer: null,
    Civilstand: null,
    GaeldendePersonnummer: null,
    BeskyttelseFra: null,
    BeskyttelseTil: null,
    ...given,
    ...links,
  }
}

export interface Delivered {
  readonly periode: string
  readonly type: 'F' | 'D'
  readonly personer: readonly Person[]
  readonly adresser: readonly Adresse[]
  readonly tilknytninger: readonly Tilknytning[]
}

const holding = (example: number, { personer, bopæl = {}, forhold = {} }: Holder) => ({
  personer: Object.entries(personer).map(([letter, given]) => person(example, letter, given)),
  adresser: Object.entries(bopæl).flatMap(([letter, rows]) =>
    rows.map(
      ([FraDato, TilDato, KommuneKode, VejKode = '0010', HusNr = '1']): Adresse => ({
        Personnummer: nummerOf(example, letter),
        FraDato,
        TilDato,
        KommuneKode,
        VejKode,
        HusNr,
      }),
    ),
  ),
  tilknytninger: Object.entries(forhold).flatMap(([letter, rows]) =>
    rows.map(
      ([Rolle, KommuneKode, FraDato, TilDato]): Tilknytning => ({
        Personnummer: nummerOf(example, letter),
        KommuneKode,
        Rolle,
        FraDato,
        TilDato,
      }),
    ),
  ),
})

/** The deliveries that tell all of the examples. */
export const deliveriesOf = (examples: readonly (readonly [nr: number, BorgerExample])[]): Delivered[] =>
  CPR_MONTHS.map(([periode, type]) => {
    const parts = examples.flatMap(([nr, { held }]) => {
      const standing = held.filter((each) => {
        const from = each.from ?? '2022-03'
        return type === 'D' ? from === periode : from <= periode
      })
      return standing.slice(-1).map((each) => holding(nr, each))
    })
    return {
      periode,
      type,
      personer: parts.flatMap((each) => each.personer),
      adresser: parts.flatMap((each) => each.adresser),
      tilknytninger: parts.flatMap((each) => each.tilknytninger),
    }
  })

const nextMonth = (month: string): string =>
  month.endsWith('12')
    ? `${Number(month.slice(0, 4)) + 1}-01`
    : `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`

/** Every month of the stretches with its kommune. */
export const monthly = (
  stretches: readonly (readonly [fra: string, til: string, kommune: number])[],
): (readonly [string, number])[] =>
  stretches.flatMap(([fra, til, kommune]) => {
    const months: (readonly [string, number])[] = []
    for (let month = fra; month <= til; month = nextMonth(month)) months.push([month, kommune])
    return months
  })

/** A citizen of an example, by its letter or, of a replacement number, by kommune and letter. */
export const borgerOf = (example: number, name: string): string => {
  const [kommune, letter] = name.includes(' ') ? name.split(' ') : [null, name]
  return kommune === null ? nummerOf(example, name) : `${kommune} ${nummerOf(example, letter ?? '')}`
}

/** What is expected of a row of DimBorger, with numbers for letters. */
export const numbered = (example: number, row: Partial<BorgerRow>): Partial<BorgerRow> => ({
  ...row,
  ...Object.fromEntries(
    (['mor', 'far', 'ægtefælle'] as const).flatMap((name) => {
      const to = row[name]
      return to === undefined || to === null ? [] : [[name, nummerOf(example, to)]]
    }),
  ),
})

/** One person with its residences. */
export const lived = (
  name: string,
  person: Partial<Person>,
  bopæl: readonly Bopæl[],
  expected: Pick<BorgerExample, 'folketal' | 'bevægelser' | 'alder' | 'borger'>,
): BorgerExample => ({ name, held: [{ personer: { A: person }, bopæl: { A: bopæl } }], ...expected })
