import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail, openInstance, openSession, quoteIdent, type Session, sha256File } from '@flis/core'
import { type Catalogue, type CatalogueTable, publishedSql } from './catalogue.js'
import { type Pointer, pointerFile } from './published-folder.js'

/** The newest published version, open for reading. A run that writes meanwhile does not disturb it. */
export interface PublishedVersion {
  readonly catalogue: Catalogue
  readonly folder: string
  readonly session: Session
  /** Entry of a table (U002 when there is none of that name). */
  table(name: string): CatalogueTable
  /** A table with its hidden columns, as a parenthesised select. */
  withHidden(name: string): string
  close(): void
}

/**
 * Opens what readers use: the tables as views of their own names, in an engine of its own.
 * Errors: U005 (nothing published), S003 (a file that is not as the catalogue says, with `verifyFiles`).
 *
 * @example
 * const version = await openPublished('/data/lager/published')
 * const rows = await version.session.rows('select count(*) from "DimTid"')
 */
export const openPublished = async (
  published: string,
  options: { readonly verifyFiles?: boolean } = {},
): Promise<PublishedVersion> => {
  if (!(await exists(pointerFile(published)))) fail('U005')
  const pointer = JSON.parse(await readFile(pointerFile(published), 'utf8')) as Pointer
  const folder = join(published, String(pointer.version))
  const catalogue = JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8')) as Catalogue
  if (options.verifyFiles === true) await verifyFiles(folder, catalogue)
  const session = await openSession(await openInstance(':memory:'))
  for (const table of catalogue.tables)
    await session.run(`create view ${quoteIdent(table.name)} as ${publishedSql(table, folder)}`)
  const tableOf = (name: string): CatalogueTable => {
    const found = catalogue.tables.find((each) => each.name === name)
    return (
      found ?? fail('U002', { table: name, expected: catalogue.tables.map((each) => each.name).join(', ') })
    )
  }
  return {
    catalogue,
    folder,
    session,
    table: tableOf,
    withHidden: (name) => `(${publishedSql(tableOf(name), folder, true)})`,
    close: () => session.close(),
  }
}

/** What a version holds, by its number; undefined where it is not kept. */
export const catalogueOfVersion = async (
  published: string,
  version: number,
): Promise<Catalogue | undefined> => {
  const file = join(published, String(version), 'catalogue.json')
  return (await exists(file)) ? (JSON.parse(await readFile(file, 'utf8')) as Catalogue) : undefined
}

/** Compares every file of a version with the SHA-256 in its catalogue (S003 names the first that differs). */
export const verifyFiles = async (folder: string, catalogue: Catalogue): Promise<void> => {
  for (const table of catalogue.tables)
    for (const file of table.layers.flatMap((each) => [...each.rows, ...each.units])) {
      const path = join(folder, file.file)
      if (!(await exists(path)) || (await sha256File(path)) !== file.sha256)
        fail('S003', { file: path, table: table.name })
    }
}
