// What all examples of KY's facts share: three plans of KLE and the persons that are known, with the rows that
// DimKleNummer then has, typed by hand. And how an example becomes deliveries.

import type { DeliveredRow, KleLeverance, KYLeverance, PersonLeverance } from '../reference/ky-basis.js'
import type { KleNummerRow } from '../reference/ky-dimensions.js'
import type { KleEmne } from '../reference/ky-rows.js'
import { type FactExample, type Held, PERIODES } from './ky-fact-examples.js'

const emne = (
  Nummer: string,
  Titel: string,
  OprettetDato: string | null = null,
  UdgaaetDato: string | null = null,
): KleEmne => ({
  Nummer,
  Titel,
  Niveau: Nummer.length === 2 ? 'Hovedgruppe' : Nummer.length === 5 ? 'Gruppe' : 'Emne',
  Foraelder: Nummer.length === 2 ? null : Nummer.slice(0, -3),
  OprettetDato,
  UdgaaetDato,
})

const gruppe = [
  emne('32', 'Sociale ydelser', '1988-01-01'),
  emne('32.18', 'Særlig hjælp'),
  emne('32.18.04', 'Merudgifter', '1988-01-01', '2021-12-31'),
] as const
const hjaelp = emne('32.24.04', 'Hjælp til forsørgelse', '2004-02-01')
const returned = emne('32.24.97', 'Enkeltudgifter', '2015-01-01')

export const klePlans: readonly KleLeverance[] = [
  {
    periode: '2022-03',
    loebenr: '001',
    rows: [
      ...gruppe,
      emne('32.24', 'Kontanthjælp'),
      hjaelp,
      returned,
      emne('32.24.98', 'Løntilskud', null, '2021-06-30'),
      emne('32.24.99', 'Midlertidig hjælp', '2020-01-01'),
    ],
  },
  { periode: '2022-05', loebenr: '001', rows: [...gruppe, emne('32.24', 'Kontanthjælp mv.'), hjaelp] },
  {
    periode: '2022-06',
    loebenr: '001',
    rows: [...gruppe, emne('32.24', 'Kontanthjælp mv.'), hjaelp, returned],
  },
]

const in3224 = {
  gruppe: '32.24',
  gruppeTitel: 'Kontanthjælp mv.',
  hovedgruppe: '32',
  hovedgruppeTitel: 'Sociale ydelser',
} as const
const in3218 = { ...in3224, gruppe: '32.18', gruppeTitel: 'Særlig hjælp' } as const
const nowhere = { gyldigFra: null, gyldigTil: null } as const

export const kleNumre: readonly KleNummerRow[] = [
  {
    nummer: '32',
    titel: 'Sociale ydelser',
    ...in3224,
    gruppe: null,
    gruppeTitel: null,
    gyldigFra: '1988-01-01',
    gyldigTil: null,
  },
  { nummer: '32.18', titel: 'Særlig hjælp', ...in3218, ...nowhere },
  { nummer: '32.18.04', titel: 'Merudgifter', ...in3218, gyldigFra: '1988-01-01', gyldigTil: '2021-12-31' },
  { nummer: '32.24', titel: 'Kontanthjælp mv.', ...in3224, ...nowhere },
  { nummer: '32.24.04', titel: 'Hjælp til forsørgelse', ...in3224, gyldigFra: '2004-02-01', gyldigTil: null },
  { nummer: '32.24.97', titel: 'Enkeltudgifter', ...in3224, gyldigFra: '2015-01-01', gyldigTil: null },
  { nummer: '32.24.98', titel: 'Løntilskud', ...in3224, gyldigFra: null, gyldigTil: '2021-06-30' },
  {
    nummer: '32.24.99',
    titel: 'Midlertidig hjælp',
    ...in3224,
    gyldigFra: '2020-01-01',
    gyldigTil: '2022-04-30',
  },
]

/** 0101900001 is nobody; 0202020002 is a deleted double number. */
export const personer: readonly PersonLeverance[] = [
  {
    periode: '2022-06',
    loebenr: '001',
    rows: [
      { Personnummer: '0101410001', Status: '01' },
      { Personnummer: '0101570001', Status: '90' },
      { Personnummer: '0202020002', Status: '50' },
    ],
  },
]

const accepted = <R extends object>(rows: readonly R[] = []): DeliveredRow<R>[] =>
  rows.map((row) => ({ row, outcome: 'accepted' }))

const scopeOf = ({
  kommune = '0751',
  kildesystem = 'NC',
}: Held): { kommune: string; kildesystem: string } => ({
  kommune,
  kildesystem,
})

const merged = (held: readonly Held[], periode: string): KYLeverance => ({
  ...scopeOf(held[0] ?? {}),
  periode,
  loebenr: '001',
  rows: {
    KYSag: accepted(held.flatMap((each) => each.sager ?? [])),
    KYSagTilstand: accepted(held.flatMap((each) => each.tilstande ?? [])),
    KYOpgave: accepted(held.flatMap((each) => each.opgaver ?? [])),
    KYYdelse: accepted(held.flatMap((each) => each.ydelser ?? [])),
    KYAfgoerelse: accepted(held.flatMap((each) => each.afgoerelser ?? [])),
  },
})

/** Deliveries in which every source of the examples tells, from its first periode on, all that it then holds. */
export const leverancerOf = (examples: readonly FactExample[]): KYLeverance[] => {
  const scopes = new Set(examples.flatMap(({ held }) => held.map((each) => JSON.stringify(scopeOf(each)))))
  return [...scopes].flatMap((scope) =>
    PERIODES.flatMap((periode) => {
      const standing = examples.flatMap(({ held }) => {
        const own = held.filter((each) => JSON.stringify(scopeOf(each)) === scope)
        return own.filter((each) => (each.from ?? '2022-06') <= periode).slice(-1)
      })
      return standing.length === 0 ? [] : [merged(standing, periode)]
    }),
  )
}

const IDS = ['SagId', 'OpgaveId', 'YdelseId', 'AfgoerelseId'] as const

/** An id of an example, made its own among many. */
export const idOf = (number: number, id: string): string => `${String(number).padStart(3, '0')}-${id}`

/** The example with ids of its own, so that many share a delivery. */
export const numbered = (example: FactExample, number: number): FactExample => {
  const named = <R extends object>(rows: readonly R[] = []): R[] =>
    rows.map((row) => {
      const own = IDS.flatMap((name): [string, string][] => {
        const id: unknown = Reflect.get(row, name)
        return typeof id === 'string' ? [[name, idOf(number, id)]] : []
      })
      return { ...row, ...Object.fromEntries(own) }
    })
  return {
    ...example,
    held: example.held.map((each) => ({
      ...each,
      sager: named(each.sager),
      tilstande: named(each.tilstande),
      opgaver: named(each.opgaver),
      ydelser: named(each.ydelser),
      afgoerelser: named(each.afgoerelser),
    })),
  }
}
