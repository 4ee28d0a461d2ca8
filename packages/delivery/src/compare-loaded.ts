import type { LoadedTable } from './counts.js'
import type { Manifest } from './manifest.js'

/** A difference between what a manifest declares and what a receiver holds. */
export interface LoadedDifference {
  readonly table: string
  /** `rows`, or `sum of <column>`. */
  readonly measure: string
  /** Null where the manifest knows no such table or sum. */
  readonly expected: string | null
  /** Null where the receiver has not counted it. */
  readonly found: string | null
}

/** A decimal without what does not change its value: `-0.50` is `-0.5`, `7.0` is `7`. */
const canonical = (value: string): string => {
  const [, sign = '', whole = '', part = ''] = /^(-?)0*(\d+)(?:\.(\d*))?$/.exec(value) ?? []
  const decimals = part.replace(/0+$/, '')
  const digits = decimals === '' ? whole : `${whole}.${decimals}`
  return digits === '0' ? '0' : `${sign}${digits}`
}

const differs = (expected: string, found: string): boolean => canonical(expected) !== canonical(found)

const differencesOf = (
  { table, rows, totals }: Manifest['files'][number],
  loaded: LoadedTable | undefined,
): readonly LoadedDifference[] => {
  if (loaded === undefined) return [{ table, measure: 'rows', expected: String(rows), found: null }]
  const sums = Object.entries(loaded.sums).map(([column, found]) => ({
    table,
    measure: `sum of ${column}`,
    expected: totals[column] ?? null,
    found,
  }))
  return [{ table, measure: 'rows', expected: String(rows), found: loaded.rows }, ...sums].filter(
    ({ expected, found }) => expected === null || differs(expected, found),
  )
}

/**
 * Compares what a receiver holds of a package with its manifest's control totals (K09): each table must be counted, have
 * its rows, and those sums that were counted. Sums compare as numbers: `1299.750` is `1299.75`. Empty: all is as sent.
 *
 * Source: specification 3.2.
 *
 * @example compareLoaded(manifest, readCounts('table;rows\nFactSager;1\n'))
 * // [{ table: 'FactSager', measure: 'rows', expected: '2', found: '1' }]
 */
export const compareLoaded = (
  { files }: Pick<Manifest, 'files'>,
  loaded: readonly LoadedTable[],
): readonly LoadedDifference[] => [
  ...files.flatMap((file) =>
    differencesOf(
      file,
      loaded.find((each) => each.table === file.table),
    ),
  ),
  ...loaded
    .filter((each) => !files.some(({ table }) => table === each.table))
    .map(({ table, rows }) => ({ table, measure: 'rows', expected: null, found: rows })),
]
