import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail, LEDGER_FORMAT, sha256Text, writeFileAtomically } from '@flis/core'

/** A file of a backup; its bytes lie under `warehouse/`. */
export interface BackupFile {
  /** Relative to the warehouse folder, with `/`. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  /** Permission bits that it had. */
  readonly mode: number
}

/** What a backup holds. */
export interface BackupManifest {
  /** Form of the backup itself. */
  readonly form: number
  readonly name: string
  /** UTC, ISO 8601. */
  readonly made: string
  readonly flis: string
  readonly engine: string
  readonly ledgerFormat: number
  /** The last run that the ledger knows; null before the first. */
  readonly run: number | null
  /** The newest published version and its month; null before the first. */
  readonly version: number | null
  readonly month: string | null
  /** Tells which key belongs to it; null where the ledger did not say so yet. */
  readonly keyFingerprint: string | null
  /** The key lies beside the manifest: whoever has the backup can turn pseudonyms back. */
  readonly withKey: boolean
  readonly withOutbox: boolean
  readonly files: readonly BackupFile[]
}

export const BACKUP_FORM = 1

/** Folder of the files of a backup. */
export const WAREHOUSE_FILES = 'warehouse'
const MANIFEST = 'manifest.json'

/** Writes the manifest, and in it its own SHA-256. */
export const writeManifest = (folder: string, manifest: BackupManifest): Promise<void> =>
  writeFileAtomically(
    join(folder, MANIFEST),
    `${JSON.stringify({ ...manifest, sha256: sha256Text(JSON.stringify(manifest)) }, null, 1)}\n`,
  )

const damaged = (file: string, detail: string): never => fail('S011', { file, detail })

const isPlainPath = (path: string): boolean =>
  !path.startsWith('/') &&
  !path.includes('\\') &&
  !path.split('/').some((each) => ['', '.', '..'].includes(each))

const parsed = (text: string, file: string): BackupManifest & { readonly sha256?: string } => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'form' in value && 'files' in value)
      return value as BackupManifest
  } catch {
    // said below
  }
  return damaged(file, 'not a manifest')
}

/** True where a folder is a backup. */
export const isBackup = (folder: string): Promise<boolean> => exists(join(folder, MANIFEST))

/**
 * The manifest of a backup. Errors: U004 (no backup there), S011 (not as it was written), C005 (of a later flis).
 */
export const readManifest = async (folder: string): Promise<BackupManifest> => {
  const file = join(folder, MANIFEST)
  if (!(await exists(file))) return fail('U004', { file: folder, detail: 'no backup of flis' })
  const { sha256, ...manifest } = parsed(await readFile(file, 'utf8'), file)
  if (manifest.form > BACKUP_FORM || manifest.ledgerFormat > LEDGER_FORMAT)
    return fail('C005', {
      file,
      found: `backup of form ${manifest.form}, ledger format ${manifest.ledgerFormat}`,
      expected: `up to ${BACKUP_FORM} and ${LEDGER_FORMAT}`,
      left: 'nothing has been changed',
    })
  if (sha256 !== sha256Text(JSON.stringify(manifest))) return damaged(file, 'not as it was written')
  if (!manifest.files.every((each) => isPlainPath(each.path)))
    return damaged(file, 'a path leaves the folder')
  return manifest
}
