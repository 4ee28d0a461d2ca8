import { isAbsolute, join, resolve } from 'node:path'
import { exists, FlisFailure, flisError, nearest, type Row } from '@flis/core'
import { findPackage, listPackages } from '@flis/delivery'

/** A package on disk; `sha256` where the ledger knows it. */
export interface PackageFile {
  readonly path: string
  readonly sha256?: string
}

/** All packages of the ledger that lie in the outbox. */
export const packageFiles = (rows: readonly Row[], root: string): readonly PackageFile[] =>
  listPackages(rows)
    .filter((each) => each.state !== 'lost')
    .map(({ path, sha256 }) => ({ path: join(root, path), sha256 }))

/** A package by id or by path; U004 names the nearest id. */
export const packageFile = async (
  rows: readonly Row[],
  root: string,
  cwd: string,
  wanted: string,
): Promise<PackageFile> => {
  const known = listPackages(rows).map((each) => each.id)
  const id = wanted.replace(/\.zip$/, '')
  if (!known.includes(id)) {
    const path = isAbsolute(wanted) ? wanted : resolve(cwd, wanted)
    if (await exists(path)) return { path }
    const expected = nearest(id, known)
    throw new FlisFailure(
      flisError('U004', { file: wanted, ...(expected === undefined ? {} : { expected }) }),
    )
  }
  const { path, sha256 } = findPackage(rows, id)
  return { path: join(root, path), sha256 }
}
