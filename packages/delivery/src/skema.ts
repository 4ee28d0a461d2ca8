import { type Dataomraade, type Model, sha256Text } from '@flis/core'
import type { PackageKind } from './package-name.js'
import { type PackageTables, tablesByName, visibleColumns } from './package-tables.js'

/** Structure of a table as its receivers see it. */
export interface SkemaTable {
  readonly name: string
  readonly file: string
  readonly kind: Model['kind']
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Columns whose values occur once; empty where a column of the warehouse's own is part of the grain. */
  readonly grain: readonly string[]
  /** Columns that point to the key of another table of the package. */
  readonly foreignKeys: readonly {
    readonly column: string
    readonly table: string
    readonly key: string
  }[]
}

/** skema.json: the structure of a package, the same whatever its rows. */
export interface Skema {
  readonly area: string
  readonly kind: PackageKind
  readonly format: 'parquet'
  readonly tables: readonly SkemaTable[]
}

/** The form of every JSON file in a package. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const tableOf = (model: Model, tables: PackageTables): SkemaTable => {
  const columns = visibleColumns(model)
  return {
    name: model.name,
    file: `${model.name}.parquet`,
    kind: model.kind,
    columns: columns.map((name) => ({ name, type: model.columns[name]?.type ?? '' })),
    grain: model.grain.every((name) => columns.includes(name)) ? model.grain : [],
    foreignKeys: columns.flatMap((column) =>
      tables.dimensions
        .filter((each) => each.pointers.some((one) => one.fact === model.name && one.column === column))
        .map((each) => ({ column, table: each.model.name, key: each.keyColumn })),
    ),
  }
}

/** The structure of an area's packages. */
export const skemaOf = (area: Dataomraade, kind: PackageKind, tables: PackageTables): Skema => ({
  area: area.name,
  kind,
  format: 'parquet',
  tables: tablesByName(tables).map((model) => tableOf(model, tables)),
})

/** SHA-256 over the SHA-256s of the table files and of skema.json, in the form that `sha256sum` writes. */
export const contentSha256 = (
  files: readonly { readonly name: string; readonly sha256: string }[],
  skemaSha256: string,
): string =>
  sha256Text(
    [...files, { name: 'skema.json', sha256: skemaSha256 }]
      .map((each) => `${each.sha256}  ${each.name}\n`)
      .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
      .join(''),
  )
