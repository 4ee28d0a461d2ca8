const MAGIC = 0
const HEAD_BYTES = 5

/**
 * The schema id of a value in Confluent's wire format (magic byte 0, id in four bytes, Avro body); undefined for other
 * bytes.
 */
export const schemaIdOf = (value: Buffer): number | undefined =>
  value.length >= HEAD_BYTES && value[0] === MAGIC ? value.readInt32BE(1) : undefined

/** Where the Avro body begins. */
export const BODY = HEAD_BYTES

/** A value in Confluent's wire format. */
export const framed = (schemaId: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeInt32BE(schemaId, 1)
  return Buffer.concat([head, body])
}
