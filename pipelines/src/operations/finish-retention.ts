import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, exists, exportLedger, removePath, type Session } from '@flis/core'
import { removeDelivered } from '@flis/rawdata'
import { checkpointsFolder } from './seal-checkpoint.js'
import { BEFORE_UPGRADE } from './upgrade/before-upgrade.js'

/** Copies of Rådata that a killed rebuild has left. */
const LEFT_BY_REBUILD = ['.rebuild', 'flis.duckdb.before-rebuild'] as const

/** Folders of checkpoints that do not count, or no longer. */
const sweepCheckpoints = async (env: Env, session: Session): Promise<void> => {
  const folder = checkpointsFolder(env.warehouse.paths.root)
  if (!(await exists(folder))) return
  const kept = await session.rows(`select nr from ops.checkpoints where state <> 'superseded'`)
  const names = new Set(kept.map(({ nr }) => String(nr)))
  for (const name of await readdir(folder)) if (!names.has(name)) await removePath(join(folder, name))
}

/**
 * Deletes what retention has committed to deleting: files of Rådata, bytes and names in `archive/` and `rejected/`,
 * copies left by a killed rebuild, the row texts in the exported ledger, the checkpoint before. Called by `retain` and
 * whenever a warehouse is opened for writing: so a kill is made good. Repeating it changes nothing.
 *
 * @returns how many files of deliveries were removed
 */
export const finishRetention = async (env: Env, session: Session): Promise<number> => {
  const { root, published } = env.warehouse.paths
  const rows = await session.rows(`select nr from ops.checkpoints where state = 'deleting' order by nr`)
  let removed = 0
  for (const { nr } of rows) {
    removed += await removeDelivered(env, session, Number(nr))
    for (const name of LEFT_BY_REBUILD) await removePath(join(root, name))
    // What was deleted stands in a copy of the working file from before an upgrade too.
    for (const name of await readdir(root))
      if (name.startsWith(BEFORE_UPGRADE)) await removePath(join(root, name))
    await exportLedger(session, published)
    await session.run(`update ops.checkpoints set state = 'current' where nr = ${String(nr)}`)
  }
  await sweepCheckpoints(env, session)
  return removed
}
