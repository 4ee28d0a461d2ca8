import { readFile } from 'node:fs/promises'
import { asFlisError, type FlisError, FlisFailure } from '@flis/core'
import { checkEnvelope } from '../envelope/check-envelope.js'
import { type Envelope, parseFileName } from '../envelope/file-name.js'
import type { KnownKilde } from '../envelope/known-kilde.js'
import { METADATA_SUFFIX, type Metadata } from '../envelope/metadata.js'
import { readMetadata } from '../envelope/read-metadata.js'
import type { Landing } from './landing.js'

/** What could be read of a delivery's envelope, as far as it went; `error` when it must be rejected. */
export interface ReadEnvelope {
  /** The metadata's Sender; null where they cannot be read or name none. */
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

const kildeOf = (landing: Landing, name: string): KnownKilde | undefined =>
  landing.rules.kilder.find(({ kilde }) => kilde === name)

const checked = async (
  landing: Landing,
  fileName: string,
  metadata: Metadata,
  bytes: number,
): Promise<Pick<ReadEnvelope, 'envelope' | 'error'>> => {
  const named = await orRejection(() => parseFileName(fileName, landing.rules))
  if ('error' in named) return named
  const envelope = named.value
  const kilde = kildeOf(landing, envelope.kilde)
  if (kilde === undefined) return { envelope }
  const ourNames = landing.env.config.recipients
  const agreed = await orRejection(() => checkEnvelope({ envelope, kilde, metadata, bytes, ourNames }))
  return { envelope, ...('error' in agreed ? { error: agreed.error } : {}) }
}

/**
 * Reads metadata and file name and holds them against each other.
 *
 * Reasons for rejection: L020, then L001–L004, then L013, L011, L012, L010.
 *
 * @param bytes size of the data file as kept
 */
export const readEnvelope = async (
  landing: Landing,
  fileName: string,
  metadataPath: string,
  bytes: number,
): Promise<ReadEnvelope> => {
  const content = await readFile(metadataPath)
  const read = await orRejection(() => readMetadata(content, `${fileName}${METADATA_SUFFIX}`))
  if ('error' in read) return { kildesystem: null, error: read.error }
  const { sender } = read.value
  const kildesystem = sender === '' ? null : sender
  return { kildesystem, ...(await checked(landing, fileName, read.value, bytes)) }
}

/**
 * True when the delivery belongs to a Kilde of the warehouse that this stage does not land: another stage's. The
 * name's first word tells, so that nothing of it is touched here, not even to reject it.
 */
export const isOthers = (landing: Landing, fileName: string): boolean => {
  const kilde = fileName.slice(0, Math.max(0, fileName.indexOf('_')))
  return kildeOf(landing, kilde) !== undefined && !landing.own.has(kilde)
}
