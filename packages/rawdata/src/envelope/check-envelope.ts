import { fail } from '@flis/core'
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
  readonly ourNames?: readonly string[]
}

/** How a data file stands to its SizeInBytes. A shorter one may still grow; patience is the caller's. */
export const arrivalOf = (bytes: number, sizeInBytes: number): 'whole' | 'still arriving' | 'too large' =>
  bytes === sizeInBytes ? 'whole' : bytes < sizeInBytes ? 'still arriving' : 'too large'

/** Tables of the configuration by which a route is read. */
export interface RouteTables {
  /** InfRef → Kilde. */
  readonly infRefs: Readonly<Record<string, string>>
  /** CVR number of the SenderAuthority → kommune. */
  readonly authorities: Readonly<Record<string, string>>
}

/**
 * Kilde and kommune of the metadata's route; undefined without route or without tables.
 *
 * Errors: L002 for an InfRef, L003 for an authority that the tables do not hold.
 */
export const routeOf = (metadata: Metadata, tables: RouteTables | undefined): Route | undefined => {
  const { routing, fileName: file } = metadata
  if (routing === undefined || tables === undefined) return undefined
  const kilde = tables.infRefs[routing.infRef] ?? fail('L002', { file, found: routing.infRef })
  const kommune =
    tables.authorities[routing.senderAuthority] ??
    fail('L003', { file, kilde, found: routing.senderAuthority })
  return { kilde, kommune }
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
  const { envelope, kilde, metadata, bytes, route, ourNames = OUR_NAMES } = parts
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
  if (metadata.sender === '' || (kilde.senders !== 'any' && !kilde.senders.includes(metadata.sender))) {
    const expected = kilde.senders === 'any' ? 'a Sender' : kilde.senders.join(' or ')
    fail('L012', { file, kilde: kilde.kilde, expected, found: metadata.sender })
  }
  if (bytes !== metadata.sizeInBytes) {
    fail('L010', { file, expected: `${metadata.sizeInBytes} bytes`, found: `${bytes} bytes` })
  }
}
