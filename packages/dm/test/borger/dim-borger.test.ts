import { sql } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bopaelExamples } from '../../src/borger/rules/bopael.js'
import { erBeskyttetExamples } from '../../src/borger/rules/er-beskyttet.js'
import { erVestligExamples } from '../../src/borger/rules/er-vestlig.js'
import { herkomstExamples, iDanmarkExamples } from '../../src/borger/rules/herkomst.js'
import { oprindelseslandExamples } from '../../src/borger/rules/oprindelsesland.js'
import { BorgerAdresse, BorgerPerson, BorgerTilknytning, DimBorger, RefLand } from '../../src/index.js'
import { type Folkeregister, folkeregister, numberOf } from './folkeregister.js'

type Land = readonly [foedeland: string | null, statsborgerskab: string | null]
type Rows = Record<string, string | null>[]

let cpr: Folkeregister
beforeAll(async () => {
  cpr = await folkeregister()
})
afterAll(() => cpr.session.close())

const of = (land: Land | null) =>
  land === null ? {} : { FoedelandKode: land[0], StatsborgerskabKode: land[1] }

const person = (Personnummer: string, values: Record<string, string | null> = {}) => ({
  Personnummer,
  Foedselsdato: '1957-01-01',
  Koen: 'K',
  Status: '01',
  StatusDato: '2000-01-01',
  ...values,
})

/** A family as rows: the child is `a`, the mother `b`, the father `c`. */
const family = (
  nth: number,
  { mor, far, selv }: { readonly mor: Land | null; readonly far: Land | null; readonly selv: Land },
): Rows => [
  person(numberOf(nth, 'a'), {
    ...of(selv),
    MorPersonnummer: mor === null ? null : numberOf(nth, 'b'),
    FarPersonnummer: far === null ? null : numberOf(nth, 'c'),
  }),
  ...(mor === null ? [] : [person(numberOf(nth, 'b'), of(mor))]),
  ...(far === null ? [] : [person(numberOf(nth, 'c'), of(far))]),
]

/** The members by number. */
const built = async (): Promise<ReadonlyMap<unknown, Readonly<Record<string, unknown>>>> => {
  await cpr.build()
  const rows = await cpr.rows(sql`select * from ${DimBorger} as borger`)
  return new Map(rows.map((row) => [row.Personnummer, row]))
}
let borgere: Awaited<ReturnType<typeof built>>
const memberOf = (nth: number, name = 'a') => borgere.get(numberOf(nth, name))

describe('herkomst', () => {
  const families = [...herkomstExamples, ...oprindelseslandExamples]
  const after = families.length

  beforeAll(async () => {
    await cpr.clear()
    await cpr.insert(
      BorgerPerson,
      families.flatMap((each, nth) => family(nth, each)),
    )
    await cpr.insert(
      BorgerPerson,
      erVestligExamples.map(({ land }, nth) => person(numberOf(after + nth, 'a'), of([land, '5100']))),
    )
    const [dk, tr] = [of(['5100', '5100']), of(['5172', '5172'])]
    const born = (mor: string, values = dk) => ({ ...values, MorPersonnummer: numberOf(60, mor) })
    await cpr.insert(BorgerPerson, [
      person(numberOf(60, 'a'), born('b')),
      person(numberOf(60, 'b'), { ...tr, Status: '60', GaeldendePersonnummer: numberOf(60, 'c') }),
      person(numberOf(60, 'c'), { ...tr, Status: '90' }),
      person(numberOf(60, 'd'), born('e')),
      person(numberOf(60, 'e'), { ...tr, Status: '30' }),
      person(numberOf(60, 'f'), born('g')),
      person(numberOf(60, 'g'), { ...tr, Status: '60', GaeldendePersonnummer: numberOf(60, 'h') }),
      person(numberOf(60, 'h'), { ...tr, Status: '50' }),
      person(numberOf(60, 'i'), born('j')),
      person(numberOf(61, 'a'), { ...dk, MorPersonnummer: numberOf(61, 'b') }),
      person(numberOf(61, 'b'), { ...tr, Status: '60', GaeldendePersonnummer: numberOf(61, 'c') }),
    ])
    borgere = await built()
  })

  it.each(herkomstExamples.map((each, nth) => [each.regel, each, nth] as const))(
    'by rule %i: %j',
    (_regel, example, nth) => {
      const { HerkomstKode, Herkomst } = memberOf(nth) ?? {}
      expect(HerkomstKode).toBe(example.herkomst)
      expect(Herkomst).toBe(
        { 1: 'Dansk oprindelse', 2: 'Indvandrer', 3: 'Efterkommer', 9: 'Uoplyst' }[example.herkomst],
      )
    },
  )

  it.each(oprindelseslandExamples.map((each, nth) => [each, nth] as const))(
    'has the country of %j',
    (example, nth) => {
      expect(memberOf(herkomstExamples.length + nth)?.OprindelseslandKode).toBe(example.land)
    },
  )

  it.each(erVestligExamples.map((each, nth) => [each, nth] as const))(
    'is western or not: %j',
    (example, nth) => {
      expect(memberOf(after + nth)?.ErVestlig).toBe(example.vestlig)
    },
  )

  it('knows a parent who has another number now, or who is dead', () => {
    expect(memberOf(60, 'a')?.HerkomstKode).toBe(3)
  })

  it('knows no parent of an annulled number, of one that leads to a deleted one, nor one that does not exist', () => {
    for (const child of ['d', 'f', 'i']) expect(memberOf(60, child)?.HerkomstKode).toBe(1)
  })

  it('knows a parent whose number leads to an unknown one', () => {
    expect(memberOf(61, 'a')?.HerkomstKode).toBe(3)
  })

  it('shows parents and spouse as delivered, and makes no citizens of them', () => {
    expect(memberOf(60, 'a')?.MorPersonnummer).toBe(numberOf(60, 'b'))
    expect(memberOf(60, 'i')?.MorPersonnummer).toBe(numberOf(60, 'j'))
    expect(memberOf(60, 'j')).toBe(undefined)
  })
})

