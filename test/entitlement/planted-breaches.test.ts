import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Copies } from './copies.js'
import { PLANTED } from './planted-breaches.js'

let copies: Copies

beforeAll(async () => {
  copies = await Copies.make()
})
afterAll(() => copies.remove())

describe('breaches', () => {
  it('are none in sound packages', async () => {
    expect((await copies.scan()).breaches).toEqual([])
  })

  it.each(PLANTED)('are found out, and nothing else is: $name', async (planted) => {
    expect(await copies.foundOut(planted)).toEqual([planted.expected])
  })
})
