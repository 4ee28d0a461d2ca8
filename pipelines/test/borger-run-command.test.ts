import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { borger } from '@flis/domains/borger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWarehouse } from '../src/testing/test-warehouse.js'
import { bor, citizensWarehouse, cpr, filesIn, lifa, MOVES, person } from './citizens.js'
import { type Ended, flis, jsonOf, linesOf, newFolder } from './flis.js'

const LIFA = { kilde: 'LIFA', kommune: '0000', kildesystem: 'LIFA', rhythm: 'monthly', deadline: 10 }

const resident = [person(MOVES), person('0101570008')]
const homes = [bor(MOVES, '0751', '2000-01-01'), bor('0101570008', '0751', '2000-01-01')]

describe('flis borger-run', () => {
  let w: TestWarehouse
  const settings = (more: object): Promise<void> =>
    writeFile(
      join(w.root, 'flis.config.json'),
      JSON.stringify({ areas: ['Borger'], leverandører: [LIFA], ...more }),
    )
  const run = (now: string, ...argv: readonly string[]): Promise<Ended> =>
    flis(['-C', w.root, ...argv], { now: `${now}T08:00:00` })
  const packages = () => filesIn(w, 'outbox', '0751', 'FLEKS')

  beforeAll(async () => {
    w = await citizensWarehouse([borger])
    await settings({})
  })
  afterAll(() => w.close())

  it('says that no CPR has come; packages cannot be asked for then', async () => {
    const { exit, out } = await run('2022-11-02', 'borger-run')
    expect([exit, out]).toEqual([0, expect.stringContaining('no delivery of CPR has come yet')])
    const asked = await run('2022-11-02', 'borger-run', '--packages')
    expect([asked.exit, asked.err]).toEqual([1, expect.stringContaining('FLIS-U004')])
  })

  it('is not for a warehouse without citizens', async () => {
    const other = await newFolder()
    await flis(['init', other])
    await writeFile(join(other, 'flis.config.json'), JSON.stringify({ areas: ['KY'] }))
    const { exit, err } = await flis(['-C', other, 'borger-run'])
    expect([exit, err]).toEqual([2, expect.stringContaining('a warehouse with the area Borger')])
  })

  it('tells its plan and changes nothing, then does it; waits for LIFA before its deadline', async () => {
    await cpr(w, '2022-10 F', resident, homes)
    const { out } = await run('2022-11-02', 'borger-run', '--dry-run')
    expect(out).toContain('build FactBorger 0000')
    expect(out).not.toContain('package')
    expect(await filesIn(w, 'inbox')).toContain('CPR_0000_2022-10_001_F.zip')
    const ended = await run('2022-11-02', 'borger-run', '--lenient')
    expect(ended.exit).toBe(0)
    expect(ended.out).toContain('Borger as of 2022-10-31, through 2022-10')
    expect(ended.out).toContain('FLEKS 2022-10: waits for LIFA 2022-10 (LIFA, 2022-11-10)')
    expect(await packages()).toEqual([])
  })

  it('goes without LIFA once its deadline has passed, with a finding and exit code 3', async () => {
    expect((await run('2022-11-11', 'borger-run', '--dry-run')).out).toContain('package Borger 0751 FLEKS')
    const ended = await run('2022-11-11', 'borger-run')
    expect(ended.exit).toBe(3)
    expect(ended.out).toContain('FLEKS 2022-10: made by this run')
    expect(ended.out).toContain('K07 manglende leverance')
    expect(await packages()).toEqual(['FLIS_Borger_0751_2022-10_DM_001.zip'])
  })

  it('makes none a second time, and says which run did', async () => {
    await lifa(w, '2022-10')
    const ended = await run('2022-11-12', 'borger-run', '--lang', 'da')
    expect([ended.exit, ended.out]).toEqual([
      0,
      expect.stringMatching(/FLEKS 2022-10: sendt før, af kørsel \d/),
    ])
    expect(await packages()).toHaveLength(1)
    const again = await run('2022-11-12', 'borger-run', '--json')
    expect(linesOf(again)).toEqual([
      expect.objectContaining({
        event: 'summary',
        run: null,
        month: '2022-10',
        exit: 0,
        borger: expect.objectContaining({ date: expect.objectContaining({ day: '2022-10-31' }) }),
      }),
    ])
  })

  it('makes them when they are asked for, and on every arrival where the settings say so', async () => {
    await cpr(w, '2022-11-01 D', [person(MOVES, { Navn: 'Prøve' })], homes.slice(0, 1))
    expect((await run('2022-11-12', 'borger-run')).out).toContain('sent before')
    expect(await packages()).toHaveLength(1)
    expect((await run('2022-11-12', 'borger-run', '--packages')).out).toContain('made by this run')
    expect(await packages()).toHaveLength(2)
    await settings({ borger: { packages: 'every arrival' } })
    await cpr(w, '2022-11-02 D', [person(MOVES, { Navn: 'Anden prøve' })], homes.slice(0, 1))
    expect((await run('2022-11-12', 'borger-run')).out).toContain('made by this run')
    expect(await packages()).toHaveLength(3)
    expect((await run('2022-11-12', 'borger-run')).out).toContain('nothing to do')
  })

  it('stands in the ledger and in the status as of its day', async () => {
    const [newest] = jsonOf<readonly Readonly<Record<string, unknown>>[]>(
      await run('2022-11-12', 'runs', '--json'),
    ).slice(-1)
    expect(newest).toMatchObject({ kind: 'borger-run', month: '2022-10', day: '2022-11-02', state: 'done' })
    expect((await run('2022-11-12', 'status')).out).toMatch(/Borger +2022-11-02, FLEKS 2022-10 \(run \d+\)/)
    await settings({ borger: { packages: 'sometimes' } })
    expect((await run('2022-11-12', 'borger-run')).err).toContain('borger.packages')
  })
})
