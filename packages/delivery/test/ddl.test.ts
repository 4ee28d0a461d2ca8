import { describe, expect, it } from 'vitest'
import { ddlFiles } from '../src/ddl/ddl-files.js'
import { type DdlPackage, schemaOf } from '../src/ddl/ddl-package.js'
import { dialectType, POSTGRESQL_TYPES, SQLSERVER_TYPES } from '../src/ddl/dialect-types.js'
import { inFormat } from '../src/package-format.js'
import type { PackageTable } from '../src/package-table.js'

const column = (name: string, type: string, more: Partial<PackageTable['columns'][number]> = {}) => ({
  name,
  type,
  description: '',
  data: 'ingen' as const,
  isKey: false,
  ...more,
})
const table = (name: string, more: Partial<PackageTable>): PackageTable => ({
  name,
  kind: 'fact',
  description: '',
  columns: [],
  grain: [],
  versionsOf: [],
  foreignKeys: [],
  totals: [],
  fingerprint: '',
  ...more,
})
const TABLES = [
  table('DimTid', {
    kind: 'dimension',
    columns: [column('DimTidID', 'INTEGER'), column('År', 'INTEGER')],
    grain: ['DimTidID'],
  }),
  table('FactLøn', {
    description: "Medarbejderes løn, 'brutto'\nog $(netto)",
    columns: [
      column('DimTid', 'INTEGER', { isKey: true }),
      column('DimSkjult', 'BIGINT', { isKey: true }),
      column('Id', 'VARCHAR', { description: 'Id' }),
      column('Beløb "netto"', 'DECIMAL(12,2)', { description: 'Kroner', data: 'økonomi' }),
      column('Tid', 'TIMESTAMP WITH TIME ZONE'),
      column('Ids', 'VARCHAR[]'),
    ],
    grain: ['DimTid', 'Id'],
    foreignKeys: [{ column: 'DimTid', table: 'DimTid', key: 'DimTidID' }],
    totals: ['Beløb "netto"'],
  }),
]
const of = (more: Partial<DdlPackage> = {}): DdlPackage => ({
  id: 'FLIS_Boern-og-unge_0751_2022-10_DM_001',
  area: 'Boern-og-unge',
  kommune: '0751',
  kind: 'DM',
  format: 'csv',
  window: 'full',
  tables: TABLES.map((each) => inFormat(each, 'csv')),
  ...more,
})
const scripts = (more: Partial<DdlPackage> = {}): ReadonlyMap<string, string> =>
  new Map(ddlFiles(of(more), TABLES).map((each) => [each.name, each.text]))
const script = (name: string, more: Partial<DdlPackage> = {}): string =>
  scripts(more).get(`ddl/${name}`) ?? ''

describe('the scripts beside a package', () => {
  it.each([
    ['csv', ['postgresql.sql', 'postgresql-counts.sql', 'sqlserver.sql', 'sqlserver-counts.sql']],
    [
      'parquet',
      [
        'parquet-to-csv.sql',
        'postgresql.sql',
        'postgresql-counts.sql',
        'sqlserver.sql',
        'sqlserver-counts.sql',
      ],
    ],
    ['csv-excel', []],
  ] as const)('of format %s are %j', (format, names) => {
    expect([...scripts({ format }).keys()]).toEqual(names.map((each) => `ddl/${each}`))
  })

  it('are the same for the same package, and load a window beside what a full one has left', () => {
    expect(scripts()).toEqual(scripts())
    expect(schemaOf(of())).toBe('flis_boern_og_unge_0751_dm')
    expect(schemaOf(of({ kind: 'DSA' }))).toBe('flis_boern_og_unge_0751_dsa')
    expect(schemaOf(of({ window: 'window' }))).toBe('flis_boern_og_unge_0751_dm_window')
  })

  it('say of a Parquet package what makes the files that they load', () => {
    for (const name of ['postgresql.sql', 'sqlserver.sql']) {
      expect(script(name, { format: 'parquet' })).toContain('duckdb < ddl/parquet-to-csv.sql')
      expect(script(name)).not.toContain('duckdb')
    }
  })

  it('make of Parquet files the csv files that the others load', () => {
    const text = script('parquet-to-csv.sql', { format: 'parquet' })
    expect(text).toContain(`from read_parquet('FactLøn.parquet') as own_rows`)
    expect(text).toContain(
      `to 'FactLøn.csv' (format csv, header true, delimiter ';', quote '"', escape '"', nullstr '');`,
    )
  })
})

