import { asFlisError, FlisFailure, fail } from '@flis/core'
import { connectSftp, type SftpConnection } from './connect-sftp.js'
import type { SftpLogin } from './sftp-options.js'

/** How connections are made; tests give another. */
export type Connect = (login: SftpLogin, signal?: AbortSignal) => Promise<SftpConnection>

export interface SftpWork {
  readonly signal?: AbortSignal
  readonly connect?: Connect
}

const once = async <T>(
  login: SftpLogin,
  work: (connection: SftpConnection) => Promise<T>,
  { connect, signal }: Required<SftpWork>,
): Promise<T> => {
  const connection = await connect(login, signal)
  // a file can take an hour: whoever stops the run waits for none
  const stop = (): void => void connection.close()
  signal.addEventListener('abort', stop)
  try {
    return await work(connection)
  } finally {
    signal.removeEventListener('abort', stop)
    await connection.close()
  }
}

/**
 * Works with a server. Where the connection is not made or gets lost, all of the work is done again after a pause, with a
 * new connection: it must bear that.
 *
 * Errors: those of {@link connectSftp} and of the work; S020 after the last try; S004 when the run is to stop.
 *
 * @example await withSftp(await sftpLogin(options, root), (server) => server.list('IN'))
 */
export const withSftp = async <T>(
  login: SftpLogin,
  work: (connection: SftpConnection) => Promise<T>,
  { signal = new AbortController().signal, connect = connectSftp }: SftpWork = {},
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) fail('S004')
    try {
      return await once(login, work, { connect, signal })
    } catch (thrown) {
      if (signal.aborted) fail('S004')
      const error = asFlisError(thrown)
      if (error.code !== 'S020' || attempt >= login.tries) throw thrown
      await login.wait(attempt, signal).catch((waited: unknown) => {
        throw signal.aborted ? new FlisFailure(asFlisError(waited)) : waited
      })
    }
  }
}
