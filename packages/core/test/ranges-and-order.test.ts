import { contract, type Field, failures, field, openInstance, openSession, type Session } from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyText } from './any-text.js'
import { type FieldCases, outcomeOf } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const ranges: FieldCases = [
  [
    'a whole number between 0 and 168, both included',
    field.integer().between(0, 168).optional(),
    [
      ['0', '0'],
      ['168', '168'],
      ['', null],
      [null, null],
      ['-1', 'R104'],
      ['169', 'R104'],
      // What is no number fails as such, and not by the number that the engine would make of it.
      ['1e3', 'R102'],
      ['999.5', 'R102'],
      ['0xFFF', 'R102'],
      ['x', 'R102'],
    ],
  ],
  [
    'a required decimal in a range',
    field.decimal(5, 2, { comma: true }).between(0.5, 37),
    [
      ['0,50', '0.50'],
      ['37,00', '37.00'],
      ['0,49', 'R104'],
      ['37,01', 'R104'],
      ['', 'R101'],
      ['37.01', 'R102'],
    ],
  ],
]

describe.each(ranges)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})

const fails = async (
  start: Field,
  end: Field,
  texts: readonly [string | null, string | null],
): Promise<boolean> => {
  const period = contract('Periode', {
    kilde: 'P',
    mode: 'full',
    fields: { Id: field.key.text(), Fra: start.optional(), Til: end.optional() },
    checks: [field.order('Fra', 'Til')],
  })
  const order = failures(period, [], () => '()').find((each) => each.code === 'R120')
  const found = await session.value(
    `select coalesce(${order?.when ?? 'null'}, false) from (select $fra::varchar as "Fra", $til::varchar as "Til")`,
    { fra: texts[0], til: texts[1] },
  )
  return found === true
}

const orders: readonly (readonly [
  string,
  Field,
  Field,
  readonly (readonly [string | null, string | null, boolean])[],
])[] = [
  [
    'dates',
    field.date(),
    field.date(),
    [
      ['2022-05-02', '2022-05-01', true],
      ['2022-05-01', '2022-05-01', false],
      ['2022-05-01', '2022-05-02', false],
      ['2022-05-01', null, false],
      ['2022-05-01', '', false],
      [null, '2022-05-01', false],
      // Text that is no date has no order: R102 says it all.
      ['2022-05-01', '-infinity', false],
      ['infinity', '2022-05-01', false],
      ['2022-05-01', '2022-4-1', false],
      ['x', 'y', false],
    ],
  ],
  [
    'dates of different forms',
    field.date({ form: 'dd-mm-yyyy' }),
    field.date(),
    [
      ['02-05-2022', '2022-05-01', true],
      ['01-05-2022', '2022-05-01', false],
    ],
  ],
  [
    'timestamps',
    field.timestamp(),
    field.timestamp(),
    [
      ['2022-05-01T10:00:00Z', '2022-05-01T11:59:59+02:00', true],
      ['2022-05-01T10:00:00Z', '2022-05-01T12:00:00+02:00', false],
    ],
  ],
  [
    'moments',
    field.moment(),
    field.moment(),
    [
      ['2022-05-02', '2022-05-01', true],
      ['2022-05-01T10:00:00Z', '2022-05-01T11:00:00+02:00', true],
      ['2022-05-01T11:00:00+02:00', '2022-05-01T09:30:00Z', false],
      // A day alone holds the whole Danish day.
      ['2022-05-01T10:00:00Z', '2022-05-01', false],
      ['2022-05-01T23:00:00Z', '2022-05-01', true],
      ['2022-05-01', '2022-04-30T22:30:00Z', false],
      ['2022-05-01', '2022-04-30T21:30:00Z', true],
      ['2022', '2021', false],
    ],
  ],
  [
    'a timestamp and a date',
    field.timestamp(),
    field.date(),
    [
      ['2022-05-01T10:00:00Z', '2022-05-01', false],
      ['2022-05-01T10:00:00Z', '2022-04-30', true],
      ['2022-05-01T23:00:00Z', '2022-05-01', true],
    ],
  ],
  [
    'a whole number and a decimal',
    field.integer(),
    field.decimal(4, 1),
    [
      ['2', '1.5', true],
      ['1', '1.5', false],
      ['1e3', '1.5', false],
    ],
  ],
]

describe.each(orders)('the end before the start is R120: %s', (_name, start, end, table) => {
  it.each(table)('from %j to %j: %s', async (from, to, expected) => {
    expect(await fails(start, end, [from, to])).toBe(expected)
  })
})

describe('an order check never throws', () => {
  it.each(orders)('%s', async (_name, start, end) => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (from, to) => {
        expect([true, false]).toContain(await fails(start, end, [from, to]))
      }),
      { numRuns: 60 },
    )
  })
})
