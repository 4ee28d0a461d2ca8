import { type Model, quoteIdent, quoteText } from '@flis/core'

/** An immutable Parquet file, named by its content. */
export interface Part {
  readonly sha256: string
  /** Absolute. */
  readonly path: string
  readonly rows: bigint
  readonly bytes: bigint
}

/**
 * One layer of a table. Its rows take the place of the rows of lower layers that belong to `units` or `kommuner`;
 * a layer with neither only adds rows.
 */
export interface Layer {
  readonly layer: number
  readonly rows: readonly Part[]
  /** A Parquet file `(unit UBIGINT)` of the units that it replaces. */
  readonly units: readonly Part[]
  readonly kommuner: readonly string[]
}

/** The first day (`yyyymmdd`) that a table shows, by a column of days. Older rows may lie in its files. */
export interface Shown {
  readonly column: string
  readonly from: number
}

/** The table of a model as it stands in a version: its layers, lowest first. */
export interface Table {
  readonly model: string
  readonly layers: readonly Layer[]
  readonly shown?: Shown
}

/** The rows of some parts, as the engine reads them. */
export const readParts = (parts: readonly Part[]): string =>
  `read_parquet([${parts.map((each) => quoteText(each.path)).join(', ')}])`

/** How many rows lie in the files of some layers. */
export const rowsIn = (layers: readonly Layer[]): bigint =>
  layers.flatMap((each) => each.rows).reduce((sum, each) => sum + each.rows, 0n)

/** The layer that was put on top of what stood; undefined where the table was written anew. */
export const layerOnTop = (table: Table, standing: Table): Layer | undefined => {
  const same =
    table.layers.length === standing.layers.length + 1 &&
    standing.layers.every((each, nth) => each.layer === table.layers[nth]?.layer)
  return same ? table.layers.at(-1) : undefined
}

const layerSql = (
  columns: string,
  layer: Layer,
  later: readonly Layer[],
  shown: Shown | undefined,
): string => {
  const units = later.flatMap((each) => each.units)
  const kommuner = [...new Set(later.flatMap((each) => each.kommuner))].sort()
  const conditions = [
    ...(shown === undefined ? [] : [`${quoteIdent(shown.column)} >= ${shown.from}`]),
    ...(kommuner.length === 0 ? [] : [`_kommune not in (${kommuner.map(quoteText).join(', ')})`]),
    ...(units.length === 0
      ? []
      : [`not exists (select 1 from ${readParts(units)} as replaced where replaced.unit = _unit)`]),
  ]
  const where = conditions.length === 0 ? '' : `\n    where ${conditions.join('\n      and ')}`
  return `select ${columns}\n    from ${readParts(layer.rows)}${where}`
}

/** A table without rows, in the declared columns. */
const emptySql = (model: Pick<Model, 'columns'>, hidden: readonly string[]): string =>
  `select ${[
    ...Object.entries(model.columns).map(([name, column]) => `null::${column.type} as ${quoteIdent(name)}`),
    ...hidden.map((name) => `null::${name === '_unit' ? 'ubigint' : 'varchar'} as ${quoteIdent(name)}`),
  ].join(', ')} where false`

/**
 * The rows of a table as a select over its Parquet files.
 *
 * @param hidden also the hidden columns (`_unit`, `_kommune`, natural keys)
 */
export const tableSql = (
  model: Pick<Model, 'columns'>,
  table: Table | undefined,
  hidden: readonly string[] = [],
): string => {
  const columns = [...Object.keys(model.columns), ...hidden].map(quoteIdent).join(', ')
  const layers = (table?.layers ?? []).filter((each) => each.rows.length > 0)
  if (layers.length === 0) return emptySql(model, hidden)
  return layers
    .map((layer) =>
      layerSql(
        columns,
        layer,
        (table?.layers ?? []).filter((each) => each.layer > layer.layer),
        table?.shown,
      ),
    )
    .join('\n    union all\n    ')
}

/** All parts that a table refers to. */
export const partsOf = (table: Table): readonly Part[] =>
  table.layers.flatMap((each) => [...each.rows, ...each.units])
