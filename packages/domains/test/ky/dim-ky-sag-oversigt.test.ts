import { month, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DimKYSagOversigt, KYSag } from '../../src/ky/index.js'
import { sagVarighedExamples } from '../../src/ky/sag-varighed.js'
import { sagsbehandlingstidExamples } from '../../src/ky/sagsbehandlingstid.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const MONTHS = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'].map(month)

/** By case and run month, the newest interval as that month's run shows it. */
const newestByMonth = async (warehouse: KyWarehouse) => {
  const found = new Map<string, readonly (string | number)[]>()
  for (const each of MONTHS) {
    await warehouse.build(DimKYSagOversigt, { month: each })
    const rows = await warehouse.rows(sql`
      select SagId, Sagstilstand, Sagsbehandlingstid, SagVarighed
      from ${DimKYSagOversigt}
      where ErAktuel = 1`)
    for (const row of rows)
      found.set(`${each} ${row.SagId}`, [
        String(row.Sagstilstand),
        Number(row.Sagsbehandlingstid),
        Number(row.SagVarighed),
      ])
  }
  return found
}

describe('sagsbehandlingstid and SagVarighed as of the run month’s end', () => {
  let warehouse: KyWarehouse
  let newest: Awaited<ReturnType<typeof newestByMonth>>

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertSager(warehouse, [...sagVarighedExamples, ...sagsbehandlingstidExamples])
    newest = await newestByMonth(warehouse)
  })

  it.each(
    sagVarighedExamples.flatMap(({ name, months }) => months.map((row) => ({ name, row, of: row[0] }))),
  )('$of: $name', ({ name, row: [of, ...expected] }) => {
    expect(newest.get(`${of} ${name}`)).toEqual(expected)
  })

  it('a case created after the run month is not there', () => {
    const there = MONTHS.filter((each) => newest.has(`${each} created 2022-07-02`))
    expect(there).toEqual([])
  })

  it.each(sagsbehandlingstidExamples)('sagsbehandlingstid $name', ({ name, days }) => {
    const found = Object.keys(days).map((of) => [of, newest.get(`${of} ${name}`)?.[1]])
    expect(Object.fromEntries(found)).toEqual(days)
  })
})

describe('DimKYSagOversigt', () => {
  const oversigt = async (warehouse: KyWarehouse, sag: string) => {
    const rows = await warehouse.rows(sql`
      select Sagstilstand, FraDato, TilDato, ErAktuel, Sagsbehandlingstid, SagVarighed
      from ${DimKYSagOversigt}
      where SagId = ${text(sag)}
      order by FraDato`)
    return rows.map((row) => Object.values(row).join(' '))
  }

  it('measures closed intervals at TilDato and the open one at the end of the run month', async () => {
    const warehouse = await kyWarehouse()
    await insertSager(warehouse, sagVarighedExamples)
    await warehouse.build(DimKYSagOversigt, { month: month('2022-06') })
    expect(await oversigt(warehouse, sagVarighedExamples[0]?.name ?? '')).toEqual([
      'Oprettet 2022-01-31 2022-02-10 0 10 10',
      'Bevilget 2022-02-10 2022-04-01 0 10 60',
      'Afsluttet 2022-04-01 9999-12-31 1 10 60',
    ])
    expect(await oversigt(warehouse, sagVarighedExamples[2]?.name ?? '')).toEqual([
      'Oprettet 2022-03-05 2022-03-20 0 15 15',
      'Afslag 2022-03-20 2022-06-30 0 15 15',
      'Afsluttet 2022-06-30 9999-12-31 1 15 15',
    ])
    // What is entered on TilDato belongs to the next row: of the Afslag's row the closing stands.
    expect(await oversigt(warehouse, sagVarighedExamples[4]?.name ?? '')).toEqual([
      'Oprettet 2022-01-10 2022-01-20 0 10 10',
      'Afslag 2022-01-20 2022-04-05 0 10 10',
      'Under Oplysning 2022-04-05 2022-04-15 0 10 95',
      'Bevilget 2022-04-15 9999-12-31 1 10 171',
    ])
  })

  it('measures an open case that its source no longer holds to the last day that it is good for', async () => {
    const warehouse = await kyWarehouse()
    const gone = { til: 20220430001n }
    const sag = { name: 'gone', oprettet: '2022-02-10', tilstande: [] }
    await insertSager(warehouse, [sag], gone)
    await warehouse.session.run(`insert into ops.loads (contract, kommune, kildesystem, periode, extract_time)
      values ('KYSag', '0751', 'NC', '2022-03', 20220331001), ('KYSag', '0751', 'NC', '2022-04', 20220430001)`)
    await warehouse.build(DimKYSagOversigt, { month: month('2022-06') })
    expect(await oversigt(warehouse, 'gone')).toEqual(['Oprettet 2022-02-10 9999-12-31 1 49 49'])
  })

  it('keeps cases with one id apart by kommune and kildesystem', async () => {
    const warehouse = await kyWarehouse()
    const sag = { name: 'same', oprettet: '2022-02-10', tilstande: [] }
    const afslag = [['Afslag', '2022-02-20']] as const
    await insertSager(warehouse, [sag])
    await insertSager(warehouse, [{ ...sag, tilstande: afslag }], { kommune: '0461' })
    await insertSager(warehouse, [{ ...sag, oprettet: '2022-03-01' }], { kildesystem: 'NC2' })
    await warehouse.build(DimKYSagOversigt, { month: month('2022-06') })
    expect(await oversigt(warehouse, 'same')).toEqual([
      'Oprettet 2022-02-10 2022-02-20 0 10 10',
      'Oprettet 2022-02-10 9999-12-31 1 140 140',
      'Afslag 2022-02-20 9999-12-31 1 10 10',
      'Oprettet 2022-03-01 9999-12-31 1 121 121',
    ])
    const keys = await warehouse.rows(sql`
      select count(distinct DimKYSagOversigtID) as keys
      from ${DimKYSagOversigt}
      where DimKYSagOversigtID <> -1`)
    expect(keys).toEqual([{ keys: '4' }])
  })

  it('leaves out states of a case that is not there', async () => {
    const warehouse = await kyWarehouse()
    await insertSager(warehouse, [
      { name: 'there', oprettet: '2022-02-10', tilstande: [['Afslag', '2022-02-20']] },
    ])
    await warehouse.session.run(`delete from dsa_hist."${KYSag.name}"`)
    await warehouse.build(DimKYSagOversigt, { month: month('2022-06') })
    expect(await oversigt(warehouse, 'there')).toEqual([])
  })
})
