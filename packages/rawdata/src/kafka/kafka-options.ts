import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { type Contract, fail, Secret } from '@flis/core'
import { hasCode } from '../folder/durable.js'

/** How a login to brokers is made. */
export interface KafkaLogin {
  readonly mechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512'
  readonly username: string
  /** Relative to the warehouse folder, or absolute. */
  readonly passwordFile: string
}

/** A Kafka cluster as a source of deliveries. */
export interface KafkaOptions {
  /** `host:port`, one or more of the cluster. */
  readonly brokers: readonly string[]
  /** Consumer group; default `flis`. Its offsets are only a hint: the warehouse knows its own. */
  readonly groupId?: string
  /** Topic of a contract, where it is not `flis.<Kontrakt>`. */
  readonly topics?: Readonly<Record<string, string>>
  /** Topic of the arrival events; default `flis.leverance`. */
  readonly arrivals?: string
  /** Address of a Confluent-compatible registry of schemas; absent: the one in the warehouse. */
  readonly registry?: string | undefined
  /** TLS to the brokers; default false. */
  readonly ssl?: boolean
  readonly sasl?: KafkaLogin | undefined
  /** Bytes of records held in memory before they are written; default 64 MiB. */
  readonly bufferBytes?: number
}

export const DEFAULT_GROUP = 'flis'
export const DEFAULT_ARRIVALS = 'flis.leverance'
export const DEFAULT_BUFFER_BYTES = 64 * 1024 ** 2

/** How the place is named in errors. */
export const clusterName = ({ brokers }: Pick<KafkaOptions, 'brokers'>): string =>
  `kafka ${brokers.join(',')}`

/** The topic of a contract's records. */
export const topicOf = ({ topics = {} }: Pick<KafkaOptions, 'topics'>, { name }: Contract): string =>
  new Map(Object.entries(topics)).get(name) ?? `flis.${name}`

/**
 * Contracts whose rows come as records. A FHIR resource is more than the columns of its contract, and a wide file has
 * columns that no schema names: these come as files.
 */
export const comesAsRecords = ({ reader, stretchedFrom }: Contract): boolean =>
  stretchedFrom === undefined &&
  reader.format !== 'fhir' &&
  !(reader.format === 'csv' && (reader.wide ?? []).length > 0)

/** Reads the password of a login. Errors: C012 when its file cannot be read. */
export const passwordOf = async ({ passwordFile }: KafkaLogin, root: string): Promise<Secret<string>> => {
  const file = isAbsolute(passwordFile) ? passwordFile : join(root, passwordFile)
  try {
    return new Secret((await readFile(file, 'utf8')).trimEnd())
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'))
      return fail('C012', { file, detail: 'the file cannot be read' })
    throw thrown
  }
}
