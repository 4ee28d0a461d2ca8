import { compileSql, raw, sql } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  erstatningsnummer,
  erstatningsnummerExamples,
  nummerNoegle,
} from '../../src/borger/rules/erstatningsnummer.js'
import { gaeldendeNummer, gaeldendeNummerExamples } from '../../src/borger/rules/gaeldende-nummer.js'
import { statusTekst, statusTekstExamples } from '../../src/borger/rules/status-tekst.js'
import { BorgerAdresse, BorgerTilknytning, borgerAf, DimBorger, DimBorgerNummer } from '../../src/index.js'
import { type Folkeregister, folkeregister, numberOf } from './folkeregister.js'

let cpr: Folkeregister
beforeAll(async () => {
  cpr = await folkeregister()
})
afterAll(() => cpr.session.close())

const value = (template: Parameters<typeof compileSql>[0]): Promise<unknown> =>
  cpr.session.value(`select ${compileSql(template, () => '')}`)
const literal = (text: string | null): string => (text === null ? 'null::varchar' : `'${text}'`)

describe('gældende nummer', () => {
  beforeAll(async () => {
    await cpr.clear()
    for (const [nth, { kæde }] of gaeldendeNummerExamples.entries())
      for (const [name, [status, next, since]] of Object.entries(kæde))
        await cpr.person(numberOf(nth, name), {
          Status: status,
          GaeldendePersonnummer: next === null ? null : numberOf(nth, next),
          StatusDato: since,
        })
  })

  it.each(gaeldendeNummerExamples.map((each, nth) => [each.når, each, nth] as const))(
    'of a number that was changed %s',
    async (_when, { borger, fund }, nth) => {
      const found = await cpr.rows(sql`
        select Borgernummer, Fund
        from ${gaeldendeNummer()} as skift
        where Personnummer = ${raw(literal(numberOf(nth, 'a')))}`)
      expect(found).toEqual([{ Borgernummer: borger === null ? null : numberOf(nth, borger), Fund: fund }])
    },
  )

  it('of every number of a chain is one citizen', async () => {
    await cpr.build()
    const asked = gaeldendeNummerExamples.flatMap(({ kæde, borger }, nth) =>
      Object.keys(kæde)
        .filter((name) => name === 'a' || borger !== null)
        .map((name) => [numberOf(nth, name), borger === null ? null : numberOf(nth, borger)]),
    )
    const found = await cpr.rows(sql`
      select nummer.Personnummer, borger.Personnummer as Borger
      from ${DimBorgerNummer} as nummer
      left join ${DimBorger} as borger on borger.DimBorgerID = nummer.DimBorger and borger.DimBorgerID <> -1`)
    const byNumber = new Map(found.map((row) => [row.Personnummer, row.Borger]))
    expect(asked.map(([number]) => [number, byNumber.get(String(number))])).toEqual(asked)
  })
})

describe('a replacement number', () => {
  it.each(erstatningsnummerExamples)(
    '$nummer in $kommune',
    async ({ nummer, kommune, erstatning, nøgle }) => {
      expect(await value(erstatningsnummer(literal(nummer)))).toBe(erstatning)
      expect(await value(nummerNoegle(literal(nummer), literal(kommune)))).toBe(nøgle)
    },
  )

  it('is a citizen of each kommune that knows it, and leads there from a fact of that kommune only', async () => {
    await cpr.clear()
    const [local, abroad, gone] = ['6101570001', '6101570002', '6101570003'] as const
    for (const number of [local, abroad]) await cpr.person(number)
    await cpr.person(gone, { Status: '60', GaeldendePersonnummer: '0101570009' })
    await cpr.person('0101570009')
    await cpr.insert(BorgerAdresse, [
      { Personnummer: local, FraDato: '2020-01-01', KommuneKode: '0751', VejKode: '0001', HusNr: '1' },
      { Personnummer: '0101570009', FraDato: '2020-01-01', KommuneKode: '0730', VejKode: '0001', HusNr: '1' },
    ])
    await cpr.insert(BorgerTilknytning, [
      { Personnummer: local, KommuneKode: '0101', Rolle: 'betaling', FraDato: '2020-01-01' },
    ])
    await cpr.build()
    const asked = [
      [local, '0751', 'K0751'],
      [local, '0101', 'K0101'],
      [local, '0730', null],
      [abroad, '0000', 'K0000'],
      [abroad, '0751', null],
      [gone, '0730', '0101570009'],
      [gone, '0751', null],
    ] as const
    const members = asked.map(([number, kommune], nth) => `(${nth}, '${number}', '${kommune}')`)
    const found = await cpr.rows(sql`
      select
        case when borger._nummerkommune = '' then borger.Personnummer else 'K' || borger._nummerkommune end as borger,
        ${DimBorger.of('asked.number', 'asked.kommune')} = coalesce(nummer.DimBorger, -1) as same
      from (values ${raw(members.join(', '))}) as asked(nth, number, kommune)
      ${borgerAf('nummer', 'asked.number', 'asked.kommune')}
      left join ${DimBorger} as borger on borger.DimBorgerID = nummer.DimBorger
      order by nth`)
    expect(found).toEqual(asked.map(([, , borger]) => ({ borger, same: true })))
  })
})

describe('DimBorger', () => {
  it('has no citizen for annulled and deleted numbers, whose numbers are −1', async () => {
    await cpr.clear()
    await cpr.person('0101570001', { Status: '30' })
    await cpr.person('0101570002', { Status: '50' })
    await cpr.person('0101570003', { Status: '90' })
    await cpr.build()
    const citizens = await cpr.rows(
      sql`select Personnummer, StatusTekst from ${DimBorger} as borger order by 1`,
    )
    expect(citizens).toEqual([
      { Personnummer: '0101570003', StatusTekst: 'Død' },
      { Personnummer: 'Ukendt', StatusTekst: 'Ukendt' },
    ])
    const numbers = await cpr.rows(sql`
      select Personnummer, DimBorger = -1 as unknown, "Fødselsdato"::varchar as born
      from ${DimBorgerNummer} as nummer order by 1`)
    expect(numbers).toEqual([
      { Personnummer: '0101570001', unknown: true, born: null },
      { Personnummer: '0101570002', unknown: true, born: null },
      { Personnummer: '0101570003', unknown: false, born: '1957-01-01' },
    ])
  })

  it('takes the version of a person that is held, of several the latest', async () => {
    await cpr.clear()
    await cpr.person(
      '0101570001',
      { Navn: 'gammel' },
      { kildesystem: 'A', fra: 20221130001n, til: 20221231001n },
    )
    await cpr.person('0101570001', { Navn: 'ny' }, { kildesystem: 'B', fra: 20221031001n })
    await cpr.person('0101570001', { Navn: 'ældre' }, { kildesystem: 'C', fra: 20220930001n })
    await cpr.build()
    const names = await cpr.rows(sql`select Navn from ${DimBorger} as borger where DimBorgerID <> -1`)
    expect(names).toEqual([{ Navn: 'ny' }])
  })

  it.each(statusTekstExamples)('calls status $status $tekst', async ({ status, tekst }) => {
    expect(await value(statusTekst(literal(status)))).toBe(tekst)
  })
})
