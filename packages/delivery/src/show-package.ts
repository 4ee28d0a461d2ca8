import type { Manifest } from './manifest.js'
import { parseManifest } from './parse-manifest.js'
import { openPackageZip } from './read-zip.js'

/**
 * What a package says of itself: its manifest, read from the zip. Nothing is compared; `verifyPackage` does that.
 * Errors: U004 (no such file), P001 (not a package).
 *
 * @example (await showPackage('outbox/0751/MAANED/FLIS_KY_0751_2022-10_DM_001.zip')).files.map((each) => each.rows)
 */
export const showPackage = async (path: string): Promise<Manifest> => {
  const zip = await openPackageZip(path)
  try {
    return parseManifest(await zip.text('manifest.json'), zip.file)
  } finally {
    zip.close()
  }
}
