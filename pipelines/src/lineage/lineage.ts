import {
  type Dataomraade,
  exists,
  fail,
  type Model,
  nearest,
  openInstance,
  openSession,
  quoteIdent,
  type Session,
  unitDaysOn,
  type WarehousePaths,
} from '@flis/core'
import { contractsRead, inBuildOrder, modelsRead, openPublished, type PublishedVersion } from '@flis/dm'
import { type ShownValues, shownValues } from './shown-values.js'
import { type Source, sourceRows } from './source-rows.js'

/** Where the rows of a DM table came from, layer by layer. CPR numbers are masked throughout. */
export interface Lineage {
  readonly table: string
  readonly version: number
  readonly month: string
  readonly key: Readonly<Record<string, string>>
  /** The rows of DM with that key; of many the first. */
  readonly rows: readonly ShownValues[]
  /** How many rows have that key. */
  readonly found: number
  /** The contracts that the table reads. */
  readonly sources: readonly Source[]
  /** Other DM tables that it reads: each has its own lineage. */
  readonly through: readonly string[]
  /** A small table is made as a whole, and a row of it belongs to no particular row of a source. */
  readonly whole: boolean
}

/** Rows of DM that are shown for a key. */
const MOST_ROWS = 40

const columnOf = (version: PublishedVersion, table: string, name: string): string => {
  const known = version.table(table).columns.map((each) => each.name)
  if (known.includes(name)) return name
  const expected = nearest(name, known)
  return fail('U003', { table, column: name, ...(expected === undefined ? {} : { expected }) })
}

interface FactRows {
  readonly rows: readonly ShownValues[]
  readonly found: number
  readonly units: readonly bigint[]
}

const factRows = async (
  version: PublishedVersion,
  name: string,
  key: Readonly<Record<string, string>>,
): Promise<FactRows> => {
  const table = version.table(name)
  const pairs = Object.entries(key).map(
    ([column, value]) => [columnOf(version, name, column), value] as const,
  )
  const where = pairs.map(([column], index) => `${quoteIdent(column)}::varchar = $${index + 1}`).join(' and ')
  const values = pairs.map(([, value]) => value)
  const byUnit = table.hidden.includes('_unit')
  const order = table.grain.map(quoteIdent).join(', ')
  const of = `from ${version.withHidden(name)} where ${where === '' ? 'true' : where}`
  const found = Number(await version.session.value(`select count(*) ${of}`, values))
  const rows = await version.session.rows(`select * ${of} order by ${order} limit ${MOST_ROWS}`, values)
  return {
    found,
    rows: rows.map((row) =>
      shownValues(
        row,
        table.columns.map((each) => each.name),
        (column) => table.columns.find((each) => each.name === column)?.data,
      ),
    ),
    units: byUnit ? [...new Set(rows.map((row) => row._unit as bigint))] : [],
  }
}

/** The units of the rows; of a model whose units have a day also those of the days around them, by which it was computed. */
const fillUnits = async (
  session: Session,
  units: readonly bigint[],
  { recompute }: Pick<Model, 'recompute'>,
): Promise<void> => {
  await session.run('create or replace temp table lineage_units (unit ubigint)')
  if (units.length === 0) return
  const of = `(values ${units.map((each) => `(${each}::ubigint)`).join(', ')}) as of_rows(unit)`
  const days = recompute.by === 'unit' ? recompute.days : undefined
  await session.run(
    days === undefined
      ? `insert into lineage_units from ${of}`
      : `insert into lineage_units
         select distinct ${unitDaysOn('unit', 'days')} from ${of}, range(${-days.before}, ${days.after + 1}) as around(days)`,
  )
}

const modelOf = (areas: readonly Dataomraade[], table: string): Model => {
  const models = inBuildOrder(areas)
  const found = models.find((each) => each.name === table)
  if (found !== undefined) return found
  const expected = nearest(
    table,
    models.map((each) => each.name),
  )
  return fail('U002', { table, ...(expected === undefined ? {} : { expected }) })
}

/**
 * Follows rows of a published DM table back: to the rows of DSA_HIST that they were computed from, to file and line,
 * to what was received there. Reads the working file; a run that holds it refuses (S001).
 *
 * Errors: U002, U003 (no such table, column; names the nearest), U004 (no row with the key), U005, S001.
 *
 * @example
 * const { sources } = await lineage(warehousePaths('./lager'), [ky], 'FactKYYdelser', { YdelseId: 'y1' })
 * sources[0]?.rows[0]?.received?.file // 'KYYdelse.csv'
 */
export const lineage = async (
  paths: WarehousePaths,
  areas: readonly Dataomraade[],
  table: string,
  key: Readonly<Record<string, string>>,
): Promise<Lineage> => {
  const model = modelOf(areas, table)
  const version = await openPublished(paths.published)
  try {
    const { rows, found, units } = await factRows(version, table, key)
    if (found === 0) fail('U004', { table, columns: Object.keys(key), detail: 'no row with this key' })
    if (!(await exists(paths.database))) fail('S003', { file: paths.database })
    const instance = await openInstance(paths.database, {}, true)
    const session = await openSession(instance)
    try {
      await fillUnits(session, units, model)
      const sources: Source[] = []
      for (const contract of contractsRead(model).direct)
        sources.push(await sourceRows(session, paths.root, contract, key))
      return {
        table,
        version: version.catalogue.version,
        month: version.catalogue.month,
        key,
        rows,
        found,
        sources,
        through: modelsRead(model).map((each) => each.name),
        whole: model.recompute.by === 'whole',
      }
    } finally {
      session.close()
      instance.closeSync()
    }
  } finally {
    version.close()
  }
}
