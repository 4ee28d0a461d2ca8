import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Contract,
  columnType,
  contractsOf,
  type Dataomraade,
  dsaTable,
  isHistorised,
  quoteIdent,
  quoteText,
  type Session,
  systemColumns,
  type WarehousePaths,
} from '@flis/core'
import { inBuildOrder, newestVersion, tableSql, tablesOfVersion } from '@flis/dm'
import type { TablePair } from './compare-tables.js'

const columnsOf = (contract: Contract): readonly (readonly [string, string])[] => [
  ...Object.entries(contract.fields).map(([name, field]) => [name, columnType(field)] as const),
  ...systemColumns(contract),
]

/** The columns that a contract's table has; none where nothing of it ever came. */
const columnsThere = async (session: Session, contract: Contract): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await session.rows(
        `select column_name as name, data_type as type
         from duckdb_columns()
         where schema_name = 'dsa_hist' and table_name = ${quoteText(contract.name)}`,
      )
    ).map((row) => [String(row.name), String(row.type)]),
  )

/** A contract's rows as a select; what a table of an earlier form lacks is NULL, and without a table there are no rows. */
const dsaSelect = async (session: Session, contract: Contract): Promise<string> => {
  const columns = columnsOf(contract)
  const there = await columnsThere(session, contract)
  const shown = columns.map(([name, type]) =>
    there.get(name) === type ? quoteIdent(name) : `null::${type} as ${quoteIdent(name)}`,
  )
  return there.size > 0
    ? `select ${shown.join(', ')} from ${dsaTable(contract)}`
    : `select ${columns.map(([name, type]) => `null::${type} as ${quoteIdent(name)}`).join(', ')} where false`
}

/** The tables of DM of a warehouse as selects over its files: any session can read them. */
const dmSelects = async (
  session: Session,
  areas: readonly Dataomraade[],
  { published }: WarehousePaths,
): Promise<ReadonlyMap<string, string>> => {
  const tables = await tablesOfVersion(session, published, await newestVersion(session))
  return new Map(inBuildOrder(areas).map((model) => [model.name, tableSql(model, tables.get(model.name))]))
}

/** What a rebuilt warehouse holds, in files that outlive its session. */
export interface RebuiltTables {
  readonly dsaHist: ReadonlyMap<string, string>
  readonly dm: ReadonlyMap<string, string>
}

/** Writes the DSA_HIST of a rebuilt warehouse to files, and tells where its DM lies. */
export const rebuiltTables = async (
  rebuilt: Session,
  areas: readonly Dataomraade[],
  paths: WarehousePaths,
): Promise<RebuiltTables> => {
  const folder = join(paths.root, 'compare')
  await mkdir(folder, { recursive: true })
  const dsaHist = new Map<string, string>()
  for (const contract of contractsOf(areas).filter(isHistorised)) {
    const file = join(folder, `${contract.name}.parquet`)
    await rebuilt.run(`copy (${await dsaSelect(rebuilt, contract)}) to ${quoteText(file)} (format parquet)`)
    dsaHist.set(contract.name, `select * from read_parquet(${quoteText(file)})`)
  }
  return { dsaHist, dm: await dmSelects(rebuilt, areas, paths) }
}

/** Every table of some areas, as it is and as it was rebuilt. */
export const tablePairs = async (
  present: Session,
  areas: readonly Dataomraade[],
  paths: WarehousePaths,
  rebuilt: RebuiltTables,
): Promise<readonly TablePair[]> => {
  const dm = await dmSelects(present, areas, paths)
  const pairs: TablePair[] = []
  for (const contract of contractsOf(areas).filter(isHistorised))
    pairs.push({
      layer: 'dsa_hist',
      table: contract.name,
      columns: columnsOf(contract).map(([name]) => name),
      present: await dsaSelect(present, contract),
      rebuilt: rebuilt.dsaHist.get(contract.name) ?? '',
    })
  for (const model of inBuildOrder(areas))
    pairs.push({
      layer: 'dm',
      table: model.name,
      columns: Object.keys(model.columns),
      present: dm.get(model.name) ?? '',
      rebuilt: rebuilt.dm.get(model.name) ?? '',
    })
  return pairs
}
