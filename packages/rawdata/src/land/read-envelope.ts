import { asFlisError, type FlisError, FlisFailure } from '@flis/core'
import { checkEnvelope } from '../envelope/check-envelope.js'
import { type Envelope, parseFileName } from '../envelope/file-name.js'
import { METADATA_SUFFIX, type Metadata } from '../envelope/metadata.js'
import { readMetadataFile } from '../envelope/read-metadata.js'
import { routeOf } from '../envelope/route-of.js'
import { delivererOf } from '../leverandoer/deliverer-of.js'
import type { Landing } from './landing.js'
import { type NamedPair, toldName } from './told-name.js'

/** What could be read of a delivery's envelope, as far as it went; `error` when it must be rejected. */
export interface ReadEnvelope {
  /**
   * Whom the configuration means by the metadata's Sender for this Kilde and kommune, or else the Sender itself; null
   * where the metadata cannot be read or name none.
   */
  readonly kildesystem: string | null
  readonly envelope?: Envelope
  readonly error?: FlisError
}

/** An error of the delivery's own: it is rejected. Anything else is ours and stops the landing. */
const isRejection = (error: FlisError): boolean => error.code.startsWith('L')

/** Runs a check; gives the reason for rejection in place of a result. */
export const orRejection = async <T>(
  check: () => T | Promise<T>,
): Promise<{ readonly value: T } | { readonly error: FlisError }> => {
  try {
    return { value: await check() }
  } catch (thrown) {
    const error = asFlisError(thrown)
    if (isRejection(error)) return { error }
    throw thrown instanceof FlisFailure ? thrown : new FlisFailure(error)
  }
}

interface Named {
  readonly envelope: Envelope
  readonly route: ReturnType<typeof routeOf>
}

const named = ({ rules }: Landing, fileName: string, metadata: Metadata): Named => {
  const route = routeOf(metadata, rules.routes)
  return {
    envelope: parseFileName(fileName, { ...rules, ...(route === undefined ? {} : { route }) }),
    route,
  }
}

const checked = async (
  landing: Landing,
  { envelope, route }: Named,
  metadata: Metadata,
  bytes: number,
): Promise<ReadEnvelope> => {
  const { config } = landing.env
  const { sender } = metadata
  const deliverer = sender === '' ? undefined : delivererOf(config.leverandører, envelope, sender)
  const kildesystem = deliverer?.kildesystem ?? (sender === '' ? null : sender)
  const kilde = landing.rules.kilder.find((each) => each.kilde === envelope.kilde)
  if (kilde === undefined) return { kildesystem, envelope }
  const agreed = await orRejection(() =>
    checkEnvelope({
      envelope,
      kilde,
      metadata,
      bytes,
      ourNames: config.recipients,
      ...(route === undefined ? {} : { route }),
      ...(deliverer === undefined ? {} : { deliverer }),
    }),
  )
  return { kildesystem, envelope, ...('error' in agreed ? { error: agreed.error } : {}) }
}

/**
 * Reads metadata and file name and holds them against each other.
 *
 * Reasons for rejection: L020, then L002 and L003 of the route, L001–L004 of the name, then L013, L011, L012, L010.
 *
 * @param bytes size of the data file as kept
 */
export const readEnvelope = async (
  landing: Landing,
  fileName: string,
  metadataPath: string,
  bytes: number,
): Promise<ReadEnvelope> => {
  const read = await orRejection(() => readMetadataFile(metadataPath, `${fileName}${METADATA_SUFFIX}`))
  if ('error' in read) return { kildesystem: null, error: read.error }
  const metadata = read.value
  const name = await orRejection(() => named(landing, fileName, metadata))
  if ('value' in name) return checked(landing, name.value, metadata, bytes)
  return { kildesystem: metadata.sender === '' ? null : metadata.sender, error: name.error }
}

/**
 * True when the delivery belongs to a Kilde of the warehouse that this stage does not land: another stage's. Its name
 * and route tell, so that nothing of it is touched here, not even to reject it.
 */
export const isOthers = async (landing: Landing, pair: NamedPair): Promise<boolean> => {
  const { kilde } = await toldName(landing.rules, pair)
  return kilde !== undefined && !landing.own.has(kilde)
}
