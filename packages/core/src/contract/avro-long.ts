import avsc from 'avsc'

const isLong = (value: unknown): value is bigint | number =>
  typeof value === 'bigint' ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value)

/**
 * Avro's `long` as bigint. The library's own long is a double: it reads some numbers below −2^52 wrongly without a
 * word. Whole numbers are also taken when writing; reading always gives a bigint.
 */
export const avroLong = (): avsc.Type =>
  avsc.types.LongType.__with({
    fromBuffer: (bytes: Buffer): bigint => bytes.readBigInt64LE(),
    toBuffer: (value: bigint | number): Buffer => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigInt64LE(BigInt(value))
      return bytes
    },
    fromJSON: (value: number | string): bigint => BigInt(value),
    toJSON: (value: bigint | number): string => BigInt(value).toString(),
    isValid: isLong,
    compare: (a: bigint | number, b: bigint | number): number => (a === b ? 0 : a < b ? -1 : 1),
  })
