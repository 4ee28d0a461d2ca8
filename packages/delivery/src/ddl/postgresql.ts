import { quoteIdent, quoteText } from '@flis/core'
import type { PackageTable } from '../package-table.js'
import { csvFile, type DdlPackage, describedColumn, oneLine, schemaOf, sumColumns } from './ddl-package.js'
import { dialectType, POSTGRESQL_TYPES } from './dialect-types.js'

const list = (names: readonly string[]): string => names.map(quoteIdent).join(', ')

const createTable = (table: PackageTable): readonly string[] => [
  `create table ${quoteIdent(table.name)} (`,
  table.columns
    .map(({ name, type }) => `  ${quoteIdent(name)} ${dialectType(POSTGRESQL_TYPES, type)}`)
    .join(',\n'),
  ');',
]

/** psql reads the path from the folder that it was started in; the command is one line. */
const load = (table: PackageTable): string =>
  `\\copy ${quoteIdent(table.name)} from ${quoteText(csvFile(table))} with (format csv, header true, delimiter ';')`

const keys = (table: PackageTable, tables: readonly PackageTable[]): readonly string[] => [
  ...(table.grain.length === 0
    ? []
    : [`alter table ${quoteIdent(table.name)} add primary key (${list(table.grain)});`]),
  ...(table.versionsOf.length === 0
    ? []
    : [`create index on ${quoteIdent(table.name)} (${list(table.versionsOf)});`]),
  // Told to the reader and not enforced: a date before the calendar begins is no reason to refuse a load.
  ...table.foreignKeys
    .filter((each) => tables.some(({ name }) => name === each.table))
    .map(
      (each) =>
        `alter table ${quoteIdent(table.name)} add foreign key (${quoteIdent(each.column)}) references ${quoteIdent(each.table)} (${quoteIdent(each.key)}) not valid;`,
    ),
]

const comments = (table: PackageTable): readonly string[] => [
  ...(table.description === ''
    ? []
    : [`comment on table ${quoteIdent(table.name)} is ${quoteText(oneLine(table.description))};`]),
  ...table.columns
    .filter((each) => describedColumn(each) !== '')
    .map(
      (each) =>
        `comment on column ${quoteIdent(table.name)}.${quoteIdent(each.name)} is ${quoteText(describedColumn(each))};`,
    ),
]

const settings = (of: DdlPackage): readonly string[] => [
  '\\set ON_ERROR_STOP on',
  '\\set QUIET on',
  '\\encoding UTF8',
  '\\if :{?schema}',
  '\\else',
  `  \\set schema ${quoteText(schemaOf(of))}`,
  '\\endif',
]

/**
 * The script that loads a package into PostgreSQL with psql: tables, rows, keys, descriptions. In one transaction, and
 * repeatable: the schema is made anew.
 */
export const postgresqlScript = (of: DdlPackage): string => {
  const { id, format, tables } = of
  return `${[
    `-- ${id}: loads its tables into PostgreSQL 12 or later.`,
    '-- In the folder of the unpacked package:',
    ...(format === 'parquet' ? ['--   duckdb < ddl/parquet-to-csv.sql'] : []),
    '--   psql -d <database> -f ddl/postgresql.sql',
    `-- The schema ${schemaOf(of)} (another one: -v schema=<name>) belongs to this script: all that stands in it is`,
    '-- dropped and made anew, and so is what depends on it. One transaction: as it was before, or all of it.',
    ...settings(of),
    'set client_min_messages = warning;',
    'begin;',
    'drop schema if exists :"schema" cascade;',
    'create schema :"schema";',
    'set local search_path to :"schema";',
    ...tables.flatMap((each) => ['', ...createTable(each), load(each)]),
    '',
    ...tables.flatMap((each) => keys(each, tables)),
    '',
    ...tables.flatMap(comments),
    '',
    'commit;',
  ].join('\n')}\n`
}

/** The script that counts what PostgreSQL holds, as a counts file. */
export const postgresqlCounts = (of: DdlPackage): string => {
  const sums = sumColumns(of)
  // The first select names the columns of all.
  const named = (nth: number, name: string): string => (nth === 0 ? ` as ${quoteIdent(name)}` : '')
  const counted = of.tables.map((table, nth) =>
    [
      `  select ${quoteText(table.name)}${named(nth, 'table')}`,
      `count(*)${named(nth, 'rows')}`,
      ...sums.map((name) =>
        table.totals.includes(name)
          ? `coalesce(sum(${quoteIdent(name)}), 0)::numeric${named(nth, name)}`
          : `null::numeric${named(nth, name)}`,
      ),
    ].join(', '),
  )
  const froms = of.tables.map((table) => `from ${quoteIdent(table.name)}`)
  return `${[
    `-- ${of.id}: what PostgreSQL holds of it, for flis packages verify ${of.id} --loaded counts.csv`,
    '--   psql -d <database> -f ddl/postgresql-counts.sql > counts.csv',
    ...settings(of),
    'set search_path to :"schema";',
    'copy (',
    counted.map((select, nth) => `${select} ${froms[nth] ?? ''}`).join('\n  union all\n'),
    '  order by 1',
    `) to stdout with (format csv, header true, delimiter ';');`,
  ].join('\n')}\n`
}