describe('for PostgreSQL', () => {
  it('tables have its types, keys and descriptions with the category of personal data', () => {
    const text = script('postgresql.sql')
    expect(text).toContain(
      [
        'create table "FactLøn" (',
        '  "DimTid" integer,',
        '  "DimSkjult" bigint,',
        '  "Id" text,',
        '  "Beløb ""netto""" numeric(12,2),',
        '  "Tid" timestamp with time zone,',
        '  "Ids" jsonb',
        ');',
        `\\copy "FactLøn" from 'FactLøn.csv' with (format csv, header true, delimiter ';')`,
      ].join('\n'),
    )
    expect(text).toContain('alter table "FactLøn" add primary key ("DimTid", "Id");')
    expect(text).toContain(
      'alter table "FactLøn" add foreign key ("DimTid") references "DimTid" ("DimTidID") not valid;',
    )
    expect(text).toContain(`comment on column "FactLøn"."Beløb ""netto""" is 'Kroner [økonomi]';`)
    expect(text).toContain(`comment on table "FactLøn" is 'Medarbejderes løn, ''brutto'' og $(netto)';`)
  })

  it('all is one transaction', () => {
    const lines = script('postgresql.sql').split('\n')
    expect(lines.filter((each) => each === 'begin;' || each === 'commit;')).toEqual(['begin;', 'commit;'])
    expect(lines.at(-2)).toBe('commit;')
    expect(lines.indexOf('begin;')).toBeLessThan(lines.findIndex((each) => each.startsWith('drop')))
  })
})

describe('for SQL Server', () => {
  it('tables have its types and keys; text in keys is compared as bytes', () => {
    const text = script('sqlserver.sql')
    expect(text).toContain(
      [
        'create table [$(schema)].[FactLøn] (',
        '  [DimTid] int not null,',
        '  [DimSkjult] bigint,',
        '  [Id] nvarchar(200) collate Latin1_General_100_BIN2 not null,',
        '  [Beløb "netto"] decimal(12,2),',
        '  [Tid] datetimeoffset(6),',
        '  [Ids] nvarchar(max)',
        ');',
      ].join('\n'),
    )
    expect(text).toContain(`bulk insert [$(schema)].[indlæsning FactLøn] from N'$(folder)/FactLøn.csv'`)
  })

  it('descriptions hold neither a line end nor a variable of sqlcmd', () => {
    const text = script('sqlserver.sql')
    expect(text).toContain(`N'Medarbejderes løn, ''brutto'' og $ (netto)'`)
    expect(new Set(text.match(/\$\(\w*\)/g))).toEqual(new Set(['$(schema)', '$(folder)']))
  })

  it('a batch creates no table that a later statement of it must already know, and all is one transaction', () => {
    const text = script('sqlserver.sql')
    const batches = text.split(/^go$/m)
    expect(batches.filter((each) => /drop table if exists/.test(each))).toHaveLength(1)
    expect(batches[0]).toContain('begin transaction;')
    expect(batches.at(-2)).toContain('commit transaction;')
    expect(text.match(/\b(begin|commit) transaction;/g)).toHaveLength(2)
    // A fact goes before the dimensions that it points to.
    expect(text.indexOf('drop table if exists [$(schema)].[FactLøn]')).toBeLessThan(
      text.indexOf('drop table if exists [$(schema)].[DimTid]'),
    )
  })

  it('has every quote, bracket and parenthesis closed', () => {
    for (const name of ['sqlserver.sql', 'sqlserver-counts.sql']) {
      const code = script(name)
        .replaceAll(/--.*$/gm, '')
        .replaceAll(/'(?:[^']|'')*'/g, '')
        .replaceAll(/\[(?:[^\]]|\]\])*\]/g, '')
      expect(code).not.toMatch(/['[\]]/)
      expect(code.match(/\(/g)?.length).toBe(code.match(/\)/g)?.length)
    }
  })
})

describe('a type of the engine', () => {
  it.each([
    ['VARCHAR', 'text', 'nvarchar(max)'],
    ['DECIMAL(12,2)', 'numeric(12,2)', 'decimal(12,2)'],
    ['DATE', 'date', 'date'],
    ['BOOLEAN', 'boolean', 'bit'],
    ['TIMESTAMP WITH TIME ZONE', 'timestamp with time zone', 'datetimeoffset(6)'],
    ['UTINYINT', 'smallint', 'smallint'],
    ['STRUCT(a INTEGER)', 'text', 'nvarchar(max)'],
  ])('%s is %s in PostgreSQL and %s in SQL Server', (type, postgresql, sqlserver) => {
    expect(dialectType(POSTGRESQL_TYPES, type)).toBe(postgresql)
    expect(dialectType(SQLSERVER_TYPES, type)).toBe(sqlserver)
  })
})
