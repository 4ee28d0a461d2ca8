import { fixedClock, type Reporter } from '@flis/core'
import { FactBorger } from '@flis/domains/borger'
import { FactKYOpgaver, FactKYSager } from '@flis/domains/ky'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Diff } from '../src/diff/diff.js'
import { borgerRun, main, rebuild, withdraw } from '../src/index.js'
import type { TestWarehouse } from '../src/testing/test-warehouse.js'
import {
  AREAS,
  bor,
  citizensWarehouse,
  cpr,
  filesIn,
  lifa,
  lostKeys,
  MOVES,
  member,
  NEW,
  NOW,
  november1,
  october,
  person,
  published,
} from './citizens.js'
import { flis, jsonOf } from './flis.js'

const NEWER = '0101570009'
const octoberLifa = (w: TestWarehouse) => lifa(w, '2022-10')
const november2 = (w: TestWarehouse) =>
  cpr(w, '2022-11-02 D', [person('0101570008')], [bor('0101570008', '0751', '2022-11-02')])
const november3 = (w: TestWarehouse) =>
  cpr(
    w,
    '2022-11-03 D',
    [person(MOVES)],
    [bor(MOVES, '0751', '2000-01-01', '2022-11-01'), bor(MOVES, '0730', '2022-11-01')],
  )

