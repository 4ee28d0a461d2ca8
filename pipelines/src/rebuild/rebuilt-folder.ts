import { mkdir } from 'node:fs/promises'
import {
  type Env,
  exists,
  linkFile,
  openWarehouse,
  prepareLedger,
  removePath,
  type Session,
  type WarehousePaths,
  writeFileAtomically,
} from '@flis/core'
import { currentCheckpoint } from '@flis/dsa-hist'
import { restoreCheckpoint } from '../operations/restore-checkpoint.js'
import { fillLedger, linkRaadata, writeLedger } from './carry-ledger.js'

/** Work in the rebuilt database alone, closed again: its memory is given back, its file is whole. */
export const inRebuilt = async <T>(
  env: Env,
  paths: WarehousePaths,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  const warehouse = await openWarehouse(paths, env.config)
  const session = await warehouse.session(env.signal)
  try {
    return await work(session)
  } finally {
    session.close()
    warehouse.instance.closeSync()
  }
}

/**
 * Makes a warehouse folder beside the present one: same settings, same key, same Rådata under second names, and the
 * ledger of what was landed, as it stood before any of it was loaded. Where retention has deleted Rådata, it begins at
 * the checkpoint.
 *
 * @param ledger folder for the tables of the present ledger
 */
export const makeRebuiltFolder = async (
  env: Env,
  present: Session,
  ledger: string,
  paths: WarehousePaths,
): Promise<void> => {
  const { root, key } = env.warehouse.paths
  await removePath(paths.root)
  // It holds personal data meanwhile.
  await mkdir(paths.root, { recursive: true, mode: 0o700 })
  await writeFileAtomically(paths.config, `${JSON.stringify(env.config, null, 2)}\n`)
  if (await exists(key)) await linkFile(key, paths.key)
  await linkRaadata(present, root, paths.root)
  await writeLedger(present, ledger)
  const checkpoint = await currentCheckpoint(present)
  await inRebuilt(env, paths, async (session) => {
    await prepareLedger(session)
    await fillLedger(session, ledger)
    if (checkpoint !== undefined)
      await session.transaction(() => restoreCheckpoint(session, root, env.areas, checkpoint))
  })
}
