import { createHmac, hkdfSync } from 'node:crypto'
import { DuckDBBlobValue } from '@duckdb/node-api'
import { fail } from './errors/flis-error.js'
import { Secret } from './secret.js'

/** The warehouse's secret, from which every key is derived for its purpose. */
export type WarehouseKey = Secret<Uint8Array>

/**
 * A warehouse key from the 64 hex digits in the file `key` or the variable FLIS_KEY. Anything else is C004: a
 * shortened key would give other surrogate keys without a word.
 */
export const warehouseKey = (hex: string): WarehouseKey =>
  /^[0-9a-f]{64}$/i.test(hex.trim())
    ? new Secret(Buffer.from(hex.trim(), 'hex'))
    : fail('C004', { expected: '64 hexadecimal digits' })

/**
 * Tells two keys apart and nothing of either: derived for this purpose alone. It may stand in the ledger. In groups of four
 * digits: ten in a row could be taken for a CPR number.
 *
 * @example keyFingerprint(warehouseKey('ab'.repeat(32))) // '639e-31f7-e596-cf33'
 */
export const keyFingerprint = (key: WarehouseKey): string =>
  Buffer.from(hkdfSync('sha256', key.reveal(), Buffer.alloc(0), 'flis:fingerprint', 8))
    .toString('hex')
    .replaceAll(/.{4}(?=.)/g, '$&-')

const BLOCK = 64

/** The two padded keys of HMAC-SHA-256, to be bound as parameters: they never stand in SQL text. */
export interface HmacPads {
  readonly inner: DuckDBBlobValue
  readonly outer: DuckDBBlobValue
}

/** Derives the pads for a purpose (HKDF). Different purposes give unrelated keys. */
export const hmacPads = (key: WarehouseKey, purpose: string): HmacPads => {
  const derived = Buffer.from(hkdfSync('sha256', key.reveal(), Buffer.alloc(0), `flis:${purpose}`, 32))
  const pad = (byte: number): DuckDBBlobValue => {
    const block = Buffer.alloc(BLOCK, byte)
    derived.forEach((value, index) => {
      block[index] = value ^ byte
    })
    return new DuckDBBlobValue(block)
  }
  return { inner: pad(0x36), outer: pad(0x5c) }
}

/**
 * 63-bit keyed hash of a text expression, in SQL. `$inner` and `$outer` are bound from {@link hmacPads}.
 *
 * @example keyedHash("'0751|NC|a1'") // (('0x' || substr(sha256($outer || unhex(…)), 1, 16))::ubigint & …)::bigint
 */
export const keyedHash = (expression: string): string =>
  `(('0x' || substr(sha256($outer || unhex(sha256($inner || encode(${expression})))), 1, 16))::ubigint & 9223372036854775807)::bigint`

/** The same hash outside the engine, for checking it. */
export const keyedHashOf = (key: WarehouseKey, purpose: string, value: string): bigint => {
  const derived = Buffer.from(hkdfSync('sha256', key.reveal(), Buffer.alloc(0), `flis:${purpose}`, 32))
  const digest = createHmac('sha256', derived).update(value, 'utf8').digest()
  return digest.readBigUInt64BE(0) & 0x7fffffffffffffffn
}
