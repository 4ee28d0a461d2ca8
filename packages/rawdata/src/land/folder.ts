import { isAbsolute, join } from 'node:path'
import { folder as folderSource } from '../folder/folder-source.js'
import { type DeliverySource, givenOut, type LookingEnv } from './delivery-source.js'

/**
 * The embedded default source: pairs `<file>` and `<file>.metadata` in a folder. Acknowledged pairs move to the
 * warehouse's `archive/` or `rejected/`. A data file shorter than its SizeInBytes waits; nobody waits for it. Once
 * it has not grown for `patienceMinutes` it is given out, to be rejected (L010).
 *
 * @param path relative to the warehouse folder, or absolute
 *
 * @example stream(folder('inbox'), pipe(land(ky), andThen(historise(ky)), andThen(build(ky))))
 */
export const folder = (path: string): DeliverySource => {
  const list = async (env: LookingEnv) => {
    const { root, archive, rejected } = env.warehouse.paths
    return givenOut(
      env,
      folderSource({ inbox: isAbsolute(path) ? path : join(root, path), archive, rejected }),
    )
  }
  return {
    name: `folder ${path}`,
    list,
    unready: async (env) => (await list(env)).waiting.map(({ fileName, why }) => ({ fileName, why })),
    units: async function* (env) {
      yield* (await list(env)).ready
    },
  }
}
