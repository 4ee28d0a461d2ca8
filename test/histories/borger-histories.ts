import { parseConfig } from '@flis/core'
import { borger } from '@flis/domains/borger'
import {
  andThen,
  build,
  fixedClock,
  folder,
  historise,
  land,
  main,
  month,
  pipe,
  publish,
  stream,
  type TestWarehouse,
  testWarehouse,
} from '@flis/pipelines'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf, modelled } from '../conformance/borger-modelled.js'
import { borgerTables, putCpr, putLande, putLifa } from '../conformance/borger-warehouse.js'
import { anyOrder, borgerHistory } from '../reference/arbitraries.js'
import type { BorgerHistory } from '../reference/borger-basis.js'
import { dateOf, dayOf, lastDay, monthOf } from '../reference/danish-day.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20221001')
const NOW = '2022-11-02'
const FAMILIES = 20
const CONTRACTS = ['BorgerPerson', 'BorgerAdresse', 'BorgerTilknytning', 'LIFASkoledistrikt'] as const
// Families are few, so much of what is delivered ends or fails at once; holding is another proof's.
const config = { thresholds: { endedShare: 1, endedRows: 100_000, failedShare: 1, failedRows: 100_000 } }

/** What arrives: one delivery of any Kilde, and the history that consists of it alone. */
interface Arrival {
  readonly put: (w: TestWarehouse) => Promise<void>
  readonly part: Partial<BorgerHistory>
}

const arrivalsOf = ({ cpr, lifa, lande }: BorgerHistory): readonly Arrival[] => [
  ...cpr.map((one) => ({ put: (w: TestWarehouse) => putCpr(w, one), part: { cpr: [one] } })),
  ...lifa.map((one) => ({ put: (w: TestWarehouse) => putLifa(w, one), part: { lifa: [one] } })),
  ...lande.map((one) => ({ put: (w: TestWarehouse) => putLande(w, one), part: { lande: [one] } })),
]

const together = (arrivals: readonly Arrival[]): BorgerHistory => ({
  cpr: arrivals.flatMap(({ part }) => part.cpr ?? []),
  lifa: arrivals.flatMap(({ part }) => part.lifa ?? []),
  lande: arrivals.flatMap(({ part }) => part.lande ?? []),
})

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

const dsaHist = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const name of CONTRACTS)
    lines.push(
      // A row that a full delivery ended and a late delta replaced has an empty stretch more.
      ...(await w.query(`select * from dsa_hist."${name}" where _fra < _til order by all`)).map(
        (row) => `${name} ${text(row)}`,
      ),
    )
  const ledger = [
    `select id, state, code, rows_in, accepted, quarantined, duplicates from ops.deliveries order by all`,
    `select delivery, line, contract, codes, "row", state from ops.quarantine order by all`,
  ]
  for (const query of ledger) lines.push(...(await w.query(query)).map(text))
  return lines
}

const pipeline = stream(
  folder('inbox'),
  pipe(land(borger), andThen(historise(borger)), andThen(build(borger)), andThen(publish(borger))),
)
const run = (w: TestWarehouse, of: string) =>
  main(pipeline, {
    warehouse: w.root,
    month: month(of),
    clock: fixedClock(NOW),
    config: parseConfig({ areas: ['Borger'], ...config }),
  })

/** As of when a Borger run builds: the newest CPR's last day, never behind a month-run. */
const borgerDate = ({ cpr }: BorgerHistory, built: string | null): { month: string; day: string } => {
  const days = cpr.map(({ periode }) => (periode.length === 7 ? dateOf(lastDay(periode)) : periode))
  const newest = days.sort().at(-1) ?? ''
  const inMonth = newest.slice(0, 7)
  const closed = newest === dateOf(lastDay(inMonth)) ? inMonth : monthOf(dayOf(`${inMonth}-01`) - 1)
  const of = built !== null && built > closed ? built : closed
  return { month: of, day: [newest, dateOf(lastDay(of))].sort().at(-1) ?? newest }
}

const isAllLoaded = async (w: TestWarehouse): Promise<boolean> => {
  const [row] = await w.query(`select count(*)::integer as n from ops.deliveries where state <> 'loaded'`)
  return row?.n === 0
}

const schedule = borgerHistory(FAMILIES).chain((history) => {
  const arrivals = arrivalsOf(history)
  return fc.record({
    arrivals: anyOrder(arrivals),
    cuts: fc.array(fc.integer({ min: 1, max: arrivals.length }), { minLength: 1, maxLength: 3 }),
    /** Which runs in between are Borger runs, as of the newest CPR. */
    flexible: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    until: fc.constantFrom('2022-06', '2022-07', '2022-08'),
    /** Whether the last months pass with nothing new. */
    turning: fc.boolean(),
    // Seed and path draw it again; printed it would fill pages.
    [fc.toStringMethod]: fc.constant(() => `${arrivals.length} deliveries`),
  })
})

/**
 * Draws its half of the histories: two files run side by side. Packages are left out; what is held to account is
 * DSA_HIST, the four tables, quarantine and counts, also after the runs in between.
 */
export const holdHistories = (half: 0 | 1): void => {
  const runs = Math.ceil(HISTORIES / 2)
  it(`in ${runs} random histories of families the order of arrival and the runs in between have no influence, and the tables of Borger are as the plain models say`, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async ({ arrivals, cuts, flexible, until, turning }) => {
        const incremental = await testWarehouse({ areas: [borger], now: NOW, config })
        const whole = await testWarehouse({ areas: [borger], now: NOW, config })
        try {
          const ends = [...new Set([...cuts, arrivals.length])].sort((a, b) => a - b)
          let done = 0
          let built: string | null = null
          for (const [nth, end] of ends.entries()) {
            for (const { put } of arrivals.slice(done, end)) await put(incremental)
            done = end
            const sofar = together(arrivals.slice(0, end))
            // Before any person there is no citizen; with some held, what has landed is not all.
            const holdsTo = async (of: string, day?: string): Promise<void> => {
              if (sofar.cpr.length > 0 && (await isAllLoaded(incremental)))
                expect(linesOf(await borgerTables(incremental)), `run ${nth + 1}, of ${day ?? of}`).toEqual(
                  linesOf(modelled(sofar, of, day)),
                )
            }
            const isFlexible = sofar.cpr.length > 0 && flexible[nth] === true
            if (isFlexible) {
              await incremental.borgerRun()
              const { month: of, day } = borgerDate(sofar, built)
              await holdsTo(of, day)
            }
            // Months go forward as runs do; the last run is of the month asked for.
            const earlier = ['2022-03', '2022-05', '2022-06'][nth] ?? '2022-06'
            const between = isFlexible ? [] : [earlier]
            const months = end < arrivals.length ? between : [...(turning ? [earlier] : []), until]
            for (const of of new Set(months)) {
              await run(incremental, of)
              built = of
              await holdsTo(of)
            }
          }
          const history = together(arrivals)
          for (const { put } of arrivalsOf(history)) await put(whole)
          await run(whole, until)
          expect(await isAllLoaded(whole)).toBe(true)
          expect(await dsaHist(incremental)).toEqual(await dsaHist(whole))
          expect(linesOf(await borgerTables(whole)), 'built whole').toEqual(linesOf(modelled(history, until)))
          expect(linesOf(await borgerTables(incremental)), 'built run by run').toEqual(
            linesOf(modelled(history, until)),
          )
        } finally {
          await incremental.close()
          await whole.close()
        }
      }),
      { numRuns: runs, seed: SEED + half, endOnFailure: true },
    )
  }, 3_600_000)
}
