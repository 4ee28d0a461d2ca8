import { fsiii } from '@flis/domains/fsiii'
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
import { factsOf, putCodes, putPersons, putReports, putSenders } from '../conformance/fsiii-warehouse.js'
import { anyOrder, wideFsiiiHistory } from '../reference/arbitraries.js'
import type { FsiiiHistory } from '../reference/fsiii-basis.js'
import { CONTRACTS, linesOf, modelled, modelledVersions } from './fsiii-modelled.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20220630')
const NOW = '2022-11-02'

/** What arrives: one delivery of any Kilde, and the history that consists of it alone. */
interface Arrival {
  readonly put: (w: TestWarehouse) => Promise<void>
  readonly part: Partial<FsiiiHistory>
}

const arrivalsOf = ({ deliveries, koder, sor, personer }: FsiiiHistory): readonly Arrival[] => [
  ...koder.map((one) => ({ put: (w: TestWarehouse) => putCodes(w, one), part: { koder: [one] } })),
  ...sor.map((one) => ({ put: (w: TestWarehouse) => putSenders(w, one), part: { sor: [one] } })),
  ...personer.map((one) => ({ put: (w: TestWarehouse) => putPersons(w, one), part: { personer: [one] } })),
  ...deliveries.map((one) => ({
    put: (w: TestWarehouse) => putReports(w, one),
    part: { deliveries: [one] },
  })),
]

const together = (arrivals: readonly Arrival[]): FsiiiHistory => ({
  deliveries: arrivals.flatMap(({ part }) => part.deliveries ?? []),
  koder: arrivals.flatMap(({ part }) => part.koder ?? []),
  sor: arrivals.flatMap(({ part }) => part.sor ?? []),
  personer: arrivals.flatMap(({ part }) => part.personer ?? []),
})

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

const dsaHist = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const name of [...CONTRACTS, 'FSIIIKode'])
    lines.push(
      ...(await w.query(`select * from dsa_hist."${name}" order by all`)).map(
        (row) => `${name} ${text(row)}`,
      ),
    )
  const ledger = [
    `select id, state, code, rows_in, accepted, quarantined, duplicates from ops.deliveries order by all`,
    // Rows that waited for their code and have been loaded since are told where the code came after them only.
    `select delivery, line, contract, codes, "row", state from ops.quarantine
     where state <> 'reloaded' order by all`,
  ]
  for (const query of ledger) lines.push(...(await w.query(query)).map(text))
  return lines
}

const versions = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const name of CONTRACTS)
    lines.push(
      ...(await w.query(`select Id, _sha, _fra, _til from dsa_hist."${name}"`)).map(
        (row) => `${name} ${row.Id} ${row._sha} ${row._fra} ${row._til}`,
      ),
    )
  return lines.sort()
}

const pipeline = stream(
  folder('inbox'),
  pipe(land(fsiii), andThen(historise(fsiii)), andThen(build(fsiii)), andThen(publish(fsiii))),
)
const run = (w: TestWarehouse, of: string) =>
  main(pipeline, { warehouse: w.root, month: month(of), clock: fixedClock(NOW) })

const isAllLoaded = async (w: TestWarehouse): Promise<boolean> => {
  const [row] = await w.query(`select count(*)::integer as n from ops.deliveries where state <> 'loaded'`)
  return row?.n === 0
}

const schedule = wideFsiiiHistory
  .filter(({ deliveries }) => deliveries.length > 0)
  .chain((history) => {
    const arrivals = arrivalsOf(history)
    return fc.record({
      arrivals: anyOrder(arrivals),
      cuts: fc.array(fc.integer({ min: 1, max: arrivals.length }), { maxLength: 3 }),
      until: fc.constantFrom('2022-06', '2022-07', '2022-08'),
      /** Whether the last months pass with nothing new. */
      turning: fc.boolean(),
      // Seed and path draw it again; printed it would fill pages.
      [fc.toStringMethod]: fc.constant(() => `${arrivals.length} deliveries`),
    })
  })

/**
 * Draws its half of the histories: two files run side by side. Packages are left out; what is held to account is
 * DSA_HIST, the facts and the bridge, quarantine and counts, also after the runs in between.
 */
export const holdHistories = (half: 0 | 1): void => {
  const runs = Math.ceil(HISTORIES / 2)
  it(`in ${runs} random FSIII histories the order of arrival and the runs in between have no influence, and the facts are as the plain models say`, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async ({ arrivals, cuts, until, turning }) => {
        const incremental = await testWarehouse({ areas: [fsiii], now: NOW })
        const whole = await testWarehouse({ areas: [fsiii], now: NOW })
        try {
          const ends = [...new Set([...cuts, arrivals.length])].sort((a, b) => a - b)
          let done = 0
          for (const [nth, end] of ends.entries()) {
            for (const { put } of arrivals.slice(done, end)) await put(incremental)
            done = end
            const sofar = together(arrivals.slice(0, end))
            // Months go forward as runs do; the last run is of the month asked for.
            const earlier = ['2022-03', '2022-05', '2022-06'][nth] ?? '2022-06'
            const months = end < arrivals.length ? [earlier] : [...(turning ? [earlier] : []), until]
            for (const of of new Set(months)) {
              await run(incremental, of)
              // Before any report or any code there is no table; with some held, what has landed is not all.
              const isTold = sofar.deliveries.length > 0 && sofar.koder.length > 0
              if (isTold && (await isAllLoaded(incremental)))
                expect(linesOf(await factsOf(incremental)), `run ${nth + 1}, of ${of}`).toEqual(
                  modelled(sofar, of),
                )
            }
          }
          const history = together(arrivals)
          for (const { put } of arrivalsOf(history)) await put(whole)
          await run(whole, until)
          expect(await isAllLoaded(whole)).toBe(true)
          expect(await versions(whole)).toEqual(modelledVersions(history))
          expect(await dsaHist(incremental)).toEqual(await dsaHist(whole))
          expect(linesOf(await factsOf(whole)), 'built whole').toEqual(modelled(history, until))
          expect(linesOf(await factsOf(incremental)), 'built run by run').toEqual(modelled(history, until))
        } finally {
          await incremental.close()
          await whole.close()
        }
      }),
      { numRuns: runs, seed: SEED + half, endOnFailure: true },
    )
  }, 3_600_000)
}
