import { DimBorger, DimGeografi, LIFASkoledistrikt, RefLand } from '@flis/dm'
import { borger, FactBorger, FactBorgerBevægelse } from '@flis/domains/borger'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notAsComputed } from './as-computed.js'

const nr = (nth: number): string => `01015700${String(nth).padStart(2, '0')}`

const person = (nth: number, values: Readonly<Record<string, string>> = {}) => ({
  Personnummer: nr(nth),
  Foedselsdato: '1957-01-01',
  Koen: 'K',
  Status: '01',
  StatusDato: '2000-01-01',
  FoedelandKode: '5100',
  StatsborgerskabKode: '5100',
  ...values,
})
const bor = (
  nth: number,
  KommuneKode: string,
  FraDato: string,
  TilDato: string | null = null,
  HusNr = '1',
) => ({
  Personnummer: nr(nth),
  KommuneKode,
  FraDato,
  TilDato,
  VejKode: '0001',
  HusNr,
})
const tyrkisk = { FoedelandKode: '5172', StatsborgerskabKode: '5172' }
const blev = (nth: number, StatusDato = '2022-01-01') => ({
  Status: '60',
  StatusDato,
  GaeldendePersonnummer: nr(nth),
})
const skole = (DistriktsNr: string, StartTrin: string, SlutTrin: string) => ({
  AdresseId: 'a',
  DistriktsNr,
  DistriktsNavn: 'Skole',
  StartTrin,
  SlutTrin,
  KommuneKode: '0751',
  VejKode: '1',
  VejNavn: 'Vej',
  HusNr: '001',
  PostNr: '8000',
})

/** Units that the newest layer of a table took the place of; null where it was written anew. */
const replaced = async (w: TestWarehouse, table: string): Promise<number | null> => {
  const [row] = await w.query(
    `with layers as (
       select layer, role, p."rows" as n
       from ops.layers l left join ops.parts p on p.sha256 = l.sha256
       where l.model = '${table}' and version = (select max(nr) from ops.versions)
     )
     select max(layer)::integer as top, (sum(n) filter (role = 'units' and layer = (select max(layer) from layers)))::integer as units
     from layers`,
  )
  return row?.top === 0 ? null : Number(row?.units ?? 0)
}

const member = async (w: TestWarehouse, nth: number) =>
  (await w.rows(DimBorger)).find((each) => each.Personnummer === nr(nth))

