import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyPackage } from '@flis/delivery'
import { DimBorger } from '@flis/dm'
import { borger } from '@flis/domains/borger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWarehouse } from '../src/testing/test-warehouse.js'
import { citizensWarehouse, filesIn, lifa, october } from './citizens.js'
import { type Ended, flis } from './flis.js'

/** Lives in 0730; a case of 0751 names him. */
const ELSEWHERE = '0101570008'
const MONTH = 'FLIS_Borger_0751_2022-10_DM_002'

describe('packages of Borger before any CPR', () => {
  it('hold nobody, for a kommune that the settings name', async () => {
    const w = await citizensWarehouse([borger])
    const settings = { areas: ['Borger'], packages: { kommuner: ['0751'], kinds: ['DM', 'DSA'] } }
    await writeFile(join(w.root, 'flis.config.json'), JSON.stringify(settings))
    await lifa(w, '2022-10')
    const ended = await flis(['-C', w.root, 'month-run', '2022-10', '--lenient'])
    expect(ended.exit, ended.err).toBe(0)
    const rows = async (kind: string, table: string) => {
      const path = join(w.root, `outbox/0751/MAANED/FLIS_Borger_0751_2022-10_${kind}_001.zip`)
      return (await verifyPackage(path)).manifest.files.find((each) => each.table === table)?.rows
    }
    expect(await rows('DM', 'DimBorger')).toBe(1)
    expect(await rows('DM', 'FactBorger')).toBe(0)
    expect(await rows('DSA', 'BorgerPerson')).toBe(0)
    expect(await rows('DSA', 'LIFASkoledistrikt')).toBe(1)
    await w.close()
  })
})

