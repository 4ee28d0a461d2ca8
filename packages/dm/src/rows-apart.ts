import { type Model, quoteIdent, quoteText } from '@flis/core'
import { type Layer, type Table, tableSql } from './table.js'

/** Two versions of a table: how it was, and how it is. Either may be absent. */
export interface TableVersions {
  readonly columns: Model['columns']
  readonly hidden: readonly string[]
  readonly before: Table | undefined
  readonly after: Table | undefined
}

/** Rows of two versions of a table that lie in different files, or count in one of them only: as selects. */
export interface RowsApart {
  /** Of the earlier version; some of them may stand in the later one too, in another file. */
  readonly gone: string
  readonly come: string
}

const shas = (layer: Layer): string =>
  JSON.stringify([
    layer.rows.map((each) => each.sha256),
    layer.units.map((each) => each.sha256),
    layer.kommuner,
  ])

/** How many of the lowest layers two versions share. */
const sharedLayers = (before: readonly Layer[], after: readonly Layer[]): number => {
  const apart = before.findIndex((layer, nth) => {
    const other = after[nth]
    return other === undefined || shas(layer) !== shas(other)
  })
  return apart === -1 ? before.length : apart
}

/** The table of which only some layers give rows; all of them take the place of rows below. */
const onlyLayers = (table: Table, wanted: (nth: number) => boolean): Table => ({
  ...table,
  layers: table.layers.map((layer, nth) => (wanted(nth) ? layer : { ...layer, rows: [] })),
})

/** What of the rows below some layers do not let through, as conditions. */
const concealedBy = (layers: readonly Layer[]): readonly string[] => {
  const units = layers.flatMap((each) => each.units.map((part) => quoteText(part.path)))
  const kommuner = [...new Set(layers.flatMap((each) => each.kommuner))].sort().map(quoteText)
  return [
    ...(kommuner.length === 0 ? [] : [`_kommune in (${kommuner.join(', ')})`]),
    ...(units.length === 0 ? [] : [`_unit in (select unit from read_parquet([${units.join(', ')}]))`]),
  ]
}

/** No rows, in the declared and the hidden columns. */
const noRows = ({ columns, hidden }: TableVersions): string => {
  const concealed = hidden.map(
    (name) => `null::${name === '_unit' ? 'ubigint' : 'varchar'} as ${quoteIdent(name)}`,
  )
  return `select ${['*', ...concealed].join(', ')} from (${tableSql({ columns }, undefined)})`
}

/** Rows of `table` that `other` does not share: those of its own layers, and what `other` conceals of the shared ones. */
const rowsOnlyIn = (
  versions: TableVersions,
  table: Table | undefined,
  other: Table | undefined,
  shared: number,
): string => {
  if (table === undefined) return noRows(versions)
  const { columns, hidden } = versions
  const rowsOf = (wanted: (nth: number) => boolean): string | undefined => {
    const part = onlyLayers(table, wanted)
    return part.layers.every((each) => each.rows.length === 0)
      ? undefined
      : tableSql({ columns }, part, hidden)
  }
  const conditions = [
    ...concealedBy((other?.layers ?? []).slice(shared)),
    // Months that the other version shows no longer.
    ...(other?.shown === undefined || other.shown.from === table.shown?.from
      ? []
      : [`${quoteIdent(other.shown.column)} < ${other.shown.from}`]),
  ]
  const own = rowsOf((nth) => nth >= shared)
  const common = conditions.length === 0 ? undefined : rowsOf((nth) => nth < shared)
  const parts = [
    ...(own === undefined ? [] : [own]),
    ...(common === undefined ? [] : [`select * from (${common}) where ${conditions.join(' or ')}`]),
  ]
  return parts.length === 0 ? noRows(versions) : parts.join('\n    union all\n    ')
}

/**
 * The rows that two versions of a table do not share, found by their files: layers that are the same bytes are not read,
 * but for what a later layer takes the place of. Undefined where all are the same.
 *
 * @example rowsApart({ columns: FactKYYdelser.columns, hidden: ['_unit'], before, after })?.come
 */
export const rowsApart = (versions: TableVersions): RowsApart | undefined => {
  const { before, after } = versions
  const layers = [before?.layers ?? [], after?.layers ?? []] as const
  const shared = sharedLayers(...layers)
  const same = layers.every((each) => each.length === shared)
  const alike = before?.shown?.from === after?.shown?.from
  if (same && alike && (before === undefined) === (after === undefined)) return undefined
  return {
    gone: rowsOnlyIn(versions, before, after, shared),
    come: rowsOnlyIn(versions, after, before, shared),
  }
}
