import { contract, dataomraade, field } from '@flis/core'
import { afterEach, describe, expect, it } from 'vitest'
import { type LandedWarehouse, landedWarehouse } from './landed.js'

const Sag = contract('Sag', {
  kilde: 'T',
  mode: 'full',
  fields: {
    Id: field.key.text(),
    Dato: field.date(),
    Slut: field.date().optional(),
    Note: field.text().optional(),
  },
  checks: [field.order('Dato', 'Slut')],
})
const area = dataomraade('T', { contracts: [Sag], models: [] })

let w: LandedWarehouse
afterEach(() => w.close())

const versions = async (): Promise<readonly string[]> =>
  (
    await w.session.rows(
      `select Id, Dato::varchar as d, Note, _fra, _til, _leverance, _linje from dsa_hist."Sag" order by all`,
    )
  ).map(
    (row) =>
      `${String(row.Id)} ${String(row.d)} ${String(row.Note)} ${String(row._fra)}–${String(row._til)} ${String(row._leverance).slice(10, 17)}:${String(row._linje)}`,
  )

const row = (
  Id: string,
  Dato: string | null = '2022-01-01',
  Note: string | null = null,
  Slut: string | null = null,
) => ({
  Id,
  Dato,
  Slut,
  Note,
})
const land = (periode: string, rows: readonly ReturnType<typeof row>[], loebenr = 1) =>
  w.land({ contract: Sag, kommune: '0751', periode, loebenr, rows })

const open = '99991231999'

describe('full deliveries', () => {
  it('continue equal rows, start a version for changed ones, end absent ones', async () => {
    w = await landedWarehouse(area)
    await land('2022-08', [row('a'), row('b'), row('c')])
    await w.historise()
    await land('2022-09', [row('a'), row('b', '2022-02-02')])
    await w.historise()
    expect(await versions()).toEqual([
      `a 2022-01-01 null 20220831001–${open} 2022-08:2`,
      `b 2022-01-01 null 20220831001–20220930001 2022-08:3`,
      `b 2022-02-02 null 20220930001–${open} 2022-09:3`,
      `c 2022-01-01 null 20220831001–20220930001 2022-08:4`,
    ])
  })

  it('give the same history when an older delivery comes late', async () => {
    const inOrder = ['2022-07', '2022-08', '2022-09']
    const rowsOf: Record<string, ReturnType<typeof row>[]> = {
      '2022-07': [row('a', '2022-01-01', 'x'), row('b')],
      '2022-08': [row('a', '2022-01-01', null), row('c')],
      '2022-09': [row('a', '2022-01-01', 'x'), row('b'), row('c', '2022-03-03')],
    }
    const histories: (readonly string[])[] = []
    for (const order of [inOrder, ['2022-09', '2022-07', '2022-08'], ['2022-08', '2022-09', '2022-07']]) {
      w = await landedWarehouse(area)
      for (const periode of order) {
        await land(periode, rowsOf[periode] ?? [])
        await w.historise()
      }
      histories.push(await versions())
      await w.close()
    }
    w = await landedWarehouse(area)
    for (const periode of inOrder) await land(periode, rowsOf[periode] ?? [])
    await w.historise()
    histories.push(await versions())
    for (const history of histories) expect(history).toEqual(histories[0])
    expect(histories[0]).toHaveLength(7)
  })

  it('quarantine rows with all their reasons and keep the last good version of their key', async () => {
    w = await landedWarehouse(area)
    await land('2022-08', [row('a'), row('b')])
    await w.historise()
    await land('2022-09', [
      row('a', '2022-9-1', 'ny'),
      row('b', null, 'ny'),
      row('d', '2022-05-02', null, '2022-05-01'),
    ])
    await w.historise()
    const quarantine = await w.session.rows(
      'select line, codes::varchar as codes, columns::varchar as columns, "row", state from ops.quarantine order by line',
    )
    expect(quarantine).toEqual([
      { line: 2n, codes: '[R102]', columns: '[Dato]', row: 'a;2022-9-1;;ny', state: 'open' },
      { line: 3n, codes: '[R101]', columns: '[Dato]', row: 'b;;;ny', state: 'open' },
      { line: 4n, codes: '[R120]', columns: '[Slut]', row: 'd;2022-05-02;2022-05-01;', state: 'open' },
    ])
    expect(await versions()).toEqual([
      `a 2022-01-01 null 20220831001–${open} 2022-08:2`,
      `b 2022-01-01 null 20220831001–${open} 2022-08:3`,
    ])
  })

  it('collapse exact duplicates and quarantine keys with other content', async () => {
    w = await landedWarehouse(area)
    await land('2022-08', [
      row('a'),
      row('a'),
      row('b'),
      row('b', '2022-02-02'),
      row('b', '2022-02-02'),
      row('c'),
    ])
    await w.historise()
    expect(await versions()).toEqual([
      `a 2022-01-01 null 20220831001–${open} 2022-08:2`,
      `c 2022-01-01 null 20220831001–${open} 2022-08:7`,
    ])
    expect(
      await w.session.rows('select rows_in, accepted, quarantined, duplicates, state from ops.deliveries'),
    ).toEqual([{ rows_in: 6n, accepted: 2n, quarantined: 2n, duplicates: 2n, state: 'loaded' }])
  })

  it('are held when they would end more than 10 % and more than 20 of the rows', async () => {
    w = await landedWarehouse(area)
    const many = (n: number) => Array.from({ length: n }, (_, i) => row(`s${i}`))
    await land('2022-08', many(100))
    await w.historise()
    await land('2022-09', many(79))
    await w.historise()
    expect(await w.session.rows('select state, code from ops.deliveries order by id')).toEqual([
      { state: 'loaded', code: null },
      { state: 'held', code: 'L060' },
    ])
    expect(await versions()).toHaveLength(100)
    await land('2022-09', many(80), 2)
    await w.historise()
    expect(await w.session.rows('select state, code from ops.deliveries order by id')).toEqual([
      { state: 'loaded', code: null },
      { state: 'held', code: 'L060' },
      { state: 'loaded', code: null },
    ])
  })

  it('change nothing when historised again', async () => {
    w = await landedWarehouse(area)
    await land('2022-08', [row('a')])
    await w.historise()
    const before = [await versions(), await w.session.rows('select * from ops.changes')]
    await w.historise()
    expect([await versions(), await w.session.rows('select * from ops.changes')]).toEqual(before)
  })
})
