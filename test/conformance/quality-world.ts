import { contract, type Dataomraade, dataomraade, field, kilde } from '@flis/core'
import type { TestWarehouse } from '@flis/pipelines'
import type { FullDelivery, Measured, Shape, Values } from '../reference/quality.js'

export const PRSag = contract('PRSag', {
  kilde: 'PR',
  mode: 'full',
  haendelse: 'Dato',
  fields: {
    SagId: field.key.text(),
    Kode: field.code(['a', 'b', 'c']),
    Dato: field.date(),
    Beloeb: field.decimal(12, 2),
    Note: field.text().optional(),
    Enhed: field.text().optional(),
  },
})

/** An area of one contract, without tables: the tests of what is loaded need none. */
export const proeve: Dataomraade = dataomraade('Prøve', {
  kilder: [kilde('PR')],
  contracts: [PRSag],
  models: [],
})

export const SHAPE: Shape = {
  key: 'SagId',
  optional: ['Note', 'Enhed'],
  codes: ['Kode'],
  amounts: ['Beloeb'],
  event: 'Dato',
}

/** So many rows, each with its number in its id; what differs is given. */
export const rowsOf = (n: number, differing: (nr: number) => Values = () => ({})): readonly Values[] =>
  Array.from({ length: n }, (_, nr) => ({
    SagId: `s${nr}`,
    Kode: 'a',
    Dato: '2022-01-01',
    Beloeb: '10.00',
    Note: 'n',
    Enhed: 'e',
    ...differing(nr),
  }))

/** A row that lacks a required column and nothing else. */
const without = (column: string, nr: number): Values => ({
  ...rowsOf(1)[0],
  SagId: `mangler-${nr}`,
  [column]: null,
})

/** Puts full deliveries into the inbox, with the rows that lack a required column behind the others. */
export const deliver = async (w: TestWarehouse, all: readonly FullDelivery[]): Promise<void> => {
  for (const { kommune, kildesystem, periode, rows, lacking = [] } of all)
    await w.deliverAll(`PR ${kommune} ${periode} 001 F ${kildesystem}`, {
      PRSag: [...rows, ...lacking.map(without)],
    })
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))

/** What the warehouse measured, with what it found: as the model has it. */
export const measuredIn = async (
  w: TestWarehouse,
  tests: readonly string[],
): Promise<readonly Measured[]> => {
  const names = tests.map((each) => `'${each}'`).join(', ')
  const rows = await w.query(
    `select m.test, m.kommune, m.kildesystem, m.periode, m."column" as col, m.measured, m.expected, m.unit,
       coalesce(q.count, 0)::integer as n
     from ops.measures as m
     left join ops.quality as q
       on q.test = m.test and q.kommune = m.kommune and q.kildesystem = m.kildesystem and q.periode = m.periode
       and q.contract = m.contract and q.unit = m.unit and q."column" is not distinct from m."column"
       and q.delivery is not distinct from m.delivery
     where m.test in (${names})`,
  )
  return rows.map((row) => ({
    test: String(row.test),
    kommune: String(row.kommune),
    kildesystem: String(row.kildesystem),
    periode: String(row.periode),
    column: text(row.col),
    measured: String(row.measured),
    expected: text(row.expected),
    unit: String(row.unit),
    count: Number(row.n),
  }))
}

/** Rows in one order, to be compared as sets. */
export const sorted = (all: readonly Measured[]): readonly string[] =>
  all
    .map(({ test, kommune, kildesystem, periode, column, unit, measured, expected, count }) =>
      [test, periode, kommune, kildesystem, column ?? '', unit, measured, expected ?? '', count].join(' | '),
    )
    .sort()

/** The findings of a warehouse, but for their run. */
export const findingsIn = async (w: TestWarehouse): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  w.query(`select * exclude (run) replace (examples::varchar as examples) from ops.quality order by all`)
