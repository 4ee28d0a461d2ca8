import { compileSql, type Sql, sql } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  husnummer,
  husnummerExamples,
  vejnummer,
  vejnummerExamples,
} from '../../src/borger/rules/husnummer.js'
import { skoledistriktExamples } from '../../src/borger/rules/skoledistrikt.js'
import { BorgerAdresse, DimGeografi, LIFASkoledistrikt } from '../../src/index.js'
import { type Folkeregister, folkeregister, numberOf } from './folkeregister.js'

let cpr: Folkeregister
beforeAll(async () => {
  cpr = await folkeregister()
})
afterAll(() => cpr.session.close())

const value = (template: Sql): Promise<unknown> =>
  cpr.session.value(`select ${compileSql(template, () => '')}`)

const distrikt = (HusNr: string, [DistriktsNr, StartTrin, SlutTrin]: readonly [string, string, string]) => ({
  AdresseId: 'a',
  DistriktsNr,
  DistriktsNavn: `Skole ${DistriktsNr}`,
  StartTrin,
  SlutTrin,
  KommuneKode: '0575',
  VejKode: '0012',
  VejNavn: 'Skolevej',
  HusNr,
  PostNr: '6630',
})

const bor = (nth: number, HusNr: string, VejKode = '0012') => ({
  Personnummer: numberOf(nth, 'a'),
  FraDato: '2020-01-01',
  KommuneKode: '0575',
  VejKode,
  HusNr,
})

describe('an address is written', () => {
  it.each(husnummerExamples)('with house number $husNr as $husnummer', async (example) => {
    expect(await value(husnummer(`'${example.husNr}'`))).toBe(example.husnummer)
  })

  it.each(vejnummerExamples)('with road $vejKode as $vejnummer', async (example) => {
    expect(await value(vejnummer(`'${example.vejKode}'`))).toBe(example.vejnummer)
  })
})

describe('DimGeografi', () => {
  let members: ReadonlyMap<unknown, Readonly<Record<string, unknown>>>

  beforeAll(async () => {
    await cpr.insert(
      LIFASkoledistrikt,
      skoledistriktExamples.flatMap(({ distrikter }, nth) =>
        distrikter.map((each, id) => ({ ...distrikt(String(nth + 1), each), AdresseId: `${id}` })),
      ),
    )
    // one address under several AdresseId, written in several ways, and one that LIFA no longer delivers
    await cpr.insert(LIFASkoledistrikt, [
      { ...distrikt('12a', ['1', '0', '6']), AdresseId: 'x' },
      { ...distrikt('012A', ['2', '0', '9']), AdresseId: 'y', VejKode: '12' },
    ])
    await cpr.loaded(LIFASkoledistrikt, '2022-10', 20221031001n)
    await cpr.insert(
      LIFASkoledistrikt,
      [distrikt('12A', ['3', '0', '10']), distrikt('13', ['3', '0', '10'])],
      {
        til: 20221031001n,
        fra: 20220930001n,
      },
    )
    await cpr.insert(BorgerAdresse, [bor(0, '12 A', '12'), bor(1, '012a'), bor(2, '99'), bor(3, '13')])
    await cpr.build()
    const rows = await cpr.rows(sql`select * from ${DimGeografi} as geografi`)
    members = new Map(rows.map((row) => [row.Husnummer, row]))
    expect(members.size).toBe(rows.length)
  })

  it.each(skoledistriktExamples.map((each, nth) => [each.valgt, each, nth] as const))(
    'has the district that covers most klassetrin: %s',
    (_chosen, { valgt, klassetrin }, nth) => {
      expect(members.get(String(nth + 1).padStart(3, '0'))).toMatchObject({
        SkoleDistriktsNummer: valgt,
        SkoleDistriktsNavn: `Skole ${valgt}`,
        Klassetrin: klassetrin,
        Vejnavn: 'Skolevej',
        Postnummer: '6630',
      })
    },
  )

  it('has an address once, however many rows tell of it and however they write it', () => {
    expect(members.get('012A')).toMatchObject({
      KommuneNummer: '0575',
      Vejnummer: '0012',
      SkoleDistriktsNummer: '2',
      Klassetrin: 10,
    })
    expect([...members.keys()].filter((each) => String(each).includes('12'))).toEqual(['012A'])
  })

  it.each(['099', '013'])(
    'has an address that LIFA does not know, or knows no longer, without district: %s',
    (nr) => {
      expect(members.get(nr)).toMatchObject({
        Vejnummer: '0012',
        Vejnavn: 'Ukendt',
        Postnummer: 'Ukendt',
        SkoleDistriktsNummer: 'Ukendt',
        SkoleDistriktsNavn: 'Ukendt',
        Klassetrin: null,
      })
    },
  )
})
