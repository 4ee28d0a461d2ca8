import { extractTime } from '@flis/core'
import { AulaBarn, AulaRegistrering, dagtilbud } from '@flis/domains/dagtilbud'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { APPEND_EXAMPLES, deliveriesOf } from '../conformance/append-examples.js'
import { type AppendedRow, historiseAppend } from '../reference/historise-append.js'
import { CURRENT } from '../reference/historise-full.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '6')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')

describe('the plain model, on the specification’s examples', () => {
  it.each(APPEND_EXAMPLES)('$name', (example) => {
    for (const deliveries of [deliveriesOf(example), deliveriesOf(example).reverse()])
      expect(
        historiseAppend(deliveries).map(
          (each) =>
            `${each.key}=${each.content} ${each.fra}–${each.til} ${each.leverance}:${String(each.linje)}`,
        ),
      ).toEqual(example.versions)
  })
})

interface Event {
  readonly RegistreringId: string
  readonly BarnUuid: string
  readonly InstitutionSTIL: string
  readonly Status: number
  readonly Tidspunkt: string
}
interface Child {
  readonly BarnUuid: string
  readonly Personnummer: string | null
}
interface Leverance {
  readonly kommune: string
  readonly periode: string
  readonly events: readonly Event[]
  readonly children: readonly Child[]
}

const PERIODS = ['2022-08', '2022-08', '2022-09', '2022-10', '2022-10-03', '2022-10-04']

const event: fc.Arbitrary<Event> = fc.record({
  RegistreringId: fc.constantFrom('r1', 'r2', 'r3'),
  BarnUuid: fc.constantFrom('u1', 'u1', 'u2'),
  InstitutionSTIL: fc.constant('123456'),
  // 9 occurs in Aula's app, and is quarantined.
  Status: fc.constantFrom(3, 3, 8, 9),
  // One instant, written twice.
  Tidspunkt: fc.constantFrom(
    '2022-08-01T07:30:00+02:00',
    '2022-08-01T05:30:00Z',
    '2022-08-01T08:00:00+02:00',
  ),
})

const child: fc.Arbitrary<Child> = fc.record({
  BarnUuid: fc.constantFrom('u1', 'u2'),
  Personnummer: fc.constantFrom('0101170001', '0202170002', null),
})

const leverance: fc.Arbitrary<Leverance> = fc.record({
  kommune: fc.constantFrom('0751', '0751', '0461'),
  periode: fc.constantFrom(...PERIODS),
  events: fc.array(event, { maxLength: 5 }),
  children: fc.array(child, { maxLength: 2 }),
})

const history = fc.array(leverance, { minLength: 2, maxLength: 7 })

interface Placed extends Leverance {
  readonly loebenr: number
  readonly id: string
}

/** Numbers the deliveries of a kommune and periode in the order drawn. */
const placed = (list: readonly Leverance[]): readonly Placed[] =>
  list.map((each, nth) => {
    const loebenr =
      1 +
      list
        .slice(0, nth)
        .filter(({ kommune, periode }) => kommune === each.kommune && periode === each.periode).length
    const id = `Aula:Aula_${each.kommune}_${each.periode}_${String(loebenr).padStart(3, '0')}_D.zip`
    return { ...each, loebenr, id }
  })

const put = (w: TestWarehouse, { kommune, periode, loebenr, events, children }: Placed): Promise<void> =>
  w.deliverAll(`Aula ${kommune} ${periode} ${loebenr} D`, {
    AulaRegistrering: events,
    AulaBarn: children,
  })

const line = (...parts: readonly unknown[]): string => parts.map(String).join(' ')

/** What the plain model says of the deliveries of each kommune. */
const modelled = (list: readonly Placed[]): readonly string[] => {
  const versions = <R>(
    contract: string,
    rowsOf: (of: Placed) => readonly AppendedRow<R>[],
  ): readonly string[] =>
    [...new Set(list.map(({ kommune }) => kommune))].flatMap((kommune) =>
      historiseAppend(
        list
          .filter((each) => each.kommune === kommune)
          .map((each) => ({
            extract: Number(extractTime(each.periode, each.loebenr)),
            leverance: each.id,
            rows: rowsOf(each),
          })),
      ).map(({ key, content, fra, til, leverance, linje }) =>
        line(contract, kommune, key, content, fra, til, leverance, linje),
      ),
    )
  return [
    ...versions(AulaRegistrering.name, ({ events }) =>
      events.map((each) => ({
        key: each.RegistreringId,
        content: line(each.BarnUuid, each.Status, Date.parse(each.Tidspunkt)),
        broken: each.Status === 9,
      })),
    ),
    ...versions(AulaBarn.name, ({ children }) =>
      children.map((each) => ({
        key: each.BarnUuid,
        content: line(each.Personnummer),
        broken: false,
      })),
    ),
  ].sort()
}

const PLACE = '_fra, _til, _leverance, _linje'

const inEngine = async (w: TestWarehouse): Promise<readonly string[]> => {
  const events = await w.query(
    `select _kommune, RegistreringId, BarnUuid, Status, epoch_ms(Tidspunkt) as instant, ${PLACE}
     from dsa_hist."AulaRegistrering"`,
  )
  const children = await w.query(`select _kommune, BarnUuid, Personnummer, ${PLACE} from dsa_hist."AulaBarn"`)
  return [
    ...events.map((row) => line(AulaRegistrering.name, ...Object.values(row))),
    ...children.map((row) => line(AulaBarn.name, ...Object.values(row))),
  ].sort()
}

describe('events by id', () => {
  it(`in ${HISTORIES} random histories are as the plain model says, whatever the order of arrival`, async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((list) =>
          fc.record({
            list: fc.constant(placed(list)),
            order: fc.shuffledSubarray([...placed(list)], { minLength: list.length }),
            cuts: fc.array(fc.integer({ min: 0, max: list.length }), { maxLength: 3 }),
          }),
        ),
        async ({ list, order, cuts }) => {
          const w = await testWarehouse({ areas: [dagtilbud], now: '2022-11-02' })
          try {
            let done = 0
            for (const end of [...new Set([...cuts, list.length])].sort((a, b) => a - b)) {
              for (const each of order.slice(done, end)) await put(w, each)
              done = end
              await w.intake()
            }
            expect(await inEngine(w)).toEqual(modelled(list))
          } finally {
            await w.close()
          }
        },
      ),
      { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
    )
  }, 3_600_000)

  it('drawn at random hold what they promise', () => {
    const lines = fc.sample(history, { seed: SEED, numRuns: 300 }).map((list) => modelled(placed(list)))
    expect(lines.some((each) => each.some((version) => !version.includes(String(CURRENT))))).toBe(true)
    const sent = fc.sample(history, { seed: SEED, numRuns: 300 }).map(placed)
    expect(sent.some((list) => new Set(list.map(({ kommune }) => kommune)).size === 2)).toBe(true)
    expect(sent.some((list) => list.some(({ loebenr }) => loebenr > 1))).toBe(true)
  })
})