describe('with a RefLand', () => {
  beforeAll(async () => {
    await cpr.clear()
    const land = (LandKode: string, ErVestlig: boolean, RegnesSomDanmark = false) => ({
      LandKode,
      Navn: LandKode,
      ErVestlig,
      RegnesSomDanmark,
    })
    await cpr.insert(RefLand, [land('5901', false, true), land('5170', false), land('5172', true)])
    await cpr.insert(
      BorgerPerson,
      [...iDanmarkExamples.map(({ kode }) => kode), '5901', '5170', '5172'].map((kode, nth) =>
        person(numberOf(nth, 'a'), of([kode, '5901'])),
      ),
    )
    borgere = await built()
  })

  it.each(iDanmarkExamples.map((each, nth) => [each, nth] as const))(
    'a birth country is Denmark, abroad or unknown: %j',
    ({ danmark }, nth) => {
      expect(memberOf(nth)?.HerkomstKode).toBe(danmark === null ? 9 : danmark ? 1 : 2)
    },
  )

  it('a country that counts as Denmark does so for birth and citizenship', () => {
    expect(memberOf(iDanmarkExamples.length)).toMatchObject({ HerkomstKode: 1, OprindelseslandKode: '5100' })
  })

  it('the delivered countries alone say what is western; one that it leaves out is unknown', () => {
    const western = [0, 1, 2].map((nth) => memberOf(iDanmarkExamples.length + nth)?.ErVestlig)
    expect(western).toEqual([null, 0, 1])
  })
})

