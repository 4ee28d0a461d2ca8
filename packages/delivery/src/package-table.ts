import type { DataCategory, Model } from '@flis/core'

/** A column of a package's table. */
export interface PackageColumn {
  readonly name: string
  /** DuckDB type. */
  readonly type: string
  readonly description: string
  /** Category of personal data; `ingen` = none. */
  readonly data: DataCategory
  /** Tells which thing a row is, or points to one: of the grain, the key of a dimension, or a key to one. */
  readonly isKey: boolean
}

/** A column that points to the key of another table of the package. */
export interface ForeignKey {
  readonly column: string
  readonly table: string
  readonly key: string
}

/** A table of a package as its receivers see it, whatever it is made from and in whatever format it lies. */
export interface PackageTable {
  readonly name: string
  /** `dsa` = a table of DSA_HIST. */
  readonly kind: Model['kind'] | 'dsa'
  readonly description: string
  readonly columns: readonly PackageColumn[]
  /** Columns whose values occur once; empty where a column of the warehouse's own is part of the grain. */
  readonly grain: readonly string[]
  /** Of a table with history: the columns that tell which thing a row is a version of. */
  readonly versionsOf: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  /** Columns whose sums the manifest declares. */
  readonly totals: readonly string[]
  /** One value for what the table is made by. */
  readonly fingerprint: string
}

/** Numbers whose sum is the same in whatever order they are added. */
export const EXACT = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER|DECIMAL\(\d+,\d+\))$/
