import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanOf } from './scan-of.js'

/** A line's values by regular expressions, as an oracle written in another way; undefined: bad. */
const valuesOf = (line: string): readonly string[] | undefined => {
  const values: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^";][^;]*|))(;|$)/y
  for (;;) {
    const [, quoted, bare, end] = field.exec(line) ?? []
    if (end === undefined) return undefined
    if ((bare ?? '').split('"').length % 2 === 0) return undefined
    values.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end === '') return values
  }
}

const text = fc.array(fc.constantFrom('x', 'æ', '€', ';', ';', '"', '"', '\r', ' '), { maxLength: 8 })
const line = fc.oneof(
  fc.constantFrom('1;2', '"1";2', '', '1;"2;2"'),
  text.map((parts) => parts.join('')),
)
const file = fc.record({
  lines: fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }),
  headerEnd: fc.constantFrom('\n', '\r\n'),
  lastEnd: fc.boolean(),
  mark: fc.constantFrom('', '\uFEFF'),
})
const asText = ({
  lines,
  headerEnd,
  lastEnd,
  mark,
}: typeof file extends fc.Arbitrary<infer T> ? T : never) => {
  const whole = `${mark}a;b${headerEnd}${lines.map((each) => each.join('')).join('')}`
  return lastEnd ? whole : whole.replace(/\r?\n$/, '')
}

describe('the account of a CSV file', () => {
  it('agrees with a plain reading of its lines, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (given) => {
        const whole = asText(given)
        const physical = whole.split('\n').map((each) => each.replace(/\r$/, ''))
        if (physical.at(-1) === '' && !whole.endsWith('\r')) physical.pop()
        const rows = physical.slice(1)
        while (rows.at(-1) === '') rows.pop()
        const expected = rows.map((row) => {
          const values = valuesOf(row)
          return values?.length === 2 && row !== '' ? values : ['', '']
        })

        const { scan, bad, written } = await scanOf(whole)
        expect(scan.lines).toBe(physical.length)
        expect(scan.dataLines).toBe(rows.length)
        expect(scan.trailingBlankLines).toBe(physical.length - 1 - rows.length)
        expect(bad.map((each) => each.raw)).toEqual(bad.map((each) => physical[each.line - 1]))
        const end = given.headerEnd
        const records = written.split(end).slice(1, -1)
        expect(records.map(valuesOf)).toEqual(expected)
        expect(rows.filter((row) => row === '' || valuesOf(row)?.length !== 2)).toHaveLength(bad.length)
      }),
      { numRuns: 400 },
    )
  })

  it('is the same however the bytes are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 9 }), async (given, chunk) => {
        const whole = asText(given)
        const { batches: _, ...atOnce } = await scanOf(whole, { maxLineBytes: 9 })
        const { batches: __, ...cut } = await scanOf(whole, { maxLineBytes: 9, chunk })
        expect(cut).toEqual(atOnce)
      }),
      { numRuns: 200 },
    )
  })
})
