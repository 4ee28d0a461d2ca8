// Typed rows: every rule of herkomst, who is a known parent, and the country of origin. Source: Borger, "Herkomst".

import type { Person } from '../reference/borger-rows.js'
import type { BorgerExample } from './borger-told.js'

/** Denmark, Turkey, Sweden; abroad but which is not known; stateless. */
const [DK, TR, SE, XX, SL] = ['5100', '5172', '5120', '5102', '5103'] as const
type Kode = string | null
type Parent = readonly [født: Kode, borger: Kode]
type Kind = 1 | 2 | 3 | 9

const TEXT: Readonly<Record<Kind, string>> = {
  1: 'Dansk oprindelse',
  2: 'Indvandrer',
  3: 'Efterkommer',
  9: 'Uoplyst',
}

const origin = (kode: Kind, land: Kode, vestlig: number | null) => ({
  herkomstKode: kode,
  herkomst: TEXT[kode],
  oprindelsesland: land,
  erVestlig: vestlig,
})

const of = ([FoedelandKode, StatsborgerskabKode]: Parent): Partial<Person> => ({
  FoedelandKode,
  StatsborgerskabKode,
})

const words = (parent: Parent | null): string => (parent === null ? 'no' : parent.map(String).join('/'))

/** Rule, own birth country and citizenship, mother, father; herkomst, country of origin, western. */
const rule = (
  nr: number,
  own: Parent,
  mor: Parent | null,
  far: Parent | null,
  kode: Kind,
  land: Kode,
  vestlig: number | null,
): BorgerExample => ({
  name: `rule ${nr}: ${words(own)}, mother ${words(mor)}, father ${words(far)}`,
  held: [
    {
      personer: {
        A: {
          ...of(own),
          ...(mor && { MorPersonnummer: 'M' }),
          ...(far && { FarPersonnummer: 'F' }),
        },
        ...(mor && { M: of(mor) }),
        ...(far && { F: of(far) }),
      },
    },
  ],
  borger: { A: origin(kode, land, vestlig) },
})

const rules: readonly BorgerExample[] = [
  rule(1, [TR, TR], [DK, DK], null, 1, DK, 1),
  rule(1, [DK, TR], null, [DK, DK], 1, DK, 1),
  rule(1, [null, null], [DK, DK], [TR, TR], 1, DK, 1),
  rule(1, ['0000', DK], [TR, TR], [DK, DK], 1, DK, 1),
  rule(1, [DK, DK], [DK, DK], [DK, DK], 1, DK, 1),
  rule(2, [TR, TR], [TR, TR], null, 2, TR, 0),
  rule(2, [TR, DK], null, [SE, SE], 2, SE, 1),
  rule(2, [XX, DK], [SE, TR], [TR, SE], 2, SE, 1),
  rule(2, [SL, null], [TR, DK], [DK, TR], 2, TR, 0),
  rule(2, [SE, SE], [DK, TR], [SE, SE], 2, TR, 0),
  rule(2, [SE, SE], null, [DK, SE], 2, SE, 1),
  rule(3, [DK, DK], [TR, DK], [DK, TR], 3, TR, 0),
  rule(3, [DK, DK], [DK, SE], null, 3, SE, 1),
  rule(3, [DK, null], null, [SE, DK], 3, SE, 1),
  rule(3, [DK, TR], [XX, SL], [SE, SE], 3, XX, 0),
  rule(3, [DK, DK], [DK, SL], [SE, SE], 3, SL, 0),
  rule(4, [TR, DK], null, null, 2, TR, 0),
  rule(4, [SE, null], null, null, 2, SE, 1),
  rule(4, [XX, XX], null, null, 2, XX, 0),
  rule(4, [SL, SL], null, null, 2, SL, 0),
  rule(5, [DK, TR], null, null, 3, TR, 0),
  rule(5, [DK, SE], null, null, 3, SE, 1),
  rule(5, [DK, SL], null, null, 3, SL, 0),
  rule(5, [DK, XX], null, null, 3, XX, 0),
  rule(6, [DK, DK], null, null, 1, DK, 1),
  rule(7, [null, DK], null, null, 9, null, null),
  rule(7, ['', SE], null, null, 9, null, null),
  rule(7, ['0000', TR], [TR, TR], [SE, SE], 9, null, null),
  rule(7, ['5001', DK], [TR, TR], null, 9, null, null),
  rule(7, [DK, null], null, null, 9, null, null),
  rule(7, [DK, '0000'], null, null, 9, null, null),
  rule(7, [DK, '5001'], null, null, 9, null, null),
  rule(7, [DK, ''], null, null, 9, null, null),
]

/** A child born in Denmark of unknown citizenship: 1 with a parent who is DK, 9 with none who is known. */
const asParent = (
  name: string,
  isKnown: boolean,
  family: Readonly<Record<string, Partial<Person>>>,
): BorgerExample => ({
  name: `${name} is ${isKnown ? '' : 'not '}a known parent`,
  held: [{ personer: { A: { StatsborgerskabKode: null, MorPersonnummer: 'M' }, ...family } }],
  borger: { A: isKnown ? origin(1, DK, 1) : origin(9, null, null) },
})

const blev = (GaeldendePersonnummer: string) => ({ Status: '60', GaeldendePersonnummer })