describe('packages of Borger beside another area', () => {
  let w: TestWarehouse
  const settings = (packages: object): Promise<void> =>
    writeFile(
      join(w.root, 'flis.config.json'),
      JSON.stringify({ areas: ['Reference', 'Borger', 'KY'], packages }),
    )
  const run = (...argv: readonly string[]): Promise<Ended> =>
    flis(['-C', w.root, ...argv], { now: '2022-11-05T08:00:00' })
  const case2 = (YdelsesmodtagerCpr: string) =>
    w.deliverAll('KY 0751 2022-10', {
      KYSag: [
        { SagId: 's', KleNummer: '32.03.04', YdelsesmodtagerCpr: '0101570005', OprettetDato: '2022-09-01' },
        { SagId: 't', KleNummer: '32.03.04', YdelsesmodtagerCpr, OprettetDato: '2022-09-01' },
      ],
      KYSagTilstand: ['s', 't'].map((SagId) => ({
        SagId,
        Sekvens: '1',
        Tilstand: 'Bevilget',
        FraDato: '2022-09-02',
      })),
    })
  const keyOf = async (personnummer: string): Promise<string> =>
    String((await w.rows(DimBorger)).find((each) => each.Personnummer === personnummer)?.DimBorgerID)
  const rowsOf = async (
    kommune: string,
    runKind: string,
    id: string,
    table: string,
  ): Promise<number | undefined> =>
    (await verifyPackage(join(w.root, 'outbox', kommune, runKind, `${id}.zip`))).manifest.files.find(
      (each) => each.table === table,
    )?.rows

  beforeAll(async () => {
    w = await citizensWarehouse()
    await settings({})
    await october(w)
    await lifa(w, '2022-10')
    await w.borgerRun()
    await w.monthRun('2022-10')
  })
  afterAll(() => w.close())

  it('has of DimBorger in KY’s package nothing but whom its rows are about', async () => {
    const path = join(w.root, 'outbox/0751/MAANED/FLIS_KY_0751_2022-10_DM_001.zip')
    const { files } = (await verifyPackage(path)).manifest
    const columns = files.find((each) => each.table === 'DimBorger')?.columns.map((each) => each.name)
    expect(columns).toEqual(['DimBorgerID', 'Personnummer'])
  })

  it('follows what a run of another area alone has changed', async () => {
    await case2(ELSEWHERE)
    expect((await run('month-run', '2022-10', '--area', 'KY', '--lenient')).exit).toBe(0)
    const plan = await run('plan', '2022-10')
    expect(plan.out).toMatch(/package Borger 0751.*FactKYSager/)
    expect(await rowsOf('0751', 'MAANED', MONTH, 'DimBorger')).toBe(3)
    await w.monthRun('2022-10')
    expect(await rowsOf('0751', 'MAANED', MONTH.replace('002', '003'), 'DimBorger')).toBe(4)
    expect((await w.monthRun('2022-10')).run).toBe(null)
  })

  it('are listed with their run kind, and say whose citizens they hold', async () => {
    const list = (await run('packages', 'list')).out.split('\n')
    expect(list.filter((each) => each.includes('Borger_0751')).map((each) => each.split(/ +/)[1])).toEqual([
      'FLEKS',
      'MAANED',
      'MAANED',
    ])
    const { out } = await run('packages', 'show', MONTH)
    expect(out).toContain('(MAANED)')
    expect(out).toMatch(/citizens +entitled to, 2012-10-31 to 2022-10-31 and referred to by other areas/)
  })

  it('tell why a citizen is in one of them, without number or name', async () => {
    const key = await keyOf(ELSEWHERE)
    const later = MONTH.replace('002', '003')
    const { exit, out } = await run('packages', 'why', later, '--borger-key', key)
    expect([exit, out.trim().split('\n')]).toEqual([
      0,
      [`in ${later}:`, expect.stringMatching(/^ {2}KY {2}FactKYSager\.DimBorger\w+: 2 rows of 0751$/)],
    ])
    const flexible = await run('packages', 'why', 'FLIS_Borger_0751_2022-10_DM_001', '--borger-key', key)
    expect(flexible.out).toContain('not in FLIS_Borger_0751_2022-10_DM_001')
    const own = await run('packages', 'why', later, '--borger-key', await keyOf('0101570005'), '--json')
    expect(JSON.parse(own.out)).toMatchObject({
      isHeld: true,
      periods: [{ role: 'bopæl', from: '2000-01-01', until: null, entitles: true }],
    })
    expect(`${out}${flexible.out}${own.out}`).not.toContain('0101570')
  })

  it.each<[string, readonly string[], number, string]>([
    ['no key', ['why', MONTH], 2, 'borger-key'],
    ['a CPR number with a hyphen', ['why', MONTH, '--borger-key', '010157-0005'], 2, 'FLIS-U001'],
    ['no citizen', ['why', MONTH, '--borger-key', '1'], 1, 'FLIS-U004'],
    ['no package', ['why', 'FLIS_X', '--borger-key', '1'], 1, 'FLIS-U004'],
  ])('are asked why with %s', async (_with, argv, exit, words) => {
    const ended = await run('packages', ...argv)
    expect([ended.exit, ended.err]).toEqual([exit, expect.stringContaining(words)])
  })

  it('leave the citizens of other areas to these, where it is so set', async () => {
    await settings({ dimBorgerPerArea: true })
    expect((await run('month-run', '2022-10', '--lenient')).exit).toBe(0)
    expect(await rowsOf('0751', 'MAANED', MONTH.replace('002', '004'), 'DimBorger')).toBe(3)
    expect((await filesIn(w, 'outbox', '0751', 'FLEKS')).length).toBe(1)
  })

  it('refuse a switch that leaves nothing out, before anything is done', async () => {
    await settings({ areas: { KY: { leaveOut: { DM: ['names'] } } } })
    const { exit, err } = await run('month-run', '2022-10')
    expect([exit, err]).toEqual([
      1,
      expect.stringMatching(/FLIS-C001[\s\S]*packages\.areas\.KY\.leaveOut\.DM: names/),
    ])
  })
})
