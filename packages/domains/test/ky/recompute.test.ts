import { addMonths, compileSql, type Model, type Month, month, quoteIdent, type Sql, sql } from '@flis/core'
import { relationsFor } from '@flis/dm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DimKYSagOversigt, FactKYYdelser, KYSag } from '../../src/ky/index.js'
import { intervalsDayByDay, ydelserDayByDay } from './day-by-day.js'
import { drawnSager, warehouseOf } from './drawn-sager.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const RUN = month('2022-06')
const END = '2022-06-30'

const unitsOf = (query: Sql): string =>
  compileSql(
    query,
    relationsFor({}, () => ''),
  )

const turned = (passed: { readonly after: Month; readonly until: Month }): string => {
  const { recompute } = DimKYSagOversigt
  if (recompute.by !== 'unit' || recompute.turns === undefined) throw new Error('no turns')
  return unitsOf(recompute.turns(passed))
}

/** Rows of the whole table that the pieces do not have, and the reverse. */
const differences = async (
  warehouse: KyWarehouse,
  model: Model,
  pieces: readonly string[],
): Promise<bigint> => {
  const rows = (table: string): string =>
    `select * from ${quoteIdent(table)} where ${quoteIdent(model.keyColumn ?? 'DimTid')} <> -1`
  const parts = pieces.map((each) => `(${rows(each)})`).join(' union all ')
  const whole = rows(model.name)
  return (await warehouse.session.value(
    `select count(*) from ((${whole} except all (${parts})) union all ((${parts}) except all ${whole}))`,
  )) as bigint
}

const joined = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  rows.map((row) => Object.values(row).join(' ')).sort()

describe('KY for any history', () => {
  it('is what a walk through the days of each case gives', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, async (sager) => {
        const warehouse = await warehouseOf(sager)
        await warehouse.buildAll(RUN)
        const intervals = await warehouse.rows(sql`
          select
            _kommune, SagId, Sagstilstand, FraDato, TilDato, ErAktuel, Sagsbehandlingstid, SagVarighed
          from ${DimKYSagOversigt}
          where DimKYSagOversigtID <> -1`)
        const ydelser = await warehouse.rows(sql`
          select
            fact.DimTid, fact._kommune, fact.YdelseId, fact.DageMedYdelse, fact.Dagmaske,
            fact.Ydelsesvarighed, standing.FraDato
          from ${FactKYYdelser} as fact
          join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt`)
        expect(joined(intervals)).toEqual(intervalsDayByDay(sager, END))
        expect(joined(ydelser)).toEqual(ydelserDayByDay(sager, END))
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  it('has one row for each value of the grain', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, async (sager) => {
        const warehouse = await warehouseOf(sager)
        await warehouse.buildAll(RUN)
        for (const model of [DimKYSagOversigt, FactKYYdelser]) {
          const twice = await warehouse.session.value(`
            select count(*)
            from (
              select 1
              from ${quoteIdent(model.name)}
              group by ${model.grain.map(quoteIdent).join(', ')}
              having count(*) > 1
            )`)
          expect(twice).toBe(0n)
        }
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })

  it('computed unit by unit is the whole', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, fc.integer({ min: 1, max: 3 }), async (sager, every) => {
        const warehouse = await warehouseOf(sager)
        await warehouse.buildAll(RUN)
        await warehouse.session.run(
          `create table some_units as ${unitsOf(sql`
            select _unit as unit from ${KYSag} as sag where _unit % ${every + 1} = 0`)}`,
        )
        for (const model of [DimKYSagOversigt, FactKYYdelser]) {
          for (const take of ['only', 'without'] as const)
            await warehouse.build(model, {
              month: RUN,
              choice: { units: { take, table: 'some_units' } },
              as: take,
            })
          expect(await differences(warehouse, model, ['only', 'without'])).toBe(0n)
        }
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })

  it('extended by the months since an earlier run is the whole', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, fc.integer({ min: 1, max: 5 }), async (sager, months) => {
        const after = addMonths(RUN, -months)
        const warehouse = await warehouseOf(sager)
        await warehouse.buildAll(after)
        const { session } = warehouse
        await session.run(`create table turned as ${turned({ after, until: RUN })}`)
        await session.run('create table earlier_fact as from "FactKYYdelser"')
        await session.run(`create table kept as
          from "DimKYSagOversigt" where _unit not in (select unit from turned)`)
        await warehouse.buildAll(RUN)

        const from = addMonths(after, 1)
        await warehouse.build(FactKYYdelser, { month: RUN, from, as: 'new_fact' })
        expect(await differences(warehouse, FactKYYdelser, ['earlier_fact', 'new_fact'])).toBe(0n)

        const units = (take: 'only' | 'without') => ({ units: { take, table: 'turned' } })
        await warehouse.build(DimKYSagOversigt, { month: RUN, choice: units('only'), as: 'anew' })
        await warehouse.build(DimKYSagOversigt, { month: RUN, from, choice: units('without'), as: 'added' })
        expect(await differences(warehouse, DimKYSagOversigt, ['kept', 'anew', 'added'])).toBe(0n)
      }),
      { numRuns: 5, endOnFailure: true },
    )
  })
})

describe('the passing of June turns', () => {
  it.each([
    ['an open case', '2022-05-10', [['Bevilget', '2022-05-20']], true],
    ['a case without states', '2022-05-10', [], true],
    [
      'a case that was reopened',
      '2022-05-01',
      [
        ['Afslag', '2022-05-10'],
        ['Bevilget', '2022-05-20'],
      ],
      true,
    ],
    [
      'a case with a state in June',
      '2022-05-10',
      [
        ['Afslag', '2022-05-20'],
        ['Afsluttet', '2022-06-30'],
      ],
      true,
    ],
    ['a case created in June', '2022-06-30', [['Afslag', '2022-05-20']], true],
    [
      'not a closed case',
      '2022-05-10',
      [
        ['Bevilget', '2022-05-12'],
        ['Afslag', '2022-05-20'],
      ],
      false,
    ],
    [
      'not a closed case with a state in July',
      '2022-05-10',
      [
        ['Afslag', '2022-05-20'],
        ['Bevilget', '2022-07-01'],
      ],
      false,
    ],
    ['not a case created in July', '2022-07-01', [], false],
  ] as const)('%s', async (_name, oprettet, tilstande, expected) => {
    const warehouse = await kyWarehouse()
    await insertSager(warehouse, [{ name: 'sag', oprettet, tilstande }])
    const units = await warehouse.session.rows(turned({ after: month('2022-05'), until: RUN }))
    expect(units.length === 1).toBe(expected)
  })
})
