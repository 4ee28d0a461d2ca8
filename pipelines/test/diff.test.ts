import { spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  column,
  contract,
  type Dataomraade,
  dataomraade,
  dimension,
  type FlisError,
  FlisFailure,
  fact,
  field,
  fixedClock,
  kilde,
  month,
  ofRules,
  parseConfig,
  raw,
  sql,
  warehousePaths,
  withRules,
} from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Diff, type DiffOptions, diff, type TableDiff } from '../src/diff/diff.js'
import { withdraw } from '../src/operator/decide.js'
import { main } from '../src/run/main.js'
import { monthRun } from '../src/run/month-run.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'

const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr(),
    StartDato: field.date(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi' }),
  },
})
const Sats = contract('Sats', {
  kilde: kilde('SATS', { scope: 'national' }),
  mode: 'full',
  keyScope: 'global',
  fields: { Kode: field.key.text() },
})
const DimSats = dimension('DimSats', {
  natural: ['Kode'],
  columns: { Kode: 'VARCHAR' },
  sql: () => sql`select Kode from ${Sats} as satser`,
})

const bsRules = { ydelse: (beloeb: string): string => beloeb }
const factBS = ofRules((rules: typeof bsRules) =>
  fact('FactBS', {
    grain: ['SagId', 'Personnummer', 'DimTid', 'DimKommune'],
    rules: ['ydelse'],
    recompute: { by: 'unit' },
    columns: {
      DimTid: DimTid.key,
      DimKommune: DimKommune.key,
      DimSats: DimSats.key,
      SagId: 'VARCHAR',
      Personnummer: column('VARCHAR', 'Borgeren', { data: 'CPR' }),
      Beløb: column('DECIMAL(12,2)', 'Beløb', { data: 'økonomi', total: true }),
    },
    sql: ({ month: until, from }) => sql`
      select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune,
        ${DimSats.of(`'A'`)} as DimSats, s.SagId, s.Personnummer,
        (${raw(rules.ydelse('s.Beloeb'))})::decimal(12,2) as "Beløb", s._unit, s._kommune
      from ${rollout(BSSag, { start: 'StartDato', end: '_sidst', until, from })}`,
  }),
)
const bs = withRules(bsRules, (rules) =>
  dataomraade('Boligstøtte', { contracts: [BSSag], models: [factBS(rules)] }),
)
const doubled = bs.with({ ydelse: (beloeb) => `${beloeb} * 2` })

type Row = Readonly<Record<string, unknown>>
const sag = (SagId: string, StartDato: string, Beloeb: string) => ({
  SagId,
  Personnummer: '0101410001',
  StartDato,
  Beloeb,
})

const sliceOf = ({ DimTid: day, DimKommune: kommune }: Row): string =>
  `${String(day).slice(0, 4)}-${String(day).slice(4, 6)} ${String(kommune).padStart(4, '0')}`

/** What two states of FactBS differ in, by walking through all their rows. */
const walked = (before: readonly Row[], after: readonly Row[]) => {
  const keyed = (rows: readonly Row[]) =>
    new Map(rows.map((row) => [`${String(row.SagId)} ${sliceOf(row)}`, row] as const))
  const [was, is] = [keyed(before), keyed(after)]
  const value = (row: Row): string => `${String(row.Beløb)} ${String(row.DimSats)}`
  const both = [...was].flatMap(([key, row]) => {
    const other = is.get(key)
    return other === undefined ? [] : [[row, other] as const]
  })
  const sumOf = (rows: readonly Row[], slice: string): number =>
    rows.filter((row) => sliceOf(row) === slice).reduce((sum, row) => sum + Number(row.Beløb), 0)
  const slices = [...new Set([...before, ...after].map(sliceOf))].sort()
  return {
    added: is.size - both.length,
    removed: was.size - both.length,
    changed: both.filter(([a, b]) => value(a) !== value(b)).length,
    sums: slices.flatMap((slice) => {
      const moved = sumOf(after, slice) - sumOf(before, slice)
      return moved === 0 ? [] : [[slice, moved] as const]
    }),
  }
}

const told = ({ rows, slices }: TableDiff) => ({
  ...rows,
  sums: slices.flatMap(({ month: of, kommune, totals }) => {
    const moved = Number(totals[0]?.difference)
    return moved === 0 ? [] : [[`${of} ${kommune}`, moved] as const]
  }),
})

const nothing: TableDiff = {
  table: 'FactBS',
  rows: { added: 0, removed: 0, changed: 0 },
  cameOrWent: [],
  columns: [],
  slices: [],
  causes: {
    deliveries: [],
    withdrawn: [],
    newMonths: null,
    code: null,
    through: null,
    months: null,
    untold: 0,
  },
  moved: [],
}