describe('a citizen', () => {
  const statuses = ['01', '03', '05', '07', '20', '70', '80', '90'] as const

  beforeAll(async () => {
    await cpr.clear()
    const adresser: Rows = []
    const tilknytninger: Rows = []
    const personer: Rows = []
    const bor = (Personnummer: string, [KommuneKode, FraDato, TilDato]: readonly (string | null)[]) => ({
      Personnummer,
      KommuneKode: KommuneKode ?? null,
      FraDato: FraDato ?? null,
      TilDato: TilDato ?? null,
      VejKode: '12',
      HusNr: '7b',
    })
    for (const [nth, { bopæle }] of bopaelExamples.entries()) {
      const number = numberOf(nth, 'a')
      personer.push(person(number))
      adresser.push(...bopæle.map((each) => bor(number, each)))
      tilknytninger.push(...bopæle.map((each) => ({ ...bor(number, each), Rolle: 'handle' })))
    }
    for (const [nth, { fra, til }] of erBeskyttetExamples.entries())
      personer.push(person(numberOf(20 + nth, 'a'), { BeskyttelseFra: fra, BeskyttelseTil: til }))
    for (const [nth, Status] of statuses.entries()) {
      personer.push(person(numberOf(30 + nth, 'a'), { Status }))
      adresser.push(bor(numberOf(30 + nth, 'a'), ['0751', '2020-01-01', null]))
    }
    // an older number's residence counts until the newer one's
    personer.push(
      person(numberOf(40, 'a'), { Status: '60', GaeldendePersonnummer: numberOf(40, 'b') }),
      person(numberOf(40, 'b')),
      person(numberOf(41, 'a'), { Status: '60', GaeldendePersonnummer: numberOf(41, 'b') }),
      person(numberOf(41, 'b')),
      person(numberOf(42, 'a')),
    )
    adresser.push(
      bor(numberOf(40, 'a'), ['0751', '2020-01-01', null]),
      bor(numberOf(41, 'a'), ['0751', '2020-01-01', null]),
      bor(numberOf(41, 'b'), ['0730', '2020-01-01', null]),
    )
    tilknytninger.push(
      { ...bor(numberOf(42, 'a'), ['0751', '2020-01-01', null]), Rolle: 'betaling' },
      { ...bor(numberOf(42, 'a'), ['0730', '2020-01-01', null]), Rolle: 'betaling' },
      { ...bor(numberOf(42, 'a'), ['0101', '2021-01-01', '2022-01-01']), Rolle: 'betaling' },
    )
    await cpr.insert(BorgerPerson, personer)
    await cpr.insert(BorgerAdresse, adresser)
    await cpr.insert(BorgerTilknytning, tilknytninger)
    // an open residence that full deliveries no longer hold is good for the month of the last that did
    for (const [nth, til] of [20221031001n, 20221130001n].entries()) {
      const last = nth === 0 ? (['2022-09', 20220930001n] as const) : (['2022-10', 20221031001n] as const)
      await cpr.loaded(BorgerAdresse, last[0], last[1], `CPR${nth}`)
      await cpr.person(numberOf(50 + nth, 'a'))
      await cpr.insert(BorgerAdresse, [bor(numberOf(50 + nth, 'a'), ['0751', '2020-01-01', null])], {
        kildesystem: `CPR${nth}`,
        fra: 20220831001n,
        til,
      })
    }
    borgere = await built()
  })

  it.each(bopaelExamples.map((each, nth) => [each.når, each, nth] as const))(
    'lives, and is acted for, where %s',
    (_when, { kommune }, nth) => {
      const key = kommune === null ? -1 : Number(kommune)
      expect(memberOf(nth)).toMatchObject({
        DimKommuneBopæl: key,
        DimKommuneHandle: key,
        DimKommuneBetaling: -1,
      })
      expect(memberOf(nth)?.DimGeografiBopæl === -1n).toBe(kommune === null)
    },
  )

  it.each(erBeskyttetExamples.map((each, nth) => [each, nth] as const))(
    'is protected or not: %j',
    ({ beskyttet }, nth) => {
      expect(memberOf(20 + nth)?.ErBeskyttet).toBe(beskyttet)
    },
  )

  it.each(statuses.map((status, nth) => [status, nth] as const))('of status %s', (status, nth) => {
    expect(memberOf(30 + nth)?.DimKommuneBopæl).toBe(['01', '03'].includes(status) ? 751 : -1)
  })

  it('lives where an older number does, unless the current one lives elsewhere', () => {
    expect(memberOf(40, 'b')?.DimKommuneBopæl).toBe(751)
    expect(memberOf(41, 'b')?.DimKommuneBopæl).toBe(730)
  })

  it('has of several paying kommuner that began last the lowest', () => {
    expect(memberOf(42)?.DimKommuneBetaling).toBe(730)
  })

  it('lives no longer where the source has stopped telling of it', () => {
    expect([memberOf(50)?.DimKommuneBopæl, memberOf(51)?.DimKommuneBopæl]).toEqual([-1, 751])
  })

  it('has as unknown member one of which nothing is known', () => {
    expect(borgere.get('Ukendt')).toMatchObject({
      DimBorgerID: -1n,
      DimKommuneBopæl: -1,
      DimGeografiBopæl: -1n,
    })
  })
})
