import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surveyCsv } from '../src/csv/scan-csv.js'
import { bytesAsChunks } from './bytes-as-chunks.js'
import { scanOf } from './scan-of.js'

const survey = (bytes: string, chunk?: number) =>
  surveyCsv(bytesAsChunks(bytes, chunk), {
    file: 'KYSag.csv',
    encoding: 'UTF-8',
    columns: { required: ['a', 'b'], optional: [] },
  })

describe('a csv file that an engine may read as it stands', () => {
  it.each([
    ['plain lines', 'a;b\n1;2\n'],
    ['quoted fields', 'a;b\n"1;x";"2"\n'],
    ['carriage returns at all line ends', 'a;b\r\n1;2\r\n'],
    ['no line end at its end', 'a;b\n1;2'],
    ['a header only', 'a;b\n'],
  ])('has %s', async (_, given) => {
    const { scan } = await scanOf(given)
    expect(await survey(given)).toEqual(scan)
  })

  it.each([
    ['a byte-order mark', '\uFEFFa;b\n1;2\n'],
    ['a bad line', 'a;b\n1;2;3\n'],
    ['blank lines at its end', 'a;b\n1;2\n\n'],
    ['mixed line ends', 'a;b\n1;2\r\n3;4\n'],
    ['a carriage return in a field', 'a;b\n1\r1;2\n'],
  ])('has not %s', async (_, given) => {
    expect(await survey(given)).toBeUndefined()
  })

  it('is one that a scan writes out byte for byte, whatever stands in it and however it comes', async () => {
    const parts = fc.constantFrom('1;2', '"1";2', '1', '"', ';', '\n', '\n', '\r\n', 'æ', '\uFEFF', '"1;""x"')
    await fc.assert(
      fc.asyncProperty(
        fc.array(parts, { maxLength: 14 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, chunk) => {
          const given = `a;b\n${list.join('')}`
          const { scan, written } = await scanOf(given)
          const found = await survey(given, chunk)
          const same = written === given || written === `${given}\n`
          expect(found).toEqual(same ? scan : undefined)
        },
      ),
      { numRuns: 300 },
    )
  })
})
