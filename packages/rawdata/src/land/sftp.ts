import { type SftpOptions, sftpLogin } from '../sftp/sftp-options.js'
import { sftpSource } from '../sftp/sftp-source.js'
import { type DeliverySource, givenOut, type LookingEnv } from './delivery-source.js'

/** A server over SFTP as a source of deliveries. */
export interface SftpSourceSettings extends SftpOptions {
  /** Folder of deliveries on the server. Default `IN`. */
  readonly path?: string
  /** Folder on the server for our BusinessReceipts; false: none are written. Default `OUT`. */
  readonly receipts?: string | false
}

/**
 * Deliveries on an SFTP server in the shape of Serviceplatformen: pairs `<file>` and `<file>.metadata` in `IN/`. Each data
 * file is fetched when it is landed, to a local temporary file; after the commit a BusinessReceipt is written (`ACCEPTED`,
 * or `REJECTED` with code and reason) and the pair removed. Connections that get lost are made again, with back-off.
 *
 * Errors: C010 another host key than the pinned one, C011 user or key refused, C012 no usable private key, C013 a folder
 * on the server is missing, S020 not reached.
 *
 * @example
 * stream(sftp({ host: 'sftp.example', user: 'flis', privateKeyFile: 'sftp-key', hostKey: 'SHA256:…' }), land(ky))
 */
export const sftp = (settings: SftpSourceSettings): DeliverySource => {
  const { path = 'IN', receipts = 'OUT' } = settings
  const standing = async (env: LookingEnv, looking: boolean) => {
    const { root, archive, rejected, staging } = env.warehouse.paths
    const source = sftpSource({
      login: await sftpLogin(settings, root),
      path,
      receipts: receipts === false ? undefined : receipts,
      ...{ archive, rejected, staging, looking },
      ...(env.signal === undefined ? {} : { signal: env.signal }),
    })
    return givenOut(env, source)
  }
  return {
    name: `sftp ${settings.host}/${path}`,
    list: (env) => standing(env, true),
    unready: async (env) =>
      (await standing(env, true)).waiting.map(({ fileName, why }) => ({ fileName, why })),
    units: async function* (env) {
      yield* (await standing(env, false)).ready
    },
  }
}
