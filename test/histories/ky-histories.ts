import { dataomraade, kilde } from '@flis/core'
import { DimKYSagOversigt, FactKYYdelser, KYSag, KYSagTilstand, KYYdelse, ky } from '@flis/domains/ky'
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
import { anyOrder, kyHistory } from '../reference/arbitraries.js'
import { type KYLeverance, kyBasis } from '../reference/ky-basis.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')
const CONTRACTS = [KYSag, KYSagTilstand, KYYdelse] as const
/** KY as it is, but with two kildesystemer that may send. */
const area = dataomraade('KY', { ...ky, kilder: [kilde('KY', { senders: ['NC', 'KYB'] })] })

const put = (w: TestWarehouse, { kommune, kildesystem, periode, loebenr, rows }: KYLeverance) =>
  w.deliverAll(
    `KY ${kommune} ${periode} ${loebenr} F ${kildesystem}`,
    Object.fromEntries(
      CONTRACTS.map((contract) => [
        contract.name,
        rows[contract.name as 'KYSag' | 'KYSagTilstand' | 'KYYdelse'].map(({ row }) =>
          Object.fromEntries(Object.keys(contract.fields).map((name) => [name, Reflect.get(row, name)])),
        ),
      ]),
    ),
  )

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

/** Rows without surrogates: two warehouses have different keys. */
const told = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  rows
    .map((row) =>
      text(
        Object.fromEntries(Object.entries(row).filter(([name]) => !/^Dim(KYSagOversigt|Ydelses)/.test(name))),
      ),
    )
    .sort()

const history = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const { name } of CONTRACTS)
    lines.push(
      ...(await w.query(`select * from dsa_hist."${name}" order by all`)).map(
        (row) => `${name} ${text(row)}`,
      ),
    )
  lines.push(
    ...(
      await w.query(
        `select id, state, code, rows_in, accepted, quarantined, duplicates from ops.deliveries order by all`,
      )
    ).map(text),
    ...(
      await w.query(`select delivery, line, contract, codes, "row", state from ops.quarantine order by all`)
    ).map(text),
  )
  return lines
}

/** What the plain model, which knows nothing of the packages, says of the same deliveries. */
const modelled = (list: readonly KYLeverance[], month: string): readonly string[] =>
  kyBasis(list)
    .flatMap((scope) => factKYYdelser(scope, month))
    .map((row) =>
      [
        `${row.month.replace('-', '')}${String(row.dageIMåned)}`,
        Number(row.kommune),
        row.ydelseId,
        row.dage,
        row.dageIMåned,
        row.fuldtidsperson,
        row.dagmaske,
        row.varighed,
      ].join(' '),
    )
    .sort()

const leverancer = kyHistory.filter((each) => each.length > 0 && each.length <= 30)

const pipeline = stream(
  folder('inbox'),
  pipe(land(area), andThen(historise(area)), andThen(build(area)), andThen(publish(area))),
)
const run = (w: TestWarehouse, of: string) =>
  main(pipeline, { warehouse: w.root, month: month(of), clock: fixedClock('2022-11-02') })

/**
 * Draws its half of the histories: two files run side by side. Packages are left out; what is held to account is
 * DSA_HIST, the tables, quarantine and counts.
 */
export const holdHistories = (half: 0 | 1): void => {
  const runs = Math.ceil(HISTORIES / 2)
  it(`in ${runs} random histories the order of arrival and the runs in between have no influence, and FactKYYdelser is as the plain model says`, async () => {
    await fc.assert(
      fc.asyncProperty(
        leverancer.chain((list) =>
          fc.record({
            list: fc.constant(list),
            order: anyOrder(list),
            cuts: fc.array(fc.integer({ min: 0, max: list.length }), { maxLength: 3 }),
            until: fc.constantFrom('2022-06', '2022-07', '2022-08'),
          }),
        ),
        async ({ list, order, cuts, until }) => {
          const now = '2022-11-02'
          const incremental = await testWarehouse({ areas: [area], now })
          const whole = await testWarehouse({ areas: [area], now })
          try {
            const ends = [...new Set([...cuts, list.length])].sort((a, b) => a - b)
            let done = 0
            for (const [nth, end] of ends.entries()) {
              for (const each of order.slice(done, end)) await put(incremental, each)
              done = end
              // Months go forward as runs do; the last run is of the month asked for.
              const earlier = ['2022-04', '2022-05', '2022-06'][nth] ?? until
              await run(incremental, end === list.length || earlier > until ? until : earlier)
            }
            for (const each of list) await put(whole, each)
            await run(whole, until)
            expect(await history(incremental)).toEqual(await history(whole))
            for (const model of [FactKYYdelser, DimKYSagOversigt])
              expect(told(await incremental.rows(model))).toEqual(told(await whole.rows(model)))
            const measured = (await incremental.rows(FactKYYdelser)).map((row) =>
              [
                row.DimTid,
                row.DimKommune,
                row.YdelseId,
                row.DageMedYdelse,
                row.DageIMåned,
                row.Fuldtidsperson,
                row.Dagmaske,
                row.Ydelsesvarighed,
              ].join(' '),
            )
            expect(measured.sort(), 'the plain model').toEqual(modelled(list, until))
          } finally {
            await incremental.close()
            await whole.close()
          }
        },
      ),
      { numRuns: runs, seed: SEED + half, endOnFailure: true },
    )
  }, 3_600_000)
}
