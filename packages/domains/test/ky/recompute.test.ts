import { addMonths, type Model, month, quoteIdent, sql } from '@flis/core'
import { contractsBehind, inBuildOrder } from '@flis/dm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DimAfgørelsestype,
  DimKYSagOversigt,
  FactKYOpgaver,
  FactKYSager,
  FactKYYdelser,
  KYSag,
  ky,
} from '../../src/ky/index.js'
import { intervalsDayByDay, opgaverDayByDay, sagerDayByDay, ydelserDayByDay } from './day-by-day.js'
import { drawnSager, warehouseOf } from './drawn-sager.js'
import { turnedUnits, unitsOf } from './units.js'
import type { KyWarehouse } from './warehouse.js'

const RUN = month('2022-06')
const END = '2022-06-30'

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

/** What the area computes by unit. */
const BY_UNIT = inBuildOrder([ky]).filter(
  (model) =>
    model.recompute.by === 'unit' && contractsBehind(model).some((each) => ky.contracts.includes(each)),
)

const requireOneRowEach = async ({ session }: KyWarehouse, model: Model): Promise<void> => {
  const twice = await session.value(`
    select count(*)
    from (
      select 1
      from ${quoteIdent(model.name)}
      group by ${model.grain.map(quoteIdent).join(', ')}
      having count(*) > 1
    )`)
  expect([model.name, twice]).toEqual([model.name, 0n])
}

describe('KY for any history', () => {
  it('is what a walk through the days of each case gives, one row each, and unit by unit the same', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, fc.integer({ min: 2, max: 4 }), async (sager, every) => {
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
            fact.Ydelsesvarighed, standing.FraDato, kind.Afgørelsestype
          from ${FactKYYdelser} as fact
          join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
          join ${DimAfgørelsestype} as kind on kind.DimAfgørelsestypeID = fact.DimAfgørelsestype`)
        const cases = await warehouse.rows(sql`
          select
            fact.DimTid, fact._kommune, fact.SagId, fact.Sagstilstand, fact.Sagsbehandlingstid,
            fact.SagVarighed, fact.DimJaNejOprettet, fact.DimJaNejAfsluttet,
            fact.DimJaNejSagsbehandlingAfsluttet, standing.FraDato, kind.Afgørelsestype
          from ${FactKYSager} as fact
          join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
          join ${DimAfgørelsestype} as kind on kind.DimAfgørelsestypeID = fact.DimAfgørelsestype`)
        const tasks = await warehouse.rows(sql`
          select
            fact.DimTid, fact._kommune, fact.OpgaveId, fact.Opgavetid, fact.DimJaNejOprettet,
            fact.DimJaNejAfsluttet, coalesce(standing.FraDato::varchar, '') as FraDato
          from ${FactKYOpgaver} as fact
          join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt`)
        expect(joined(intervals)).toEqual(intervalsDayByDay(sager, END))
        expect(joined(ydelser)).toEqual(ydelserDayByDay(sager, END))
        expect(joined(cases)).toEqual(sagerDayByDay(sager, END))
        expect(joined(tasks)).toEqual(opgaverDayByDay(sager, END))

        await warehouse.session.run(
          `create table some_units as ${unitsOf(sql`
            select _unit as unit from ${KYSag} as sag where _unit % ${every} = 0`)}`,
        )
        for (const model of BY_UNIT) {
          await requireOneRowEach(warehouse, model)
          for (const take of ['only', 'without'] as const)
            await warehouse.build(model, {
              month: RUN,
              choice: { units: { take, table: 'some_units' } },
              as: take,
            })
          expect([model.name, await differences(warehouse, model, ['only', 'without'])]).toEqual([
            model.name,
            0n,
          ])
        }
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })

  it('extended by the months since an earlier run is the whole', async () => {
    await fc.assert(
      fc.asyncProperty(drawnSager, fc.integer({ min: 1, max: 5 }), async (sager, months) => {
        const after = addMonths(RUN, -months)
        const from = addMonths(after, 1)
        const warehouse = await warehouseOf(sager)
        const { session } = warehouse
        await warehouse.buildAll(after)
        for (const model of BY_UNIT) {
          const turns = turnedUnits(model, { after, until: RUN })
          await session.run(`create or replace table ${quoteIdent(`${model.name} turned`)} as ${turns}`)
          await session.run(`create or replace table ${quoteIdent(`${model.name} kept`)} as
            from ${quoteIdent(model.name)} where _unit not in (from ${quoteIdent(`${model.name} turned`)})`)
        }
        await warehouse.buildAll(RUN)
        for (const model of BY_UNIT) {
          const units = (take: 'only' | 'without') => ({
            units: { take, table: quoteIdent(`${model.name} turned`) },
          })
          await warehouse.build(model, { month: RUN, choice: units('only'), as: 'anew' })
          await warehouse.build(model, { month: RUN, from, choice: units('without'), as: 'added' })
          const pieces = [`${model.name} kept`, 'anew', 'added']
          expect([model.name, await differences(warehouse, model, pieces)]).toEqual([model.name, 0n])
        }
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })
})
