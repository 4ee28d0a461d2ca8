import { join } from 'node:path'
import {
  addMonths,
  type Contract,
  compileSql,
  deliveredAs,
  dsaTable,
  type Env,
  type Month,
  quoteIdent,
  quoteText,
  type Row,
  type Session,
  VERSION_COLUMNS,
} from '@flis/core'
import { wideLists } from './wide-columns.js'

/** A Parquet file of Rådata that counts: the rows of one contract in one delivery. */
export interface RaadataFile {
  readonly delivery: string
  readonly contract: string
  /** Member file that all rows come from; null = the Parquet says it row by row (`_fil`). */
  readonly file: string | null
  readonly path: string
  readonly columns: readonly string[]
  readonly kommune: string
  readonly kildesystem: string
  readonly extractTime: bigint
  /** The first month (year × 100 + month) of which what is made from a wide file holds anything. */
  readonly since: number
  /** Rows that it holds, those in quarantine too. */
  readonly rows: bigint
}

/** The first month of the last years up to a periode: told by the delivery, never by the clock. */
export const sinceOf = (periode: string, years: number): number =>
  Number(addMonths(periode.slice(0, 7) as Month, 1 - 12 * years).replace('-', ''))

/** The Rådata files of some deliveries for each of several contracts (or the wide one that it is made from), by extract time. */
export const raadataFilesOf = async (
  { warehouse, config }: Pick<Env, 'warehouse' | 'config'>,
  session: Session,
  contracts: readonly Contract[],
  deliveries: readonly string[],
): Promise<ReadonlyMap<Contract, readonly RaadataFile[]>> => {
  if (deliveries.length === 0 || contracts.length === 0) return new Map()
  const names = [...new Set(contracts.map((each) => deliveredAs(each).name))]
  const found = await session.rows(
    `select r.delivery, r.contract, r.file, r.path, r.columns, r.rows_in, d.kommune, d.kildesystem, d.extract_time, d.periode
     from ops.raadata r
     join ops.deliveries d on d.id = r.delivery
     where r.contract in (${names.map(quoteText).join(', ')})
       and r.delivery in (${deliveries.map(quoteText).join(', ')})
     order by d.extract_time, r.delivery, r.file`,
  )
  const fileOf = (contract: Contract, row: Row): RaadataFile => ({
    delivery: String(row.delivery),
    contract: contract.name,
    file: row.file === null ? null : String(row.file),
    path: join(warehouse.paths.root, String(row.path)),
    columns: (row.columns as unknown as { readonly items: readonly string[] }).items,
    kommune: String(row.kommune),
    kildesystem: String(row.kildesystem),
    extractTime: row.extract_time as bigint,
    since: sinceOf(String(row.periode), config.dream.years),
    rows: row.rows_in as bigint,
  })
  return new Map(
    contracts.map((contract) => {
      const { name } = deliveredAs(contract)
      return [contract, found.filter((row) => row.contract === name).map((row) => fileOf(contract, row))]
    }),
  )
}

/** The Rådata files of some deliveries for a contract. */
export const raadataFiles = async (
  env: Pick<Env, 'warehouse' | 'config'>,
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
): Promise<readonly RaadataFile[]> =>
  (await raadataFilesOf(env, session, [contract], deliveries)).get(contract) ?? []

/** A file's lines that stand in quarantine, where each line is one row. */
const withoutQuarantined = (contract: Contract, of: RaadataFile): string => `
    where not exists (
      select 1
      from ops.quarantine as q
      where q.line = coalesce(_linje, file_row_number + 2)
        and q.contract = ${quoteText(contract.name)} and q.state <> 'reloaded'
        and q.delivery = ${quoteText(of.delivery)} and q.file = ${of.file === null ? '_fil' : quoteText(of.file)}
    )`

const fileRows = (contract: Contract, of: RaadataFile, good: boolean): string => {
  const present = new Set(of.columns)
  const columns = Object.keys(contract.fields).map((name) => {
    const derived = contract.derived[name]
    if (derived !== undefined) return `${compileSql(derived, dsaTable)} as ${quoteIdent(name)}`
    return present.has(name) ? quoteIdent(name) : `null::varchar as ${quoteIdent(name)}`
  })
  const version = contract.mode === 'upsert' ? VERSION_COLUMNS.map(([name]) => name) : []
  return `select
      ${[...columns, ...wideLists(contract, of.columns), ...version].join(', ')},
      ${quoteText(of.kommune)} as _kommune,
      ${quoteText(of.kildesystem)} as _kildesystem,
      ${of.extractTime} as _fra,
      ${quoteText(of.delivery)} as _leverance,
      ${of.file === null ? '_fil' : `${quoteText(of.file)} as _fil`},
      coalesce(_linje, file_row_number + 2) as _linje
    from read_parquet(${quoteText(of.path)}, file_row_number = true)${good ? withoutQuarantined(contract, of) : ''}`
}

/**
 * The rows of Rådata files as text columns, each with where it came from: `_kommune, _kildesystem, _fra` (extract
 * time)`, _leverance, _fil, _linje`. An optional column that a file lacks is NULL. Line = record + 1 (the header),
 * unless landing had to write it out. The columns of a wide file that grow stand in lists.
 *
 * @param good only rows that do not stand in quarantine; for files of which every line is one row
 */
export const raadataRows = (contract: Contract, files: readonly RaadataFile[], good = false): string =>
  `(${files.map((each) => fileRows(contract, each, good)).join('\n    union all\n    ')})`
