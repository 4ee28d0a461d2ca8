import { isAbsolute, join, resolve } from 'node:path'
import { exists, FlisFailure, flisError, nearest, type Row } from '@flis/core'
import { findPackage, listPackages, type PackageRecord } from '@flis/delivery'
import { isWarehouse } from '../run/open-env.js'
import type { Cli } from './command.js'

/** A package on disk; `sha256` where the ledger knows it. */
export interface PackageFile {
  readonly path: string
  readonly sha256?: string
  /** Its id and when retention removed the file, where it did. */
  readonly removed?: { readonly id: string; readonly at: string }
}

const fileOf = (root: string, { id, path, sha256, removed }: PackageRecord): PackageFile => ({
  path: join(root, path),
  sha256,
  ...(removed === null ? {} : { removed: { id, at: removed } }),
})

/** All packages of the ledger that lie in the outbox. */
export const packageFiles = (rows: readonly Row[], root: string): readonly PackageFile[] =>
  listPackages(rows)
    .filter((each) => each.state !== 'lost')
    .map((each) => fileOf(root, each))

/** Receivers have the package's file and no warehouse: then there is no ledger to hold it against. */
export const looseFile = async (cli: Cli, wanted: string | undefined): Promise<PackageFile | undefined> => {
  if (wanted === undefined || (await isWarehouse(cli.folder))) return undefined
  const path = resolve(cli.world.cwd, wanted)
  return (await exists(path)) ? { path } : undefined
}

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
  return fileOf(root, findPackage(rows, id))
}

/** Says that a package's file is no longer kept here. */
export const removedWords = (cli: Cli, at: string): string =>
  cli.words(
    `the file was removed from the outbox by retention (${at}); the ledger keeps its SHA-256`,
    `filen er fjernet fra outbox efter opbevaringsfristen (${at}); ledgeren har dens SHA-256`,
  )
