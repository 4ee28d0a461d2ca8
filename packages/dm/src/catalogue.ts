import { join } from 'node:path'
import { column, type Model, quoteIdent, type ReplacedRule } from '@flis/core'
import { codeFingerprint } from './compile-model.js'
import { hiddenColumns } from './hidden-columns.js'
import { dependsOnMonth } from './reads.js'
import type { Table } from './table.js'
import { type Shown, tableSql } from './table.js'

/** A file of a published table. */
export interface CatalogueFile {
  /** Relative to the version's folder. */
  readonly file: string
  readonly sha256: string
  readonly rows: number
  readonly bytes: number
}

export interface CatalogueTable {
  readonly name: string
  readonly kind: string
  readonly area: readonly string[]
  readonly description: string
  readonly grain: readonly string[]
  readonly keyColumn: string | null
  readonly kommuneColumn: string | null
  readonly hidden: readonly string[]
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly data: string
    readonly description: string
    readonly to: string | null
    /** A figure: its sum says something. */
    readonly total?: boolean
  }[]
  /** Fingerprint of the code that made it; catalogues of an earlier flis lack it. */
  readonly code?: string
  /** Rules behind it that are not their area's own. */
  readonly rules?: readonly ReplacedRule[]
  /** As of which day its months or attributes are, `yyyy-mm-dd`; absent where time changes nothing. */
  readonly asOf?: string
  /** Where only the last months are shown: rows before this day may lie in the files. */
  readonly shown?: Shown
  /** Lowest first; rows of lower layers that belong to `units` or `kommuner` of a later one do not count. */
  readonly layers: readonly {
    readonly layer: number
    readonly rows: readonly CatalogueFile[]
    readonly units: readonly CatalogueFile[]
    readonly kommuner: readonly string[]
  }[]
}

/** What a published version holds. */
export interface Catalogue {
  readonly version: number
  readonly run: number
  readonly month: string
  readonly published: string
  readonly flis: string
  readonly tables: readonly CatalogueTable[]
}

/** File name of a part inside a version's folder. */
export const publishedName = (model: string, layer: number, role: string, nth: number): string =>
  `${model}/${String(layer).padStart(4, '0')}-${role}-${nth}.parquet`

const filesOf = (
  model: string,
  layer: number,
  role: string,
  parts: Table['layers'][number]['rows'],
): CatalogueFile[] =>
  parts.map((part, nth) => ({
    file: publishedName(model, layer, role, nth),
    sha256: part.sha256,
    rows: Number(part.rows),
    bytes: Number(part.bytes),
  }))

/** The catalogue's entry of a table. */
export const catalogueTable = (
  model: Model,
  areas: readonly string[],
  rules: readonly ReplacedRule[],
  table: Table,
  asOf: string | undefined,
): CatalogueTable => ({
  name: model.name,
  kind: model.kind,
  area: areas,
  description: model.description,
  grain: model.grain,
  keyColumn: model.keyColumn ?? null,
  kommuneColumn: model.kommuneColumn ?? null,
  hidden: hiddenColumns(model),
  columns: Object.entries(model.columns).map(([name, column]) => ({
    name,
    type: column.type,
    data: column.data,
    description: column.description,
    to: column.to ?? null,
    ...(column.total === true ? { total: true } : {}),
  })),
  code: codeFingerprint(model),
  rules,
  ...(asOf === undefined || !dependsOnMonth(model) ? {} : { asOf }),
  layers: table.layers.map((layer) => ({
    layer: layer.layer,
    rows: filesOf(model.name, layer.layer, 'rows', layer.rows),
    units: filesOf(model.name, layer.layer, 'units', layer.units),
    kommuner: layer.kommuner,
  })),
  ...(table.shown === undefined ? {} : { shown: table.shown }),
})

/** A published table with its files where they lie: in `folder`, or for a reader in the version's folder (`''`). */
export const placedTable = (table: CatalogueTable, folder: string): Table => {
  const place = (files: readonly CatalogueFile[]): Table['layers'][number]['rows'] =>
    files.map((each) => ({
      sha256: each.sha256,
      path: folder === '' ? each.file : join(folder, each.file),
      rows: BigInt(each.rows),
      bytes: BigInt(each.bytes),
    }))
  return {
    model: table.name,
    layers: table.layers.map((layer) => ({
      layer: layer.layer,
      rows: place(layer.rows),
      units: place(layer.units),
      kommuner: layer.kommuner,
    })),
    ...(table.shown === undefined ? {} : { shown: table.shown }),
  }
}

/** The declared columns of a published table. */
export const publishedColumns = (table: CatalogueTable): Model['columns'] =>
  Object.fromEntries(table.columns.map(({ name, type, description }) => [name, column(type, description)]))

/** A published table as a select over its files, for a reader in the version's folder. */
export const publishedSql = (table: CatalogueTable, folder: string, hidden = false): string =>
  tableSql({ columns: publishedColumns(table) }, placedTable(table, folder), hidden ? table.hidden : [])

/** Views over a version's files, to be read with DuckDB standing in the version's folder. */
export const viewsSql = (catalogue: Catalogue): string =>
  `-- Read in this folder: duckdb -init views.sql\n${catalogue.tables
    .map((table) => `create or replace view ${quoteIdent(table.name)} as\n${publishedSql(table, '')};`)
    .join('\n\n')}\n`
