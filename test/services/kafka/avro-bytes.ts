// Avro's binary encoding as its specification has it, and Confluent's frame around it: written by hand, so that what
// reads them is not tried with what it is made of.

/** Bytes of one value. */
export type Bytes = readonly number[]

/** Zigzag, then seven bits a byte, the lowest first. */
export const long = (value: bigint | number): Bytes => {
  const signed = BigInt(value)
  let rest = BigInt.asUintN(64, (signed << 1n) ^ (signed >> 63n))
  const bytes: number[] = []
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

const sized = (content: Uint8Array): Bytes => [...long(content.length), ...content]

export const text = (value: string): Bytes => sized(Buffer.from(value, 'utf8'))

export const bool = (value: boolean): Bytes => [value ? 1 : 0]

/** Unscaled whole number, most significant byte first, two's complement, as short as may be. */
export const decimal = (unscaled: bigint): Bytes => {
  let size = 1
  while (BigInt.asIntN(size * 8, unscaled) !== unscaled) size += 1
  const whole = BigInt.asUintN(size * 8, unscaled)
  return sized(
    Uint8Array.from({ length: size }, (_, nth) => Number((whole >> BigInt(8 * (size - 1 - nth))) & 255n)),
  )
}

/** One block with all of them, then the empty block that ends it. */
export const texts = (values: readonly string[]): Bytes =>
  values.length === 0 ? long(0) : [...long(values.length), ...values.flatMap(text), ...long(0)]

/** A union with null first. */
export const optional = <T>(value: T | null, write: (value: T) => Bytes): Bytes =>
  value === null ? long(0) : [...long(1), ...write(value)]

/** Magic byte, schema id, body. */
export const framed = (schemaId: number, body: Bytes, magic = 0): Buffer => {
  const head = Buffer.alloc(5)
  head.writeUInt8(magic, 0)
  head.writeInt32BE(schemaId, 1)
  return Buffer.concat([head, Buffer.from(body)])
}
