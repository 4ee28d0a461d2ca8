import { describe, expect, it } from 'vitest'
import { completedYears, DimAlder, DimJaNej, DimKlokkeslæt, DimTid } from '../src/index.js'
import { inMemory, sqlOf, textOf } from './engine.js'

const session = inMemory()

describe('DimTid', () => {
  it('has every day from 1988 to 2060, keyed by yyyymmdd', async () => {
    expect(
      await session().rows(
        `select count(*) as n, count(distinct DimTidID) as keys, min(DimTidID) as first, max(DimTidID) as last from (${sqlOf(DimTid)})`,
      ),
    ).toEqual([{ n: 26664n, keys: 26664n, first: 19880101, last: 20601231 }])
  })

  it.each([
    ['2021-01-03', 2021, 1, 'januar', 53, 2020, 'søndag', 0],
    ['2022-10-31', 2022, 4, 'oktober', 44, 2022, 'mandag', 1],
    ['2024-02-29', 2024, 1, 'februar', 9, 2024, 'torsdag', 1],
    ['2024-12-30', 2024, 4, 'december', 1, 2025, 'mandag', 0],
  ])('knows %s', async (dato, år, kvartal, navn, uge, ugeår, ugedag, slut) => {
    const [row] = await session().rows(`select * from (${sqlOf(DimTid)}) where Dato = date '${dato}'`)
    expect(row).toMatchObject({
      DimTidID: Number(dato.replaceAll('-', '')),
      År: år,
      Kvartal: kvartal,
      MånedNavn: navn,
      IsoUge: uge,
      IsoUgeÅr: ugeår,
      Ugedag: ugedag,
      ErMånedsafslutning: slut,
    })
  })

  it('gives −1 for no date', async () => {
    expect(await session().value(`select ${textOf(DimTid.of('null::date'))}`)).toBe(-1)
    expect(await session().value(`select ${textOf(DimTid.of("date '2022-10-31'"))}`)).toBe(20221031)
  })
})

describe('the other shared dimensions', () => {
  it('DimKlokkeslæt has 1,440 minutes, keyed by hhmm', async () => {
    expect(
      await session().rows(
        `select count(*) as n, min(DimKlokkeslætID) as first, max(DimKlokkeslætID) as last from (${sqlOf(DimKlokkeslæt)})`,
      ),
    ).toEqual([{ n: 1440n, first: 0, last: 2359 }])
  })

  it('DimJaNej is Ja and Nej', async () => {
    expect(await session().rows(`select * from (${sqlOf(DimJaNej)}) order by 1`)).toEqual([
      { DimJaNejID: 0, JaNej: 'Nej' },
      { DimJaNejID: 1, JaNej: 'Ja' },
    ])
  })

  it.each([
    [0, '0-5'],
    [5, '0-5'],
    [6, '6-16'],
    [16, '6-16'],
    [17, '17-24'],
    [25, '25-39'],
    [40, '40-64'],
    [65, '65-79'],
    [80, '80+'],
    [125, '80+'],
  ])('DimAlder puts %i in %s', async (age, group) => {
    expect(
      await session().value(`select Aldersgruppering from (${sqlOf(DimAlder)}) where DimAlderID = ${age}`),
    ).toBe(group)
  })

  it.each([
    ['2000-02-29', '2021-02-28', 20],
    ['2000-02-29', '2021-03-01', 21],
    ['2000-02-29', '2024-02-29', 24],
    ['2000-12-31', '2022-12-30', 21],
    ['2000-12-31', '2022-12-31', 22],
  ])('born %s, on %s: %i completed years', async (born, on, years) => {
    expect(await session().value(`select ${completedYears(`date '${on}'`, `date '${born}'`)}`)).toBe(
      BigInt(years),
    )
  })
})
