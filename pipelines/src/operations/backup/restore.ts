import { chmod, mkdir, open, readdir, readFile, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  asFlisError,
  exists,
  FlisFailure,
  fail,
  keyFingerprint,
  linkFile,
  openInstance,
  removePath,
  type WarehouseKey,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { type Environment, givenKeys } from '../keys/given-keys.js'
import { type FreeBytes, requireRoomForCopy } from '../room.js'
import { foundBackup } from './backups-in.js'
import { copyFileHashed } from './copied-file.js'
import { type BackupFile, type BackupManifest, readManifest, WAREHOUSE_FILES } from './manifest.js'
import { placeReady, type Ready, readyFolder, readyNote, restoringFolder, writeReadyNote } from './placing.js'

export interface RestoreOptions {
  /** A backup, or a folder of backups: then the newest. */
  readonly backup: string
  /** The folder that becomes the warehouse. */
  readonly into: string
  /** Put aside what stands there. */
  readonly overwrite?: boolean
  /** A file with the key, for a backup without it. */
  readonly keyFile?: string
  readonly environment?: Environment
  readonly freeBytes?: FreeBytes
  readonly signal?: AbortSignal
}

/** What a restore came to. */
export interface RestoreReport {
  readonly backup: string
  readonly warehouse: string
  readonly files: number
  readonly bytes: number
  readonly run: number | null
  readonly version: number | null
  /** Where what stood there before lies now; null where nothing did. */
  readonly aside: string | null
  /** Whether the warehouse can be opened now; `missing`: its key has to be put there. */
  readonly key: 'restored' | 'there' | 'missing'
}

/** Stays where it is: it is no part of a backup. */
const KEPT = new Set(['inbox', '.restoring'])

/** Names in the target that stand in the way. */
const inTheWay = async (
  target: string,
  { withOutbox }: BackupManifest,
  key: RestoreReport['key'],
): Promise<readonly string[]> => {
  if (!(await exists(target))) return []
  return (await readdir(target)).filter(
    (name) =>
      !KEPT.has(name) &&
      !name.startsWith('before-restore-') &&
      !(name === 'outbox' && !withOutbox) &&
      !(name === 'key' && key === 'there'),
  )
}

/** Nobody may write in a warehouse that is put aside (S001); a file that cannot be opened holds nobody up. */
const requireUnused = async (target: string): Promise<void> => {
  const { database } = warehousePaths(target)
  if (!(await exists(database))) return
  try {
    const instance = await openInstance(database, {}, true)
    instance.closeSync()
  } catch (thrown) {
    const error = asFlisError(thrown)
    if (error.code === 'S001') throw new FlisFailure(error)
  }
}

/** Files of which no other is ever written under the same name: what has equal bytes may share them. */
const IMMUTABLE = /^(published\/(parts|\d+)\/|archive\/)/

const bring = async (
  backup: string,
  ready: string,
  file: BackupFile,
  first: Map<string, string>,
): Promise<void> => {
  const to = join(ready, file.path)
  const same = IMMUTABLE.test(file.path) ? first.get(file.sha256) : undefined
  if (same !== undefined) return linkFile(same, to)
  const from = join(backup, WAREHOUSE_FILES, file.path)
  if (!(await exists(from))) return fail('S011', { file: from, detail: 'it is missing' })
  const { sha256 } = await copyFileHashed(from, to)
  if (sha256 !== file.sha256)
    return fail('S011', { file: from, detail: 'its SHA-256 is another', left: 'nothing has been restored' })
  await chmod(to, file.mode)
  if (IMMUTABLE.test(file.path)) first.set(file.sha256, to)
}

const writeKey = async (file: string, key: WarehouseKey): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${Buffer.from(key.reveal()).toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

interface FoundKey {
  readonly key: WarehouseKey | undefined
  readonly is: RestoreReport['key']
}

/** The key of the restored warehouse: from the file that was given, the backup, or what is there already and fits. */
const foundKey = async (
  options: RestoreOptions,
  backup: string,
  manifest: BackupManifest,
): Promise<FoundKey> => {
  const file = options.keyFile ?? (manifest.withKey ? join(backup, 'key') : undefined)
  const { keyFingerprint: expected } = manifest
  if (file !== undefined) {
    if (!(await exists(file))) return fail('U004', { file })
    const key = warehouseKey(await readFile(file, 'utf8'))
    const found = keyFingerprint(key)
    if (expected !== null && found !== expected)
      fail('C006', { file, found: `fingerprint ${found}`, expected: `fingerprint ${expected}` })
    return { key, is: 'restored' }
  }
  const given = await givenKeys(warehousePaths(options.into), options.environment ?? process.env).catch(
    () => [],
  )
  const there = given.filter((each) => each.fingerprint === expected && each.from !== 'key.next')
  return { key: undefined, is: there.length > 0 ? 'there' : 'missing' }
}

/** Brings everything into the folder beside its place; every SHA-256 is compared on the way. */
const makeReady = async (
  options: RestoreOptions,
  target: string,
  backup: string,
  manifest: BackupManifest,
  key: WarehouseKey | undefined,
): Promise<void> => {
  await removePath(restoringFolder(target))
  const ready = readyFolder(target)
  await mkdir(ready, { recursive: true, mode: 0o700 })
  const first = new Map<string, string>()
  for (const file of manifest.files) {
    if (options.signal?.aborted === true) fail('S004', { left: 'nothing has been restored' })
    await bring(backup, ready, file, first)
  }
  if (key !== undefined) await writeKey(join(ready, 'key'), key)
}

const asideOf = async (target: string, name: string): Promise<string> => {
  for (let nr = 1; ; nr++) {
    const aside = `before-restore-${name}${nr === 1 ? '' : `-${nr}`}`
    if (!(await exists(join(target, aside)))) return aside
  }
}

/**
 * Makes a warehouse of a backup. Every file is compared with its SHA-256 before anything takes its place; then names are
 * moved one by one, settings last. A restore that was stopped before has changed nothing; one that was stopped while it
 * moved goes on when it is called again, and the folder is no warehouse until then. What stood there is put aside, never
 * deleted; inbox and, where the backup has none, outbox stay.
 *
 * Errors: U004 (no backup, no key file), S011 (the backup is damaged), C005 (of a later flis), C003 (the folder holds
 * something, and `overwrite` was not asked for), C006 (the key of another warehouse), S001, S002, S006.
 *
 * @example
 * const { warehouse } = await restoreBackup({ backup: '/backup', into: './lager' })
 */
export const restoreBackup = async (options: RestoreOptions): Promise<RestoreReport> => {
  const target = resolve(options.into)
  const backup = await foundBackup(resolve(options.backup))
  const manifest = await readManifest(backup)
  const bytes = manifest.files.reduce((sum, each) => sum + each.bytes, 0)
  const stopped = await readyNote(target)
  const goesOn = stopped?.name === manifest.name
  if (stopped !== undefined && !goesOn)
    fail('C003', {
      file: target,
      detail: `a restore of ${stopped.name} has been stopped there`,
      expected: `flis restore of ${stopped.name}`,
    })
  const { key, is } = await foundKey({ ...options, into: target }, backup, manifest)
  let note: Ready | undefined = stopped
  if (note === undefined) {
    const replaced = await inTheWay(target, manifest, is)
    if (replaced.length > 0 && options.overwrite !== true) fail('C003', { file: target })
    await requireUnused(target)
    await mkdir(target, { recursive: true })
    await requireRoomForCopy(target, bytes, 'nothing has been restored', options.freeBytes)
    try {
      await makeReady(options, target, backup, manifest, key)
    } catch (thrown) {
      await removePath(restoringFolder(target))
      // a folder that was not there before; one that holds anything stays
      await rmdir(target).catch(() => undefined)
      throw thrown
    }
    const aside = replaced.length === 0 ? null : await asideOf(target, manifest.name)
    note = { name: manifest.name, aside, replaced }
    await writeReadyNote(target, note)
  }
  await placeReady(target, note)
  return {
    backup,
    warehouse: target,
    files: manifest.files.length,
    bytes,
    run: manifest.run,
    version: manifest.version,
    aside: note.aside === null ? null : join(target, note.aside),
    key: is,
  }
}
