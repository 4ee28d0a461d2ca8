import { month, sql } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { FactKYYdelser, KYYdelse } from '../../src/ky/index.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'
import { ydelse, ydelserRows } from './ydelser-rows.js'

type States = readonly (readonly [tilstand: string, fra: string])[]

interface YdelseExample {
  readonly name: string
  readonly run: string
  readonly states: States
  readonly start: string
  readonly slut: string | null
  /** DimTid: days/days in month = fuldtidsperson; ydelsesvarighed. */
  readonly rows: readonly string[]
}

/** The case is Bevilget before the ydelse, and open. */
const BEFORE: States = [['Bevilget', '2022-01-02']]

/** The specification's table of FactKYYdelser, and after it what its sentences say without an example. */
const EXAMPLES: readonly YdelseExample[] = [
  {
    name: '2022-04-01 – 2022-04-15',
    run: '2022-06',
    states: BEFORE,
    start: '2022-04-01',
    slut: '2022-04-15',
    rows: ['20220430: 15/30 = 0.500000; 15'],
  },
  {
    name: '2022-01-10 – 2022-02-09',
    run: '2022-06',
    states: BEFORE,
    start: '2022-01-10',
    slut: '2022-02-09',
    rows: ['20220131: 22/31 = 0.709677; 22', '20220228: 9/28 = 0.321429; 31'],
  },
  {
    name: '2022-03-31 – 2022-03-31',
    run: '2022-06',
    states: BEFORE,
    start: '2022-03-31',
    slut: '2022-03-31',
    rows: ['20220331: 1/31 = 0.032258; 1'],
  },
  {
    name: '2022-05-15 – open, run month 2022-06',
    run: '2022-06',
    states: BEFORE,
    start: '2022-05-15',
    slut: null,
    rows: ['20220531: 17/31 = 0.548387; 17', '20220630: 30/30 = 1.000000; 47'],
  },
  {
    name: '2024-02-01 – 2024-02-29, run month 2024-03',
    run: '2024-03',
    states: BEFORE,
    start: '2024-02-01',
    slut: '2024-02-29',
    rows: ['20240229: 29/29 = 1.000000; 29'],
  },
  {
    name: '2022-05-15 – open, case Afsluttet 2022-06-10, run month 2022-06',
    run: '2022-06',
    states: [...BEFORE, ['Afsluttet', '2022-06-10']],
    start: '2022-05-15',
    slut: null,
    rows: ['20220531: 17/31 = 0.548387; 17', '20220630: 10/30 = 0.333333; 27'],
  },
  {
    name: '2022-02-15 – open, case closed 2022-03-10, reopened 2022-06-05, run month 2022-06',
    run: '2022-06',
    states: [...BEFORE, ['Afsluttet', '2022-03-10'], ['Under Oplysning', '2022-06-05']],
    start: '2022-02-15',
    slut: null,
    rows: [
      '20220228: 14/28 = 0.500000; 14',
      '20220331: 10/31 = 0.322581; 24',
      '20220630: 26/30 = 0.866667; 50',
    ],
  },
  {
    name: '2022-04-01 – 2022-04-30, case first Bevilget 2022-04-11',
    run: '2022-06',
    states: [['Bevilget', '2022-04-11']],
    start: '2022-04-01',
    slut: '2022-04-30',
    rows: ['20220430: 20/30 = 0.666667; 20'],
  },
  {
    name: 'closed and reopened within one month',
    run: '2022-06',
    states: [...BEFORE, ['Afslag', '2022-04-05'], ['Under Oplysning', '2022-04-20']],
    start: '2022-03-31',
    slut: '2022-05-01',
    rows: ['20220331: 1/31 = 0.032258; 1', '20220430: 16/30 = 0.533333; 17', '20220531: 1/31 = 0.032258; 18'],
  },
  {
    name: 'starts in a closed stretch: counted from the reopening',
    run: '2022-06',
    states: [...BEFORE, ['Afslag', '2022-04-05'], ['Under Oplysning', '2022-05-20']],
    start: '2022-04-10',
    slut: null,
    rows: ['20220531: 12/31 = 0.387097; 12', '20220630: 30/30 = 1.000000; 42'],
  },
  {
    name: 'the case was never Bevilget: no row',
    run: '2022-06',
    states: [['Under Oplysning', '2022-01-20']],
    start: '2022-04-01',
    slut: null,
    rows: [],
  },
  {
    name: 'over before the case was Bevilget: no row',
    run: '2022-06',
    states: [['Bevilget', '2022-04-11']],
    start: '2022-04-01',
    slut: '2022-04-10',
    rows: [],
  },
  {
    name: "starts after the run month's end: no row",
    run: '2022-06',
    states: BEFORE,
    start: '2022-07-01',
    slut: null,
    rows: [],
  },
  {
    name: "ends after the run month's end: counts as open",
    run: '2022-06',
    states: BEFORE,
    start: '2022-06-15',
    slut: '2022-07-15',
    rows: ['20220630: 16/30 = 0.533333; 16'],
  },
]

describe('FactKYYdelser', () => {
  const built = new Map<string, KyWarehouse>()

  beforeAll(async () => {
    for (const run of new Set(EXAMPLES.map((each) => each.run))) {
      const warehouse = await kyWarehouse()
      const examples = EXAMPLES.filter((each) => each.run === run)
      await insertSager(
        warehouse,
        examples.map(({ name, states }) => ({ name, oprettet: '2022-01-01', tilstande: states })),
      )
      await warehouse.insert(
        KYYdelse,
        examples.map(({ name, start, slut }) => ydelse(name, name, start, slut)),
      )
      await warehouse.buildAll(month(run), [FactKYYdelser])
      built.set(run, warehouse)
    }
  })

  it.each(EXAMPLES)('$name', async ({ name, run, rows }) => {
    const warehouse = built.get(run)
    expect(warehouse && (await ydelserRows(warehouse, name))).toEqual(rows)
  })

  it('sets one bit of Dagmaske for each counted day', async () => {
    const rows = await built.get('2022-06')?.rows(sql`
      select YdelseId, bin(Dagmaske) as mask
      from ${FactKYYdelser}
      where DimTid = 20220430
        and YdelseId in ('2022-04-01 – 2022-04-15', 'closed and reopened within one month')
      order by YdelseId`)
    expect(rows?.map((row) => row.mask)).toEqual(['111111111111111', '111111111110000000000000011111'])
  })
})
