import { FactBorger } from '@flis/domains/borger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWarehouse } from '../src/testing/test-warehouse.js'
import {
  citizensWarehouse,
  filesIn,
  lifa,
  lostKeys,
  MOVES,
  member,
  november1,
  OLD,
  october,
} from './citizens.js'

const runs = (w: TestWarehouse) => w.query('select id, kind, month, area, state from ops.runs order by id')

describe('the flexible Borger track', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await citizensWarehouse()
  })
  afterAll(() => w.close())
  const fleks = async (kommune: string) => await filesIn(w, 'outbox', kommune, 'FLEKS')

  it('without any CPR loads what has come and builds nothing; packages cannot be asked for', async () => {
    await expect(w.borgerRun({ packages: true })).rejects.toMatchObject({ error: { code: 'U004' } })
    expect(await w.borgerRun()).toMatchObject({ run: null, borger: {} })
    await lifa(w, '2022-09')
    const { borger: stand, version } = await w.borgerRun()
    expect([stand, version]).toEqual([{}, null])
    expect((await w.query(`select state from ops.deliveries`)).map((each) => each.state)).toEqual(['loaded'])
  })

  it('builds the month that CPR closes, waits with packages for LIFA, and leaves KY in the inbox', async () => {
    await october(w)
    const { borger: stand, others, month } = await w.borgerRun()
    expect(month).toBe('2022-10')
    expect(stand).toEqual({
      date: { month: '2022-10', day: '2022-10-31', closed: '2022-10' },
      packages: { periode: '2022-10', run: null, waitsFor: ['LIFA 2022-10'] },
    })
    expect(others).toEqual(['KY_0751_2022-10_001_F.zip'])
    expect(await filesIn(w, 'inbox')).toContain('KY_0751_2022-10_001_F.zip')
    expect((await w.rows(FactBorger)).at(-1)).toMatchObject({ DimTid: 20221031 })
    expect(await fleks('0751')).toEqual([])
  })

  it('sends the packages once, with the run that has LIFA too', async () => {
    await lifa(w, '2022-10')
    const { run, borger: stand } = await w.borgerRun()
    expect(stand?.packages).toEqual({ periode: '2022-10', run, waitsFor: [] })
    expect(await fleks('0751')).toEqual(['FLIS_Borger_0751_2022-10_DM_001.zip'])
    expect(await fleks('0730')).toEqual(['FLIS_Borger_0730_2022-10_DM_001.zip'])
    expect(await w.borgerRun()).toMatchObject({ run: null, borger: { packages: { run } } })
    expect(await w.borgerRun({ packages: true })).toMatchObject({ version: null })
    expect(await fleks('0751')).toHaveLength(1)
  })

  it('leaves the month-run its own packages', async () => {
    await w.monthRun('2022-10')
    expect(await filesIn(w, 'outbox', '0751', 'MAANED')).toEqual([
      'FLIS_Borger_0751_2022-10_DM_002.zip',
      'FLIS_KY_0751_2022-10_DM_001.zip',
    ])
    expect((await w.monthRun('2022-10')).run).toBe(null)
    expect((await w.borgerRun()).run).toBe(null)
  })

  it('takes a delta as of its day: facts of other areas follow a number that changes', async () => {
    await november1(w)
    const { month, borger: stand, plan } = await w.borgerRun()
    expect([month, stand?.date?.day]).toEqual(['2022-10', '2022-11-01'])
    for (const id of ['build DimBorger 0000', 'build FactBorger 0000', 'build FactKYOpgaver 0751'])
      expect(plan.steps.find((each) => each.id === id)?.because).toContain('personnummer skiftet')
    expect(await lostKeys(w)).toEqual([])
    expect(await member(w, OLD)).toBe(undefined)
    expect(await member(w, MOVES)).toMatchObject({ DimKommuneBopæl: 730, ErBeskyttet: 1 })
    const months = (await w.rows(FactBorger)).map((each) => Number(each.DimTid))
    expect(Math.max(...months)).toBe(20221031)
    expect(await runs(w)).toContainEqual(
      expect.objectContaining({ kind: 'borger-run', month: '2022-10', area: 'Reference, Borger, KY' }),
    )
    expect(await fleks('0751')).toHaveLength(1)
  })
})
