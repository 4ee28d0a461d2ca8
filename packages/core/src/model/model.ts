import type { DataCategory } from '../contract/field.js'
import { fail } from '../errors/flis-error.js'
import type { Month } from '../month.js'
import { type Relation, type Sql, sql } from '../sql/sql.js'

/** A declared column: DuckDB type, and what the reader of a package must know. */
export interface Column {
  readonly type: string
  readonly data: DataCategory
  readonly description: string
  /** A key to a dimension. */
  readonly to?: string
  /** That dimension: an area whose facts point to it has it among its models. */
  readonly dimension?: () => Model
  /** Sums that a package's manifest declares as control totals. */
  readonly total?: boolean
}

export type ColumnInput = string | Column

/** What a model's SQL is told: the run month, and for rolled-out facts the first month wanted. */
export interface ModelScope {
  readonly month: Month
  /** Months before this one are there already; `null` = from the beginning. */
  readonly from: Month | null
}

/** How a model is recomputed. */
export type Recompute =
  /** All of it, whenever something that it reads changed: small tables. */
  | { readonly by: 'whole' }
  /**
   * Unit by unit: a changed unit gets all its rows anew, an unchanged one only the months that are new.
   * `turns` names units whose old rows change by the mere passing of months.
   */
  | {
      readonly by: 'unit'
      readonly turns?: (passed: { readonly after: Month; readonly until: Month }) => Sql
    }

export interface Model extends Relation {
  readonly name: string
  readonly kind: 'dimension' | 'fact' | 'bridge'
  readonly grain: readonly string[]
  readonly columns: Readonly<Record<string, Column>>
  readonly sql: (scope: ModelScope) => Sql
  readonly recompute: Recompute
  /** In datapakker; otherwise inside the warehouse only. */
  readonly exported: boolean
  /** The column that holds the owning kommune; absent in tables of the whole country. */
  readonly kommuneColumn?: string
  /** Hidden columns that identify a member of a dimension; its surrogate is computed from them. */
  readonly natural?: readonly string[]
  readonly keyColumn?: string
  /** The name that FLIS' own documents print, where ours deviates. */
  readonly flisName?: string
  readonly description: string
  /** The rule functions inside it that can be replaced, by name. */
  readonly rules: readonly string[]
}

export interface DimensionModel<Name extends string = string> extends Model {
  readonly kind: 'dimension'
  readonly keyColumn: string
  /** The declared column of a key to this dimension. */
  readonly key: Column
  /** The key for an expression of natural values; −1 where unknown. */
  of(...expressions: readonly string[]): Sql
  readonly _dimension?: Name
}

const asColumn = (input: ColumnInput): Column =>
  typeof input === 'string' ? { type: input, data: 'ingen', description: '' } : input

/** A column with its description and personal-data category. */
export const column = (
  type: string,
  description: string,
  options: { readonly data?: DataCategory; readonly total?: boolean } = {},
): Column => ({ type, description, data: options.data ?? 'ingen', ...(options.total ? { total: true } : {}) })

interface CommonOptions {
  readonly columns: Readonly<Record<string, ColumnInput>>
  readonly sql: (scope: ModelScope) => Sql
  readonly exported?: boolean
  readonly flisName?: string
  readonly description?: string
  readonly recompute?: Recompute
  readonly rules?: readonly string[]
}

export interface DimensionOptions extends CommonOptions {
  /** Natural-key columns that the SQL yields, hidden (`_…`) or declared; left out when `coded`. */
  readonly natural?: readonly string[]
  /** The key is a code or a number of its own (a date, an age), computed by this expression. */
  readonly coded?: (expression: string) => string
  readonly keyType?: string
}

const columnsOf = (input: Readonly<Record<string, ColumnInput>>): Readonly<Record<string, Column>> =>
  Object.fromEntries(Object.entries(input).map(([name, each]) => [name, asColumn(each)]))

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
    rules: options.rules ?? [],
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

export interface FactOptions extends CommonOptions {
  readonly grain: readonly string[]
  /** Default `DimKommune` where there is such a column. */
  readonly kommuneColumn?: string
}

/**
 * Defines a fact. Its SQL yields the declared columns; foreign keys are never NULL (−1 = unknown, missing, open).
 *
 * @example
 * const FactBoligstøtte = fact('FactBoligstøtte', {
 *   grain: ['SagId', 'DimTid'], exported: true,
 *   columns: { DimTid: DimTid.key, SagId: 'VARCHAR' },
 *   sql: ({ month }) => sql`select … from ${rollout(BSSag, { start: 'StartDato', end: 'SlutDato', until: month })}`,
 * })
 */
export const fact = (name: string, options: FactOptions): Model => {
  const columns = columnsOf(options.columns)
  const missing = options.grain.find((each) => !(each in columns) && !each.startsWith('_'))
  if (missing !== undefined) fail('M004', { model: name, column: missing, detail: 'grain is no column' })
  const kommuneColumn = options.kommuneColumn ?? ('DimKommune' in columns ? 'DimKommune' : undefined)
  const made: Model = {
    name,
    kind: 'fact',
    grain: options.grain,
    columns,
    sql: options.sql,
    recompute: options.recompute ?? { by: 'whole' },
    exported: options.exported ?? false,
    ...(kommuneColumn === undefined ? {} : { kommuneColumn }),
    ...(options.flisName === undefined ? {} : { flisName: options.flisName }),
    description: options.description ?? '',
    rules: options.rules ?? [],
    get relation() {
      return { of: 'model' as const, name, definition: made }
    },
  }
  return made
}

/** The member −1 and its texts: `Ukendt` for text, NULL for the rest. */
export const unknownMember = (of: DimensionModel): Sql => {
  const values = Object.entries(of.columns).map(([name, each]) =>
    name === of.keyColumn
      ? `-1::${each.type}`
      : each.type === 'VARCHAR'
        ? `'Ukendt'::VARCHAR`
        : `null::${each.type}`,
  )
  return { ...sql`select `, strings: [`select ${values.join(', ')}`] }
}
