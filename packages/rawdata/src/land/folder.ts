import { isAbsolute, join } from 'node:path'
import type { Env, UnitSource } from '@flis/core'
import { folder as folderSource } from '../folder/folder-source.js'
import type { Waiting } from '../source.js'
import type { Arrival } from './arrival.js'

/** An inbox folder as a source of deliveries. */
export interface FolderSource extends UnitSource<Arrival> {
  /** What stands there now: ready pairs in a stable order, and what is still on its way. Takes nothing. */
  list(env: Env): Promise<{ readonly ready: readonly Arrival[]; readonly waiting: readonly Waiting[] }>
}

const MINUTE = 60_000

/** A clock behind the disk's makes no file younger than just now. */
const isStale = (env: Env, { changedAt }: Waiting): boolean =>
  Math.max(0, env.clock().toMillis() - changedAt) >= env.config.patienceMinutes * MINUTE

/**
 * The embedded default source: pairs `<file>` and `<file>.metadata` in a folder. Acknowledged pairs move to the
 * warehouse's `archive/` or `rejected/`. A data file shorter than its SizeInBytes waits; nobody waits for it. Once
 * it has not grown for `patienceMinutes` it is given out, to be rejected (L010).
 *
 * @param path relative to the warehouse folder, or absolute
 *
 * @example stream(folder('inbox'), pipe(land(ky), andThen(historise(ky)), andThen(build(ky))))
 */
export const folder = (path: string): FolderSource => {
  const list: FolderSource['list'] = async (env) => {
    const { root, archive, rejected } = env.warehouse.paths
    const source = folderSource({ inbox: isAbsolute(path) ? path : join(root, path), archive, rejected })
    const { ready, waiting } = await source.list()
    const stale = waiting.filter((each) => each.arrival !== undefined && isStale(env, each))
    const given = [...ready, ...stale.flatMap(({ arrival }) => arrival ?? [])]
    return {
      ready: given.map((each) => ({ ...each, acknowledge: (outcome) => source.acknowledge(each, outcome) })),
      waiting: waiting.filter((each) => !stale.includes(each)),
    }
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
