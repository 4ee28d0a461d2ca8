import { fail } from '@flis/core'
import type { Deliverer } from '../leverandoer/deliverer-of.js'
import type { Envelope } from './file-name.js'
import type { KnownKilde, Route } from './known-kilde.js'
import type { Metadata } from './metadata.js'

/** The names by which senders address us, unless the configuration says otherwise. */
const OUR_NAMES: readonly string[] = ['FLIS', 'ROUTING_V1_0_0']

export interface EnvelopeParts {
  readonly envelope: Envelope
  readonly kilde: KnownKilde
  readonly metadata: Metadata
  /** Size of the data file. */
  readonly bytes: number
  readonly route?: Route
  /** The deliverer that the configuration means by the Sender. */
  readonly deliverer?: Deliverer
  readonly ourNames?: readonly string[]
}

/** How a data file stands to its SizeInBytes. A shorter one may still grow; patience is the caller's. */
export const arrivalOf = (bytes: number, sizeInBytes: number): 'whole' | 'still arriving' | 'too large' =>
  bytes === sizeInBytes ? 'whole' : bytes < sizeInBytes ? 'still arriving' : 'too large'

/** Who may send: the Kilde's senders, and whom the configuration names as deliverer while it is. */
const checkSender = ({ envelope, kilde, metadata, deliverer }: EnvelopeParts): void => {
  const facts = { file: envelope.fileName, kilde: kilde.kilde, found: metadata.sender }
  if (deliverer !== undefined) {
    const { kildesystem, validity } = deliverer
    if (validity !== 'valid')
      fail('L012', { ...facts, kildesystem, detail: `its validity as deliverer ${validity}` })
    return
  }
  const { senders } = kilde
  if (metadata.sender !== '' && (senders === 'any' || senders.includes(metadata.sender))) return
  fail('L012', { ...facts, expected: senders === 'any' ? 'a Sender' : senders.join(' or ') })
}

/**
 * Holds file name, metadata and data file against each other, once the size is no longer expected to change.
 *
 * Errors, the first that applies: L013 file name and metadata disagree; L011 we are not among the Recipients;
 * L012 the Sender may not deliver this Kilde; L010 the size is not SizeInBytes.
 *
 * @example checkEnvelope({ envelope, kilde, metadata, bytes: 48213 })
 */
export const checkEnvelope = (parts: EnvelopeParts): void => {
  const { envelope, metadata, bytes, route, ourNames = OUR_NAMES } = parts
  const file = envelope.fileName
  if (metadata.fileName !== file) fail('L013', { file, column: 'FileName', found: metadata.fileName })
  if (route !== undefined && route.kilde !== envelope.kilde) {
    fail('L013', { file, column: 'InfRef', expected: envelope.kilde, found: route.kilde })
  }
  if (route !== undefined && route.kommune !== envelope.kommune) {
    fail('L013', { file, column: 'SenderAuthority', expected: envelope.kommune, found: route.kommune })
  }
  if (!metadata.recipients.some((name) => ourNames.includes(name))) {
    fail('L011', { file, expected: ourNames.join(' or '), found: metadata.recipients.join(', ') })
  }
  checkSender(parts)
  if (bytes !== metadata.sizeInBytes) {
    fail('L010', { file, expected: `${metadata.sizeInBytes} bytes`, found: `${bytes} bytes` })
  }
}