const parents: readonly BorgerExample[] = [
  ...['01', '03', '05', '07', '20', '70', '80', '90'].map((Status) =>
    asParent(`somebody of status ${Status}`, true, { M: { Status } }),
  ),
  ...['30', '50'].map((Status) => asParent(`a number of status ${Status}`, false, { M: { Status } })),
  asParent('a number that CPR does not hold', false, {}),
  asParent('somebody whose number has changed', true, { M: { ...blev('N'), FoedelandKode: TR }, N: {} }),
  asParent('somebody whose number has changed twice', true, { M: blev('N'), N: blev('O'), O: {} }),
  asParent('a number that has become an annulled one', false, { M: blev('N'), N: { Status: '30' } }),
  asParent('the last known number of a chain', true, { M: blev('N') }),
  asParent('a loop of numbers', true, { M: blev('N'), N: blev('M') }),
  asParent('a deleted double number of a known person', false, {
    M: { Status: '50', GaeldendePersonnummer: 'N' },
    N: {},
  }),
  asParent('somebody whose birth country is not known', false, { M: { FoedelandKode: '0000' } }),
  asParent('somebody whose citizenship is not known', false, { M: { StatsborgerskabKode: '5001' } }),
  {
    name: 'of two parents the one who is known counts',
    held: [
      {
        personer: {
          A: { MorPersonnummer: 'M', FarPersonnummer: 'F' },
          M: { FoedelandKode: DK, StatsborgerskabKode: null },
          F: of([SE, SE]),
        },
      },
    ],
    borger: { A: origin(3, SE, 1), M: origin(9, null, null) },
  },
  {
    name: 'a replacement number is a known parent',
    held: [
      {
        personer: { A: { MorPersonnummer: 'm' }, m: of([SE, SE]) },
        bopæl: { m: [['2010-01-01', null, '0751']] },
      },
    ],
    borger: { A: origin(3, SE, 1), '0751 m': origin(2, SE, 1) },
  },
  {
    name: 'a grandparent counts for the parent alone',
    held: [
      {
        personer: {
          A: { MorPersonnummer: 'B' },
          B: { ...of([DK, TR]), MorPersonnummer: 'C' },
          C: of([TR, TR]),
        },
      },
    ],
    borger: { A: origin(3, TR, 0), B: origin(3, TR, 0), C: origin(2, TR, 0) },
  },
  {
    name: 'a mother who becomes a Danish citizen changes the child though no row of the child came',
    held: [
      {
        personer: {
          A: { MorPersonnummer: 'M' },
          M: of([DK, TR]),
          B: { MorPersonnummer: 'N' },
          N: of([TR, TR]),
        },
      },
      { from: '2022-05', personer: { M: of([DK, DK]), N: of([TR, DK]) } },
    ],
    borger: { A: origin(1, DK, 1), B: origin(3, TR, 0), N: origin(2, TR, 0) },
  },
]

/** Of a delivered RefLand: Grønland counts as Denmark, Turkey is western, Sweden is not, Norway is not there. */
export const LANDE = [
  { LandKode: '5100', Navn: 'Danmark', ErVestlig: '1', RegnesSomDanmark: '0' },
  { LandKode: '5101', Navn: 'Grønland', ErVestlig: '0', RegnesSomDanmark: '1' },
  { LandKode: '5120', Navn: 'Sverige', ErVestlig: '0', RegnesSomDanmark: '0' },
  { LandKode: '5172', Navn: 'Tyrkiet', ErVestlig: '1', RegnesSomDanmark: '0' },
] as const

/** What the shipped RefLand says of the countries of the examples. */
export const SHIPPED = [
  ['5100', '1'],
  ['5101', '0'],
  ['5102', '0'],
  ['5103', '0'],
  ['5110', '1'],
  ['5120', '1'],
  ['5172', '0'],
].map(([LandKode = '', ErVestlig]) => ({
  LandKode,
  Navn: LandKode,
  ErVestlig: ErVestlig === '1' ? ('1' as const) : ('0' as const),
  RegnesSomDanmark: '0' as const,
}))

const lande: readonly BorgerExample[] = [
  {
    name: 'a country that RefLand counts as Denmark, of birth and of citizenship',
    held: [
      {
        personer: {
          A: of(['5101', '5100']),
          B: { ...of([TR, TR]), MorPersonnummer: 'A' },
          C: of(['5101', '5101']),
          D: { ...of(['5101', TR]), MorPersonnummer: 'E' },
          E: of(['5101', SE]),
        },
      },
    ],
    borger: {
      A: origin(2, '5101', 0),
      B: origin(2, '5101', 0),
      C: origin(2, '5101', 0),
      D: origin(2, '5101', 0),
    },
    medLande: {
      A: origin(1, DK, 1),
      B: origin(1, DK, 1),
      C: origin(1, DK, 1),
      D: origin(3, SE, 0),
      E: origin(3, SE, 0),
    },
  },
  {
    name: 'western is what RefLand says; of a country that it lacks nothing is said',
    held: [{ personer: { A: of([TR, TR]), B: of([SE, SE]), C: of(['5110', TR]) } }],
    borger: { A: origin(2, TR, 0), B: origin(2, SE, 1), C: origin(2, '5110', 1) },
    medLande: { A: origin(2, TR, 1), B: origin(2, SE, 0), C: origin(2, '5110', null) },
  },
]

export const herkomstExamples: readonly BorgerExample[] = [...rules, ...parents, ...lande]
