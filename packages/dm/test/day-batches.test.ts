import { contract, field, LAST_UNIT_DAY, quoteText } from '@flis/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayBatches } from '../src/day-batches.js'
import { type DaySpan, onDays, spansOf } from '../src/day-spans.js'
import type { UnitChoice } from '../src/dsa-rows.js'
import { inMemory } from './engine.js'

const session = inMemory()

const Haendelse = contract('Haendelse', {
  kilde: 'Aula',
  mode: 'append',
  unit: ['Barn'],
  unitDay: 'Tidspunkt',
  fields: { Id: field.key.text(), Barn: field.text(), Tidspunkt: field.timestamp({ offset: 'required' }) },
})

interface Delivered {
  readonly kommune: string
  readonly day: number
}

/** Days of the table's rows: at noon, so that the Danish date and that of UTC are one. */
const fill = async (rows: readonly Delivered[]): Promise<void> => {
  await session().run('create schema if not exists dsa_hist')
  await session().run(
    `create or replace table dsa_hist.${Haendelse.name} (_kommune varchar, "Tidspunkt" timestamptz)`,
  )
  if (rows.length > 0)
    await session().run(
      `insert into dsa_hist.${Haendelse.name} values ${rows
        .map(
          ({ kommune, day }) =>
            `(${quoteText(kommune)}, timestamptz '1970-01-01 12:00:00Z' + interval (${day}) day)`,
        )
        .join(', ')}`,
    )
}

const within = (day: number, spans: readonly DaySpan[] | undefined): boolean =>
  spans === undefined || spans.some(({ first, last }) => day >= first && day <= last)

const covers = ({ days, kommuner }: UnitChoice, { day, kommune }: Delivered): boolean =>
  within(Math.min(Math.max(day, 0), LAST_UNIT_DAY), days) && (kommuner?.includes(kommune) ?? true)

const aDay = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 19_000, max: 19_200 }) },
  fc.constantFrom(-40_000, 0, 65_535, 80_000),
)
const rows = fc.array(fc.record({ kommune: fc.constantFrom('0101', '0461', '0751'), day: aDay }), {
  maxLength: 60,
})
const wanted = fc.option(
  fc
    .array(aDay, { minLength: 1, maxLength: 5 })
    .map((days) =>
      spansOf(
        [...new Set(days.map((day) => Math.min(Math.max(day, 0), LAST_UNIT_DAY)))].sort((a, b) => a - b),
      ),
    ),
  { nil: undefined },
)

describe('the shares of a table by unit and day', () => {
  test('hold each delivered row of the wanted days once', async () => {
    await fc.assert(
      fc.asyncProperty(rows, wanted, fc.integer({ min: 1, max: 40 }), async (delivered, spans, most) => {
        await fill(delivered)
        const batches = await dayBatches(session(), [Haendelse], spans, most)
        for (const row of delivered) {
          const day = Math.min(Math.max(row.day, 0), LAST_UNIT_DAY)
          const times = batches.filter((each) => covers(each, row)).length
          expect(times).toBe(within(day, spans) ? 1 : 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a small table is one, without a condition', async () => {
    await fill([{ kommune: '0751', day: 19_000 }])
    expect(await dayBatches(session(), [Haendelse], undefined, 10)).toEqual([{}])
  })

  test('many rows of few days are cut by kommune, not by day', async () => {
    await fill(
      ['0101', '0461', '0751'].flatMap((kommune) => [19_000, 19_001].map((day) => ({ kommune, day }))),
    )
    expect(await dayBatches(session(), [Haendelse], undefined, 4)).toEqual([
      { days: [{ first: 0, last: LAST_UNIT_DAY }], kommuner: ['0101', '0461'] },
      { days: [{ first: 0, last: LAST_UNIT_DAY }], kommuner: ['0751'] },
    ])
  })
})

describe('days as spans', () => {
  test.each([
    { days: [], spans: [] },
    { days: [5], spans: [{ first: 5, last: 5 }] },
    { days: [5, 6, 9], spans: [{ first: 5, last: 9 }] },
    {
      days: [5, 10],
      spans: [
        { first: 5, last: 5 },
        { first: 10, last: 10 },
      ],
    },
  ])('$days', ({ days, spans }) => {
    expect(spansOf(days)).toEqual(spans)
  })

  test('the nearest are one where they are many', () => {
    expect(spansOf([0, 10, 100, 110, 1000], 2)).toEqual([
      { first: 0, last: 110 },
      { first: 1000, last: 1000 },
    ])
  })

  test('a row of any Danish time of a day is found by it', async () => {
    for (const instant of ['2026-06-30T22:00:00Z', '2026-07-01T21:59:59Z', '2026-07-01T00:30:00Z']) {
      const found = await session().value(
        `select ${onDays(Haendelse, [{ first: 20_635, last: 20_635 }])} from (select timestamptz ${quoteText(instant)} as "Tidspunkt")`,
      )
      expect(found).toBe(true)
    }
  })
})
