import {
  type AvroSchema,
  avroSchema,
  avroType,
  avroTypeOf,
  type Contract,
  castExpression,
  type Field,
  quoteIdent,
  quoteText,
  type Row,
  writtenForm,
} from '@flis/core'
import type avsc from 'avsc'
import { type RecordValue, rowWriter } from './written-row.js'

/** Kinds whose Avro value is their text as it stands. */
const isText = ({ kind }: Field): boolean =>
  !['date', 'timestamp', 'integer', 'decimal', 'boolean', 'list'].includes(kind.type)

const typed = (field: Field, column: string): string => {
  const cast = castExpression(field, column)
  switch (field.kind.type) {
    case 'date':
      return `datediff('day', date '1970-01-01', ${cast})`
    case 'timestamp':
      return `epoch_us(${cast})`
    case 'decimal':
      return `cast(${cast} as varchar)`
    case 'list':
      return column
    default:
      return cast
  }
}

/** An empty text is no value of a type that is no text. */
const isValid = (field: Field, column: string): string => {
  if (isText(field)) return 'true'
  const form = writtenForm(field)
  const written = form === undefined ? 'true' : `regexp_full_match(${column}, ${quoteText(form)})`
  const good = `(${written} and ${castExpression(field, column)} is not null)`
  return field.required ? `coalesce(${good}, false)` : `(coalesce(${column}, '') = '' or ${good})`
}

/**
 * A select over rows of text (Rådata) that gives each contract's values as its schema has them (`v0`, `v1` …), the texts
 * as they stand (`t0` …), and whether the schema can hold the row (`fits`).
 */
export const typedRows = ({ fields }: Contract, from: string): string => {
  const all = Object.entries(fields).map(([name, field]) => ({ field, column: quoteIdent(name) }))
  return `select
    ${all.map(({ field, column }, nth) => `${typed(field, column)} as v${nth}, ${column} as t${nth}`).join(',\n    ')},
    ${all.map(({ field, column }) => isValid(field, column)).join('\n    and ')} as fits
    from ${from}`
}

/** Whole bytes of two's complement, most significant first, no more than it takes. */
const unscaledBytes = (digits: string): Buffer => {
  const value = BigInt(digits)
  let bytes = 1
  while (BigInt.asIntN(bytes * 8, value) !== value) bytes += 1
  return Buffer.from(
    BigInt.asUintN(bytes * 8, value)
      .toString(16)
      .padStart(bytes * 2, '0'),
    'hex',
  )
}

const avroValue = (field: Field, value: unknown, text: unknown): unknown => {
  // that a required text is missing is for verification to tell
  if (isText(field)) return text ?? (field.required ? '' : null)
  if (text === null || text === '' || value === null) return null
  switch (field.kind.type) {
    case 'date':
      return Number(value)
    case 'decimal':
      return unscaledBytes(String(value).replace('.', ''))
    case 'list':
      return JSON.parse(String(value))
    default:
      return value
  }
}

/** A row made ready to be sent. */
export interface EncodedRow {
  readonly body: Buffer
  /** Canonical JSON; null for a row that the contract's schema cannot hold. */
  readonly canonical: string | null
}

/** Makes Avro bodies of the rows that {@link typedRows} gives. */
export class RowEncoder {
  readonly #fields: readonly (readonly [string, Field])[]
  readonly #type: avsc.Type
  readonly #asText: avsc.Type
  readonly #canonical: (record: RecordValue) => string
  readonly schema: AvroSchema
  /** All fields as texts: of rows that are sent only so that the receiver can put them into quarantine. */
  readonly textSchema: AvroSchema

  constructor(contract: Contract) {
    this.#fields = Object.entries(contract.fields)
    this.schema = avroSchema(contract)
    this.textSchema = {
      type: 'record',
      name: contract.name,
      namespace: `dk.flis.${contract.kilde.toLowerCase()}`,
      fields: this.#fields.map(([name]) => ({ name, type: ['null', 'string'], default: null })),
    } as AvroSchema
    this.#type = avroType(contract)
    this.#asText = avroTypeOf(this.textSchema)
    this.#canonical = rowWriter(contract)
  }

  encode(row: Row): EncodedRow {
    if (row.fits !== true) {
      const texts = this.#fields.map(([name], nth) => [name, row[`t${nth}`] ?? null])
      return { body: this.#asText.toBuffer(Object.fromEntries(texts)), canonical: null }
    }
    const record = Object.fromEntries(
      this.#fields.map(([name, field], nth) => [name, avroValue(field, row[`v${nth}`], row[`t${nth}`])]),
    )
    return { body: this.#type.toBuffer(record), canonical: this.#canonical(record) }
  }
}
