import { DimBorger, DimGeografi } from '@flis/dm'
import { borger } from '@flis/domains/borger'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BorgerHistory } from '../reference/borger-basis.js'
import { borgerBasis } from '../reference/borger-basis.js'
import { factBorgerBevægelse } from '../reference/borger-bevaegelser.js'
import { dimBorger } from '../reference/borger-dim.js'
import { factBorger } from '../reference/borger-folketal.js'
import { borgerFund } from '../reference/borger-fund.js'
import { dimGeografi } from '../reference/borger-geografi.js'
import { geografiExamples } from './borger-geografi-examples.js'
import { LANDE, SHIPPED } from './borger-herkomst-examples.js'
import { borgerExamples, landeOutcomes, outcomesOf } from './borger-outcomes.js'
import { RUN_MONTH } from './borger-told.js'
import { type BorgerWarehouseTables, borgerTables, putCpr, putLande, putLifa } from './borger-warehouse.js'
import { geografiHistory, geografiRows, historyOf } from './borger-world.js'

const numbered = [...borgerExamples.entries()]
const roads = [...geografiExamples.entries()]

/** All examples in one world, and the citizen who has lived at the addresses of LIFA's. */
const world = (lande: BorgerHistory['lande']): BorgerHistory => {
  const of = historyOf(numbered, [])
  const [first, ...later] = of.cpr
  const lived = geografiHistory(roads)
  const adresser = lived.cpr.flatMap((one) => one.adresser)
  // The second full delivery holds them too.
  const with_ = (one: BorgerHistory['cpr'][number]) =>
    one.type === 'F' ? { ...one, adresser: [...one.adresser, ...adresser] } : one
  return {
    cpr: [first, ...later].flatMap((one) => (one === undefined ? [] : [with_(one)])),
    lifa: lived.lifa,
    lande,
  }
}

const delivered = [{ periode: '2022-06', loebenr: '001', rows: LANDE }]
let w: TestWarehouse
let shipped: BorgerWarehouseTables
let withLande: BorgerWarehouseTables
let found: Readonly<Record<string, number>>

beforeAll(async () => {
  w = await testWarehouse({ areas: [borger], now: '2022-11-02' })
  const { cpr, lifa } = world([])
  for (const one of cpr) await putCpr(w, one)
  for (const one of lifa) await putLifa(w, one)
  await w.monthRun(RUN_MONTH)
  shipped = await borgerTables(w)
  for (const one of delivered) await putLande(w, one)
  await w.monthRun(RUN_MONTH)
  withLande = await borgerTables(w)
  const rows = await w.query(
    `select test, sum("count")::integer as n from ops.quality
     where test in ('forsvundet', 'overlappende bopæl', 'ukendt forælder') or test like '%personnummer%'
     group by test`,
  )
  found = Object.fromEntries(rows.map((row) => [String(row.test), Number(row.n)]))
}, 300_000)
afterAll(() => w.close())

const lines = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

describe('the tables of Borger, from delivery to published rows', () => {
  it.each(numbered)('example %i: $name', (nr, example) => {
    for (const { name, got, expected } of outcomesOf(nr, example, shipped))
      expect(got, name).toEqual(expected)
    for (const { name, got, expected } of landeOutcomes(nr, example, withLande))
      expect(got, name).toEqual(expected)
  })

  it.each(roads)('road %i: $name', (nr, example) => {
    const road = geografiRows(nr, { ...example, expected: [['', null, null]] })[0]?.vej
    const got = shipped.geografi.filter(({ vej }) => vej === road)
    expect(lines(got)).toEqual(lines(geografiRows(nr, example)))
  })

  it('what a reader would point at is found, and counted by rows', () => {
    const basis = borgerBasis(world(delivered), SHIPPED)
    expect(found).toEqual(borgerFund(basis))
    // Typed by hand: three loops of three, two, and two with one that leads into them, one of itself; a family's.
    expect(found['personnummer i sløjfe']).toBe(3 + 2 + 3 + 1 + 2)
    expect(found['ukendt gældende personnummer']).toBe(2 + 1 + 1)
  })

  it('a district that no grades are understood of is refused, with a code for each reason', async () => {
    const refused = await w.query(
      `select codes::varchar as codes, count(*)::integer as n from ops.quarantine
       where contract = 'LIFASkoledistrikt' group by all order by all`,
    )
    expect(refused).toEqual([
      // Outside 0..10 in June; outside, no number, and another label, in both months; an end before its start.
      { codes: '[R104]', n: 1 + 3 * 2 },
      { codes: '[R120]', n: 2 },
    ])
  })

  it('an address unknown to LIFA has the district Ukendt', async () => {
    const rows = (await w.rows(DimGeografi)).filter((row) => row.Klassetrin === null)
    expect(rows.length).toBeGreaterThan(10)
    expect(new Set(rows.map((row) => `${row.SkoleDistriktsNummer} ${row.SkoleDistriktsNavn}`))).toEqual(
      new Set(['Ukendt Ukendt']),
    )
  })

  it('each status has a text of its own', async () => {
    const rows = await w.rows(DimBorger)
    const texts = new Map(rows.map((row) => [row.Status, row.StatusTekst]))
    const known = ['01', '03', '05', '07', '20', '60', '70', '80', '90'].map((status) => texts.get(status))
    expect(new Set(known.filter((text) => typeof text === 'string' && text !== '')).size).toBe(9)
  })

  it('every delivery was loaded', async () => {
    expect(await w.query(`select id, code from ops.deliveries where state <> 'loaded'`)).toEqual([])
  })
})

describe('the tables of Borger are as the plain models say', () => {
  it.each(['shipped', 'delivered'] as const)('with countries as %s', (countries) => {
    const isDelivered = countries === 'delivered'
    const basis = borgerBasis(world(isDelivered ? delivered : []), SHIPPED)
    const tables = isDelivered ? withLande : shipped
    expect(lines(tables.borgere), 'DimBorger').toEqual(lines(dimBorger(basis, RUN_MONTH)))
    expect(lines(tables.folketal), 'FactBorger').toEqual(lines(factBorger(basis, RUN_MONTH)))
    expect(lines(tables.bevægelser), 'FactBorgerBevægelse').toEqual(
      lines(factBorgerBevægelse(basis, RUN_MONTH)),
    )
    expect(lines(tables.geografi), 'DimGeografi').toEqual(lines(dimGeografi(basis)))
  })
})
