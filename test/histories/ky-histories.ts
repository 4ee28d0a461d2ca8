import { dataomraade, kilde } from '@flis/core'
import { ky } from '@flis/domains/ky'
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
import { deliverKle, deliverKY, deliverPersons } from '../conformance/deliver-ky.js'
import { modelTables } from '../conformance/ky-model-tables.js'
import { kyNaturalKeys } from '../conformance/ky-told.js'
import { lines, toldTables } from '../conformance/published-rows.js'
import { anyOrder, kyCrowd, kyNational } from '../reference/arbitraries.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')
const CONTRACTS = ['KYSag', 'KYSagTilstand', 'KYOpgave', 'KYYdelse', 'KYAfgoerelse', 'KleEmne'] as const
/** KY as it is, but with two kildesystemer that may send. */
const area = dataomraade('KY', {
  ...ky,
  kilder: [kilde('KY', { senders: ['NC', 'KYB'] }), ...ky.kilder.filter(({ name }) => name !== 'KY')],
})

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

const history = async (w: TestWarehouse): Promise<readonly string[]> => {
  const of: string[] = []
  for (const name of CONTRACTS)
    of.push(
      ...(await w.query(`select * from dsa_hist."${name}" order by all`)).map(
        (row) => `${name} ${text(row)}`,
      ),
    )
  of.push(
    ...(
      await w.query(
        `select id, state, code, rows_in, accepted, quarantined, duplicates from ops.deliveries order by all`,
      )
    ).map(text),
    ...(
      await w.query(`select delivery, line, contract, codes, "row", state from ops.quarantine order by all`)
    ).map(text),
  )
  return of
}

const pipeline = stream(
  folder('inbox'),
  pipe(land(area), andThen(historise(area)), andThen(build(area)), andThen(publish(area))),
)
const run = (w: TestWarehouse, of: string) =>
  main(pipeline, { warehouse: w.root, month: month(of), clock: fixedClock('2022-11-02') })

type Delivery = (w: TestWarehouse) => Promise<void>

/** What arrives, of the kommuner and of the whole country, in an order of its own; and where runs cut it. */
const drawn = fc
  .record({ list: kyCrowd.filter((each) => each.length <= 30), national: kyNational })
  .chain(({ list, national }) => {
    const all: readonly Delivery[] = [
      ...list.map(
        (one): Delivery =>
          (w) =>
            deliverKY(w, one),
      ),
      ...national.kle.map(
        (one): Delivery =>
          (w) =>
            deliverKle(w, one),
      ),
      ...national.personer.map(
        (one): Delivery =>
          (w) =>
            deliverPersons(w, one),
      ),
    ]
    return fc.record({
      list: fc.constant(list),
      national: fc.constant(national),
      all: fc.constant(all),
      order: anyOrder(all),
      cuts: fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 3 }),
      until: fc.constantFrom('2022-06', '2022-07', '2022-08'),
    })
  })

/**
 * Draws its half of the histories: two files run side by side. Packages are left out; what is held to account is
 * DSA_HIST, the tables, quarantine and counts.
 */
export const holdHistories = (half: 0 | 1): void => {
  const runs = Math.ceil(HISTORIES / 2)
  it(`in ${runs} random histories the order of arrival and the runs in between have no influence, and the tables of KY are as the plain models say`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ list, national, all, order, cuts, until }) => {
        const now = '2022-11-02'
        const incremental = await testWarehouse({ areas: [area], now })
        const whole = await testWarehouse({ areas: [area], now })
        try {
          const ends = [...new Set([...cuts, order.length])].sort((a, b) => a - b)
          let done = 0
          for (const [nth, end] of ends.entries()) {
            for (const deliver of order.slice(done, end)) await deliver(incremental)
            done = end
            // Months go forward as runs do; the last run is of the month asked for.
            const earlier = ['2022-04', '2022-05', '2022-06'][nth] ?? until
            await run(incremental, end === order.length || earlier > until ? until : earlier)
          }
          for (const deliver of all) await deliver(whole)
          await run(whole, until)
          expect(await history(incremental)).toEqual(await history(whole))
          const model = modelTables(list, national, until)
          const [built, anew] = await Promise.all(
            [incremental, whole].map((w) =>
              toldTables(`${w.root}/published`, kyNaturalKeys, [...model.keys()]),
            ),
          )
          for (const [table, rows] of model) {
            expect(lines(anew?.get(table) ?? []), `${table}, built at once, and the plain model`).toEqual(
              lines(rows),
            )
            expect(lines(built?.get(table) ?? []), `${table}, run by run`).toEqual(lines(rows))
          }
        } finally {
          await incremental.close()
          await whole.close()
        }
      }),
      { numRuns: runs, seed: SEED + half, endOnFailure: true },
    )
  }, 3_600_000)
}
