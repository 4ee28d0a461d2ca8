import { avroSchema, avroType, contract, field } from '@flis/core'
import avsc from 'avsc'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const fields = {
  Id: field.key.text(),
  Dato: field.date(),
  SlutDato: field.date().optional(),
  Tidspunkt: field.timestamp(),
  Moment: field.moment().optional(),
  Tal: field.integer().optional(),
  Beloeb: field.decimal(12, 2),
  Kode: field.code(['Åben', 'Lukket']),
  Personnummer: field.cpr().optional(),
  KommuneKode: field.kommune(),
  ErAktiv: field.boolean().optional(),
  Ider: field.list(),
}
const made = contract('Proeve', { kilde: 'KY', mode: 'full', fields, description: 'En prøve' })

const row = fc.record({
  Id: fc.string(),
  Dato: fc.integer({ min: -719_162, max: 2_932_896 }),
  SlutDato: fc.option(fc.integer({ min: -719_162, max: 2_932_896 })),
  Tidspunkt: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  Moment: fc.option(fc.string({ unit: 'grapheme' })),
  Tal: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  Beloeb: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
  Kode: fc.constantFrom('Åben', 'Lukket'),
  Personnummer: fc.option(fc.constantFrom('0101410001', '0101570001')),
  KommuneKode: fc.constantFrom('0751', '0101'),
  ErAktiv: fc.option(fc.boolean()),
  Ider: fc.array(fc.string({ unit: 'grapheme' })),
})

describe('the Avro schema of a contract', () => {
  it('is plain JSON with a name of its own Kilde', () => {
    const schema = avroSchema(made)
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
    expect(schema).toMatchObject({ type: 'record', name: 'Proeve', namespace: 'dk.flis.ky', doc: 'En prøve' })
  })

  it('says of each field its type, and null first where it is optional', () => {
    expect(avroSchema(made)).toMatchObject({
      fields: [
        { name: 'Id', type: 'string' },
        { name: 'Dato', type: { type: 'int', logicalType: 'date' } },
        { name: 'SlutDato', type: ['null', { type: 'int', logicalType: 'date' }], default: null },
        { name: 'Tidspunkt', type: { type: 'long', logicalType: 'timestamp-micros' } },
        { name: 'Moment', type: ['null', 'string'], default: null },
        { name: 'Tal', type: ['null', 'long'], default: null },
        { name: 'Beloeb', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 } },
        { name: 'Kode', type: 'string' },
        { name: 'Personnummer', type: ['null', 'string'], default: null },
        { name: 'KommuneKode', type: 'string' },
        { name: 'ErAktiv', type: ['null', 'boolean'], default: null },
        { name: 'Ider', type: { type: 'array', items: 'string' } },
      ],
    })
  })

  it('takes whole numbers for longs and gives them back as bigint, whatever their size', () => {
    const tal = avroType(contract('Tal', { kilde: 'KY', mode: 'full', fields: { Id: field.key.integer() } }))
    const there = (Id: number | bigint): unknown => tal.fromBuffer(tal.toBuffer({ Id }))
    expect(there(7)).toMatchObject({ Id: 7n })
    // Read as doubles by the library's own type this one comes back as +4503599627370496.
    expect(there(-4503599627370497n)).toMatchObject({ Id: -4503599627370497n })
    expect(tal.isValid({ Id: 2n ** 63n })).toBe(false)
    expect(tal.isValid({ Id: 2 ** 53 })).toBe(false)
  })

  it('carries every row there and back', () => {
    const type = avroType(made)
    fc.assert(
      fc.property(row, (value) => {
        expect({ ...type.fromBuffer(type.toBuffer(value)) }).toEqual(value)
      }),
    )
  })

  it.each([
    ['a required field that is null', { Id: null }],
    ['a text for a date', { Dato: '2022-10-01' }],
    ['a text for a list', { Ider: '["a"]' }],
    ['a fraction for a whole number', { Tal: 1.5 }],
  ])('refuses %s', (_name, wrong) => {
    const [value] = fc.sample(row, { numRuns: 1, seed: 1 })
    expect(avroType(made).isValid(value)).toBe(true)
    expect(avroType(made).isValid({ ...value, ...wrong })).toBe(false)
  })
})

describe("a writer's schema resolves to the contract's", () => {
  const reader = contract('Sag', {
    kilde: 'KY',
    mode: 'full',
    fields: { Id: field.key.text(), Antal: field.integer(), Note: field.text().optional() },
  })
  /** Written by a program that knows only its own schema. */
  const read = (writer: avsc.Schema, value: unknown): unknown => {
    const from = avsc.Type.forSchema(writer)
    const type = avroType(reader)
    return { ...type.fromBuffer(from.toBuffer(value), type.createResolver(from)) }
  }
  const record = (fieldsOfWriter: readonly object[]): avsc.Schema =>
    ({ type: 'record', name: 'Sag', namespace: 'dk.flis.ky', fields: [...fieldsOfWriter] }) as avsc.Schema

  const id = { name: 'Id', type: 'string' }
  const antal = { name: 'Antal', type: 'long' }

  it.each<[string, avsc.Schema, object, object]>([
    [
      'one without an optional field',
      record([id, antal]),
      { Id: 'a', Antal: 1 },
      { Id: 'a', Antal: 1n, Note: null },
    ],
    [
      'one with a field that the contract does not know',
      record([id, { name: 'Ny', type: 'string' }, antal]),
      { Id: 'a', Ny: 'x', Antal: 1 },
      { Id: 'a', Antal: 1n, Note: null },
    ],
    ['one in another order', record([antal, id]), { Id: 'a', Antal: 1 }, { Id: 'a', Antal: 1n, Note: null }],
    [
      'one with a narrower number',
      record([id, { name: 'Antal', type: 'int' }]),
      { Id: 'a', Antal: 1 },
      { Id: 'a', Antal: 1n, Note: null },
    ],
    [
      'one whose optional field is never empty',
      record([id, antal, { name: 'Note', type: 'string' }]),
      { Id: 'a', Antal: 1, Note: 'x' },
      { Id: 'a', Antal: 1n, Note: 'x' },
    ],
  ])('%s', (_name, writer, sent, got) => {
    expect(read(writer, sent)).toEqual(got)
  })

  it.each<[string, avsc.Schema]>([
    ['one without a required field', record([id])],
    ['one with another type', record([id, { name: 'Antal', type: 'string' }])],
    ['one of another record', { type: 'record', name: 'Andet', fields: [id, antal] } as avsc.Schema],
  ])('but not %s', (_name, writer) => {
    expect(() => avroType(reader).createResolver(avsc.Type.forSchema(writer))).toThrow()
  })
})
