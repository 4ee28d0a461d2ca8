import { contract, FlisFailure, field, month, raw } from '@flis/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rollout } from '../src/index.js'
import { inMemory, textOf } from './engine.js'

const session = inMemory()

const rolled = async (
  rows: readonly (readonly [start: string, end: string | null])[],
  until: string,
  from: string | null = null,
): Promise<readonly string[]> => {
  const values = rows.map(([start, end]) => `(date '${start}', ${end === null ? 'null' : `date '${end}'`})`)
  const source = raw(
    `(select * from (values ${[...values, '(null::date, null::date)'].join(', ')}) as p(fra, til) where fra is not null)`,
  )
  const found = await session().rows(
    `select s.fra::varchar as fra, m.last_day::varchar as slut
     from ${textOf(rollout(source, { start: 'fra', end: 'til', until: month(until), from: from === null ? null : month(from) }))}
     order by all`,
  )
  return found.map((row) => `${String(row.fra)} ${String(row.slut)}`)
}

describe('month rollout', () => {
  it.each([
    ['both months of a stretch over a boundary', '2022-01-31', '2022-02-01', ['2022-01-31', '2022-02-28']],
    ['one month of a stretch within it', '2022-04-10', '2022-04-11', ['2022-04-30']],
    ['what is open, to the run month', '2022-05-15', null, ['2022-05-31', '2022-06-30']],
    ['what ends after the run month, to the run month', '2022-06-01', '2023-01-01', ['2022-06-30']],
    ['nothing of what starts after the run month', '2022-07-01', null, []],
    ['over a new year', '2021-12-31', '2022-01-01', ['2021-12-31', '2022-01-31']],
  ] as const)('gives %s', async (_, start, end, expected) => {
    expect(await rolled([[start, end]], '2022-06')).toEqual(expected.map((slut) => `${start} ${slut}`))
  })

  it('refuses to begin after its last month', () => {
    expect(() =>
      rollout(raw('x'), { start: 'a', end: 'b', until: month('2022-06'), from: month('2022-07') }),
    ).toThrow(FlisFailure)
  })

  it('a row that full deliveries no longer hold ends where its contract says', () => {
    const fields = { Id: field.key.text(), Fra: field.date(), Til: field.date().optional() }
    const of = (absence: 'behold' | 'slut') =>
      textOf(
        rollout(contract('X', { kilde: 'X', mode: 'full', absence, fields }), {
          start: 'Fra',
          end: 'Til',
          until: month('2022-06'),
        }),
      )
    expect(of('behold')).toContain('coalesce("Til", _sidst)')
    expect(of('slut')).toContain('least("Til", _sidst)')
  })

  it('from a month on is the whole without the months before it', async () => {
    const day = fc
      .integer({ min: 0, max: 1400 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
    const stretch = fc
      .tuple(day, fc.option(day, { nil: null }))
      .map(([a, b]) => (b !== null && b < a ? ([b, a] as const) : ([a, b] as const)))
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { maxLength: 5 }), async (stretches) => {
        const all = await rolled(stretches, '2023-06')
        const late = await rolled(stretches, '2023-06', '2022-03')
        expect(late).toEqual(all.filter((row) => (row.split(' ')[1] ?? '') >= '2022-03-31'))
      }),
      { numRuns: 40 },
    )
  })
})
