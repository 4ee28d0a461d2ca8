import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openInstance } from '../duckdb/registry.js'
import { openSession, type Row, type Session } from '../duckdb/session.js'
import { exists, settleFile } from '../files.js'
import { quoteText } from '../sql/sql.js'

/** Tables of the ledger that readers see while a run holds the working file. */
const EXPORTED = [
  'deliveries',
  'quarantine',
  'loads',
  'decisions',
  'quality',
  'runs',
  'steps',
  'packages',
  'versions',
] as const
export type ExportedTable = (typeof EXPORTED)[number]

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

/** Opens the exported ledger; tables that no run has written yet are missing, and `rows` of them fail. */
export const readLedger = async (published: string): Promise<LedgerReader | undefined> => {
  if (!(await exists(fileOf(published, 'runs')))) return undefined
  const session = await openSession(await openInstance(':memory:'))
  for (const table of EXPORTED)
    await session.run(
      `create table ${table} as select * from read_parquet(${quoteText(fileOf(published, table))})`,
    )
  return { rows: (query) => session.rows(query), close: () => session.close() }
}