const factIn = (found: Diff): TableDiff => found.tables.find((each) => each.table === 'FactBS') ?? nothing

const deliveriesIn = ({ causes }: TableDiff) =>
  causes.deliveries.map(({ delivery, rows }) => [delivery.replace('TEST:', ''), rows])

const named = async (work: Promise<unknown>): Promise<FlisError> => {
  try {
    await work
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return thrown.error
    throw thrown
  }
  throw new Error('no failure')
}

/** Another process that holds the working file. */
const holding = async (file: string): Promise<() => void> => {
  const script = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => console.log('held'))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', script, file], { cwd: join(import.meta.dirname, '../..') })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error('it did not open')))
  })
  return () => child.kill()
}

describe('flis diff', () => {
  let w: TestWarehouse
  const config = parseConfig({ areas: ['Boligstøtte'] })
  const clock = fixedClock('2022-12-02T08:00:00')
  const states = new Map<number, readonly Row[]>()
  const found = new Map<string, Diff>()

  const of = (before: number, after: number, options: DiffOptions = {}, areas = [doubled]) =>
    diff(warehousePaths(w.root), { areas, config }, [before, after], options)
  /** A month-run, compared at once with the two before it: retention takes versions away later. */
  const ran = async (periode: string, areas: readonly Dataomraade[] = [bs]): Promise<void> => {
    const options = { warehouse: w.root, areas, config, clock, month: month(periode) }
    const { run } = await main(monthRun(areas), options)
    if (run === null) throw new Error('nothing to do')
    states.set(run, await w.rows(factBS(bsRules)))
    for (const before of [...states.keys()].slice(-3, -1))
      found.set(`${before} ${run}`, await of(before, run))
  }
  const between = (before: number, after: number): TableDiff => {
    const one = found.get(`${before} ${after}`)
    return one === undefined ? nothing : factIn(one)
  }

  beforeAll(async () => {
    w = await testWarehouse({ areas: [bs], now: '2022-12-02', config })
    await w.deliver(BSSag, 'BS 0751 2022-08', [
      sag('a', '2022-07-10', '100.00'),
      sag('b', '2022-08-01', '200.00'),
    ])
    await w.deliver(BSSag, 'BS 0461 2022-08', [sag('a', '2022-08-10', '50.00')])
    await w.intake() // 1
    await ran('2022-08') // 2
    await w.deliver(BSSag, 'BS 0751 2022-09', [
      sag('a', '2022-07-10', '110.00'),
      sag('d', '2022-08-20', '400.00'),
    ])
    await ran('2022-09') // 3: a is corrected, b is gone, d is new
    await w.deliver(BSSag, 'BS 0461 2022-09', [sag('a', '2022-09-10', '60.00')])
    await ran('2022-09') // 4
    await ran('2022-09', [doubled]) // 5
    await withdraw(
      { warehouse: w.root, areas: [doubled], config, clock },
      'BS_0461_2022-09_001_F.zip',
      'wrong',
    ) // 6
    await w.deliver(Sats, 'SATS 0000 2022-10', [{ Kode: 'A' }])
    await ran('2022-10', [doubled]) // 7
  })
  afterAll(() => w.close())

  it.each(['2 3', '2 4', '3 4', '3 5', '4 5', '4 7', '5 7'])(
    'of runs %s counts what a walk through all rows counts',
    (runs) => {
      const [before = 0, after = 0] = runs.split(' ').map(Number)
      expect(told(between(before, after))).toEqual(walked(states.get(before) ?? [], states.get(after) ?? []))
    },
  )

  it('tells the deliveries that changed the units of the rows, and the rows that new months brought', () => {
    const one = between(2, 3)
    expect(deliveriesIn(one)).toEqual([['BS_0751_2022-09_001_F.zip', 5]])
    expect(one.causes).toMatchObject({
      newMonths: { from: '2022-08', to: '2022-09', rows: 1 },
      code: null,
      withdrawn: [],
      untold: 0,
    })
    expect(one.columns).toEqual([{ column: 'Beløb', rows: 2 }])
  })

  it('gives each month and kommune that moved, before and after, and no other', () => {
    expect(between(3, 4).slices).toEqual([
      {
        month: '2022-08',
        kommune: '0461',
        rows: { before: 1, after: 0, added: 0, removed: 1, changed: 0 },
        totals: [{ column: 'Beløb', before: '50.00', after: null, difference: '-50.00' }],
      },
      {
        month: '2022-09',
        kommune: '0461',
        rows: { before: 1, after: 1, added: 0, removed: 0, changed: 1 },
        totals: [{ column: 'Beløb', before: '50.00', after: '60.00', difference: '10.00' }],
      },
    ])
    expect(deliveriesIn(between(3, 4))).toEqual([['BS_0461_2022-09_001_F.zip', 2]])
    expect(found.get('3 4')?.unmoved).toEqual(expect.arrayContaining(['DimTid', 'DimKommune']))
  })

  it('tells a rule that was replaced, by name and fingerprint', () => {
    const { deliveries, code, untold } = between(4, 5).causes
    expect({ deliveries, untold }).toEqual({ deliveries: [], untold: 0 })
    expect(code).toEqual({
      rules: [{ rule: 'ydelse', before: null, after: doubled.replaced[0]?.fingerprint }],
      rows: states.get(5)?.length,
    })
  })

  it('tells what was withdrawn, and deliveries that other tables are made from', () => {
    const { deliveries, withdrawn, newMonths, through, untold } = between(5, 7).causes
    expect(deliveries).toEqual([])
    expect(withdrawn.map(({ delivery, rows }) => [delivery, rows])).toEqual([
      ['TEST:BS_0461_2022-09_001_F.zip', 2],
    ])
    expect(newMonths?.rows).toBe(3)
    expect(through?.deliveries.map((each) => each.delivery)).toEqual(['TEST:SATS_0000_2022-10_001_F.zip'])
    expect(untold).toBe(0)
    const sats = found.get('5 7')?.tables.find((each) => each.table === 'DimSats')
    expect(sats?.rows).toEqual({ added: 1, removed: 0, changed: 0 })
    expect(sats?.causes.deliveries).toMatchObject([{ kilde: 'SATS', rows: null }])
  })

  it('takes the runs in either order, and a run that changed nothing for the one before it', async () => {
    expect(await of(7, 5)).toEqual(await of(5, 7))
    expect((await of(5, 6)).tables).toEqual([])
    expect((await of(6, 7)).before).toMatchObject({ run: 6, version: 4 })
    expect(factIn(await of(6, 7))).toEqual(between(5, 7))
  })

  it('looks only at what is asked for', async () => {
    const all = between(5, 7).slices
    const inAarhus = factIn(await of(5, 7, { kommune: '0751', table: 'FactBS' }))
    expect(inAarhus.slices).toEqual(all.filter((each) => each.kommune === '0751'))
    expect(inAarhus.causes.withdrawn.map((each) => each.rows)).toEqual([0])
    const [slice, ...more] = factIn(await of(5, 7, { kommune: '0461', month: '2022-09' })).slices
    expect([slice, more]).toEqual([
      all.find((each) => each.kommune === '0461' && each.month === '2022-09'),
      [],
    ])
    expect((await of(5, 7, { kommune: '0101' })).tables).toEqual([])
    expect((await of(5, 7, { table: 'DimTid' })).unmoved).toEqual(['DimTid'])
  })

  it('names rows by their keys where it is asked to, CPR numbers masked', async () => {
    const { moved } = factIn(await of(5, 7, { rows: 2, kommune: '0461' }))
    expect(moved).toEqual([
      {
        change: 'added',
        key: { SagId: 'a', Personnummer: '******-****', DimTid: '20220831', DimKommune: '461' },
        columns: [],
      },
      {
        change: 'changed',
        key: { SagId: 'a', Personnummer: '******-****', DimTid: '20220930', DimKommune: '461' },
        columns: ['DimSats', 'Beløb'],
      },
    ])
    expect(between(5, 7).moved).toEqual([])
  })

  it('without the area that makes a table tells figures, and not which rows a delivery moved', async () => {
    const one = factIn(await of(5, 7, {}, []))
    expect(one.slices).toEqual(between(5, 7).slices)
    expect(one.causes.untold).toBeNull()
  })

  it('while another process holds the working file tells figures, and that it follows no row', async () => {
    const free = await holding(warehousePaths(w.root).database)
    try {
      const held = await of(5, 7)
      expect(held.traced).toBe(false)
      expect(factIn(held).slices).toEqual(between(5, 7).slices)
    } finally {
      free()
    }
  })

  it.each([
    { runs: [5, 9] as const, code: 'U004', facts: { found: 'run 9' } },
    { runs: [1, 5] as const, code: 'U005', facts: { found: 'run 1' } },
    { runs: [3, 5] as const, code: 'S010', facts: { found: 'version 2 of run 3' } },
    { runs: [5, 7] as const, table: 'FactBs', code: 'U002', facts: { expected: 'FactBS' } },
  ])('$runs $table: $code', async ({ runs, table, code, facts }) => {
    const options = table === undefined ? {} : { table }
    expect(await named(of(runs[0], runs[1], options))).toMatchObject({ code, facts })
  })

  it('of a folder in which nothing has run is U005', async () => {
    const paths = warehousePaths(join(w.root, 'nowhere'))
    expect(await named(diff(paths, { areas: [bs], config }, [1, 2]))).toMatchObject({ code: 'U005' })
  })
})
