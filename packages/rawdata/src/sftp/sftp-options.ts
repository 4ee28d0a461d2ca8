import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fail, Secret } from '@flis/core'
import { hasCode } from '../folder/durable.js'

/** How a server over SFTP is reached, and known. */
export interface SftpOptions {
  readonly host: string
  /** Default 22. */
  readonly port?: number
  readonly user: string
  /** The private key itself, in OpenSSH's or PEM form, without passphrase; or else a file that holds it. */
  readonly privateKey?: string | Secret<string>
  /** Relative to the warehouse folder, or absolute. */
  readonly privateKeyFile?: string
  /**
   * Fingerprints of host keys, `SHA256:…` as `ssh-keygen -lf` prints them. Without the right one there is no connection:
   * whoever answers in the server's place would get personal data.
   */
  readonly hostKey: string | readonly string[]
  /** Tries in all after connections that were lost or not made. Default 5. */
  readonly tries?: number
  /** Seconds before the second try; each further one waits three times as long. Default 2. */
  readonly backOffSeconds?: number
  /** Seconds until a server that does not answer counts as not reached. Default 20. */
  readonly timeoutSeconds?: number
  /** Ends when so many milliseconds have passed. Default: a timer of the machine. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** Everything of {@link SftpOptions}, checked and with defaults. */
export interface SftpLogin {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly privateKey: Secret<string>
  readonly hostKeys: readonly string[]
  readonly timeoutMs: number
  readonly tries: number
  /** Ends when it is time for the next try after the failed one (1, 2, …). */
  readonly wait: (failedTry: number, signal: AbortSignal) => Promise<void>
}

const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/

const timer: NonNullable<SftpOptions['wait']> = (milliseconds, signal) =>
  pause(milliseconds, undefined, { signal })

/** How a place on a server is named in errors: never with its user. */
export const placeOf = ({ host, port }: Pick<SftpLogin, 'host' | 'port'>, path = ''): string =>
  `sftp://${host}:${port}/${path}`

const keyOf = async (options: SftpOptions, root: string): Promise<Secret<string>> => {
  const { privateKey, privateKeyFile } = options
  if (privateKey !== undefined) return typeof privateKey === 'string' ? new Secret(privateKey) : privateKey
  if (privateKeyFile === undefined) return fail('C012', { expected: 'privateKey or privateKeyFile' })
  const file = isAbsolute(privateKeyFile) ? privateKeyFile : join(root, privateKeyFile)
  try {
    return new Secret(await readFile(file, 'utf8'))
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'))
      return fail('C012', { file, detail: 'the file cannot be read' })
    throw thrown
  }
}

/**
 * Reads and checks how a server is reached.
 *
 * Errors: C010 without a host key's fingerprint; C012 without a private key, or when its file cannot be read.
 *
 * @param root the warehouse folder
 */
export const sftpLogin = async (options: SftpOptions, root: string): Promise<SftpLogin> => {
  const { host, port = 22, user, hostKey, tries = 5, backOffSeconds = 2, timeoutSeconds = 20 } = options
  const hostKeys = (typeof hostKey === 'string' ? [hostKey] : hostKey).map((each) => each.replace(/=+$/, ''))
  if (hostKeys.length === 0 || !hostKeys.every((each) => FINGERPRINT.test(each)))
    fail('C010', { file: placeOf({ host, port }), expected: 'hostKey: a fingerprint SHA256:…' })
  const wait = options.wait ?? timer
  return {
    host,
    port,
    user,
    privateKey: await keyOf(options, root),
    hostKeys,
    timeoutMs: timeoutSeconds * 1000,
    tries,
    wait: (failedTry, signal) => wait(backOffSeconds * 1000 * 3 ** (failedTry - 1), signal),
  }
}
