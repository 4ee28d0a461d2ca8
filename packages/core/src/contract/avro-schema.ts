import avsc from 'avsc'
import { avroLong } from './avro-long.js'
import type { Contract } from './contract.js'
import type { Field } from './field.js'

/** An Avro schema as plain JSON. */
export type AvroSchema = avsc.Schema

const valueSchema = (field: Field): AvroSchema => {
  const { kind } = field
  switch (kind.type) {
    case 'date':
      return { type: 'int', logicalType: 'date' } as AvroSchema
    case 'timestamp':
      return { type: 'long', logicalType: 'timestamp-micros' } as AvroSchema
    case 'integer':
      return 'long'
    case 'decimal':
      return {
        type: 'bytes',
        logicalType: 'decimal',
        precision: kind.precision,
        scale: kind.scale,
      } as AvroSchema
    case 'boolean':
      return 'boolean'
    case 'list':
      return { type: 'array', items: 'string' }
    default:
      return 'string'
  }
}

/**
 * The Avro schema of a contract's row. Optional fields are unions with null, so that a reader's schema resolves
 * one that a writer has left out.
 *
 * @example avroSchema(KYSag) // { type: 'record', name: 'KYSag', namespace: 'dk.flis.ky', fields: […] }
 */
export const avroSchema = (contract: Contract): AvroSchema => ({
  type: 'record',
  name: contract.name,
  namespace: `dk.flis.${contract.kilde.toLowerCase()}`,
  ...(contract.description === '' ? {} : { doc: contract.description }),
  fields: Object.entries(contract.fields).map(([name, field]) =>
    field.required
      ? { name, type: valueSchema(field) }
      : { name, type: ['null', valueSchema(field)] as AvroSchema, default: null },
  ),
})

const isLong = (schema: avsc.Schema): boolean =>
  schema === 'long' || (typeof schema === 'object' && 'type' in schema && schema.type === 'long')

/**
 * The avsc type of a contract's row: encodes, decodes, resolves writers' schemas. Values are Avro's own: days for a
 * date, microseconds for a timestamp, unscaled bytes for a decimal; longs are bigint.
 */
export const avroType = (contract: Contract): avsc.Type => avroTypeOf(avroSchema(contract))

/**
 * The avsc type of any schema as a writer registered it, with longs as bigint.
 *
 * @example avroTypeOf(JSON.parse(registered)).toBuffer(row)
 */
export const avroTypeOf = (schema: AvroSchema): avsc.Type => {
  const long = avroLong()
  return avsc.Type.forSchema(schema, { typeHook: (each) => (isLong(each) ? long : undefined) })
}
