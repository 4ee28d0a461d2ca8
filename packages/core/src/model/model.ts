import type { Contract } from '../contract/contract.js'
import type { DataCategory } from '../contract/field.js'
import type { Month } from '../month.js'
import type { Relation, Sql } from '../sql/sql.js'

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
  /** Last day that the run speaks of, `yyyy-mm-dd`; absent: the month's last. Only a Borger run has another. */
  readonly day?: string
  /** Months before this one are there already; `null` = from the beginning. */
  readonly from: Month | null
}

/** A table whose changed members some units refer to. See `follow`. */
export interface Follow {
  readonly model: Model
  /** The columns that count; all where none are named. That a member comes or goes always counts. */
  readonly columns?: readonly string[]
  /**
   * `units` finds members by columns of their natural key, which a member never changes: of those that are there still it
   * finds all. Rows that already point to a member are then searched for members that have gone alone.
   */
  readonly byKey?: boolean
  /** The units (`unit`) that refer to `members`. */
  readonly units: (members: Sql) => Sql
}

/** The months that have passed since a model was built, and the days in whose place they stand. */
export interface Passed {
  readonly after: Month
  readonly until: Month
  /** The run days, `yyyy-mm-dd`, the earlier first; absent: the last days of the months. */
  readonly days?: { readonly after: string; readonly until: string }
}

/** Whether changed units of a contract (`unit`) make a table stale. */
export interface Stale {
  readonly contract: Contract
  readonly rows: (changed: Sql) => Sql
}

/** What a model's units are called, many of them. */
export interface UnitsCalled {
  readonly en: string
  readonly da: string
}

/** How a model is recomputed. */
export type Recompute =
  /**
   * All of it, whenever something that it reads changed: small tables. Where `stale` is given, a few changed units of its
   * contract alone leave the table as it is unless `rows` gives one for them: it may say so too often, never too seldom.
   */
  | { readonly by: 'whole'; readonly stale?: Stale }
  /**
   * Unit by unit: a changed unit gets all its rows anew, an unchanged one only the months that are new.
   * `turns` names units whose old rows change by the mere passing of months, `follows` those that refer to members
   * of a table of other units. Where such a table is read and not followed, its changes build the model anew.
   * `neighbours` names units that look something up in the `changed` ones (`unit`): they are computed with them.
   * `days`, where the units have a day: so many days before and after one whose rows changed have other rows too, and the
   * rows of a day come of what was delivered of so many days around it.
   */
  | {
      readonly by: 'unit'
      readonly days?: { readonly before: number; readonly after: number }
      /** A run then tells how many it has computed anew. */
      readonly called?: UnitsCalled
      readonly turns?: (passed: Passed) => Sql
      readonly follows?: readonly Follow[]
      readonly neighbours?: (changed: Sql) => Sql
    }

/** The months that a table shows: the run's and those before it. */
export interface Window {
  /** A column of days as `yyyymmdd`. */
  readonly column: string
  readonly months: number
}

export interface Model extends Relation {
  readonly name: string
  readonly kind: 'dimension' | 'fact' | 'bridge' | 'lookup'
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
  /** Only the last so many months up to the run's are shown, by a column of days (`yyyymmdd`). */
  readonly window?: Window
  /** Its rows come from these contracts: while none of them has been delivered there are none. */
  readonly rowsFrom?: readonly Contract[]
  /** The name that FLIS' own documents print, where ours deviates. */
  readonly flisName?: string
  readonly description: string
  /** What a plan gives as the reason where this table's changes make others change; absent: its name. */
  readonly reason?: string
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

/** A column with its description and personal-data category. */
export const column = (
  type: string,
  description: string,
  options: { readonly data?: DataCategory; readonly total?: boolean } = {},
): Column => ({ type, description, data: options.data ?? 'ingen', ...(options.total ? { total: true } : {}) })

/** What definitions of all kinds of models say. */
export interface ModelOptions {
  readonly columns: Readonly<Record<string, ColumnInput>>
  readonly sql: (scope: ModelScope) => Sql
  readonly exported?: boolean
  readonly flisName?: string
  readonly description?: string
  readonly reason?: string
  readonly recompute?: Recompute
  readonly rules?: readonly string[]
  readonly window?: Window
  readonly rowsFrom?: readonly Contract[]
}

const asColumn = (input: ColumnInput): Column =>
  typeof input === 'string' ? { type: input, data: 'ingen', description: '' } : input

/** Columns as declared, short forms written out. */
export const columnsOf = (input: Readonly<Record<string, ColumnInput>>): Readonly<Record<string, Column>> =>
  Object.fromEntries(Object.entries(input).map(([name, each]) => [name, asColumn(each)]))
