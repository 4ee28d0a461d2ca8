import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  codesApart,
  daekning,
  discrete,
  type FullDelivery,
  kodebrug,
  komplethed,
  type Measured,
  senRegistrering,
  udsving,
} from '../reference/quality.js'
import { deliver, findingsIn, measuredIn, proeve, rowsOf, SHAPE, sorted } from './quality-world.js'

const KOMMUNER = ['0101', '0461', '0751', '0851'] as const

const TESTS = ['K01 dækning', 'K03 komplethed', 'K04 sen registrering', 'K05 kodebrug', 'K06 udsving']

const model = (all: readonly FullDelivery[]): readonly Measured[] =>
  [daekning, komplethed, senRegistrering, kodebrug]
    .flatMap((each) => each(all, SHAPE))
    .concat(udsving(all, SHAPE))

/** Three months of four kommuner with system A; 0751 gets system B beside it. What is planted stands by its month. */
const PLANTED: readonly FullDelivery[] = [
  // The first month of each source: no past, no days.
  ...KOMMUNER.map((kommune) => ({ kommune, kildesystem: 'A', periode: '2022-08', rows: rowsOf(60) })),
  // 0851 uses code c where the others use a; 0461 fills Note in a third of its rows; 0101 lacks 3 required dates.
  ...KOMMUNER.map((kommune) => ({
    kommune,
    kildesystem: 'A',
    periode: '2022-09',
    rows: rowsOf(60, (nr) => ({
      ...(kommune === '0851' && nr < 30 ? { Kode: 'c' } : {}),
      ...(kommune === '0461' && nr >= 20 ? { Note: null } : {}),
    })),
    ...(kommune === '0101' ? { lacking: ['Dato', 'Dato', 'Dato'] } : {}),
  })),
  // System B never fills Enhed.
  { kommune: '0751', kildesystem: 'B', periode: '2022-09', rows: rowsOf(40, () => ({ Enhed: null })) },
  // 0751: 13 more cases, of which 3 happened in June; 0851: exactly a fifth more; 0101: amounts fall by a quarter.
  {
    kommune: '0751',
    kildesystem: 'A',
    periode: '2022-10',
    rows: rowsOf(73, (nr) => (nr < 60 ? {} : { Dato: nr < 63 ? '2022-06-30' : '2022-10-11' })),
  },
  {
    kommune: '0851',
    kildesystem: 'A',
    periode: '2022-10',
    rows: rowsOf(72, (nr) => (nr < 60 ? {} : { Dato: '2022-10-15' })),
  },
  { kommune: '0101', kildesystem: 'A', periode: '2022-10', rows: rowsOf(60, () => ({ Beloeb: '7.50' })) },
  // Nothing any more.
  { kommune: '0461', kildesystem: 'A', periode: '2022-10', rows: rowsOf(55) },
]

/** Nothing is held: what is planted would end or fail too much. */
const LENIENT = { endedShare: 1, endedRows: 1000, failedShare: 1, failedRows: 1000 }

let w: TestWarehouse
beforeAll(async () => {
  w = await testWarehouse({ areas: [proeve], now: '2022-11-02', config: { thresholds: LENIENT } })
  await deliver(w, PLANTED)
  await w.intake()
})
afterAll(() => w.close())

describe('the plain model of the quality tests', () => {
  it.each([
    { values: [3], share: 0.5, expected: 3 },
    { values: [4, 1, 3, 2], share: 0.5, expected: 2 },
    { values: [1, 2, 3, 4, 5], share: 0.5, expected: 3 },
    { values: Array.from({ length: 20 }, (_, nr) => nr + 1), share: 0.95, expected: 19 },
    { values: Array.from({ length: 13 }, (_, nr) => nr + 1), share: 0.95, expected: 13 },
  ])('takes $expected as the value at $share of $values', ({ values, share, expected }) => {
    expect(discrete(values, share)).toBe(expected)
  })

  it.each([
    { own: [10, 0], other: [10, 0], apart: 0, rows: 0 },
    { own: [10, 0], other: [0, 7], apart: 1000, rows: 10 },
    { own: [50, 50], other: [300, 0], apart: 500, rows: 50 },
    { own: [2, 1], other: [1, 2], apart: 333, rows: 1 },
  ])('finds code profiles $own and $other $apart ‰ apart', ({ own, other, apart, rows }) => {
    const profile = ([a = 0, b = 0]: readonly number[]) =>
      new Map([
        ['a', a],
        ['b', b],
      ])
    expect(codesApart(profile(own), profile(other))).toEqual({ apart, rows })
  })
})

const found = async (test: string) =>
  (
    await w.query(
      `select kommune, kildesystem, periode, "column" as col, unit, measured, expected, count::integer as n, severity
       from ops.quality where test = '${test}' order by kommune, kildesystem, periode, unit, "column"`,
    )
  ).map((row) =>
    [
      row.kommune,
      row.kildesystem,
      row.periode,
      row.col,
      row.unit,
      row.measured,
      row.expected,
      row.n,
      row.severity,
    ].join(' '),
  )

