import { parseConfig } from '@flis/core'
import { dagtilbud } from '@flis/domains/dagtilbud'
import {
  andThen,
  build,
  dayRun,
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
import { linesOf, modelled, type ToldDagtilbud } from '../conformance/dagtilbud-modelled.js'
import { dagtilbudTables, putAula, putDagtilbud } from '../conformance/dagtilbud-warehouse.js'
import { putPersons } from '../conformance/fsiii-warehouse.js'
import { anyOrder, dagtilbudHistory } from '../reference/arbitraries.js'
import type { DagtilbudHistory } from '../reference/dagtilbud-basis.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20221030')
const NOW = '2022-12-02'
const CONTRACTS = ['AulaRegistrering', 'AulaBarn', 'DagtilbudIndskrivning', 'DagtilbudInstitution'] as const
// Children are few, so much of what is delivered ends or fails at once; holding is another proof's.
const config = { thresholds: { endedShare: 1, endedRows: 100_000, failedShare: 1, failedRows: 100_000 } }

/** What arrives: one delivery of any Kilde, and the history that consists of it alone. */
interface Arrival {
  readonly put: (w: TestWarehouse) => Promise<void>
  readonly part: Partial<DagtilbudHistory>
}

const arrivalsOf = ({ aula, dagtilbud: full, personer }: DagtilbudHistory): readonly Arrival[] => [
  ...aula.map((one) => ({ put: (w: TestWarehouse) => putAula(w, one), part: { aula: [one] } })),
  ...full.map((one) => ({ put: (w: TestWarehouse) => putDagtilbud(w, one), part: { dagtilbud: [one] } })),
  ...personer.map((one) => ({ put: (w: TestWarehouse) => putPersons(w, one), part: { personer: [one] } })),
]

const together = (arrivals: readonly Arrival[]): DagtilbudHistory => ({
  aula: arrivals.flatMap(({ part }) => part.aula ?? []),
  dagtilbud: arrivals.flatMap(({ part }) => part.dagtilbud ?? []),
  personer: arrivals.flatMap(({ part }) => part.personer ?? []),
})

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

const dsaHist = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const name of CONTRACTS)
    lines.push(
      ...(await w.query(`select * from dsa_hist."${name}" order by all`)).map(
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
  pipe(
    land(dagtilbud),
    andThen(historise(dagtilbud)),
    andThen(build(dagtilbud)),
    andThen(publish(dagtilbud)),
  ),
)
const how = (w: TestWarehouse) => ({
  warehouse: w.root,
  clock: fixedClock(NOW),
  config: parseConfig({ areas: ['Dagtilbud'], ...config }),
})
const run = (w: TestWarehouse, of: string) => main(pipeline, { ...how(w), month: month(of) })

/** As of when a run of days builds: the newest month that Aula has told of, never behind what readers have. */
const monthOfDays = ({ aula }: DagtilbudHistory, built: string): string =>
  [...aula.map(({ periode }) => periode.slice(0, 7)), built].sort().at(-1) ?? built

const isAllLoaded = async (w: TestWarehouse): Promise<boolean> => {
  const [row] = await w.query(`select count(*)::integer as n from ops.deliveries where state <> 'loaded'`)
  return row?.n === 0
}

/** The tables alone: findings are counted in a month-run of the whole, another proof's. */
const rowsOf = (told: ToldDagtilbud): readonly string[] => linesOf({ ...told, fund: {} })

/** What a run of days brings up to date. */
const dayRowsOf = (told: ToldDagtilbud): readonly string[] =>
  rowsOf({ ...told, fakta: [], institutioner: [] })

const schedule = dagtilbudHistory.chain((history) => {
  const arrivals = arrivalsOf(history)
  return fc.record({
    arrivals: anyOrder(arrivals),
    cuts: fc.array(fc.integer({ min: 1, max: arrivals.length }), { minLength: 1, maxLength: 3 }),
    /** Before which month-runs there is one of days. */
    byDay: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    until: fc.constantFrom('2022-09', '2022-10', '2022-10', '2022-11'),
    /** Whether the last months pass with nothing new. */
    turning: fc.boolean(),
    // Seed and path draw it again; printed it would fill pages.
    [fc.toStringMethod]: fc.constant(() => `${arrivals.length} deliveries`),
  })
})

/**
 * Draws its half of the histories: two files run side by side. Packages are left out; what is held to account is
 * DSA_HIST, the facts and institutions, quarantine and counts, also after the runs in between.
 */
export const holdHistories = (half: 0 | 1): void => {
  const runs = Math.ceil(HISTORIES / 2)
  it(`in ${runs} random histories of Dagtilbud the order of arrival and the runs in between have no influence, and the tables are as the plain models say`, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async ({ arrivals, cuts, byDay, until, turning }) => {
        const incremental = await testWarehouse({ areas: [dagtilbud], now: NOW, config })
        const whole = await testWarehouse({ areas: [dagtilbud], now: NOW, config })
        try {
          const ends = [...new Set([...cuts, arrivals.length])].sort((a, b) => a - b)
          let done = 0
          let built = ''
          for (const [nth, end] of ends.entries()) {
            for (const { put } of arrivals.slice(done, end)) await put(incremental)
            done = end
            const sofar = together(arrivals.slice(0, end))
            if (byDay[nth] === true && sofar.aula.length > 0) {
              await main(dayRun([dagtilbud]), how(incremental))
              built = monthOfDays(sofar, built)
              if (await isAllLoaded(incremental))
                expect(
                  dayRowsOf(await dagtilbudTables(incremental, built)),
                  `run of days ${nth + 1}, of ${built}`,
                ).toEqual(dayRowsOf(modelled(sofar, built)))
            }
            // Months go forward as runs do; the last run is of the month asked for.
            const earlier = ['2022-03', '2022-08', '2022-09'][nth] ?? '2022-09'
            const months = end < arrivals.length ? [earlier] : [...(turning ? [earlier] : []), until]
            for (const of of new Set(months)) {
              await run(incremental, of)
              built = of
              // With some held, what has landed is not all.
              if (await isAllLoaded(incremental))
                expect(rowsOf(await dagtilbudTables(incremental, of)), `run ${nth + 1}, of ${of}`).toEqual(
                  rowsOf(modelled(sofar, of)),
                )
            }
          }
          const history = together(arrivals)
          for (const { put } of arrivalsOf(history)) await put(whole)
          await run(whole, until)
          expect(await isAllLoaded(whole)).toBe(true)
          expect(await dsaHist(incremental)).toEqual(await dsaHist(whole))
          const expected = rowsOf(modelled(history, until))
          expect(rowsOf(await dagtilbudTables(whole, until)), 'built whole').toEqual(expected)
          expect(rowsOf(await dagtilbudTables(incremental, until)), 'built run by run').toEqual(expected)
        } finally {
          await incremental.close()
          await whole.close()
        }
      }),
      { numRuns: runs, seed: SEED + half, endOnFailure: true },
    )
  }, 3_600_000)
}
