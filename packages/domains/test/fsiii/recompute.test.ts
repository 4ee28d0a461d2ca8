import { addMonths, compileSql, type Model, month, quoteText, type Row } from '@flis/core'
import { relationsFor } from '@flis/dm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BroPlanlagtIndsatsTilstand,
  FactLeveretIndsats,
  FactPlanlagtIndsats,
  FactTilstand,
} from '../../src/fsiii/index.js'
import { drawnReports, type Told } from './drawn-reports.js'
import { KATALOG } from './katalog.js'
import { type Lager, nytLager } from './lager.js'

const MODELS = [FactTilstand, FactPlanlagtIndsats, FactLeveretIndsats, BroPlanlagtIndsatsTilstand]

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
})
afterAll(() => lager.close())

const tell = async (reports: readonly Told[]): Promise<void> => {
  await lager.emptyReports()
  for (const contract of new Set(reports.map((each) => each.contract)))
    await lager.versioner(
      contract,
      reports.filter((each) => each.contract === contract).map((each) => each.version),
    )
}

const written = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => Object.values(row).map(String).join(' ')).sort()

/** Keeps units in the table that the engine would choose by. */
const choose = async (units: string): Promise<ReadonlySet<unknown>> => {
  await lager.session.run(`create or replace temp table chosen as ${units}`)
  const rows = await lager.session.rows('select distinct unit from chosen')
  return new Set(rows.map((row) => row.unit))
}
const only = { units: { take: 'only', table: 'chosen' } } as const
const without = { units: { take: 'without', table: 'chosen' } } as const

const turns = (model: Model, after: string, until: string): string => {
  const { recompute } = model
  if (recompute.by !== 'unit') throw new Error('not by unit')
  const sql = recompute.turns?.({ after: month(after), until: month(until) })
  return sql === undefined
    ? 'select null::ubigint as unit where false'
    : compileSql(
        sql,
        relationsFor({}, () => '(select null where false)'),
      )
}

describe('FSIII for any history', () => {
  it('computed unit by unit is the whole, with one row for each value of the grain', async () => {
    await fc.assert(
      fc.asyncProperty(drawnReports, async (reports) => {
        await tell(reports)
        await choose(`select distinct hash(Personnummer) as unit
          from (values ${reports.map((each) => `(${quoteText(each.version.Personnummer)})`).join(', ')}) as c(Personnummer)
          where hash(Personnummer) % 2 = 0`)
        for (const model of MODELS) {
          const whole = await lager.fact(model, '2022-06')
          const parts = [
            ...(await lager.fact(model, '2022-06', { choice: only })),
            ...(await lager.fact(model, '2022-06', { choice: without })),
          ]
          expect(written(parts)).toEqual(written(whole))
          const grains = whole.map((row) => model.grain.map((name) => String(row[name])).join(' '))
          expect(new Set(grains).size).toBe(whole.length)
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  it('extended by the months since an earlier run is the whole', async () => {
    await fc.assert(
      fc.asyncProperty(drawnReports, fc.integer({ min: 1, max: 3 }), async (reports, months) => {
        await tell(reports)
        const after = addMonths(month('2022-06'), -months)
        const from = addMonths(after, 1)
        for (const model of MODELS) {
          const before = await lager.fact(model, after)
          const turned = await choose(turns(model, after, '2022-06'))
          const parts = [
            ...before.filter((row) => !turned.has(row._unit)),
            ...(await lager.fact(model, '2022-06', { choice: only })),
            ...(await lager.fact(model, '2022-06', { choice: without, from })),
          ]
          expect(written(parts)).toEqual(written(await lager.fact(model, '2022-06')))
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  it('is recomputed for citizens of whom something is told, and for those who refer to them', async () => {
    await fc.assert(
      fc.asyncProperty(
        drawnReports,
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        async (reports, places) => {
          const late = new Set(places.map((place) => reports[place % reports.length]))
          const first = reports.filter((each) => !late.has(each))
          await tell(first)
          const before = new Map<Model, readonly Row[]>()
          for (const model of MODELS) before.set(model, await lager.fact(model, '2022-06'))
          const found = await lager.fremmede()
          await tell(reports)
          const told = new Set([...late].map((each) => each?.version.Id))
          const citizens = reports.filter((each) => told.has(each.version.Id))
          // of every version of the ids that came, and those whose references across citizens changed
          const moved = await lager.fremmede()
          const changed = [
            ...citizens.map((each) => each.version.Personnummer),
            ...[...new Set([...found.keys(), ...moved.keys()])].filter(
              (each) => found.get(each) !== moved.get(each),
            ),
          ]
          const units = await choose(
            `select hash(Personnummer) as unit from (values ${changed.map((each) => `(${quoteText(each)})`).join(', ')}) as c(Personnummer)`,
          )
          for (const model of MODELS) {
            const parts = [
              ...(before.get(model) ?? []).filter((row) => !units.has(row._unit)),
              ...(await lager.fact(model, '2022-06', { choice: only })),
            ]
            expect(written(parts)).toEqual(written(await lager.fact(model, '2022-06')))
          }
        },
      ),
      { numRuns: 2, endOnFailure: true },
    )
  })
})