describe('what is planted in three months of four kommuner', () => {
  it('K01: a kildesystem that never fills a column which the others fill', async () => {
    // 40 rows of B without Enhed, 240 of A with: 240/280 = 857 ‰ together.
    expect(await found('K01 dækning')).toEqual(['0000 B 2022-09 Enhed ‰ 0 857 40 opmærksomhed'])
  })

  it('K03: a column less filled than in the other kommuner, than before, and a required one that is missing', async () => {
    expect(await found('K03 komplethed')).toEqual([
      // 60 rows against 60 + 3: 952 ‰.
      '0101 A 2022-09 Dato ‰ 952 1000 3 opmærksomhed',
      // 20 of 60, against the others' 220 of 220.
      '0461 A 2022-09 Note ‰ 333 1000 40 opmærksomhed',
      // 0 of 40, against the others' 180 of 180.
      '0751 B 2022-09 Enhed ‰ 0 1000 40 opmærksomhed',
    ])
  })

  it('K04: cases that came late; a source’s first extract says nothing', async () => {
    // 13 new cases: 10 of them 20 days old, 3 of them 123. The 13th of 13 is the 95 %.
    expect(await found('K04 sen registrering')).toEqual([
      '0751 A 2022-10 Dato dage, 95 % 123 62 3 opmærksomhed',
    ])
    expect(
      await w.query(
        `select measured from ops.measures where test = 'K04 sen registrering' and unit = 'dage, median' and kommune = '0751'`,
      ),
    ).toEqual([{ measured: '20' }])
  })

  it('K05: a kommune whose codes are used otherwise, than by others and than before', async () => {
    expect(await found('K05 kodebrug')).toEqual([
      // Half of 60 rows would need another code; 220 rows of others, 60 before.
      '0851 A 2022-09 Kode afstand til andre kommuner, ‰ 500 300 30 opmærksomhed',
      '0851 A 2022-09 Kode afstand til måneden før, ‰ 500 300 30 opmærksomhed',
      '0851 A 2022-10 Kode afstand til måneden før, ‰ 500 300 36 opmærksomhed',
    ])
  })

  it('K06: rows and sums beyond the band; exactly on it is inside, and the first month has no test', async () => {
    expect(await found('K06 udsving')).toEqual([
      // 600.00 → 450.00 is 25 % less.
      '0101 A 2022-10 Beloeb sum 450.000000 600.000000 60 opmærksomhed',
      // 60 → 73 is 21.7 % more, in rows and in their sum; the 60 → 72 of 0851 is 20 %.
      '0751 A 2022-10  rækker 73 60 13 opmærksomhed',
      '0751 A 2022-10 Beloeb sum 730.000000 600.000000 73 opmærksomhed',
    ])
  })

  it('every value is that of the plain model, and none is missing', async () => {
    expect(sorted(await measuredIn(w, TESTS))).toEqual(sorted(model(PLANTED)))
  })

  it('examples are the rows that lack the value, else the deliveries', async () => {
    const [lacking] = await w.query(
      `select examples::varchar as e from ops.quality where test = 'K03 komplethed' and kommune = '0461'`,
    )
    expect(lacking?.e).toMatch(/^\['\(A:PR_0461_2022-09_001_F_A.zip, 22\)'/)
    const [swing] = await w.query(
      `select examples::varchar as e from ops.quality where test = 'K06 udsving' and "column" is null`,
    )
    expect(swing?.e).toBe(`['(A:PR_0751_2022-10_001_F_A.zip, 1)']`)
  })
})

describe('history and reruns', () => {
  it('an unchanged basis leaves every row as it stands', async () => {
    const [before] = await w.query('select count(*) as n, max(run) as run from ops.measures')
    const findings = await w.query(
      'select * replace (examples::varchar as examples) from ops.quality order by all',
    )
    await w.intake()
    expect(await w.query('select count(*) as n, max(run) as run from ops.measures')).toEqual([before])
    expect(
      await w.query('select * replace (examples::varchar as examples) from ops.quality order by all'),
    ).toEqual(findings)
  })

  it('a late delivery, an empty one and one kommune alone: as if all had come in order, at once', async () => {
    const late: FullDelivery = {
      kommune: '0461',
      kildesystem: 'A',
      periode: '2022-07',
      rows: rowsOf(30, (nr) => ({ SagId: `s${nr + 25}`, Kode: 'b' })),
    }
    const empty: FullDelivery = { kommune: '0851', kildesystem: 'A', periode: '2022-11', rows: [] }
    const alone: FullDelivery = { kommune: '0101', kildesystem: 'A', periode: '2022-06', rows: rowsOf(3) }
    await deliver(w, [late, empty, alone])
    await w.intake()
    const all = [...PLANTED, late, empty, alone].sort((a, b) => (a.periode < b.periode ? -1 : 1))
    expect(sorted(await measuredIn(w, TESTS))).toEqual(sorted(model(all)))

    const fresh = await testWarehouse({ areas: [proeve], now: '2022-11-02', config: { thresholds: LENIENT } })
    try {
      await deliver(fresh, all)
      await fresh.intake()
      expect(await findingsIn(fresh)).toEqual(await findingsIn(w))
    } finally {
      await fresh.close()
    }
  })

  it('a month whose delivery is withdrawn is forgotten, and the next one is compared with what is left', async () => {
    await w.query(`update ops.deliveries set state = 'withdrawn' where id = 'A:PR_0461_2022-07_001_F_A.zip'`)
    await deliver(w, [{ kommune: '0851', kildesystem: 'A', periode: '2022-12', rows: rowsOf(2) }])
    await w.intake()
    const left: readonly FullDelivery[] = [
      ...PLANTED,
      { kommune: '0101', kildesystem: 'A', periode: '2022-06', rows: rowsOf(3) },
      { kommune: '0851', kildesystem: 'A', periode: '2022-11', rows: [] },
      { kommune: '0851', kildesystem: 'A', periode: '2022-12', rows: rowsOf(2) },
    ]
    const all = [...left].sort((a, b) => (a.periode < b.periode ? -1 : 1))
    expect(sorted(await measuredIn(w, TESTS))).toEqual(sorted(model(all)))
  })
})
