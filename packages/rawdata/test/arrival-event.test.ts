import { describe, expect, it } from 'vitest'
import { eventFileName, eventText, readEvent, sameContent } from '../src/kafka/arrival-event.js'

const sha256 = 'a'.repeat(64)
const written = {
  leverance: 'NC:KY_0751_2022-10_001_F',
  Kilde: 'KY',
  kommune: '0751',
  kildesystem: 'NC',
  periode: '2022-10',
  løbenr: 1,
  type: 'F',
  contracts: { KYSag: { count: 2, sha256 } },
}
const read = (change: object) => readEvent(JSON.stringify({ ...written, ...change }))

describe('an arrival event', () => {
  it('is read as the specification writes it, and written so', () => {
    const event = read({})
    expect(event).toMatchObject({ kilde: 'KY', loebenr: 1, contracts: { KYSag: { count: 2, sha256 } } })
    expect(event === undefined ? '' : eventText(event)).toBe(JSON.stringify(written))
  })

  it('may be spelt in ASCII', () => {
    const { Kilde, løbenr, ...rest } = written
    expect(readEvent(JSON.stringify({ ...rest, kilde: Kilde, loebenr: løbenr }))).toEqual(read({}))
  })

  it('tells the name of its delivery', () => {
    const event = read({ løbenr: 12, type: 'D' })
    expect(event === undefined ? '' : eventFileName(event)).toBe('KY_0751_2022-10_012_D.kafka')
  })

  it('announces the same content under another name, but not with other counts', () => {
    const [one, renamed, other] = [
      read({}),
      read({ leverance: 'x' }),
      read({ contracts: { KYSag: { count: 3, sha256 } } }),
    ]
    if (one === undefined || renamed === undefined || other === undefined) throw new Error('no event')
    expect([sameContent(one, renamed), sameContent(one, other)]).toEqual([true, false])
  })

  it.each<[string, object]>([
    ['no name', { leverance: '' }],
    ['no Kilde', { Kilde: 7 }],
    ['no contracts', { contracts: null }],
    ['a list of contracts', { contracts: [] }],
    ['a count below zero', { contracts: { KYSag: { count: -1, sha256 } } }],
    ['a count that is no number', { contracts: { KYSag: { count: '2', sha256 } } }],
    ['half a hash', { contracts: { KYSag: { count: 2, sha256: 'aa' } } }],
    ['another type', { type: 'X' }],
    ['løbenr 0', { løbenr: 0 }],
    ['løbenr 1000', { løbenr: 1000 }],
  ])('with %s is none', (_, change) => {
    expect(read(change)).toBeUndefined()
  })

  it.each(['', '{', 'null', '[]', '"x"'])('is not what %j is', (text) => {
    expect(readEvent(text)).toBeUndefined()
  })
})
