import { join } from 'node:path'
import { type Contract, contract, dataomraade, field, kilde } from '@flis/core'
import { afterEach, describe, expect, it } from 'vitest'
import { accept, acceptRows, replay, reread, withdraw } from '../src/operator/decide.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'

const BS = kilde('BS', { types: ['F'] })
const sagOf = (highest: number): Contract =>
  contract('BSSag', {
    kilde: 'BS',
    mode: 'full',
    absence: 'behold',
    fields: {
      SagId: field.key.text(),
      StartDato: field.date(),
      Beloeb: field.integer().between(0, highest),
    },
  })
const areaOf = (highest: number) =>
  dataomraade('Boligstøtte', { kilder: [BS], contracts: [sagOf(highest)], models: [] })

const [area, corrected] = [areaOf(100), areaOf(1000)]

let w: TestWarehouse
afterEach(() => w.close())

const opened = async (): Promise<TestWarehouse> => {
  w = await testWarehouse({ areas: [area], now: '2022-12-02' })
  return w
}

const operator = (of = area) => ({ warehouse: w.root, areas: [of] })

const name = (month: string, nr = 1): string => `BS_0751_${month}_00${nr}_F.csv`
const id = (month: string, nr = 1): string => `TEST:${name(month, nr)}`

const deliver = (month: string, rows: readonly string[], nr = 1): Promise<void> =>
  w.deliverFile(name(month, nr), ['SagId;StartDato;Beloeb', ...rows, ''].join('\n'), 'TEST')

const cases = (n: number, amount = 1): readonly string[] =>
  Array.from({ length: n }, (_, nth) => `s${nth};2022-01-01;${amount}`)

const states = async () =>
  (await w.query('select file_name, state, code from ops.deliveries order by extract_time, id')).map((row) =>
    `${String(row.file_name).slice(8, 19)} ${String(row.state)} ${String(row.code ?? '')}`.trimEnd(),
  )

const history = async () =>
  (await w.query('select * from dsa_hist.BSSag order by SagId, _fra')).map(
    (row) => `${row.SagId} ${row.Beloeb} ${row._fra}–${row._til}`,
  )

const OCTOBER = '20221031001'
const NOVEMBER = '20221130001'
const OPEN = '99991231999'

describe('deliveries accept', () => {
  it('loads one that would end too many rows, and what follows goes on from it', async () => {
    await opened()
    await deliver('2022-09', cases(40))
    await deliver('2022-10', cases(10))
    await w.intake()
    expect(await states()).toEqual(['2022-09_001 loaded', '2022-10_001 held L060'])
    const { result, report } = await accept(operator(), name('2022-10'), { reason: 'closed cases' })
    expect(result).toBe(id('2022-10'))
    expect(report.run).not.toBeNull()
    expect(await states()).toEqual(['2022-09_001 loaded', '2022-10_001 loaded'])
    expect((await history()).filter((row) => row.endsWith(OCTOBER))).toHaveLength(30)
    // It stays accepted when what came before it changes.
    await deliver('2022-08', cases(41))
    await w.intake()
    expect(await states()).toEqual(['2022-08_001 loaded', '2022-09_001 loaded', '2022-10_001 loaded'])
  })

  it('takes in one whose identity was taken, under another løbenr', async () => {
    await opened()
    await deliver('2022-10', ['a;2022-01-01;1'])
    await w.intake()
    await deliver('2022-10', ['a;2022-01-01;2'])
    await w.intake()
    expect(await states()).toEqual(['2022-10_001 loaded', '2022-10_001 rejected L005'])
    const { result } = await accept(operator(), `${id('2022-10')}~2`, { as: 2 })
    expect(result).toBe(id('2022-10', 2))
    expect(await states()).toEqual(['2022-10_001 loaded', '2022-10_001 rejected L005', '2022-10_002 loaded'])
    expect(await history()).toEqual([`a 1 ${OCTOBER}–20221031002`, `a 2 20221031002–${OPEN}`])
    await expect(accept(operator(), `${id('2022-10')}~2`, { as: 2 })).rejects.toMatchObject({
      error: { code: 'D001' },
    })
  })

  it('is refused by name for what is not held', async () => {
    await opened()
    await deliver('2022-10', ['a;2022-01-01;1'])
    await w.intake()
    await expect(accept(operator(), id('2022-10'), {})).rejects.toMatchObject({ error: { code: 'D001' } })
    await expect(accept(operator(), id('2022-11'), {})).rejects.toMatchObject({
      error: { code: 'U004', facts: { expected: id('2022-10') } },
    })
  })
})

describe('deliveries withdraw', () => {
  it('leaves history as if it had never come; accept brings it back to its place', async () => {
    await opened()
    await deliver('2022-09', ['a;2022-01-01;1'])
    await deliver('2022-10', ['a;2022-01-01;2', 'b;2022-01-01;2'])
    await deliver('2022-11', ['a;2022-01-01;3'])
    await w.intake()
    const whole = await history()
    await withdraw(operator(), id('2022-10'), 'another kommune’s')
    expect(await states()).toEqual(['2022-09_001 loaded', '2022-10_001 withdrawn', '2022-11_001 loaded'])
    expect(await history()).toEqual([`a 1 20220930001–${NOVEMBER}`, `a 3 ${NOVEMBER}–${OPEN}`])
    expect(await w.query('select decision, reason from ops.decisions')).toEqual([
      { decision: 'withdraw', reason: 'another kommune’s' },
    ])
    await accept(operator(), id('2022-10'), {})
    expect(await history()).toEqual(whole)
    expect((await w.intake()).run).toBeNull()
  })

  it('is refused for one that was never taken in', async () => {
    await opened()
    await w.deliverFile(name('2022-10'), 'SagId\n', 'TEST')
    await w.intake()
    expect(await states()).toEqual(['2022-10_001 rejected L041'])
    await expect(withdraw(operator(), id('2022-10'), '')).rejects.toMatchObject({ error: { code: 'D001' } })
  })
})

