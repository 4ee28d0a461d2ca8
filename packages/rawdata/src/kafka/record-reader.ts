import { avroType, avroTypeOf, type Contract } from '@flis/core'
import type avsc from 'avsc'
import type { SchemaRegistry } from './schema-registry.js'
import { BODY, schemaIdOf } from './wire.js'
import { type RecordValue, rowWriter } from './written-row.js'

/** Why a record is no row: R001 it cannot be decoded, R002 its schema does not fit the contract, R003 it is too long. */
export type RecordCode = 'R001' | 'R002' | 'R003'

/** What a record's value is. */
export interface ReadRecord {
  readonly code: RecordCode | null
  /** Canonical JSON of a row; the bytes of what is none, in base64. */
  readonly row: string
}

const NOTHING = Buffer.alloc(0)

const refused = (code: RecordCode, value: Buffer | null): ReadRecord => ({
  code,
  row: (value ?? NOTHING).toString('base64'),
})

/**
 * Reads the records of a contract. The writer's schema is found by its id and resolved to the contract's once; decoding
 * by any other schema could go wrong without a word.
 */
export class RecordReader {
  readonly #reader: avsc.Type
  readonly #write: (record: RecordValue) => string
  /** By schema id; null: it does not resolve, or nobody knows it. */
  readonly #resolvers = new Map<number, avsc.Resolver | null>()

  constructor(
    contract: Contract,
    private readonly registry: SchemaRegistry,
    private readonly maxBytes: number,
  ) {
    this.#reader = avroType(contract)
    this.#write = rowWriter(contract)
  }

  /** Makes ready for the schemas of these records, asking the registry for new ones. */
  async prepare(records: Iterable<{ readonly value: Buffer | null }>): Promise<void> {
    for (const { value } of records) {
      const id = value === null ? undefined : schemaIdOf(value)
      if (id === undefined || this.#resolvers.has(id)) continue
      const schema = await this.registry.schema(id)
      this.#resolvers.set(id, schema === undefined ? null : this.#resolverOf(schema))
    }
  }

  #resolverOf(schema: Parameters<typeof avroTypeOf>[0]): avsc.Resolver | null {
    try {
      return this.#reader.createResolver(avroTypeOf(schema))
    } catch {
      return null
    }
  }

  read(value: Buffer | null): ReadRecord {
    const id = value === null ? undefined : schemaIdOf(value)
    if (value === null || id === undefined) return refused('R001', value)
    if (value.length > this.maxBytes) return refused('R003', value.subarray(0, 2048))
    const resolver = this.#resolvers.get(id)
    if (resolver === undefined || resolver === null) return refused('R002', value)
    try {
      const { value: record, offset } = this.#reader.decode(value, BODY, resolver)
      if (offset !== value.length) return refused('R001', value)
      const row = this.#write(record as RecordValue)
      return row.length > this.maxBytes ? refused('R003', value.subarray(0, 2048)) : { code: null, row }
    } catch {
      return refused('R001', value)
    }
  }
}
