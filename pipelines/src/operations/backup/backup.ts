import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import {
  ENGINE_VERSION,
  fail,
  logged,
  processClock,
  removePath,
  type Session,
  silentLog,
  stamp,
  syncFolder,
  type WarehousePaths,
  warehousePaths,
} from '@flis/core'
import { FLIS_VERSION } from '@flis/dm'
import { type OpenOptions, readConfig } from '../../run/open-env.js'
import { givenKeys } from '../keys/given-keys.js'
import { requireRoomForCopy } from '../room.js'
import { backupsIn, nextName } from './backups-in.js'
import { bringAll, type Copying, earlierBackup, roomNeeded } from './bring-files.js'
import { type HeldWarehouse, holdWarehouse } from './held-warehouse.js'
import { knownHashes, listedFiles } from './listed-files.js'
import { BACKUP_FORM, type BackupManifest, WAREHOUSE_FILES, writeManifest } from './manifest.js'

export interface BackupOptions extends Omit<OpenOptions, 'rotation' | 'anyForm'> {
  /** Folder of backups; each is a folder of its own in it. */
  readonly target: string
  /** The secret key too. */
  readonly withKey?: boolean
  /** Packages that still lie in the outbox too. */
  readonly withOutbox?: boolean
}

/** What a backup came to. */
export interface BackupReport {
  /** Its folder. */
  readonly backup: string
  readonly files: number
  readonly bytes: number
  /** Bytes that had to be written; the others stand in the backup before. */
  readonly written: number
  readonly run: number | null
  readonly version: number | null
  readonly withKey: boolean
  readonly withOutbox: boolean
}

/** A backup within the warehouse would be lost with it, and would hold itself. */
const requireOutside = (root: string, target: string): void => {
  if (target === root || `${target}${sep}`.startsWith(`${root}${sep}`))
    fail('U001', { found: target, expected: 'a folder outside the warehouse' })
}

/** The folder of backups: made, or with backups in it and nothing else that is not hidden (C003). */
const prepareTarget = async (target: string): Promise<readonly string[]> => {
  const names = await backupsIn(target)
  await mkdir(target, { recursive: true, mode: 0o700 })
  const there = await readdir(target)
  if (names.length === 0 && there.some((name) => !name.startsWith('.'))) fail('C003', { file: target })
  // A backup that was stopped.
  for (const name of there) if (/^\.flis-.*\.tmp$/.test(name)) await removePath(join(target, name))
  return names
}

/** Folders below one, the deepest first, made safe on disk. */
const syncFolders = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(join(folder, entry.name))
  await syncFolder(folder)
}

const standing = async ({
  session,
  format,
}: HeldWarehouse): Promise<Pick<BackupManifest, 'run' | 'version' | 'month' | 'keyFingerprint'>> => {
  const one = async (query: string): Promise<string | null> => {
    const value = await session.value(query)
    return value === null ? null : String(value)
  }
  const numberOf = (value: string | null): number | null => (value === null ? null : Number(value))
  return {
    run: numberOf(await one('select max(id) from ops.runs')),
    version: numberOf(await one('select max(nr) from ops.versions where not beside')),
    month: await one('select max(month) from ops.versions where not beside'),
    keyFingerprint: await keyOf(session, format),
  }
}

/** Keys stand in the ledger since format 5. */
const keyOf = async (session: Session, format: number): Promise<string | null> => {
  if (format < 5) return null
  const value = await session.value('select arg_max(fingerprint, nr) from ops.keys where since is not null')
  return value === null ? null : String(value)
}

const writeKey = async (paths: WarehousePaths, options: BackupOptions, to: string): Promise<void> => {
  const [first] = await givenKeys(paths, options.environment ?? process.env)
  const handle = await open(to, 'wx', 0o600)
  try {
    await handle.writeFile(`${Buffer.from(first?.key.reveal() ?? '').toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Copies a warehouse: working file, archive, Rådata, checkpoints, published versions, settings; not what waits in the
 * inbox, and neither outbox nor key unless they are asked for. It lies under its name whole or not at all; files that the
 * backup before has are shared with it by hard links.
 *
 * Errors: U001 (a folder inside the warehouse), C003 (the folder holds something else), S001 (somebody writes; names who),
 * S002, S003 (a file of the warehouse is not as the ledger says), S006, those of opening.
 *
 * @example
 * const { backup } = await makeBackup({ warehouse: './lager', areas: [ky], target: '/backup' })
 */
export const makeBackup = async (options: BackupOptions): Promise<BackupReport> => {
  const { withKey = false, withOutbox = false } = options
  const config = options.config ?? (await readConfig(options.warehouse))
  const paths = warehousePaths(options.warehouse, config.inbox)
  const target = resolve(options.target)
  requireOutside(paths.root, target)
  const held = await holdWarehouse(options)
  const log = options.log ?? silentLog
  try {
    const made = stamp(options.clock ?? processClock(process.env))
    const names = await prepareTarget(target)
    const earlier = await earlierBackup(target, names)
    const files = await listedFiles(paths, withOutbox)
    await requireRoomForCopy(
      target,
      await roomNeeded(paths, files, earlier),
      'no backup has been made',
      options.freeBytes,
    )
    const name = nextName(names, made.slice(0, 10))
    const making = join(target, `.${name}.tmp`)
    try {
      await mkdir(join(making, WAREHOUSE_FILES), { recursive: true, mode: 0o700 })
      const to = join(making, WAREHOUSE_FILES)
      const database = await held.copyDatabase(join(to, 'flis.duckdb'))
      const { mode } = await stat(paths.database)
      const copying: Copying = {
        root: paths.root,
        to,
        earlier,
        known: await knownHashes(held.session),
        written: database.bytes,
      }
      const brought = [
        { path: 'flis.duckdb', ...database, mode: mode & 0o777 },
        ...(await bringAll(copying, files, options.signal)),
      ]
      if (withKey) await writeKey(paths, options, join(making, 'key'))
      const manifest: BackupManifest = {
        form: BACKUP_FORM,
        name,
        made,
        flis: FLIS_VERSION,
        engine: ENGINE_VERSION,
        ledgerFormat: held.format,
        ...(await standing(held)),
        withKey,
        withOutbox,
        files: brought,
      }
      await writeManifest(making, manifest)
      await syncFolders(making)
      await rename(making, join(target, name))
      await syncFolder(target)
      log.info(logged('backup made'), { files: brought.length })
      return {
        backup: join(target, name),
        files: brought.length,
        bytes: brought.reduce((sum, each) => sum + each.bytes, 0),
        written: copying.written,
        run: manifest.run,
        version: manifest.version,
        withKey,
        withOutbox,
      }
    } finally {
      await removePath(making)
    }
  } finally {
    await held.close()
  }
}
