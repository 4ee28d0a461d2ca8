import { type AvroSchema, avroSchema, avroTypeOf, contract, field } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { RecordReader } from '../src/kafka/record-reader.js'
import type { SchemaRegistry } from '../src/kafka/schema-registry.js'
import { framed } from '../src/kafka/wire.js'

const Proeve = contract('Proeve', {
  kilde: 'KY',
  mode: 'full',
  fields: {
    Id: field.key.text(),
    Tal: field.integer(),
    Dato: field.date().optional(),
  },
})

const record = (...fields: readonly unknown[]): AvroSchema =>
  ({ type: 'record', name: 'Proeve', namespace: 'dk.flis.ky', fields }) as AvroSchema

const ID = { name: 'Id', type: 'string' }
const SCHEMAS: Readonly<Record<number, AvroSchema>> = {
  1: avroSchema(Proeve),
  // an older one without what became optional, and with a narrower number
  2: record(ID, { name: 'Tal', type: 'int' }),
  // a newer one with a field more
  3: record(ID, { name: 'Tal', type: 'long' }, { name: 'Nyt', type: 'string' }),
  4: record(ID, { name: 'Tal', type: 'string' }),
  5: record(ID),
}

const asked: number[] = []
const registry: SchemaRegistry = {
  schema: async (id) => {
    asked.push(id)
    return SCHEMAS[id]
  },
  register: async () => 0,
}

const read = async (value: Buffer | null, maxBytes = 1000) => {
  const reader = new RecordReader(Proeve, registry, maxBytes)
  await reader.prepare([{ value }])
  return reader.read(value)
}

const sent = (id: number, values: unknown, as = id): Buffer =>
  framed(as, avroTypeOf(SCHEMAS[id] ?? 'null').toBuffer(values))

describe('reading a record', () => {
  it.each([
    ['of its own schema', 1, { Id: 'a', Tal: 7n, Dato: 0 }, '{"Dato":"1970-01-01","Id":"a","Tal":"7"}'],
    ['of an older writer', 2, { Id: 'a', Tal: 7 }, '{"Id":"a","Tal":"7"}'],
    [
      'of a newer writer',
      3,
      { Id: 'a', Tal: 2n ** 53n + 1n, Nyt: 'x' },
      '{"Id":"a","Tal":"9007199254740993"}',
    ],
  ])('%s gives its row', async (_, id, values, row) => {
    expect(await read(sent(id, values))).toEqual({ code: null, row })
  })

  it.each<[string, string, Buffer | null]>([
    ['R001', 'no value', null],
    ['R001', 'nothing', Buffer.alloc(0)],
    ['R001', 'another magic byte', Buffer.from([1, 0, 0, 0, 1, 2, 97, 14, 0])],
    ['R001', 'a body cut short', sent(1, { Id: 'abc', Tal: 7n, Dato: null }).subarray(0, 8)],
    [
      'R001',
      'bytes behind its body',
      Buffer.concat([sent(1, { Id: 'a', Tal: 7n, Dato: null }), Buffer.of(0)]),
    ],
    ['R001', 'a text with NUL', sent(1, { Id: 'a\u0000', Tal: 7n, Dato: null })],
    ['R002', 'a schema that nobody knows', sent(2, { Id: 'a', Tal: 7 }, 99)],
    ['R002', 'a type that does not resolve', sent(4, { Id: 'a', Tal: '7' })],
    ['R002', 'a required field missing', sent(5, { Id: 'a' })],
  ])('is %s with %s, and keeps its bytes', async (code, _, value) => {
    expect(await read(value)).toEqual({ code, row: (value ?? Buffer.alloc(0)).toString('base64') })
  })

  it('that is too long is R003, and only its beginning is kept', async () => {
    const value = sent(2, { Id: 'a'.repeat(5000), Tal: 7 })
    const { code, row } = await read(value)
    expect(code).toBe('R003')
    expect(Buffer.from(row, 'base64').equals(value.subarray(0, 2048))).toBe(true)
  })

  it('asks for a schema once', async () => {
    asked.length = 0
    const reader = new RecordReader(Proeve, registry, 1000)
    const value = sent(2, { Id: 'a', Tal: 7 })
    await reader.prepare([{ value }, { value }])
    await reader.prepare([{ value }])
    expect(asked).toEqual([2])
  })
})
