import { dagtilbud } from '@flis/domains/dagtilbud'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, modelled, type ToldDagtilbud } from './dagtilbud-modelled.js'
import { dagtilbudExamples, monthOf, rowOutcomes } from './dagtilbud-outcomes.js'
import { historyOf } from './dagtilbud-told.js'
import { dagtilbudTables, putAll } from './dagtilbud-warehouse.js'

const MONTHS = ['2026-10', '2026-11'] as const
const world = historyOf(dagtilbudExamples)

describe('the tables of Dagtilbud, from delivery to published rows, all examples in one warehouse', () => {
  let w: TestWarehouse
  const told = new Map<string, ToldDagtilbud>()
  beforeAll(async () => {
    w = await testWarehouse({ areas: [dagtilbud], now: '2026-12-02' })
    await putAll(w, world)
    for (const month of MONTHS) {
      await w.monthRun(month)
      told.set(month, await dagtilbudTables(w, month))
    }
  }, 300_000)
  afterAll(() => w.close())

  it('every delivery was loaded', async () => {
    expect(await w.query(`select id, code from ops.deliveries where state <> 'loaded'`)).toEqual([])
  })

  it('what is broken is refused, with its reasons', async () => {
    const refused = await w.query(
      `select contract, codes::varchar as codes, count(*)::integer as n from ops.quarantine group by all order by all`,
    )
    expect(refused).toEqual([
      { contract: 'AulaRegistrering', codes: '[R102]', n: 1 },
      { contract: 'AulaRegistrering', codes: '[R110]', n: 2 },
      { contract: 'AulaRegistrering', codes: '[R310]', n: 5 },
      { contract: 'DagtilbudIndskrivning', codes: '[R104]', n: 8 },
    ])
  })

  it.each(dagtilbudExamples)('example %i: $name', (nr, example) => {
    const tables = told.get(monthOf(example))
    for (const { name, got, expected } of tables === undefined ? [] : rowOutcomes(nr, example, tables))
      expect(got, name).toEqual(expected)
  })

  it.each(MONTHS)('tables and findings as of %s are as the plain models say', (month) => {
    const tables = told.get(month)
    expect(tables && linesOf(tables)).toEqual(linesOf(modelled(world, month)))
  })
})