describe('Borger, run by run', () => {
  let w: TestWarehouse
  const run = async (month: string): Promise<Readonly<Record<string, number>>> => {
    await w.monthRun(month)
    return await notAsComputed(w, borger, month)
  }
  const delta = (periode: string, personer: readonly object[], adresser: readonly object[] = []) =>
    w.deliverAll(`CPR 0000 ${periode} D`, { BorgerPerson: personer, BorgerAdresse: adresser })

  beforeAll(async () => {
    w = await testWarehouse({ areas: [borger], now: '2023-01-02' })
    await w.deliverAll('CPR 0000 2022-08 F', {
      BorgerPerson: [
        // a family: the mother has another number now; two citizens, one of whom has had another number
        person(1, { MorPersonnummer: nr(2), FarPersonnummer: nr(4) }),
        person(2, { ...tyrkisk, ...blev(3) }),
        person(3, tyrkisk),
        person(4, tyrkisk),
        person(5, blev(6)),
        person(6),
        person(7),
        // leads to a number that is not known yet; begins and ends in months to come
        person(8, blev(9)),
        person(10, { BeskyttelseFra: '2022-10-15', BeskyttelseTil: '2022-11-15' }),
        ...Array.from({ length: 20 }, (_, each) => person(20 + each)),
      ],
      BorgerAdresse: [
        bor(1, '0751', '2000-01-01'),
        bor(5, '0751', '2000-01-01', '2022-01-01'),
        bor(6, '0730', '2022-01-01'),
        bor(7, '0751', '1990-01-01', '2012-10-15'),
        bor(8, '0751', '2000-01-01'),
        bor(10, '0751', '2000-01-01', '2022-10-20'),
        bor(10, '0730', '2022-10-20'),
        ...Array.from({ length: 20 }, (_, each) => bor(20 + each, '0751', '2000-01-01')),
      ],
      BorgerTilknytning: [
        {
          Personnummer: nr(10),
          KommuneKode: '0101',
          Rolle: 'betaling',
          FraDato: '2022-10-01',
          TilDato: '2022-11-01',
        },
      ],
    })
    await w.deliver(LIFASkoledistrikt, 'LIFA 0000 2022-08', [skole('1', '0', '6')])
    await w.monthRun('2022-08')
  })
  afterAll(() => w.close())

  it('knows parents by older numbers, and citizens by the last known one', async () => {
    expect(await member(w, 1)).toMatchObject({ HerkomstKode: 3, OprindelseslandKode: '5172', ErVestlig: 0 })
    expect(await member(w, 8)).toMatchObject({ Status: '60', StatusTekst: 'Ændret personnummer' })
  })

  it('follows the parents, the numbers and the months that pass', async () => {
    // the mother becomes a Danish citizen born in Denmark; a number moves to another citizen; a known end; moved away
    await delta(
      '2022-09',
      [person(3), person(5, blev(7)), person(9), person(20)],
      [
        bor(5, '0751', '2000-01-01', '2022-01-01'),
        bor(20, '0751', '2000-01-01', '2022-09-10'),
        bor(20, '0730', '2022-09-10'),
      ],
    )
    expect(await run('2022-10')).toEqual({})
    expect(await member(w, 1)).toMatchObject({ HerkomstKode: 1, OprindelseslandKode: '5100' })
    expect(await member(w, 8)).toBe(undefined)
    expect(await member(w, 10)).toMatchObject({
      ErBeskyttet: 1,
      DimKommuneBopæl: 730,
      DimKommuneBetaling: 101,
    })
    // persons sent, the child, and those that numbers lead to or led to
    for (const table of ['DimBorger', 'DimBorgerNummer', 'FactBorger', 'FactBorgerBevægelse'])
      expect(await replaced(w, table)).toBeLessThan(12)
    const moves = (await w.rows(FactBorgerBevægelse)).filter((each) => each.Bevægelse === 'Tilflyttet')
    expect(moves).toHaveLength(2)
  })

  it('takes away who was annulled, what is older than ten years, and a school that has changed', async () => {
    await delta('2022-10', [
      person(6, { Status: '30', StatusDato: '2022-10-01' }),
      person(4, { ...tyrkisk, Status: '30' }),
    ])
    await delta('2022-11', [person(8, blev(6, '2022-11-01')), person(3, tyrkisk)])
    await w.deliver(LIFASkoledistrikt, 'LIFA 0000 2022-11', [
      skole('1', '0', '6'),
      skole('2', '7', '10'),
      skole('3', '0', '9'),
    ])
    expect(await run('2022-12')).toEqual({})
    expect(await member(w, 6)).toBe(undefined)
    expect(await member(w, 10)).toMatchObject({ ErBeskyttet: 0, DimKommuneBetaling: -1 })
    expect(await replaced(w, 'FactBorger')).toBeLessThan(12)
    const first = (await w.rows(FactBorger)).reduce(
      (least, row) => Math.min(least, Number(row.DimTid)),
      99991231,
    )
    expect(first).toBe(20130131)
    const [address] = (await w.rows(DimGeografi)).filter((each) => each.SkoleDistriktsNummer === '3')
    expect(address).toMatchObject({ Vejnummer: '0001', Husnummer: '001', Klassetrin: 10 })
  })

  it('is computed anew where the countries change, and stands where nothing does', async () => {
    await w.deliver(RefLand, 'REF 0000 2022-12', [
      { LandKode: '5172', Navn: 'Tyrkiet', ErVestlig: '1', RegnesSomDanmark: '0' },
    ])
    expect(await run('2022-12')).toEqual({})
    expect(await member(w, 3)).toMatchObject({ ErVestlig: 1 })
    expect((await w.plan('2022-12')).steps.filter((step) => step.kind === 'build')).toEqual([])
  })
})
