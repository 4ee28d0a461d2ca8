import type { PackageTable } from '../package-table.js'
import { csvFile, type DdlPackage, describedColumn, oneLine, schemaOf, sumColumns } from './ddl-package.js'
import { dialectType, SQLSERVER_TYPES } from './dialect-types.js'

/** `[Fact]`. */
const bracket = (name: string): string => `[${name.replaceAll(']', ']]')}]`

/** A text; sqlcmd puts its variables into texts too, so `$(` must not stand in one. */
const literal = (text: string): string => `N'${text.replaceAll("'", "''").replaceAll('$(', "$' + N'(")}'`

/** An argument of a procedure takes no expression. */
const argument = (text: string): string => `N'${text.replaceAll("'", "''").replaceAll('$(', '$ (')}'`

const list = (names: readonly string[]): string => names.map(bracket).join(', ')

const tableName = (name: string): string => `[$(schema)].${bracket(name)}`
const stageName = (name: string): string => `[$(schema)].${bracket(`indlæsning ${name}`)}`

/** Text in keys is compared as bytes, as here: the server's own collation may take `a` and `A` for the same. */
const typeOf = (table: PackageTable, name: string, type: string): string => {
  const isKey = [...table.grain, ...table.versionsOf].includes(name)
  if (type === 'VARCHAR' && isKey) return 'nvarchar(200) collate Latin1_General_100_BIN2 not null'
  const found = dialectType(SQLSERVER_TYPES, type)
  return table.grain.includes(name) ? `${found} not null` : found
}

/** Rows come as text first: the server's reader of files knows fewer forms of a value than its casts do. */
const loadTable = (table: PackageTable): readonly string[] => [
  `create table ${stageName(table.name)} (`,
  table.columns.map(({ name }) => `  ${bracket(name)} nvarchar(max)`).join(',\n'),
  ');',
  `bulk insert ${stageName(table.name)} from N'$(folder)/${csvFile(table).replaceAll("'", "''")}'`,
  "  with (format = 'CSV', codepage = '65001', firstrow = 2, fieldterminator = ';', rowterminator = '0x0a', fieldquote = '\"', keepnulls, tablock);",
  `create table ${tableName(table.name)} (`,
  table.columns.map(({ name, type }) => `  ${bracket(name)} ${typeOf(table, name, type)}`).join(',\n'),
  ');',
  `insert into ${tableName(table.name)} with (tablock) (${list(table.columns.map((each) => each.name))})`,
  `select ${table.columns
    .map(({ name, type }) => `cast(${bracket(name)} as ${dialectType(SQLSERVER_TYPES, type)})`)
    .join(', ')}`,
  `from ${stageName(table.name)};`,
  `drop table ${stageName(table.name)};`,
  'go',
]

const keys = (table: PackageTable, tables: readonly PackageTable[]): readonly string[] => [
  ...(table.grain.length === 0
    ? []
    : [`alter table ${tableName(table.name)} add primary key nonclustered (${list(table.grain)});`]),
  ...(table.versionsOf.length === 0
    ? []
    : [`create index [versioner] on ${tableName(table.name)} (${list(table.versionsOf)});`]),
  // Told to the reader and not enforced: a date before the calendar begins is no reason to refuse a load.
  ...table.foreignKeys
    .filter((each) => tables.some(({ name }) => name === each.table))
    .flatMap((each) => {
      const name = bracket(`${table.name} ${each.column}`)
      return [
        `alter table ${tableName(table.name)} with nocheck add constraint ${name} foreign key (${bracket(each.column)}) references ${tableName(each.table)} (${bracket(each.key)});`,
        `alter table ${tableName(table.name)} nocheck constraint ${name};`,
      ]
    }),
]

const descriptions = (table: PackageTable): readonly string[] => {
  const of = (text: string, column: string): readonly string[] =>
    text === ''
      ? []
      : [
          `exec sp_addextendedproperty N'MS_Description', ${argument(text)}, N'SCHEMA', N'$(schema)', N'TABLE', ${argument(table.name)}${column};`,
        ]
  return [
    ...of(oneLine(table.description), ''),
    ...table.columns.flatMap((each) => of(describedColumn(each), `, N'COLUMN', ${argument(each.name)}`)),
  ]
}

const dropAll = (tables: readonly PackageTable[]): readonly string[] =>
  [...tables].reverse().map((each) => `drop table if exists ${tableName(each.name)};`)

/**
 * The script that loads a package into SQL Server with sqlcmd: tables, rows, keys, descriptions. In one transaction, and
 * repeatable: its tables are made anew.
 */
export const sqlserverScript = (of: DdlPackage): string => {
  const { id, format, tables } = of
  return `${[
    `-- ${id}: loads its tables into SQL Server 2017 or later.`,
    ...(format === 'parquet'
      ? ['-- In the folder of the unpacked package first: duckdb < ddl/parquet-to-csv.sql']
      : []),
    '-- The server itself reads the files: the folder must be one that it sees.',
    `--   sqlcmd -d <database> -b -I -f 65001 -v schema="${schemaOf(of)}" folder="<folder of the unpacked package>" -i ddl/sqlserver.sql`,
    '-- The tables named here are dropped and made anew in that schema. One transaction: as it was before, or all of it.',
    ':on error exit',
    'set xact_abort on;',
    'set nocount on;',
    'begin transaction;',
    "if schema_id(N'$(schema)') is null exec(N'create schema [$(schema)]');",
    ...dropAll(tables),
    // A batch is read as a whole before it runs: it must not meet the tables of before.
    'go',
    ...tables.flatMap((each) => ['', ...loadTable(each)]),
    '',
    ...tables.flatMap((each) => keys(each, tables)),
    '',
    ...tables.flatMap(descriptions),
    '',
    'commit transaction;',
    'go',
  ].join('\n')}\n`
}

/** The script that counts what SQL Server holds, as a counts file. */
export const sqlserverCounts = (of: DdlPackage): string => {
  const sums = sumColumns(of)
  const header = ['table', 'rows', ...sums].join(';')
  const counted = of.tables.map((table, nth) => {
    const cells = sums.map((name) =>
      table.totals.includes(name) ? `coalesce(sum(cast(${bracket(name)} as decimal(38, 6))), 0)` : "''",
    )
    return `select ${nth + 1}, concat_ws(';', ${[literal(table.name), 'count_big(*)', ...cells].join(', ')}) from ${tableName(table.name)}`
  })
  return `${[
    `-- ${of.id}: what SQL Server holds of it, for flis packages verify ${of.id} --loaded counts.csv`,
    `--   sqlcmd -d <database> -b -I -f 65001 -h -1 -W -v schema="${schemaOf(of)}" -i ddl/sqlserver-counts.sql -o counts.csv`,
    'set nocount on;',
    'select line',
    'from (',
    `  select 0, ${literal(header)}`,
    ...counted.map((each) => `  union all ${each}`),
    ') as counted (nr, line)',
    'order by nr;',
    'go',
  ].join('\n')}\n`
}