describe('after a contract was corrected', () => {
  it('replay loads the rows at their original place in history', async () => {
    await opened()
    await deliver('2022-09', ['a;2022-01-01;500', 'b;2022-01-01;1'])
    await deliver('2022-10', ['a;2022-01-01;2', 'b;2022-01-01;x'])
    await w.intake()
    expect(await history()).toEqual([`a 2 ${OCTOBER}–${OPEN}`, `b 1 20220930001–${OPEN}`])
    const { result } = await replay(operator(corrected), {})
    expect(result).toBe(2)
    expect(await history()).toEqual([
      `a 500 20220930001–${OCTOBER}`,
      `a 2 ${OCTOBER}–${OPEN}`,
      `b 1 20220930001–${OPEN}`,
    ])
    expect(await w.query('select line, state from ops.quarantine order by delivery')).toEqual([
      { line: 2n, state: 'reloaded' },
      { line: 3n, state: 'open' },
    ])
    expect(
      await w.query('select rows_in, accepted, quarantined from ops.deliveries order by extract_time'),
    ).toEqual([
      { rows_in: 2n, accepted: 2n, quarantined: 0n },
      { rows_in: 2n, accepted: 1n, quarantined: 1n },
    ])
  })

  it('reread takes in one that was rejected, and leaves rejected/', async () => {
    await opened()
    await w.deliverFile(name('2022-10'), 'SagId;StartDato\na;2022-01-01\n', 'TEST')
    await w.intake()
    expect(await states()).toEqual(['2022-10_001 rejected L041'])
    const looser = dataomraade('Boligstøtte', {
      kilder: [BS],
      contracts: [
        contract('BSSag', {
          kilde: 'BS',
          mode: 'full',
          fields: {
            SagId: field.key.text(),
            StartDato: field.date(),
            Beloeb: field.integer().optional(),
          },
        }),
      ],
      models: [],
    })
    await reread(operator(looser), id('2022-10'))
    expect(await states()).toEqual(['2022-10_001 loaded'])
    expect(await history()).toEqual([`a null ${OCTOBER}–${OPEN}`])
    const { readdir } = await import('node:fs/promises')
    expect(await readdir(join(w.root, 'rejected'))).toEqual([])
    expect(await readdir(join(w.root, 'archive'))).toContain(name('2022-10'))
  })

  it('reread of what did not change changes nothing', async () => {
    await opened()
    await deliver('2022-09', ['a;2022-01-01;1', 'b;"2022-01-01;1', 'c;2022-01-01;x'])
    await deliver('2022-10', ['a;2022-01-01;2'])
    await w.intake()
    const [before, entries] = [
      await history(),
      await w.query('select * exclude (run) from ops.quarantine order by line'),
    ]
    await reread(operator(), id('2022-09'))
    expect(await history()).toEqual(before)
    expect(await w.query('select * exclude (run) from ops.quarantine order by line')).toEqual(entries)
    expect(await states()).toEqual(['2022-09_001 loaded', '2022-10_001 loaded'])
  })
})

describe('quarantine accept', () => {
  it('holds through a replay, and can be undone', async () => {
    await opened()
    await deliver('2022-09', ['a;2022-01-01;x', 'b;2022-01-01;y', 'c;2022-01-01;1'])
    await w.intake()
    const accepted = await acceptRows(operator(), { delivery: name('2022-09'), line: 2 }, { undo: false })
    expect(accepted.result).toBe(1)
    const entries = () => w.query('select line, state from ops.quarantine order by line')
    expect(await entries()).toEqual([
      { line: 2n, state: 'accepted loss' },
      { line: 3n, state: 'open' },
    ])
    await replay(operator(), {})
    expect(await entries()).toEqual([
      { line: 2n, state: 'accepted loss' },
      { line: 3n, state: 'open' },
    ])
    await acceptRows(operator(), { delivery: name('2022-09') }, { undo: true })
    await replay(operator(), {})
    expect(await entries()).toEqual([
      { line: 2n, state: 'open' },
      { line: 3n, state: 'open' },
    ])
    await expect(
      acceptRows(operator(), { delivery: name('2022-09'), line: 9 }, { undo: false }),
    ).rejects.toMatchObject({ error: { code: 'U004' } })
  })
})

describe('findings', () => {
  it('of a held delivery go when it is withdrawn, and come again with it', async () => {
    await opened()
    await deliver('2022-09', [...cases(20), ...Array.from({ length: 30 }, (_, nth) => `x${nth};x;1`)])
    await w.intake()
    expect(await states()).toEqual(['2022-09_001 held L061'])
    const found = () =>
      w.query(`select test from ops.quality where delivery = '${id('2022-09')}' order by test`)
    const before = await found()
    expect(before).not.toEqual([])
    await withdraw(operator(), id('2022-09'), 'x')
    expect(await found()).toEqual([])
    await accept(operator(), id('2022-09'), {})
    expect(await states()).toEqual(['2022-09_001 held L061'])
    expect(await found()).toEqual(before)
  })
})
