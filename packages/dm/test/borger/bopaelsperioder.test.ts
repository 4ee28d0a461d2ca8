import { raw, type Sql, sql } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { raekkerAf } from '../../src/borger/rules/bopael.js'
import { bopaelsperioder, bopaelsperioderExamples } from '../../src/borger/rules/bopaelsperioder.js'
import { BorgerAdresse } from '../../src/index.js'
import { type Folkeregister, folkeregister, numberOf } from './folkeregister.js'

let cpr: Folkeregister
beforeAll(async () => {
  cpr = await folkeregister()
  await cpr.insert(
    BorgerAdresse,
    bopaelsperioderExamples.flatMap(({ bopæle }, nth) =>
      bopæle.map(([KommuneKode, FraDato, TilDato], one) => ({
        // residences of one number that begin the same day come from two systems, or from two numbers
        Personnummer: numberOf(nth, one === 0 ? 'a' : 'b'),
        KommuneKode,
        FraDato,
        TilDato,
        VejKode: '1',
        HusNr: '1',
      })),
    ),
  )
})
afterAll(() => cpr.session.close())

const none = sql`(select null::varchar as Personnummer, null::varchar as Borgernummer where false)`

/** The stretches of an example; the first residence stands under an older number. */
const stretchesOf = async (nth: number, after?: Sql): Promise<readonly (readonly unknown[])[]> => {
  const [older, number] = [numberOf(nth, 'a'), numberOf(nth, 'b')]
  const rows = raekkerAf(BorgerAdresse, ['VejKode', 'HusNr'], {
    older: sql`(select '${raw(older)}' as Personnummer, '${raw(number)}' as Borgernummer)`,
    citizens: sql`(select '${raw(number)}' as Personnummer)`,
  })
  const found = await cpr.rows(sql`
    select KommuneKode, Fra::varchar as fra, Til::varchar as til
    from ${bopaelsperioder(rows, after)} as periode
    where Borgernummer = '${raw(number)}'
    order by Fra`)
  return found.map((row) => Object.values(row))
}

describe('residences without overlap', () => {
  it.each(bopaelsperioderExamples.map((each, nth) => [each.bopæle, each.perioder, nth] as const))(
    'of %j',
    async (_residences, stretches, nth) => {
      expect(await stretchesOf(nth)).toEqual(stretches)
    },
  )

  it('that end after a day are the same without those that ended before', async () => {
    const [example, nth] = [bopaelsperioderExamples[3], 3]
    expect(await stretchesOf(nth, sql`date '2021-06-15'`)).toEqual(
      example.perioder
        .filter(([, , til]) => til === null || til > '2021-06-15')
        .map(([kommune, , til], first) =>
          first === 0 ? [kommune, '2021-01-01', til] : [kommune, '2023-01-01', til],
        ),
    )
  })

  it('are a citizen’s own where no number leads there', async () => {
    const rows = raekkerAf(BorgerAdresse, ['VejKode', 'HusNr'], { older: none, citizens: none })
    const found = await cpr.rows(sql`select distinct Borgernummer from ${bopaelsperioder(rows)} as periode`)
    expect(found).toHaveLength(bopaelsperioderExamples.length * 2 - 1)
  })
})
