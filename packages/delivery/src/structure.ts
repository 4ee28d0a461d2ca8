import { type PackageFormat, type PackageKind, sha256Text } from '@flis/core'
import { fileNameOf } from './package-format.js'
import type { ForeignKey, PackageTable } from './package-table.js'

/** Structure of a table as its receivers see it. */
export interface SkemaTable {
  readonly name: string
  readonly file: string
  readonly kind: PackageTable['kind']
  readonly columns: readonly {
    readonly name: string
    /** DuckDB type; in csv files the values lie as text. */
    readonly type: string
    /** Category of personal data; `ingen` = none. */
    readonly data: string
  }[]
  /** Columns whose values occur once; empty where a column of the warehouse's own is part of the grain. */
  readonly grain: readonly string[]
  /** Of a table with history: the columns that tell which thing a row is a version of. */
  readonly versionsOf: readonly string[]
  /** Columns that point to the key of another table of the package. */
  readonly foreignKeys: readonly ForeignKey[]
}

/** The structure of a package, the same whatever its rows. */
export interface Structure {
  readonly area: string
  readonly kind: PackageKind
  readonly format: PackageFormat
  readonly tables: readonly SkemaTable[]
}

/** The form of every JSON file in a package. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/**
 * The structure of a package.
 *
 * @param tables in the form of their files, as they lie in the zip
 */
export const structureOf = (
  area: string,
  kind: PackageKind,
  format: PackageFormat,
  tables: readonly PackageTable[],
): Structure => ({
  area,
  kind,
  format,
  tables: tables.map((table) => ({
    name: table.name,
    file: fileNameOf(table.name, format),
    kind: table.kind,
    columns: table.columns.map(({ name, type, data }) => ({ name, type, data })),
    grain: table.grain,
    versionsOf: table.versionsOf,
    foreignKeys: table.foreignKeys,
  })),
})

/** SHA-256 of a structure alone: what changed since the package before makes no package another. */
export const structureSha256 = (structure: Structure): string => sha256Text(jsonText(structure))
