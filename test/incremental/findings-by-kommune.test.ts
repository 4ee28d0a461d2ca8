import { finding, lastDay, sql, text } from '@flis/core'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliver, findingsIn, PRSag, proeve, rowsOf } from '../conformance/quality-world.js'

const area = {
  ...proeve,
  findings: [
    finding('uden note', {
      description: 'En sag uden note',
      rows: () => sql`
        select _kommune, _kildesystem, _leverance, _linje
        from ${PRSag} as sag
        where Note is null`,
    }),
    finding('begyndt', {
      description: 'En sag, der er begyndt',
      rows: ({ month }) => sql`
        select _kommune, _kildesystem, _leverance, _linje
        from ${PRSag} as sag
        where Dato <= date ${text(lastDay(month))}`,
    }),
    finding('forsvundet', {
      description: 'En sag, som kildesystemet ikke længere leverer',
      rows: () => sql`
        select _kommune, _kildesystem, _leverance, _linje
        from ${PRSag} as sag
        where _sidst is not null`,
    }),
  ],
}

let w: TestWarehouse
beforeAll(async () => {
  w = await testWarehouse({ areas: [area], now: '2022-11-02' })
})
afterAll(() => w.close())

/** A kommune's cases: so many, so many of them without a note; the first begins in October. */
const of = (kommune: string, periode: string, n: number, withoutNote: number) => ({
  kommune,
  kildesystem: 'A',
  periode,
  rows: rowsOf(n, (nr) => ({
    ...(nr < withoutNote ? { Note: null } : {}),
    ...(nr === 0 ? { Dato: '2022-10-01' } : {}),
  })),
})

const own = async (columns: string) =>
  w.query(`select ${columns} from ops.quality where contract is null order by test, kommune, periode`)

const counts = async (month: string) =>
  (await own('test, kommune, periode, count::integer as n, run'))
    .filter((row) => row.periode === month)
    .map((row) => [row.test, row.kommune, row.n, row.run].join(' '))

describe('findings are counted where something changed', () => {
  it('a kommune whose rows did not change keeps its counts, and the run that made them', async () => {
    await deliver(w, [of('0101', '2022-08', 4, 1), of('0751', '2022-08', 5, 2), of('0851', '2022-08', 3, 0)])
    const { run: first } = await w.monthRun('2022-09')
    await deliver(w, [of('0751', '2022-09', 4, 3)])
    const { run: second } = await w.monthRun('2022-09')
    expect(await counts('2022-09')).toEqual([
      `begyndt 0101 3 ${first}`,
      `begyndt 0751 4 ${second}`,
      `begyndt 0851 2 ${first}`,
      `forsvundet 0751 1 ${second}`,
      `uden note 0101 1 ${first}`,
      `uden note 0751 3 ${second}`,
    ])
  })

  it('a new month is counted for every kommune, and the month before stays', async () => {
    const before = await counts('2022-09')
    await deliver(w, [of('0851', '2022-09', 3, 0)])
    const { run } = await w.monthRun('2022-10')
    expect(await counts('2022-10')).toEqual([
      `begyndt 0101 4 ${run}`,
      `begyndt 0751 5 ${run}`,
      `begyndt 0851 3 ${run}`,
      `forsvundet 0751 1 ${run}`,
      `uden note 0101 1 ${run}`,
      `uden note 0751 3 ${run}`,
    ])
    expect(await counts('2022-09')).toEqual(before)
  })

  it.each([
    ['one kommune', of('0851', '2022-10', 6, 6)],
    ['a late delivery', of('0101', '2022-07', 9, 9)],
    ['rows that are gone', of('0751', '2022-10', 1, 0)],
  ])('after a change of %s the counts are those of a full count', async (_, change) => {
    await deliver(w, [change])
    await w.monthRun('2022-10')
    const partly = await findingsIn(w)
    await w.query(`delete from ops.tested where starts_with(subject, 'fund')`)
    await w.query(`delete from ops.quality where contract is null and periode = '2022-10'`)
    // Something to do, so that there is a run; it has no rows, and changes no count.
    await deliver(w, [{ ...of('0461', '2022-01', 0, 0), kildesystem: `S${change.kommune}` }])
    await w.monthRun('2022-10')
    expect(await findingsIn(w)).toEqual(partly)
  })
})
