import { fail } from '../errors/flis-error.js'
import { type Sql, sql } from '../sql/sql.js'
import { type Column, columnsOf, type DimensionModel, type ModelOptions } from './model.js'

export interface DimensionOptions extends ModelOptions {
  /** Natural-key columns that the SQL yields, hidden (`_…`) or declared; left out when `coded`. */
  readonly natural?: readonly string[]
  /** The key is a code or a number of its own (a date, an age), computed by this expression. */
  readonly coded?: (expression: string) => string
  readonly keyType?: string
}

/**
 * Defines a dimension: key `<name>ID`, member −1 with texts `Ukendt`. With `natural` the key is a keyed hash of
 * the natural key; with `coded` it is the code itself.
 *
 * @example
 * const DimYdelsesart = dimension('DimYdelsesart', {
 *   natural: ['Ydelsesart'], columns: { Ydelsesart: 'VARCHAR' }, exported: true,
 *   sql: () => sql`select distinct Ydelsesart from ${KYYdelse}`,
 * })
 */
export const dimension = <const Name extends string>(
  name: Name,
  options: DimensionOptions,
): DimensionModel<Name> => {
  const keyColumn = `${name}ID`
  const { natural, coded } = options
  if ((natural === undefined) === (coded === undefined))
    fail('M004', { model: name, detail: 'a dimension is either natural or coded' })
  const key: Column = {
    type: options.keyType ?? (natural === undefined ? 'INTEGER' : 'BIGINT'),
    data: 'ingen',
    description: `Key to ${name}; −1 = Ukendt`,
    to: name,
    dimension: () => made,
  }
  const made: DimensionModel<Name> = {
    name,
    kind: 'dimension',
    grain: [keyColumn],
    keyColumn,
    key,
    columns: { [keyColumn]: { ...key, description: 'Key' }, ...columnsOf(options.columns) },
    sql: options.sql,
    recompute: options.recompute ?? { by: 'whole' },
    exported: options.exported ?? true,
    ...(natural === undefined ? {} : { natural }),
    ...(options.flisName === undefined ? {} : { flisName: options.flisName }),
    description: options.description ?? '',
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    rules: options.rules ?? [],
    ...(options.window === undefined ? {} : { window: options.window }),
    ...(options.rowsFrom === undefined ? {} : { rowsFrom: options.rowsFrom }),
    of: (...expressions) => {
      if (coded !== undefined) {
        const [expression = 'null'] = expressions
        return { _tag: 'Sql', strings: [`coalesce(${coded(expression)}, -1)`], parts: [] }
      }
      const matches = (natural ?? [])
        .map((each, index) => `members."${each}" = ${expressions[index] ?? 'null'}`)
        .join(' and ')
      return {
        _tag: 'Sql',
        strings: [
          `coalesce((select members."${keyColumn}" from `,
          ` members where members."${keyColumn}" <> -1 and ${matches}), -1)`,
        ],
        parts: [made],
      }
    },
    get relation() {
      return { of: 'model' as const, name, definition: made }
    },
  }
  return made
}

/** The member −1: its key and its keys to other dimensions are −1, its texts `Ukendt`, the rest NULL. */
export const unknownMember = (of: DimensionModel): Sql => {
  const values = Object.entries(of.columns).map(([name, each]) =>
    name === of.keyColumn || each.to !== undefined
      ? `-1::${each.type}`
      : each.type === 'VARCHAR'
        ? `'Ukendt'::VARCHAR`
        : `null::${each.type}`,
  )
  return { ...sql`select `, strings: [`select ${values.join(', ')}`] }
}
