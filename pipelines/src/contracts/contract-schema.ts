import { type AvroSchema, avroSchema, type Contract, type Field, fail, wideFamilies } from '@flis/core'
import { fieldValues } from './field-values.js'

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What else a reader must know of a field than its Avro type. */
const ofField = (field: Field | undefined): Json =>
  field === undefined ? {} : { key: field.key, kind: field.kind.type, values: fieldValues(field) }

/**
 * The Avro schema of a contract with what Avro has no words for, as attributes `flis`: key, codes, ranges, load mode. What
 * `flis contracts export` writes; readers of Avro pass over attributes that they do not know.
 *
 * @example contractSchema(KYSag) // { type: 'record', name: 'KYSag', fields: […], flis: { kilde: 'KY', mode: 'full', … } }
 */
export const contractSchema = (contract: Contract): AvroSchema => {
  const schema = JSON.parse(JSON.stringify(avroSchema(contract))) as Json
  const fields = Array.isArray(schema.fields) ? (schema.fields as readonly Json[]) : []
  const { kilde, mode, absence, key, reader } = contract
  return {
    ...schema,
    fields: fields.map((each) => ({ ...each, flis: ofField(contract.fields[String(each.name)]) })),
    flis: {
      kilde,
      mode,
      absence,
      key,
      format: reader.format,
      optionalFile: reader.format === 'csv' && reader.optionalFile,
      families: wideFamilies(contract).map(({ prefix, form }) => `${prefix}_${form}`),
    },
  } as unknown as AvroSchema
}

/** A field as two versions of a contract are compared by it. */
export interface ComparedField {
  readonly name: string
  /** The Avro type without null, as JSON. */
  readonly type: string
  readonly optional: boolean
  /** Attributes; empty where the schema was written without them. */
  readonly more: Json
}

/** A contract as two versions of it are compared. */
export interface ComparedContract {
  readonly name: string
  readonly fields: readonly ComparedField[]
  readonly more: Json
}

const comparedField = (value: unknown): ComparedField | undefined => {
  if (!isRecord(value) || typeof value.name !== 'string' || value.type === undefined) return undefined
  const types: readonly unknown[] = Array.isArray(value.type) ? value.type : [value.type]
  const optional = types.includes('null')
  return {
    name: value.name,
    type: types
      .filter((each) => each !== 'null')
      .map((each) => JSON.stringify(each))
      .join(' or '),
    optional,
    more: isRecord(value.flis) ? value.flis : {},
  }
}

/**
 * Reads a contract's schema as `flis contracts export` writes it. Errors: U001 for what is none, with its file.
 *
 * @example comparedContract(contractSchema(KYSag), 'KYSag').fields[0]?.name // 'SagId'
 */
export const comparedContract = (schema: unknown, file: string): ComparedContract => {
  const wrong = (): never =>
    fail('U001', { file, expected: 'a schema that flis contracts export has written' })
  if (!isRecord(schema) || typeof schema.name !== 'string' || !Array.isArray(schema.fields)) return wrong()
  const fields = schema.fields.map(comparedField)
  const known = fields.filter((each) => each !== undefined)
  return known.length === fields.length
    ? { name: schema.name, fields: known, more: isRecord(schema.flis) ? schema.flis : {} }
    : wrong()
}
