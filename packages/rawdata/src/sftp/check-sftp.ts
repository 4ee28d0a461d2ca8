import { asFlisError, type FlisError } from '@flis/core'
import { type SftpOptions, sftpLogin } from './sftp-options.js'
import { withSftp } from './with-sftp.js'

/**
 * Tries a server once: that it answers with its host key, takes user and key, and has the folders. Changes nothing there.
 *
 * @returns the first thing that is wrong: C010–C013, S020; undefined when it can be used
 *
 * @example await checkSftp(server, ['IN', 'OUT'], root)
 */
export const checkSftp = async (
  options: SftpOptions,
  folders: readonly string[],
  root: string,
): Promise<FlisError | undefined> => {
  try {
    const login = await sftpLogin({ ...options, tries: 1 }, root)
    await withSftp(login, async (server) => {
      for (const folder of folders) await server.list(folder)
    })
    return undefined
  } catch (thrown) {
    return asFlisError(thrown)
  }
}