describe('Borger runs and month-runs of one warehouse', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await citizensWarehouse()
    await october(w)
    await octoberLifa(w)
    await w.monthRun('2022-10')
    await november1(w)
    await w.borgerRun()
  })
  afterAll(() => w.close())

  it('count on no delta that is held for a gap, and take it once the gap is closed', async () => {
    await november3(w)
    const held = await w.borgerRun()
    expect(held).toMatchObject({ month: '2022-10', version: null, borger: { date: { day: '2022-11-01' } } })
    expect(await member(w, MOVES)).toMatchObject({ ErBeskyttet: 1 })
    await november2(w)
    expect((await w.borgerRun()).borger?.date?.day).toBe('2022-11-03')
    expect(await member(w, MOVES)).toMatchObject({ ErBeskyttet: 0 })
  })

  it('a month-run for some areas takes along what refers to a number that has changed', async () => {
    const other = await citizensWarehouse()
    await october(other)
    await octoberLifa(other)
    await other.monthRun('2022-10')
    await november1(other)
    const plan = await flis(['plan', '2022-10', '--area', 'Borger', '-C', other.root], { now: NOW })
    expect(plan.out).toContain('FactKYOpgaver')
    const { exit } = await flis(['month-run', '2022-10', '--area', 'Borger', '-C', other.root], { now: NOW })
    expect(exit).toBe(0)
    expect(await lostKeys(other)).toEqual([])
    const [run] = await other.query('select area from ops.runs order by id desc limit 1')
    expect(run?.area).toBe('Borger')
    // packages of the area that only followed are the next whole run's
    const packages = await filesIn(other, 'outbox', '0751', 'MAANED')
    expect(packages.filter((each) => each.includes('_KY_'))).toHaveLength(1)
    await other.monthRun('2022-10')
    expect(await filesIn(other, 'outbox', '0751', 'MAANED')).toHaveLength(packages.length + 1)
    await other.close()
  }, 60_000)

  it('that dies while it publishes has done nothing; the next one does all of it', async () => {
    const other = await citizensWarehouse()
    await october(other)
    await octoberLifa(other)
    const dying: Reporter = (event) => {
      if (event.event === 'step-committing' && event.step === 'publish') throw new Error('the end')
    }
    const options = { warehouse: other.root, areas: AREAS, clock: fixedClock(NOW) }
    await expect(main(borgerRun(AREAS), { ...options, reporter: dying })).rejects.toThrow()
    expect(await filesIn(other, 'outbox', '0751', 'FLEKS')).toEqual([])
    expect(await filesIn(other, 'published')).not.toContain('current.json')
    const { run, borger } = await main(borgerRun(AREAS), options)
    expect(borger?.packages).toEqual({ periode: '2022-10', run, waitsFor: [] })
    expect(await filesIn(other, 'outbox', '0751', 'FLEKS')).toEqual(['FLIS_Borger_0751_2022-10_DM_001.zip'])
    await other.close()
  })

  it('are told apart by diff and lineage, and nothing is wrong with them', async () => {
    const told = jsonOf<Diff>(await flis(['-C', w.root, 'diff', '1', '4', '--json']))
    expect(told.tables.map((each) => each.table)).toEqual(
      expect.arrayContaining(['DimBorger', 'FactBorger', 'FactKYOpgaver', 'FactKYYdelser']),
    )
    expect(told.tables.filter((each) => (each.causes.untold ?? 0) > 0)).toEqual([])
    const [row] = await w.rows(FactKYOpgaver)
    const lineage = await flis([
      '-C',
      w.root,
      'lineage',
      'FactKYOpgaver',
      '--key',
      `OpgaveId=${String(row?.OpgaveId)}`,
    ])
    expect(lineage.out).toContain('KY_0751_2022-10_001_F.zip')
    const checked = await flis(['-C', w.root, 'doctor', '--deep'], { now: `${NOW}T08:00:00` })
    expect(checked.exit).toBe(0)
  })

  it('a rebuild gives the same tables, and sends nothing again', async () => {
    const { equal } = await rebuild({
      warehouse: w.root,
      areas: AREAS,
      clock: fixedClock(NOW),
      swap: true,
    })
    expect(equal).toBe(true)
    expect((await w.borgerRun()).run).toBe(null)
    expect(await filesIn(w, 'outbox', '0751', 'FLEKS')).toHaveLength(1)
  })

  it('a month-run after it gives what a month-run without it gives, and makes stale packages anew', async () => {
    await w.monthRun('2022-10')
    const monthly = await citizensWarehouse()
    for (const deliver of [october, octoberLifa, november1, november2, november3]) await deliver(monthly)
    await monthly.monthRun('2022-10')
    expect(await published(w)).toEqual(await published(monthly))
    await monthly.close()
    expect(await member(w, MOVES)).toMatchObject({ DimKommuneBopæl: 751, ErBeskyttet: 0 })
    expect(await filesIn(w, 'outbox', '0751', 'MAANED')).toContain('FLIS_KY_0751_2022-10_DM_002.zip')
    await w.borgerRun()
    expect(await member(w, MOVES)).toMatchObject({ DimKommuneBopæl: 730 })
  })

  it('goes back with CPR that is withdrawn', async () => {
    const [newest] = await w.query(`select id from ops.deliveries where periode = '2022-11-03'`)
    await withdraw({ warehouse: w.root, areas: AREAS, clock: fixedClock(NOW) }, String(newest?.id), 'prøve')
    expect((await w.borgerRun()).borger?.date?.day).toBe('2022-11-02')
    expect(await member(w, MOVES)).toMatchObject({ ErBeskyttet: 1 })
  })

  it('ahead of the month-run does not stand in its way', async () => {
    await cpr(w, '2022-11 F', [person(NEW), person(MOVES)], [bor(NEW, '0751', '2022-11-01')])
    expect((await w.borgerRun()).month).toBe('2022-11')
    expect((await w.rows(FactBorger)).at(-1)).toMatchObject({ DimTid: 20221130 })
    expect((await w.monthRun('2022-10')).month).toBe('2022-10')
    expect((await w.rows(FactBorger)).at(-1)).toMatchObject({ DimTid: 20221031 })
    expect((await w.borgerRun()).month).toBe('2022-11')
    expect(await lostKeys(w)).toEqual([])
  })

  it('let areas that follow stand at their own month', async () => {
    await cpr(
      w,
      '2022-12-01 D',
      [person(NEW, { Status: '60', StatusDato: '2022-12-01', GaeldendePersonnummer: NEWER }), person(NEWER)],
      [bor(NEW, '0751', '2022-11-01', '2022-12-01'), bor(NEWER, '0751', '2022-12-01')],
    )
    expect((await w.borgerRun()).borger?.date).toMatchObject({ month: '2022-11', day: '2022-12-01' })
    expect(await lostKeys(w)).toEqual([])
    const key = (await member(w, NEWER))?.DimBorgerID
    expect((await w.rows(FactKYSager)).map((each) => [each.DimTid, each.DimBorgerYdelsesmodtager])).toEqual([
      [20220930, key],
      [20221031, key],
    ])
  })

  it('and a swapped rebuild leave the other areas their month', async () => {
    const options = { warehouse: w.root, areas: AREAS, clock: fixedClock(NOW), swap: true }
    expect((await rebuild(options)).equal).toBe(true)
    expect((await w.borgerRun()).run).toBe(null)
    expect((await w.monthRun('2022-10')).month).toBe('2022-10')
  })
})
