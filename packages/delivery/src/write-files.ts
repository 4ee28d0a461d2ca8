import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Month, type PackageFormat, type Session, sha256File } from '@flis/core'
import { type Measured, measureTables } from './measure-tables.js'
import { copyStatement, fileNameOf, inFormat } from './package-format.js'
import type { PackageTable } from './package-table.js'

/** The rows of a table that go into a package. */
export interface TableRows {
  readonly table: PackageTable
  /** A relation with the table's columns. */
  readonly rows: string
  /** What gives them their order, as expressions over the relation. */
  readonly order: readonly string[]
  /** First month, where earlier ones are left out. */
  readonly from?: Month | undefined
}

/** A table's file of a package, not yet in its zip. */
export interface TableFile extends Measured {
  /** In the file's format. */
  readonly table: PackageTable
  /** Its name in the zip. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly from?: Month | undefined
}

/** Where the file of a table lies until it is in its zip: names of our own. */
const pathOf = (folder: string, format: PackageFormat, nth: number): string =>
  join(folder, `${nth}.${format === 'parquet' ? 'parquet' : 'csv'}`)

/**
 * Writes the tables of one package, in the order given: later ones may read the files of earlier ones. A table without
 * rows is a file without rows: the structure is part of the package.
 *
 * @param paths where each table's file goes, by table
 */
export const writeFiles = async (
  session: Session,
  format: PackageFormat,
  folder: string,
  tables: readonly TableRows[],
): Promise<readonly TableFile[]> => {
  await mkdir(folder, { recursive: true })
  const files: TableFile[] = []
  for (const [nth, { table, rows, order, from }] of tables.entries()) {
    const path = pathOf(folder, format, nth)
    await session.run(copyStatement(table, format, rows, order, path))
    const shown = inFormat(table, format)
    const [measured] = await measureTables(session, [{ path, table: shown, format }])
    const { size } = await stat(path)
    files.push({
      table: shown,
      name: fileNameOf(table.name, format),
      path,
      rows: measured?.rows ?? 0,
      totals: measured?.totals ?? {},
      bytes: size,
      sha256: await sha256File(path),
      from,
    })
  }
  return files
}
