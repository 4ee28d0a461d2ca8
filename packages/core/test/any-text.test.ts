import { type Field, field, openInstance, openSession, type Session } from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyText } from './any-text.js'
import { castTexts } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const fields: readonly (readonly [string, Field])[] = [
  ['text', field.text()],
  ['text of a length', field.text({ length: 3 })],
  ['date', field.date()],
  ['date dd-mm-yyyy', field.date({ form: 'dd-mm-yyyy' })],
  ['timestamp', field.timestamp()],
  ['moment', field.moment()],
  ['integer', field.integer()],
  ['integer in a range', field.integer().between(0, 168)],
  ['decimal', field.decimal(6, 2)],
  ['decimal with a comma', field.decimal(6, 2, { comma: true }).between(-5, 5)],
  ['decimal of 38 digits', field.decimal(38, 37)],
  ['code', field.code(['a1', "it's"])],
  ['reference', field.codeOf({ name: 'Kode' }, 'Kode')],
  ['cpr', field.cpr()],
  ['kommune', field.kommune()],
  ['boolean', field.boolean()],
  ['list', field.list()],
]

/** Whether a value reads back as it was written; types left out have no single written form. */
const readBack: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  text: (text, value) => text === value,
  date: (text, value) => text === value || text.split('-').reverse().join('-') === value,
  moment: (text, value) => text === value,
  integer: (text, value) => BigInt(text) === BigInt(value),
  decimal: (text, value) => Number(text.replace(',', '.')) === Number(value),
  code: (text, value) => text === value,
  reference: (text, value) => text === value,
  cpr: (text, value) => text.replace('-', '') === value,
  kommune: (text, value) => text === value,
  boolean: (text, value) => (text === '1') === (value === 'true'),
}

describe.each(fields)('whatever the text in a field of type %s', (_name, of) => {
  it('no condition and no cast throws, and a row either fails or has its value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 100, maxLength: 300 }), async (texts) => {
        for (const { text, codes, value } of await castTexts(session, of, texts)) {
          if (codes.length > 0) continue
          expect(value, JSON.stringify(text)).not.toBeNull()
          const same = readBack[of.kind.type]
          if (text === null || value === null || same === undefined) continue
          expect(same(text, value), `${JSON.stringify(text)} became ${value}`).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('an optional field is empty only where nothing was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(anyText), { minLength: 100, maxLength: 300 }), async (texts) => {
        const nothing: readonly (string | null)[] = [null, '', '0000000000', '000000-0000']
        for (const { text, codes, value } of await castTexts(session, of.optional(), texts)) {
          expect(codes).not.toContain('R101')
          if (codes.length === 0 && value === null) expect(nothing).toContain(text)
        }
      }),
      { numRuns: 5 },
    )
  })
})
