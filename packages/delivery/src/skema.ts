import { sha256Text } from '@flis/core'
import type { SkemaChanges } from './skema-changes.js'
import type { Structure } from './structure.js'

/** skema.json: the structure of a package, and how it differs from the kommune's package before of that kind. */
export interface Skema extends Structure {
  readonly changes: SkemaChanges
}

/** A skema without what it says of changes. */
export const withoutChanges = ({ changes: _, ...structure }: Skema): Structure => structure

/**
 * SHA-256 over the SHA-256s of the table files and of the structure, in the form that `sha256sum` writes: the structure
 * stands as `skema.json`.
 */
export const contentSha256 = (
  files: readonly { readonly name: string; readonly sha256: string }[],
  structure: string,
): string =>
  sha256Text(
    [...files, { name: 'skema.json', sha256: structure }]
      .map((each) => `${each.sha256}  ${each.name}\n`)
      .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
      .join(''),
  )
