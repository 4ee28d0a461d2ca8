import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openInstance } from '../duckdb/registry.js'
import { openSession, type Row, type Session } from '../duckdb/session.js'
import { exists, settleFile } from '../files.js'
import { quoteText } from '../sql/sql.js'
import { ledgerColumns } from './schema.js'

/** Tables of the ledger that readers see while a run holds the working file. */
const EXPORTED = [
  'deliveries',
  'quarantine',
  'loads',
  'decisions',
  'quality',
  'measures',
  'runs',
  'steps',
  'packages',
  'sendings',
  'versions',
  'checkpoints',
  'keys',
] as const
export type ExportedTable = (typeof EXPORTED)[number]

/** Large, and only `flis quality` wants it: the others must not wait for it. */
const READ_WHEN_ASKED: ExportedTable = 'measures'

const fileOf = (published: string, table: ExportedTable): string =>
  join(published, 'ledger', `${table}.parquet`)

/** Writes the small copy of the ledger that `status`, `runs`, `deliveries` and others read. After each commit. */
export const exportLedger = async (session: Session, published: string): Promise<void> => {
  await mkdir(join(published, 'ledger'), { recursive: true })
  for (const table of EXPORTED) {
    const final = fileOf(published, table)
    const temporary = `${final}.tmp`
    await session.run(`copy (select * from ops.${table}) to ${quoteText(temporary)} (format parquet)`)
    await settleFile(temporary, final)
  }
}

/** The exported ledger, open for reading: each table as a view of its own name. */
export interface LedgerReader {
  rows(query: string): Promise<readonly Row[]>
  close(): void
}

/** Opens the exported ledger. What an earlier flis did not export yet, tables or columns, is there without values. */
export const readLedger = async (published: string): Promise<LedgerReader | undefined> => {
  if (!(await exists(fileOf(published, 'runs')))) return undefined
  const session = await openSession(await openInstance(':memory:'))
  for (const table of EXPORTED) {
    const file = fileOf(published, table)
    const rows = `select * from read_parquet(${quoteText(file)})`
    const isThere = await exists(file)
    if (table === READ_WHEN_ASKED && isThere) {
      await session.run(`create table no_${table} (${ledgerColumns(table)})`)
      await session.run(`create view ${table} as select * from no_${table} union all by name ${rows}`)
      continue
    }
    await session.run(`create table ${table} (${ledgerColumns(table)})`)
    if (isThere) await session.run(`insert into ${table} by name ${rows}`)
  }
  return { rows: (query) => session.rows(query), close: () => session.close() }
}
