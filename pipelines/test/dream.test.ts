import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { contractsOf, fixedClock, parseConfig } from '@flis/core'
import { newestRows } from '@flis/dm'
import { DreamMaaned, DreamUge, dream } from '@flis/domains/dream'
import { reference } from '@flis/domains/reference'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { retain } from '../src/operations/retain.js'
import { accept, acceptRows, replay, reread, withdraw } from '../src/operator/decide.js'
import { rebuild } from '../src/rebuild/rebuild.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { flis } from './flis.js'

const now = '2022-11-05T10:00:00'
const areas = [dream]

let w: TestWarehouse
beforeEach(async () => {
  w = await testWarehouse({ areas, now })
})
afterEach(() => w.close())

const operator = () => ({ warehouse: w.root, areas })
const options = () => ({
  warehouse: w.root,
  areas,
  clock: fixedClock(now),
  config: parseConfig({ areas: ['DREAM'] }),
})

/** Citizens with weeks and months of their own, told by their number. */
const cpr = (nr: number): string =>
  `0101${String(50 + (nr % 50)).padStart(2, '0')}${String(nr).padStart(4, '0')}`
const COLUMNS = 'Personnummer;Akasse;y_1232;y_1236;y_1240;y_2230;y_2231;bopkom_2022_07'
const line = (nr: number, ...values: readonly string[]): string =>
  [cpr(nr), 'A', ...(values.length === 0 ? ['112', '112', '112', '113', '113', '0751'] : values)].join(';')
const lines = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, nth) => line(from + nth))

const file = (periode: string, nr = 1): string => `DREAM_0000_${periode}_00${nr}_F.csv`
const deliver = (periode: string, rows: readonly string[], columns = COLUMNS): Promise<void> =>
  w.deliverFile(file(periode), [columns, ...rows, ''].join('\n'), 'STAR')

const states = async (): Promise<readonly string[]> =>
  (await w.query('select periode, state, code from ops.deliveries order by extract_time')).map((row) =>
    [row.periode, row.state, row.code ?? ''].join(' ').trim(),
  )
const TABLES = ['DreamUge', 'DreamMaaned', 'DreamPerson']
const history = async (): Promise<readonly string[]> => {
  const rows: string[] = []
  for (const table of TABLES)
    for (const row of await w.query(`select * from dsa_hist."${table}" order by all`))
      rows.push([table, ...Object.values(row)].map(String).join(' '))
  return rows
}
const open = async (): Promise<readonly number[]> => {
  const counts: number[] = []
  for (const table of TABLES) {
    const [row] = await w.query(`select count(*)::int as n from dsa_hist."${table}" where _til = 99991231999`)
    counts.push(Number(row?.n))
  }
  return counts
}

describe('a delivery of DREAM is held', () => {
  it('when too many citizens are gone (L060), until it is accepted', async () => {
    await deliver('2022-08', lines(0, 60))
    await deliver('2022-09', lines(0, 30))
    await w.intake()
    expect(await states()).toEqual(['2022-08 loaded', '2022-09 held L060'])
    await accept(operator(), file('2022-09'), {})
    expect(await states()).toEqual(['2022-08 loaded', '2022-09 loaded'])
    // In 2012 only 2012-W36 and W40 lie within ten years of 2022-08, and stand apart.
    expect(await open()).toEqual([60, 30, 30])
  })

  it('when weeks are gone of citizens who are there (L060)', async () => {
    await deliver('2022-08', lines(0, 60))
    await deliver(
      '2022-09',
      Array.from({ length: 60 }, (_, nr) => `${cpr(nr)};A`),
      'Personnummer;Akasse',
    )
    await w.intake()
    expect(await states()).toEqual(['2022-08 loaded', '2022-09 held L060'])
  })

  it('not because time leaves weeks behind, or stretches are cut another way', async () => {
    const rows = (weeks: string): readonly string[] =>
      Array.from({ length: 60 }, (_, nr) => `${cpr(nr)};A;${weeks}`)
    const columns = 'Personnummer;Akasse;y_1237;y_1238;y_1239;y_1240;y_1241;y_2230'
    await deliver('2022-08', rows('112;112;112;112;112;114'), columns)
    // From 2022-09 on the window begins with 2012-W40: the stretch has another first week.
    await deliver('2022-09', rows('112;112;112;112;112;114'), columns)
    // 2012-W40 and W41 lie before it.
    await deliver('2022-10', rows('112;112;112;112;112;114'), columns)
    await w.intake()
    expect(await states()).toEqual(['2022-08 loaded', '2022-09 loaded', '2022-10 loaded'])
    expect(await open()).toEqual([60, 0, 60])
  })

  it('when too many lines fail (L061)', async () => {
    await deliver('2022-08', [
      ...lines(0, 30),
      ...Array.from({ length: 21 }, (_, nr) => line(100 + nr, '1'.repeat(4), '', '', '', '', '')),
    ])
    await w.intake()
    expect(await states()).toEqual(['2022-08 held L061'])
    expect(await history()).toEqual([])
  })
})

