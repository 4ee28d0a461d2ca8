import { fail } from '../errors/flis-error.js'
import { columnsOf, type Model, type ModelOptions } from './model.js'

export interface FactOptions extends ModelOptions {
  readonly grain: readonly string[]
  /** Default `DimKommune` where there is such a column. */
  readonly kommuneColumn?: string
}

const tableOf = (kind: Exclude<Model['kind'], 'dimension'>, name: string, options: FactOptions): Model => {
  const columns = columnsOf(options.columns)
  const missing = options.grain.find((each) => !(each in columns) && !each.startsWith('_'))
  if (missing !== undefined) fail('M004', { model: name, column: missing, detail: 'grain is no column' })
  const kommuneColumn = options.kommuneColumn ?? ('DimKommune' in columns ? 'DimKommune' : undefined)
  const made: Model = {
    name,
    kind,
    grain: options.grain,
    columns,
    sql: options.sql,
    recompute: options.recompute ?? { by: 'whole' },
    exported: options.exported ?? false,
    ...(kommuneColumn === undefined ? {} : { kommuneColumn }),
    ...(options.flisName === undefined ? {} : { flisName: options.flisName }),
    description: options.description ?? '',
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    rules: options.rules ?? [],
    ...(options.window === undefined ? {} : { window: options.window }),
    ...(options.rowsFrom === undefined ? {} : { rowsFrom: options.rowsFrom }),
    get relation() {
      return { of: 'model' as const, name, definition: made }
    },
  }
  return made
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
export const fact = (name: string, options: FactOptions): Model => tableOf('fact', name, options)

/**
 * Defines a bridge: links of many to many between the things of two facts, one row each. In packages like a fact.
 *
 * @example
 * bridge('BroPlanlagtIndsatsTilstand', { grain: ['IndsatsId', 'TilstandId'], columns: { … }, sql: () => sql`…` })
 */
export const bridge = (name: string, options: FactOptions): Model => tableOf('bridge', name, options)

/**
 * Defines a lookup: a table inside the warehouse by which other models find something. Never exported. Models that
 * `follow` it are computed anew only for its members that change.
 *
 * @example
 * lookup('DimBorgerNummer', { grain: ['Personnummer'], columns: { … }, recompute: { by: 'unit' }, sql: () => sql`…` })
 */
export const lookup = (name: string, options: Omit<FactOptions, 'exported' | 'kommuneColumn'>): Model =>
  tableOf('lookup', name, { ...options, exported: false })
