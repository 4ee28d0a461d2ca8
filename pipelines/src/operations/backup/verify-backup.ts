import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail, keyFingerprint, sha256File, warehouseKey } from '@flis/core'
import { foundBackup } from './backups-in.js'
import { type BackupFile, type BackupManifest, readManifest, WAREHOUSE_FILES } from './manifest.js'

/** A backup whose every file is as its manifest says. */
export interface VerifiedBackup {
  readonly backup: string
  readonly manifest: BackupManifest
  readonly bytes: number
}

const requireFile = async (folder: string, { path, bytes, sha256 }: BackupFile): Promise<void> => {
  const file = join(folder, WAREHOUSE_FILES, path)
  if (!(await exists(file))) return fail('S011', { file, detail: 'it is missing' })
  const { size } = await stat(file)
  if (size !== bytes) return fail('S011', { file, found: `${size} bytes`, expected: `${bytes} bytes` })
  if ((await sha256File(file)) !== sha256) return fail('S011', { file, detail: 'its SHA-256 is another' })
}

/** The key of a backup that was made with it: there, and the one that its warehouse has. */
const requireKey = async (
  folder: string,
  { withKey, keyFingerprint: expected }: BackupManifest,
): Promise<void> => {
  const file = join(folder, 'key')
  if (!withKey) return
  if (!(await exists(file))) return fail('S011', { file, detail: 'it is missing' })
  const found = keyFingerprint(warehouseKey(await readFile(file, 'utf8')))
  if (expected !== null && found !== expected)
    return fail('S011', { file, found: `fingerprint ${found}`, expected: `fingerprint ${expected}` })
}

/**
 * Reads every file of a backup and compares it with the manifest. Of a folder of backups: the newest.
 * Errors: U004 (no backup), S011 (names the first file that is missing or another), C005 (of a later flis).
 *
 * @example (await verifyBackup('/backup')).manifest.version // 7
 */
export const verifyBackup = async (folder: string): Promise<VerifiedBackup> => {
  const backup = await foundBackup(folder)
  const manifest = await readManifest(backup)
  for (const each of manifest.files) await requireFile(backup, each)
  await requireKey(backup, manifest)
  return { backup, manifest, bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) }
}
