import { compileSql, month, raw, sql } from '@flis/core'
import { DimBorger } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { borger, FactBorger, FactBorgerBevægelse } from '../../src/borger/index.js'
import { bevaegelserExamples } from '../../src/borger/rules/bevaegelser.js'
import { folketalExamples } from '../../src/borger/rules/folketal.js'
import { maanedsalder, maanedsalderExamples } from '../../src/borger/rules/maanedsalder.js'
import { numberOf, type Register, register } from './register.js'

let cpr: Register
const FOLK = 0
const EVENTS = 20
const OTHERS = 40
beforeAll(async () => {
  cpr = await register()
  for (const [nth, { status, bopæl }] of folketalExamples.entries())
    await cpr.borger(
      numberOf(FOLK + nth),
      { Foedselsdato: '2020-05-31', Status: status[0], StatusDato: status[1] },
      [['0751', bopæl[0], bopæl[1]]],
    )
  for (const [nth, { født, status, bopæle }] of bevaegelserExamples.entries())
    await cpr.borger(
      numberOf(EVENTS + nth),
      { Foedselsdato: født, Status: status[0], StatusDato: status[1] },
      bopæle,
    )
  // overlapping residences; a number that was changed while its addresses stayed; a citizen for more than ten years
  await cpr.borger(numberOf(OTHERS), {}, [
    ['0751', '2020-01-01', null],
    ['0730', '2022-02-10', '2022-04-10'],
  ])
  await cpr.borger(
    numberOf(OTHERS + 1),
    { Status: '60', StatusDato: '2022-03-10', GaeldendePersonnummer: numberOf(OTHERS + 1, 'b') },
    [['0751', '2022-01-01', null]],
  )
  await cpr.borger(numberOf(OTHERS + 1, 'b'), {}, [['0730', '2022-03-10', null]])
  await cpr.borger(numberOf(OTHERS + 2), {}, [['0751', '1990-01-01', null]])
  // findings: a loop, a chain to nowhere, a parent who is not there
  await cpr.borger(numberOf(OTHERS + 3), { Status: '60', GaeldendePersonnummer: numberOf(OTHERS + 3) }, [])
  await cpr.borger(numberOf(OTHERS + 4), { Status: '60' }, [])
  await cpr.borger(numberOf(OTHERS + 5), { MorPersonnummer: numberOf(OTHERS + 5, 'b') }, [])
  await cpr.build('2022-06')
})
afterAll(() => cpr.session.close())

/** Months with kommune in which a number's citizen counts, from January 2022. */
const monthsOf = async (nth: number, name = 'a'): Promise<readonly string[]> => {
  const rows = await cpr.rows(sql`
    select strftime(strptime(DimTid::varchar, '%Y%m%d'), '%m') || ' ' || fact."DimKommuneBopæl" as told
    from ${FactBorger} as fact
    join ${DimBorger} as borger on borger.DimBorgerID = fact.DimBorger
    where borger.Personnummer = '${raw(numberOf(nth, name))}' and DimTid > 20220000
    order by DimTid`)
  return rows.map((row) => String(row.told))
}

const months = (first: string, last: string, kommune = 751): readonly string[] =>
  ['01', '02', '03', '04', '05', '06']
    .filter((each) => each >= first && each <= last)
    .map((each) => `${each} ${kommune}`)

describe('the population at the end of each month has a citizen who', () => {
  it.each(folketalExamples.map((each, nth) => [each.når, each.måneder, nth] as const))(
    '%s: months %j',
    async (_when, expected, nth) => {
      expect(await monthsOf(FOLK + nth)).toEqual(expected === null ? [] : months(expected[0], expected[1]))
    },
  )

  it('lives in two places at once, where the later began', async () => {
    expect(await monthsOf(OTHERS)).toEqual(['01 751', '02 730', '03 730', '04 751', '05 751', '06 751'])
  })

  it('has changed number, once, with the residences of both', async () => {
    expect(await monthsOf(OTHERS + 1, 'b')).toEqual(['01 751', '02 751', ...months('03', '06', 730)])
    expect(await monthsOf(OTHERS + 1)).toEqual([])
  })

  it('lives here for long, in 120 months', async () => {
    const [found] = await cpr.rows(sql`
      select count(*)::integer as n, min(DimTid) as first, max(DimTid) as last, min(DimAlder) as young, max(DimAlder) as old
      from ${FactBorger} as fact
      join ${DimBorger} as borger on borger.DimBorgerID = fact.DimBorger
      where borger.Personnummer = '${raw(numberOf(OTHERS + 2))}'`)
    expect(found).toEqual({ n: 120, first: 20120731, last: 20220630, young: 55, old: 65 })
  })

  it('is a member of DimBorger, of one herkomst', async () => {
    const strays = await cpr.rows(sql`
      select 1
      from ${FactBorger} as fact
      anti join ${DimBorger} as borger
        on borger.DimBorgerID = fact.DimBorger
        and borger.HerkomstKode = fact.HerkomstKode`)
    expect(strays).toEqual([])
  })
})

describe('age at the end of a month', () => {
  it.each(maanedsalderExamples)('$født on $dag is $alder', async ({ født, dag, alder }) => {
    const index = (day: string) => `(year(date '${day}') * 12 + month(date '${day}') - 1)`
    const age = maanedsalder(
      { index: index(dag), days: `day(date '${dag}')` },
      { index: index(født), day: `day(date '${født}')` },
    )
    expect(await cpr.session.value(`select ${compileSql(age, () => '')}`)).toBe(alder)
  })
})

describe('an event of a citizen who', () => {
  it.each(bevaegelserExamples.map((each, nth) => [each.når, each.hændelser, nth] as const))(
    '%s',
    async (_when, events, nth) => {
      const rows = await cpr.rows(sql`
        select
          strptime(DimTid::varchar, '%Y%m%d')::date::varchar as day,
          "Bevægelse",
          nullif(fact.DimKommune, -1) as kommune,
          nullif(fact.DimKommuneModpart, -1) as counterpart
        from ${FactBorgerBevægelse} as fact
        join ${DimBorger} as borger on borger.DimBorgerID = fact.DimBorger
        where borger.Personnummer = '${raw(numberOf(EVENTS + nth))}'
        order by DimTid, "Bevægelse"`)
      const key = (code: string | null): number | null => (code === null ? null : Number(code))
      expect(rows.map((row) => Object.values(row))).toEqual(
        events.map(([day, event, kommune, counterpart]) => [day, event, key(kommune), key(counterpart)]),
      )
    },
  )
})

describe('a finding', () => {
  const lines = async (test: string): Promise<readonly unknown[]> => {
    const found = borger.findings.find((each) => each.test === test)
    if (found === undefined) throw new Error(`no finding ${test}`)
    const rows = await cpr.rows(
      sql`select _kommune, count(*)::integer as n from (${found.rows({ month: month('2022-06'), from: null })}) group by all`,
    )
    return rows.map((row) => [row._kommune, row.n])
  }

  it.each([
    ['personnummer i sløjfe', 1],
    ['ukendt gældende personnummer', 1],
    ['ukendt forælder', 1],
    ['overlappende bopæl', 1],
  ])('%s is told of %i row', async (test, n) => {
    expect(await lines(test)).toEqual([['0000', n]])
  })
})