describe('what has been taken in of DREAM', () => {
  const months = async (): Promise<void> => {
    await deliver('2022-07', lines(0, 4))
    await deliver('2022-08', [
      ...lines(0, 2),
      line(2, '', '', '', '114', '', '0461'),
      line(3, 'bad', '', '', '', '', '0461'),
    ])
    await deliver('2022-09', [
      ...lines(0, 2),
      line(2, '', '', '', '114', '115', '0461'),
      line(3, '', '', '', '', '116', '0461'),
    ])
    await w.intake()
  }

  it('is told of where an earlier version counts on', async () => {
    await months()
    expect(
      await w.query(
        `select contract, count::int as n, severity from ops.quality where test = 'tidligere version gælder'`,
      ),
    ).toEqual([{ contract: 'DreamPerson', n: 1, severity: 'opmærksomhed' }])
    expect(await w.query(`select test, contract from ops.quality where severity = 'fejl'`)).toEqual([])
  })

  it('is withdrawn as if it had never come, and comes back', async () => {
    await deliver('2022-07', lines(0, 4))
    await deliver('2022-09', [
      ...lines(0, 2),
      line(2, '', '', '', '114', '115', '0461'),
      line(3, '', '', '', '', '116', '0461'),
    ])
    await w.intake()
    const without = await history()
    await w.close()
    w = await testWarehouse({ areas, now })
    await months()
    const whole = await history()
    await withdraw(operator(), file('2022-08'), 'sent by mistake')
    expect(await history()).toEqual(without)
    await accept(operator(), file('2022-08'), {})
    expect(await history()).toEqual(whole)
  })

  it('stays the same when it is read again, judged again, or its loss accepted', async () => {
    await months()
    const before = await history()
    await reread(operator(), file('2022-08'))
    expect(await history()).toEqual(before)
    expect((await replay(operator(), { contract: 'DreamBorger' })).result).toBe(1)
    expect(await history()).toEqual(before)
    await acceptRows(operator(), { delivery: file('2022-08'), line: 5 }, { undo: false })
    expect(await history()).toEqual(before)
    expect(await w.query('select state, line::int as line from ops.quarantine')).toEqual([
      { state: 'accepted loss', line: 5 },
    ])
  })

  it('is rebuilt from Rådata, also after some of it has been deleted', async () => {
    await months()
    const before = await history()
    const rebuilt = await rebuild(options())
    expect(rebuilt.equal).toBe(true)
    expect(rebuilt.tables.map((each) => each.table).sort()).toEqual([...TABLES].sort())
    expect(await retain({ ...options(), before: '2022-08' })).toMatchObject({ lost: [] })
    expect(await history()).toEqual(before)
    await deliver('2022-10', lines(0, 3))
    await w.intake()
    expect((await rebuild(options())).equal).toBe(true)
    expect(await w.query('select count(*)::int as n from raadata."DreamBorger"')).toEqual([{ n: 11 }])
  })

  it('adds nothing when it comes again under the next name', async () => {
    await deliver('2022-08', lines(0, 4))
    await w.intake()
    const before = await history()
    await w.deliverFile(file('2022-08', 2), [COLUMNS, ...lines(0, 4), ''].join('\n'), 'STAR')
    await w.intake()
    expect(await states()).toEqual(['2022-08 loaded', '2022-08 loaded'])
    expect(await history()).toEqual(before)
  })

  it('is shown by the commands, and a missing file of Rådata is told of by name', async () => {
    await months()
    await w.monthRun('2022-09')
    for (const argv of [
      ['status'],
      ['deliveries'],
      ['areas'],
      ['contracts', 'list'],
      ['quality'],
      ['doctor'],
    ]) {
      const { exit, err } = await flis(['-C', w.root, ...argv], { now })
      expect([argv, exit === 0 || exit === 3, err.includes('FLIS-')]).toEqual([argv, true, false])
    }
    const shown = await flis(['-C', w.root, 'contracts', 'show', 'DreamBorger', '--json'], { now })
    expect(shown.out).toContain('y_YYWW')
    const made = await flis(['-C', w.root, 'contracts', 'show', 'DreamUge', '--json'], { now })
    expect(JSON.parse(made.out)).toMatchObject({ delivered: 'DreamBorger', key: ['Personnummer', 'FraUge'] })
    await rm(join(w.root, 'raadata', 'DreamBorger'), { recursive: true })
    expect((await flis(['-C', w.root, 'doctor'], { now })).exit).toBe(3)
  })
})

it('what DM sees: of a citizen who is there what the source holds, of one who is gone what stood last', async () => {
  const columns = 'Personnummer;Akasse;y_2230;y_2231;y_2232;bopkom_2022_07'
  await deliver(
    '2022-07',
    [`${cpr(1)};A;112;112;113;0751`, `${cpr(2)};A;112;112;;0751`, `${cpr(3)};A;;112;;`],
    columns,
  )
  await deliver('2022-08', [`${cpr(1)};A;;112;113;`, `${cpr(3)};A;112;;;`], columns)
  await deliver('2022-09', [`${cpr(1)};A;;112;113;`], columns)
  await deliver('2022-10', [`${cpr(1)};A;;112;113;`, `${cpr(3)};A;;;112;`], columns)
  await w.intake()
  const seen = async (contract: typeof DreamUge | typeof DreamMaaned, shown: string) =>
    (
      await w.query(`select ${shown}, _sidst::varchar as sidst from ${newestRows(contract, {})} order by all`)
    ).map((row) => Object.values(row).map(String).join(' '))
  expect(await seen(DreamUge, 'Personnummer, FraUge, TilUge, Kode')).toEqual([
    `${cpr(1)} 202231 202231 112 null`,
    `${cpr(1)} 202232 202232 113 null`,
    `${cpr(2)} 202230 202231 112 2022-07-31`,
    `${cpr(3)} 202232 202232 112 null`,
  ])
  expect(await seen(DreamMaaned, 'Personnummer, Variabel, FraMaaned, Vaerdi')).toEqual([
    `${cpr(2)} bopkom 202207 0751 2022-07-31`,
  ])
})

it('the area stands beside those that read its reference tables', () => {
  expect(contractsOf([dream, reference]).map((each) => each.name)).toContain('RefDreamYdelse')
})
