import { listValue } from '@duckdb/node-api'
import {
  hmacPads,
  keyedHash,
  keyedHashOf,
  keyFingerprint,
  openInstance,
  openSession,
  type Session,
  type WarehouseKey,
  warehouseKey,
} from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const key = warehouseKey('0123456789abcdef'.repeat(4))

const hashed = async (
  of: WarehouseKey,
  purpose: string,
  texts: readonly string[],
): Promise<readonly unknown[]> => {
  const { inner, outer } = hmacPads(of, purpose)
  const rows = await session.rows(
    `select ${keyedHash('value')} as hash
     from (select unnest(range(len($texts))) as nr, unnest($texts) as value)
     order by nr`,
    { inner, outer, texts: listValue(texts) },
  )
  return rows.map((row) => row.hash)
}

describe('a keyed hash', () => {
  it('is the same in the engine and outside it', async () => {
    const texts = fc.sample(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ unit: 'binary' }), fc.string()),
      { numRuns: 1000, seed: 20_221_031 },
    )
    const odd = ['', '\0', 'a\0b', '\ufeffx', '😀', '0751|NC|a1', 'x'.repeat(1000)]
    const all = [...texts, ...odd]
    expect(await hashed(key, 'DimBorger', all)).toEqual(
      all.map((each) => keyedHashOf(key, 'DimBorger', each)),
    )
  })

  it('has 63 bits: it is never negative and fits a BIGINT', async () => {
    const found = await hashed(
      key,
      'p',
      Array.from({ length: 200 }, (_, index) => String(index)),
    )
    const bits = found.reduce<bigint>((all, each) => all | (each as bigint), 0n)
    expect(bits).toBe(2n ** 63n - 1n)
    expect(found.every((each) => (each as bigint) >= 0n)).toBe(true)
  })

  it('of NULL is NULL', async () => {
    const { inner, outer } = hmacPads(key, 'p')
    expect(await session.value(`select ${keyedHash('null::varchar')}`, { inner, outer })).toBeNull()
  })

  it('of one text is unrelated from purpose to purpose and from key to key', () => {
    const other = warehouseKey('0123456789abcdee'.repeat(4))
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hashes = [
          keyedHashOf(key, 'DimBorger', text),
          keyedHashOf(key, 'DimSag', text),
          keyedHashOf(key, '', text),
          keyedHashOf(other, 'DimBorger', text),
        ]
        expect(new Set(hashes).size).toBe(hashes.length)
      }),
    )
  })

  it('keeps its value from version to version', () => {
    // Computed with another program from RFC 2104 and RFC 5869.
    expect(keyedHashOf(key, 'DimBorger', '0751|NC|a1')).toBe(5185030900431029533n)
  })

  it('keeps the key out of the SQL', () => {
    expect(keyedHash('x')).not.toMatch(/[0-9a-f]{32}/)
    expect(keyedHash('x')).toContain('$inner')
  })
})

describe('a warehouse key', () => {
  it.each([
    ['64 hex digits', 'ab'.repeat(32)],
    ['in capitals', 'AB'.repeat(32)],
    ['with a line end, as a file has it', `${'ab'.repeat(32)}\n`],
  ])('is %s', (_name, hex) => {
    expect(warehouseKey(hex).reveal()).toEqual(Buffer.alloc(32, 0xab))
  })

  it.each([
    ['nothing', ''],
    ['too short', 'ab'.repeat(31)],
    ['too long', 'ab'.repeat(33)],
    ['not hex', 'xy'.repeat(32)],
    ['hex only at its beginning', `${'ab'.repeat(31)}zz`],
    ['with a space in it', `${'ab'.repeat(16)} ${'ab'.repeat(16)}`],
  ])('is not %s: C004, without showing it', (_name, hex) => {
    const error = failureOf(() => warehouseKey(hex))
    expect(error.code).toBe('C004')
    if (hex !== '') expect(JSON.stringify(error)).not.toContain(hex)
  })

  it('is a secret', () => {
    expect(`${key} ${JSON.stringify(key)}`).toBe('(secret) "(secret)"')
  })
})

describe('the fingerprint of a key', () => {
  it('is the same for the same key, another for another, and holds nothing of it', () => {
    const [one, other] = [warehouseKey('ab'.repeat(32)), warehouseKey(`${'ab'.repeat(31)}ac`)]
    expect(keyFingerprint(one)).toBe('639e-31f7-e596-cf33')
    expect(keyFingerprint(warehouseKey('AB'.repeat(32)))).toBe(keyFingerprint(one))
    expect(keyFingerprint(other)).not.toBe(keyFingerprint(one))
    expect(keyFingerprint(one)).not.toContain('abab')
  })
})
