import { fixedClock, month, parseConfig } from '@flis/core'
import { main, monthRun, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manglende } from '../reference/quality-deliveries.js'
import { PRSag, proeve, rowsOf } from './quality-world.js'

const DELIVERERS = [
  { kilde: 'PR', kommune: '0101', kildesystem: 'A', rhythm: 'monthly', deadline: 10 },
  // A ends with September, B takes over.
  { kilde: 'PR', kommune: '0751', kildesystem: 'A', rhythm: 'monthly', deadline: 10, to: '2022-09-30' },
  { kilde: 'PR', kommune: '0751', kildesystem: 'B', rhythm: 'monthly', deadline: 5, from: '2022-10-01' },
  { kilde: 'PR', kommune: '0851', kildesystem: 'A', rhythm: 'monthly', deadline: 10 },
] as const

const config = parseConfig({ areas: ['Prøve'], leverandører: DELIVERERS })

let w: TestWarehouse
beforeAll(async () => {
  w = await testWarehouse({ areas: [proeve], now: '2022-11-02', config })
  for (const kommune of ['0101', '0751', '0851'])
    for (const periode of ['2022-08', '2022-09'])
      await w.deliver(PRSag, `PR ${kommune} ${periode} 001 F A`, rowsOf(4) as never)
})
afterAll(() => w.close())

const runOn = (day: string, of: string) =>
  main(monthRun([proeve]), {
    warehouse: w.root,
    areas: [proeve],
    config,
    clock: fixedClock(day),
    month: month(of),
    kind: 'month-run',
  })

const found = async (periode = '2022-10') =>
  (
    await w.query(
      `select test, contract, kommune, kildesystem, severity, count::integer as n, expected
       from ops.quality
       where test in ('K07 manglende leverance', 'leverandørskifte') and periode = '${periode}'
       order by all`,
    )
  ).map((row) =>
    [row.test, row.contract, row.kommune, row.kildesystem, row.severity, row.n, row.expected].join(' | '),
  )

const OF_OCTOBER = [
  { source: 'PR 0101 A', periode: '2022-10', due: '2022-11-10' },
  { source: 'PR 0751 B', periode: '2022-10', due: '2022-11-05' },
  { source: 'PR 0851 A', periode: '2022-10', due: '2022-11-10' },
]

describe('sources that are expected', () => {
  it('all came: nothing is found, and each is told as measured', async () => {
    await runOn('2022-10-01', '2022-09')
    expect(await found('2022-09')).toEqual([])
    const [looked] = await w.query(
      `select count(*)::integer as n from ops.measures where test = 'K07 manglende leverance' and measured = 'kommet'`,
    )
    expect(looked?.n).toBe(3)
  })

  it('before the deadline it is opmærksomhed; a system that ended leaves its rows open', async () => {
    await w.deliver(PRSag, 'PR 0101 2022-10 001 F A', rowsOf(4) as never)
    await runOn('2022-11-02', '2022-10')
    expect(manglende(OF_OCTOBER, [{ source: 'PR 0101 A', periode: '2022-10' }], '2022-11-02')).toEqual([
      { source: 'PR 0751 B', severity: 'opmærksomhed' },
      { source: 'PR 0851 A', severity: 'opmærksomhed' },
    ])
    expect(await found()).toEqual([
      'K07 manglende leverance | PR | 0751 | B | opmærksomhed | 1 | senest 2022-11-05',
      'K07 manglende leverance | PR | 0851 | A | opmærksomhed | 1 | senest 2022-11-10',
      'leverandørskifte | PRSag | 0751 | A | fejl | 4 | 0',
    ])
    // Neither ended nor rolled on: they stand as they were.
    const [open] = await w.query(
      `select count(*)::integer as n from dsa_hist."PRSag" where _kommune = '0751' and _til = 99991231999`,
    )
    expect(open?.n).toBe(4)
  })

  it('on the last day of the deadline nothing is new, and a run says so', async () => {
    expect((await runOn('2022-11-05', '2022-10')).run).toBeNull()
  })

  it('past it the run looks again though nothing has come, and it is fejl', async () => {
    const { plan, run } = await runOn('2022-11-06', '2022-10')
    expect(run).not.toBeNull()
    expect(plan.steps.map(({ id, because }) => [id, because])).toEqual([['quality', ['PR 0751 B 2022-10']]])
    expect(manglende(OF_OCTOBER.slice(1), [], '2022-11-06').map(({ severity }) => severity)).toEqual([
      'fejl',
      'opmærksomhed',
    ])
    expect((await found()).slice(0, 2)).toEqual([
      'K07 manglende leverance | PR | 0751 | B | fejl | 1 | senest 2022-11-05',
      'K07 manglende leverance | PR | 0851 | A | opmærksomhed | 1 | senest 2022-11-10',
    ])
    expect((await runOn('2022-11-06', '2022-10')).run).toBeNull()
  })

  it('a delivery by the month’s last day counts; the successor’s first full delivery ends the change of supplier', async () => {
    await w.deliver(PRSag, 'PR 0851 2022-10-31 001 F A', rowsOf(4) as never)
    await w.deliver(PRSag, 'PR 0751 2022-10 001 F B', rowsOf(3) as never)
    await runOn('2022-11-12', '2022-10')
    expect(await found()).toEqual([])
    // What was found for another month stays; nothing of September was ever found.
    expect(await found('2022-09')).toEqual([])
  })

  it('a system that stood beside the ended one all the time is no successor', async () => {
    const other = await testWarehouse({ areas: [proeve], now: '2022-11-02', config })
    try {
      await other.deliver(PRSag, 'PR 0751 2022-08 001 F C', rowsOf(9) as never)
      await other.deliver(PRSag, 'PR 0751 2022-09 001 F A', rowsOf(5) as never)
      await other.monthRun('2022-10')
      const [rows] = await other.query(
        `select count::integer as n, kildesystem from ops.quality where test = 'leverandørskifte'`,
      )
      expect(rows).toEqual({ n: 5, kildesystem: 'A' })
    } finally {
      await other.close()
    }
  })
})
