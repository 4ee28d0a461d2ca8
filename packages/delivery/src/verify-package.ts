import { createHash } from 'node:crypto'
import { mkdtemp, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removePath, sha256File, sha256Text } from '@flis/core'
import { DDL_NAMES } from './ddl/ddl-files.js'
import type { Manifest } from './manifest.js'
import { parseManifest } from './parse-manifest.js'
import { differs, openPackageZip, type PackageZip, same } from './read-zip.js'
import { contentSha256, withoutChanges } from './skema.js'
import { jsonText } from './structure.js'
import { verifyTables } from './verify-tables.js'

/** A package that is as its manifest says. */
export interface VerifiedPackage {
  readonly manifest: Manifest
  readonly sha256: string
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

const checkNames = (zip: PackageZip, { files, ddl }: Manifest): void => {
  const scripts: readonly string[] = DDL_NAMES
  const unknown = ddl.find((each) => !scripts.includes(each.name))
  if (unknown !== undefined) differs(zip.file, 'manifest.json', { detail: 'a script that no package has' })
  const members = [...files, ...ddl].map((each) => each.name)
  const told = new Set(['manifest.json', 'skema.json', ...members])
  for (const name of told)
    if (!zip.names.includes(name)) differs(zip.file, name, { detail: 'not in the package' })
  for (const name of zip.names)
    if (!told.has(name)) differs(zip.file, name, { detail: 'not in the manifest' })
  if (told.size !== members.length + 2) differs(zip.file, 'manifest.json', { detail: 'a file told of twice' })
}

/** SHA-256 of what a skema says of structure. */
const structureIn = (zip: PackageZip, text: string): string => {
  try {
    return sha256Text(jsonText(withoutChanges(JSON.parse(text))))
  } catch {
    return differs(zip.file, 'skema.json', { detail: 'not a skema' })
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
  const structure = structureIn(zip, await zip.text('skema.json'))
  same(zip, 'skema.json', 'structure', manifest.skema.structureSha256, structure)
  for (const script of manifest.ddl) await unpack(zip, script, null)
  // Names of our own: what stands in a manifest never becomes a path.
  const paths = manifest.files.map((_, nth) => join(folder, String(nth)))
  for (const [nth, file] of manifest.files.entries()) await unpack(zip, file, paths[nth] ?? null)
  const content = contentSha256(manifest.files, structure)
  same(zip, 'manifest.json', 'content', content, manifest.contentSha256)
  const sha256 = await sha256File(path)
  if (expectedSha256 !== undefined) same(zip, null, 'SHA-256 in the ledger', expectedSha256, sha256)
  await verifyTables(zip, manifest, paths)
  return { manifest, sha256 }
}

/**
 * Checks a package against its manifest: which files there are, bytes, SHA-256, columns, values (of csv files), rows and
 * control totals of each; and the whole against the ledger. Needs no warehouse and no lock.
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
