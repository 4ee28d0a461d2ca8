import { column, dimension, keyedHashOf, month, raw, warehouseKey } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { modelQuery } from '../src/compile-model.js'
import { inMemory } from './engine.js'

const session = inMemory()
const key = warehouseKey('ab'.repeat(32))
const art = (codes: readonly string[]) =>
  dimension('DimArt', {
    natural: ['Art'],
    columns: { Art: column('VARCHAR', 'art') },
    sql: () => raw(`select unnest([${codes.map((code) => `'${code}'`).join(', ')}]) as Art`),
  })

const members = async (
  codes: readonly string[],
  hashing: { readonly twins?: boolean; readonly bits?: number } = {},
): Promise<ReadonlyMap<string, bigint>> => {
  const scope = { month: month('2022-10'), from: null }
  const query = modelQuery(art(codes), scope, () => '', key, false, hashing)
  const rows = await session().rows(query.text, { ...query.params })
  return new Map(rows.map((row) => [String(row.Art), row.DimArtID as bigint]))
}

describe('surrogate keys', () => {
  it('are the keyed hash of the natural key, the same in any company', async () => {
    const alone = await members(['x'])
    const together = await members(['y', 'x', 'z'])
    expect(alone.get('x')).toBe(keyedHashOf(key, 'dim:DimArt', 'x'))
    expect(together.get('x')).toBe(alone.get('x'))
  })

  it('on a collision the natural key that sorts last gets the hash with counter 1', async () => {
    const codes = Array.from({ length: 12 }, (_, index) => `kode${index}`)
    const bits = 3
    const mask = (1n << BigInt(bits)) - 1n
    const hash = (text: string): bigint => keyedHashOf(key, 'dim:DimArt', text) & mask
    const found = await members(codes, { twins: true, bits })
    for (const code of codes) {
      const before = codes.filter((other) => hash(other) === hash(code) && other < code).length
      expect(found.get(code), code).toBe(before === 0 ? hash(code) : hash(`${code}\u001f${before}`))
    }
  })
})
