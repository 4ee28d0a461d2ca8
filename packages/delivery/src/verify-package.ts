import { createHash } from 'node:crypto'
import { mkdtemp, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstance, openSession, quoteText, removePath, type Session, sha256File } from '@flis/core'
import type { Manifest, ManifestFile } from './manifest.js'
import { measureTables } from './measure-tables.js'
import { parseManifest } from './parse-manifest.js'
import { differs, openPackageZip, type PackageZip } from './read-zip.js'
import { contentSha256 } from './skema.js'

/** A package that is as its manifest says. */
export interface VerifiedPackage {
  readonly manifest: Manifest
  readonly sha256: string
}

/** Compares two values of a package; P001 names what differs. */
const same = (
  zip: PackageZip,
  member: string | null,
  what: string,
  expected: string,
  found: string,
): void => {
  if (expected !== found) differs(zip.file, member, { detail: what, expected, found })
}

/** Reads a member to its end, into a file where one is given. */
const unpack = async (
  zip: PackageZip,
  member: { readonly name: string; readonly bytes: number; readonly sha256: string },
  to: string | null,
): Promise<void> => {
  const hash = createHash('sha256')
  const handle = to === null ? null : await open(to, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of zip.chunks(member.name)) {
      bytes += chunk.length
      if (bytes > member.bytes) break
      hash.update(chunk)
      await handle?.writeFile(chunk)
    }
  } finally {
    await handle?.close()
  }
  same(zip, member.name, 'bytes', String(member.bytes), bytes > member.bytes ? 'more' : String(bytes))
  same(zip, member.name, 'SHA-256', member.sha256, hash.digest('hex'))
}

const checkNames = (zip: PackageZip, { files }: Manifest): void => {
  const told = new Set(['manifest.json', 'skema.json', ...files.map((each) => each.name)])
  for (const name of told)
    if (!zip.names.includes(name)) differs(zip.file, name, { detail: 'not in the package' })
  for (const name of zip.names)
    if (!told.has(name)) differs(zip.file, name, { detail: 'not in the manifest' })
  if (told.size !== files.length + 2) differs(zip.file, 'manifest.json', { detail: 'a file told of twice' })
}

const checkColumns = async (
  zip: PackageZip,
  session: Session,
  file: ManifestFile,
  path: string,
): Promise<void> => {
  const found = await session
    .rows(`describe select * from read_parquet(${quoteText(path)})`)
    .catch(() => differs(zip.file, file.name, { detail: 'not a Parquet file' }))
  const form = (columns: readonly (readonly [unknown, unknown])[]): string =>
    columns.map(([name, type]) => `${String(name)} ${String(type)}`).join(', ')
  same(
    zip,
    file.name,
    'columns',
    form(file.columns.map((each) => [each.name, each.type])),
    form(found.map((row) => [row.column_name, row.column_type])),
  )
  const unknown = Object.keys(file.totals).find((name) => !file.columns.some((each) => each.name === name))
  if (unknown !== undefined)
    differs(zip.file, file.name, { column: unknown, detail: 'a sum of a column that is not there' })
}

const checkRows = async (zip: PackageZip, manifest: Manifest, paths: readonly string[]): Promise<void> => {
  const session = await openSession(await openInstance(':memory:'))
  try {
    for (const [nth, file] of manifest.files.entries())
      await checkColumns(zip, session, file, paths[nth] ?? '')
    const measured = await measureTables(
      session,
      manifest.files.map((file, nth) => ({ path: paths[nth] ?? '', totals: Object.keys(file.totals) })),
    ).catch(() => differs(zip.file, null, { detail: 'its tables cannot be counted' }))
    for (const [nth, file] of manifest.files.entries()) {
      const found = measured[nth]
      same(zip, file.name, 'rows', String(file.rows), String(found?.rows))
      for (const [column, sum] of Object.entries(file.totals))
        same(zip, file.name, `sum of ${column}`, sum, String(found?.totals[column]))
    }
  } finally {
    session.close()
  }
}

const checkContent = async (
  zip: PackageZip,
  path: string,
  folder: string,
  expectedSha256: string | undefined,
): Promise<VerifiedPackage> => {
  const manifest = parseManifest(await zip.text('manifest.json'), zip.file)
  checkNames(zip, manifest)
  await unpack(zip, { ...manifest.skema, name: 'skema.json' }, null)
  // Names of our own: what stands in a manifest never becomes a path.
  const paths = manifest.files.map((_, nth) => join(folder, `${nth}.parquet`))
  for (const [nth, file] of manifest.files.entries()) await unpack(zip, file, paths[nth] ?? null)
  const content = contentSha256(manifest.files, manifest.skema.sha256)
  same(zip, 'manifest.json', 'content', content, manifest.contentSha256)
  const sha256 = await sha256File(path)
  if (expectedSha256 !== undefined) same(zip, null, 'SHA-256 in the ledger', expectedSha256, sha256)
  await checkRows(zip, manifest, paths)
  return { manifest, sha256 }
}

/**
 * Checks a package against its manifest: which files there are, bytes, SHA-256, columns, rows and control totals of
 * each; and the whole against the ledger. Needs no warehouse and no lock.
 *
 * Errors: P001 with the file and what differs; U004 when there is no such file.
 *
 * @param expectedSha256 the ledger's, of the whole zip; without it a package that was forged throughout passes
 * @param work folder for unpacking, which is emptied again; it holds personal data meanwhile
 *
 * @example
 * const { manifest } = await verifyPackage('outbox/0751/MAANED/FLIS_KY_0751_2022-10_DM_001.zip')
 */
export const verifyPackage = async (
  path: string,
  expectedSha256?: string,
  work: string = tmpdir(),
): Promise<VerifiedPackage> => {
  const zip = await openPackageZip(path)
  try {
    const folder = await mkdtemp(join(work, 'flis-verify-'))
    try {
      return await checkContent(zip, path, folder, expectedSha256)
    } finally {
      await removePath(folder)
    }
  } finally {
    zip.close()
  }
}
