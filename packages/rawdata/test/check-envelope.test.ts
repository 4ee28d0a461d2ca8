import { describe, expect, it } from 'vitest'
import { arrivalOf, checkEnvelope, type EnvelopeParts } from '../src/envelope/check-envelope.js'
import { routeOf } from '../src/envelope/route-of.js'
import { failureOf } from './failure-of.js'

const fileName = 'KY_0751_2022-10_001_F.zip'
const parts: EnvelopeParts = {
  envelope: {
    fileName,
    kilde: 'KY',
    kommune: '0751',
    periode: '2022-10',
    loebenr: 1,
    type: 'F',
    ext: 'zip',
    day: false,
  },
  kilde: { kilde: 'KY', scope: 'kommune', senders: ['NC'], formats: ['zip'], types: ['F'] },
  metadata: { fileName, sizeInBytes: 48213, sender: 'NC', recipients: ['FLIS'] },
  bytes: 48213,
}
const withMetadata = (change: Partial<EnvelopeParts['metadata']>): EnvelopeParts => ({
  ...parts,
  metadata: { ...parts.metadata, ...change },
})

describe('an envelope', () => {
  it.each<[string, EnvelopeParts]>([
    ['all agrees', parts],
    ['we are among several recipients', withMetadata({ recipients: ['X', 'ROUTING_V1_0_0'] })],
    ['anybody may send', { ...withMetadata({ sender: 'Z' }), kilde: { ...parts.kilde, senders: 'any' } }],
    ['the route says the same', { ...parts, route: { kilde: 'KY', kommune: '0751' } }],
    [
      'the sender is no sender of the Kilde, but the deliverer',
      { ...withMetadata({ sender: 'TEA' }), deliverer: { kildesystem: 'TEA', validity: 'valid' } },
    ],
    ['we have another name', { ...withMetadata({ recipients: ['LIS'] }), ourNames: ['LIS'] }],
  ])('passes when %s', (_, given) => {
    expect(() => checkEnvelope(given)).not.toThrow()
  })

  it.each<[string, string, EnvelopeParts]>([
    ['L013', 'the metadata name another file', withMetadata({ fileName: 'KY_0751_2022-10_002_F.zip' })],
    ['L013', 'the route leads to another Kilde', { ...parts, route: { kilde: 'CPR', kommune: '0751' } }],
    ['L013', 'the route leads to another kommune', { ...parts, route: { kilde: 'KY', kommune: '0101' } }],
    ['L011', 'there is no recipient', withMetadata({ recipients: [] })],
    ['L011', 'the recipient is somebody else', withMetadata({ recipients: ['flis'] })],
    ['L012', 'the sender is somebody else', withMetadata({ sender: 'KMD' })],
    [
      'L012',
      'there is no sender',
      { ...withMetadata({ sender: '' }), kilde: { ...parts.kilde, senders: 'any' } },
    ],
    [
      'L012',
      'the deliverer is one no longer',
      { ...parts, deliverer: { kildesystem: 'NC', validity: 'has ended' } },
    ],
    [
      'L012',
      'the deliverer is not one yet, though anybody may send',
      {
        ...parts,
        kilde: { ...parts.kilde, senders: 'any' },
        deliverer: { kildesystem: 'NC', validity: 'has not begun' },
      },
    ],
    [
      'L013',
      'the name disagrees, whatever else is wrong',
      { ...parts, route: { kilde: 'CPR', kommune: '0101' }, bytes: 1 },
    ],
    ['L010', 'the file is shorter', { ...parts, bytes: 48212 }],
    ['L010', 'the file is longer', { ...parts, bytes: 48214 }],
  ])('is refused %s when %s', async (code, _, given) => {
    expect((await failureOf(() => checkEnvelope(given))).code).toBe(code)
  })

  it.each([
    [10, 'whole'],
    [9, 'still arriving'],
    [11, 'too large'],
  ])('of 10 bytes with %i there is %s', (bytes, verdict) => {
    expect(arrivalOf(bytes, 10)).toBe(verdict)
  })
})

describe('a route', () => {
  const routed = withMetadata({ routing: { infRef: 'i', senderAuthority: '12345678' } }).metadata
  const tables = { infRefs: { i: 'KY' }, authorities: { 12345678: '0751' } }

  it('is read by the tables of the configuration', () => {
    expect(routeOf(routed, tables)).toEqual({ kilde: 'KY', kommune: '0751' })
  })

  it('is nothing without routing information or without tables', () => {
    expect(routeOf(parts.metadata, tables)).toBeUndefined()
    expect(routeOf(routed, undefined)).toBeUndefined()
  })

  it.each([
    ['L002', 'an unknown InfRef', { ...tables, infRefs: {} }],
    ['L003', 'an unknown authority', { ...tables, authorities: {} }],
    ['L002', 'neither known', { infRefs: {}, authorities: {} }],
  ])('is refused %s with %s', async (code, _, given) => {
    expect((await failureOf(() => routeOf(routed, given))).code).toBe(code)
  })

  it.each([
    ['L002', { infRef: '', senderAuthority: '12345678' }],
    ['L002', { infRef: 'toString', senderAuthority: '12345678' }],
    ['L003', { infRef: 'i', senderAuthority: '' }],
    ['L003', { infRef: 'i', senderAuthority: 'constructor' }],
  ])('is refused %s where it holds %j', async (code, routing) => {
    const { metadata } = withMetadata({ routing })
    expect((await failureOf(() => routeOf(metadata, tables))).code).toBe(code)
  })
})
