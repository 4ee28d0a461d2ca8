import { copyStatement, fileNameOf } from '../package-format.js'
import type { PackageTable } from '../package-table.js'
import type { DdlPackage } from './ddl-package.js'
import { postgresqlCounts, postgresqlScript } from './postgresql.js'
import { sqlserverCounts, sqlserverScript } from './sqlserver.js'

/** Every script that can stand beside a package's data. */
export const DDL_NAMES = [
  'ddl/parquet-to-csv.sql',
  'ddl/postgresql.sql',
  'ddl/postgresql-counts.sql',
  'ddl/sqlserver.sql',
  'ddl/sqlserver-counts.sql',
] as const

/** The script that makes the csv files which the others load, from the package's Parquet files, with DuckDB. */
const parquetToCsv = (id: string, tables: readonly PackageTable[]): string =>
  `${[
    `-- ${id}: makes the csv files that ddl/postgresql.sql and ddl/sqlserver.sql load, with DuckDB.`,
    '-- In the folder of the unpacked package:  duckdb < ddl/parquet-to-csv.sql',
    ...tables.map(
      (each) =>
        `${copyStatement(each, 'csv', `read_parquet('${fileNameOf(each.name, 'parquet').replaceAll("'", "''")}')`, [], fileNameOf(each.name, 'csv'))};`,
    ),
  ].join('\n')}\n`

/** A script of a package. */
export interface DdlFile {
  readonly name: string
  readonly text: string
}

/**
 * The scripts beside a package's data, written from the very definitions that the tables are made by. A package for
 * spreadsheets has none: its values are not those that a database should hold.
 *
 * @param tables as the engine has them
 */
export const ddlFiles = (of: DdlPackage, tables: readonly PackageTable[]): readonly DdlFile[] => {
  if (of.format === 'csv-excel') return []
  return [
    ...(of.format === 'parquet'
      ? [{ name: 'ddl/parquet-to-csv.sql', text: parquetToCsv(of.id, tables) }]
      : []),
    { name: 'ddl/postgresql.sql', text: postgresqlScript(of) },
    { name: 'ddl/postgresql-counts.sql', text: postgresqlCounts(of) },
    { name: 'ddl/sqlserver.sql', text: sqlserverScript(of) },
    { name: 'ddl/sqlserver-counts.sql', text: sqlserverCounts(of) },
  ]
}
