import { dataomraade, kilde } from '@flis/core'
import { ky } from '@flis/domains/ky'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliverKle, deliverKY, deliverPersons } from './deliver-ky.js'
import { RUN_MONTH } from './ky-fact-examples.js'
import { kyFactExamples } from './ky-fact-outcomes.js'
import { idOf, kleNumre, klePlans, leverancerOf, numbered, personer } from './ky-fact-world.js'
import { modelTables } from './ky-model-tables.js'
import { kyNaturalKeys, told } from './ky-told.js'
import { lines, type ToldRow, toldTables } from './published-rows.js'

/** KY as it is, but with two kildesystemer that may send. */
const area = dataomraade('KY', {
  ...ky,
  kilder: [kilde('KY', { senders: ['NC', 'KYB'] }), ...ky.kilder.filter(({ name }) => name !== 'KY')],
})

const leverancer = leverancerOf(kyFactExamples.map(numbered))
const expected = modelTables(leverancer, { kle: klePlans, personer }, RUN_MONTH)
let w: TestWarehouse
let published: ReadonlyMap<string, readonly ToldRow[]>

beforeAll(async () => {
  w = await testWarehouse({ areas: [area], now: '2022-11-02' })
  for (const one of klePlans) await deliverKle(w, one)
  for (const one of personer) await deliverPersons(w, one)
  for (const one of leverancer) await deliverKY(w, one)
  await w.monthRun(RUN_MONTH)
  published = await toldTables(`${w.root}/published`, kyNaturalKeys, [...expected.keys()])
}, 300_000)
afterAll(() => w.close())

/** The rows that an example expects, with its own ids in place of those it shares with the others. */
const own = <R extends object>(number: number, rows: readonly R[] | undefined): R[] | undefined =>
  rows?.map((row) => {
    const ids = ['sagId', 'opgaveId', 'ydelseId', 'afgørelseId'].flatMap((name): [string, string][] => {
      const id: unknown = Reflect.get(row, name)
      return typeof id === 'string' ? [[name, idOf(number, id)]] : []
    })
    return { ...row, ...Object.fromEntries(ids) }
  })

const rowsOf = (table: string, id: string, number: number): string[] =>
  lines((published.get(table) ?? []).filter((row) => String(row[id]).startsWith(idOf(number, ''))))

describe('the facts of KY, from delivery to published rows', () => {
  kyFactExamples.forEach((example, number) => {
    const { sager, opgaver, opgaveOversigt, ydelser, afgørelser } = example
    const tables = [
      ['FactKYSager', 'SagId', own(number, sager)?.map(told.sager)],
      ['FactKYOpgaver', 'OpgaveId', own(number, opgaver)?.map(told.opgaver)],
      ['DimKYOpgaveOversigt', 'OpgaveId', own(number, opgaveOversigt)?.map(told.opgaveOversigt)],
      ['FactKYYdelser', 'YdelseId', own(number, ydelser)?.map(told.ydelser)],
      ['FactKYAfgørelser', 'AfgørelseId', own(number, afgørelser)?.map(told.afgørelser)],
    ] as const
    for (const [table, id, rows] of tables)
      if (rows !== undefined)
        it(`${table}: ${example.name}`, () => {
          expect(rowsOf(table, id, number)).toEqual(lines(rows))
        })
  })

  it('DimKleNummer: newest versions, withdrawn numbers with their end', () => {
    expect(lines(published.get('DimKleNummer') ?? [])).toEqual(lines(kleNumre.map(told.kleNummer)))
  })

  it('what a reader of the examples would point at is found, and counted by rows', async () => {
    const found = await w.query(
      `select test, kommune, kildesystem, "count" as n from ops.quality where test not like 'K0%' order by all`,
    )
    expect(found.map(({ test, kommune, kildesystem, n }) => [test, kommune, kildesystem, Number(n)])).toEqual(
      [
        ['forsvundet', '0751', 'NC', 3],
        // Three stand closed, one was reopened on the day it was closed.
        ['lukket uden afgørelse', '0751', 'NC', 4],
        ['opgave lukket uden dato', '0751', 'NC', 4],
        ['tilstand før oprettelse', '0751', 'NC', 3],
        ['ukendt KLE-nummer', '0751', 'NC', 2],
        ['ukendt sag', '0751', 'KYB', 2],
        ['ukendt sag', '0751', 'NC', 4],
        ['åben opgave med dato', '0751', 'NC', 1],
      ],
    )
  })

  it('every delivery was loaded', async () => {
    expect(await w.query(`select id, code from ops.deliveries where state <> 'loaded'`)).toEqual([])
  })
})

describe('the tables of KY are as the plain models say', () => {
  it.each([...expected.keys()])('%s', (table) => {
    expect(lines(published.get(table) ?? [])).toEqual(lines(expected.get(table) ?? []))
  })
})
