import { extractTime } from '@flis/core'
import { dream } from '@flis/domains/dream'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENT, dreamHistory, type WideDelivery } from '../reference/dream.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '4')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')

const FIXED = ['Personnummer', 'Akasse', 'Match', 'Visitation', 'Modtagerstatus']
/** Around a year of 53 weeks, around a new year, at the window's start and before it, and a week that stands alone. */
const WEEKS = [
  'y_1235',
  'y_1236',
  'y_1240',
  'y_1241',
  'y_2052',
  'y_2053',
  'y_2101',
  'y_2151',
  'y_2152',
  'y_2201',
  'y_9901',
]
const MONTHS = ['2012_09', '2012_10', '2021_12', '2022_01', '2022_02']
const FAMILIES = ['branche', 'grad', 'virksomhedsform', 'bopkom', 'arbkom']

const VALUES: Readonly<Record<string, fc.Arbitrary<string | null>>> = {
  Personnummer: fc.constantFrom(
    '0101570001',
    '010157-0001',
    '0101900001',
    '0202600002',
    '0202600002',
    '3201570001',
  ),
  Akasse: fc.constantFrom(null, '', 'A1'),
  Match: fc.constantFrom(null, null, '2'),
  y: fc.constantFrom(null, null, '112', '112', '112', '113', '', '12x'),
  branche: fc.constantFrom(null, '4711', '4711', ''),
  grad: fc.constantFrom(null, '0.5', '0.50', '0.50', '1'),
  bopkom: fc.constantFrom('0751', '0751', '0461', null),
}
/** A broken value breaks a line: it is to be rare. */
const usual = fc.constantFrom<string | null>(null, '112', '112', '113')
const textOf = (column: string, bad: boolean): fc.Arbitrary<string | null> => {
  const kind = column.split('_')[0] ?? ''
  if (kind === 'y' && !bad) return usual
  return VALUES[kind] ?? fc.constant(null)
}

const columns: fc.Arbitrary<readonly string[]> = fc
  .record({
    weeks: fc.subarray(WEEKS, { minLength: 5 }),
    months: fc.subarray(
      FAMILIES.flatMap((family) => MONTHS.map((month) => `${family}_${month}`)),
      {
        minLength: 6,
        maxLength: 14,
      },
    ),
    shuffled: fc.boolean(),
  })
  .map(({ weeks, months, shuffled }) => [
    ...FIXED,
    ...(shuffled ? [...months, ...weeks].reverse() : [...weeks, ...months]),
  ])

interface Drawn {
  readonly periode: string
  readonly columns: readonly string[]
  readonly lines: readonly (readonly (string | null)[])[]
}

type Texts = readonly (string | null)[]

/** The first lines come once more: as they are, and with a week that is none. */
const withRepeated = (
  names: readonly string[],
  drawn: readonly Texts[],
  again: number,
  broken: boolean,
): readonly Texts[] => {
  const [first] = drawn
  const week = names.findIndex((name) => name.startsWith('y_'))
  const bad = first?.map((text, nth) => (nth === week ? '12x' : text))
  return [...drawn, ...drawn.slice(0, again), ...(broken && bad !== undefined ? [bad] : [])]
}

const delivery: fc.Arbitrary<Drawn> = columns.chain((names) =>
  fc.record({
    periode: fc.constantFrom('2022-08', '2022-09', '2022-09', '2022-10', '2022-10-15'),
    columns: fc.constant(names),
    lines: fc
      .record({
        drawn: fc.array(
          fc
            .integer({ min: 0, max: 4 })
            .chain((nr) => fc.tuple(...names.map((name) => textOf(name, nr === 0)))),
          { maxLength: 4 },
        ),
        again: fc.integer({ min: 0, max: 2 }),
        broken: fc.boolean(),
      })
      .map(({ drawn, again, broken }) => withRepeated(names, drawn, again, broken)),
  }),
)

const history = fc.array(delivery, { minLength: 2, maxLength: 4 })

interface Placed extends WideDelivery {
  readonly fileName: string
}

const placed = (list: readonly Drawn[]): readonly Placed[] =>
  list.map((each, nth) => {
    const nr = 1 + list.slice(0, nth).filter(({ periode }) => periode === each.periode).length
    const fileName = `DREAM_0000_${each.periode}_${String(nr).padStart(3, '0')}_F.csv`
    return {
      ...each,
      fileName,
      extract: Number(extractTime(each.periode, nr)),
      leverance: `STAR:${fileName}`,
    }
  })

const csv = ({ columns: names, lines }: WideDelivery): string =>
  [names, ...lines.map((line) => line.map((value) => (value === '' ? '""' : (value ?? ''))))]
    .map((line) => `${line.join(';')}\n`)
    .join('')

const modelled = (list: readonly WideDelivery[]): readonly string[] =>
  dreamHistory(list)
    .map(({ table, values, fra, til, leverance, linje }) =>
      [table, ...values, fra, til, leverance, linje].map(String).join(' '),
    )
    .sort()

const TABLES = ['DreamUge', 'DreamMaaned', 'DreamPerson']

const inEngine = async (w: TestWarehouse): Promise<readonly string[]> => {
  const rows: string[] = []
  for (const table of TABLES) {
    const found = await w.query(`select * exclude (_kommune, _kildesystem) from dsa_hist."${table}"`)
    rows.push(...found.map((row) => [table, ...Object.values(row)].map(String).join(' ')))
  }
  return rows.sort()
}

describe('DREAM', () => {
  it(`in ${HISTORIES} random histories is as the plain model says, whatever the order of arrival`, async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((list) =>
          fc.record({
            list: fc.constant(placed(list)),
            order: fc.shuffledSubarray([...placed(list)], { minLength: list.length }),
            cut: fc.integer({ min: 0, max: list.length }),
          }),
        ),
        async ({ list, order, cut }) => {
          const w = await testWarehouse({ areas: [dream], now: '2022-11-02' })
          try {
            for (const part of [order.slice(0, cut), order.slice(cut)]) {
              for (const each of part) await w.deliverFile(each.fileName, csv(each), 'STAR')
              if (part.length > 0) await w.intake()
            }
            expect(await w.query(`select id from ops.deliveries where state <> 'loaded'`)).toEqual([])
            expect(await inEngine(w)).toEqual(modelled(list))
            expect(await w.query(`select test from ops.quality where severity = 'fejl'`)).toEqual([])
          } finally {
            await w.close()
          }
        },
      ),
      { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
    )
  }, 3_600_000)

  it('drawn at random holds what it promises', () => {
    const drawn = fc.sample(history, { seed: SEED, numRuns: 200 }).map((list) => dreamHistory(placed(list)))
    const some = (is: (version: (typeof drawn)[number][number]) => boolean): boolean =>
      drawn.some((versions) => versions.some(is))
    for (const table of TABLES) {
      expect(some((each) => each.table === table && each.til === CURRENT)).toBe(true)
      expect(some((each) => each.table === table && each.til < CURRENT)).toBe(true)
    }
    // Across a new year, of 53 weeks and of 52.
    expect(some(({ values }) => values[1] === 202053 && values[2] === 202101)).toBe(true)
    expect(some(({ values }) => values[1] === 202152 && values[2] === 202201)).toBe(true)
  })
})
