import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Model, quoteIdent, quoteText, type Session, sha256File } from '@flis/core'
import { ROW_GROUP, type Table, tableSql } from '@flis/dm'
import { type Gathered, kommuneNumber } from './gather-facts.js'
import { type Measured, measureTables } from './measure-tables.js'
import {
  type PackageDimension,
  type PackageFact,
  type PackageTables,
  tablesByName,
  totalColumns,
  visibleColumns,
} from './package-tables.js'

/** A table's file of a package, not yet in its zip. */
export interface TableFile extends Measured {
  readonly model: Model
  /** Its name in the zip: the table's own, Danish letters and all. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

interface Writing {
  readonly session: Session
  readonly folder: string
  readonly kommune: string
  readonly tables: PackageTables
  /** By fact. */
  readonly gathered: ReadonlyMap<string, Gathered>
  /** As they will stand, by model. */
  readonly standing: ReadonlyMap<string, Table>
}

const list = (names: readonly string[]): string => names.map(quoteIdent).join(', ')

/** Fixed row groups and a full order: the same rows give the same bytes, whatever the machine. */
const writeParquet = async (session: Session, query: string, path: string): Promise<void> => {
  await session.run(
    `copy (${query}) to ${quoteText(path)} (format parquet, compression snappy, row_group_size ${ROW_GROUP})`,
  )
}

const pathOf = ({ folder, tables }: Writing, name: string): string =>
  join(folder, `${tablesByName(tables).findIndex((each) => each.name === name)}.parquet`)

const writeFact = async (writing: Writing, { model, kommuneColumn }: PackageFact): Promise<void> => {
  const { session, kommune, gathered } = writing
  const rows = gathered.get(model.name)
  if (rows === undefined) return
  await writeParquet(
    session,
    `select ${list(visibleColumns(model))}
     from read_parquet(${quoteText(rows.path)})
     where ${quoteIdent(kommuneColumn)} = ${kommuneNumber(kommune)}
     order by ${list(rows.order)}`,
    pathOf(writing, model.name),
  )
}

/** The members that the package's own facts point to, read from the files that have just been written, and −1. */
const writeDimension = async (
  writing: Writing,
  { model, keyColumn, pointers }: PackageDimension,
): Promise<void> => {
  const pointed = pointers.map(
    ({ fact, column }) =>
      `select ${quoteIdent(column)} from read_parquet(${quoteText(pathOf(writing, fact))})`,
  )
  const key = quoteIdent(keyColumn)
  await writeParquet(
    writing.session,
    `select ${list(visibleColumns(model))}
     from (${tableSql(model, writing.standing.get(model.name))}) as members
     where ${key} in (${[...pointed, 'select -1'].join('\n       union ')})
     order by ${key}`,
    pathOf(writing, model.name),
  )
}

/**
 * Writes the tables of one package: the kommune's own rows of each fact, sorted by grain, and of each dimension the
 * members that these rows point to, sorted by key. A fact without rows of the kommune is a file without rows: the
 * structure is part of the package. Files come back in the order of their names.
 */
export const writeTables = async (writing: Writing): Promise<readonly TableFile[]> => {
  const { session, folder, tables } = writing
  await mkdir(folder, { recursive: true })
  for (const fact of tables.facts) await writeFact(writing, fact)
  for (const dimension of tables.dimensions) await writeDimension(writing, dimension)
  const models = tablesByName(tables)
  const measured = await measureTables(
    session,
    models.map((model) => ({ path: pathOf(writing, model.name), totals: totalColumns(model) })),
  )
  const files: TableFile[] = []
  for (const [nth, model] of models.entries()) {
    const path = pathOf(writing, model.name)
    const { size } = await stat(path)
    const { rows, totals } = measured[nth] ?? { rows: 0, totals: {} }
    files.push({
      model,
      name: `${model.name}.parquet`,
      path,
      rows,
      totals,
      bytes: size,
      sha256: await sha256File(path),
    })
  }
  return files
}
