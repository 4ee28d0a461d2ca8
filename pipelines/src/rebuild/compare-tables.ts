import { quoteIdent, type Session } from '@flis/core'

/** Two versions of a table, each as a select. */
export interface TablePair {
  readonly layer: 'dsa_hist' | 'dm'
  readonly table: string
  readonly columns: readonly string[]
  readonly present: string
  readonly rebuilt: string
}

/** How the rebuilt table differs from the present one, as multisets of rows. */
export interface TableComparison {
  readonly layer: 'dsa_hist' | 'dm'
  readonly table: string
  readonly presentRows: bigint
  readonly rebuiltRows: bigint
  /** Rows that only the present table has. */
  readonly missing: bigint
  /** Rows that only the rebuilt one has. */
  readonly extra: bigint
  readonly equal: boolean
}

/** Tables of more rows are compared by sums over two hashes of each row. */
const MOST_ROWS_TO_SORT = 5_000_000n

interface Sums {
  readonly rows: bigint
  readonly sums: string
}

const sumsOf = async (session: Session, of: string, columns: string): Promise<Sums> => {
  const [row] = await session.rows(
    `select
       count(*) as n,
       coalesce(sum(hash('a', ${columns})::hugeint), 0)::varchar as a,
       coalesce(sum(hash('b', ${columns})::hugeint), 0)::varchar as b
     from (${of})`,
  )
  return { rows: row?.n as bigint, sums: `${String(row?.a)} ${String(row?.b)}` }
}

const onlyIn = async (session: Session, first: string, second: string, columns: string): Promise<bigint> =>
  (await session.value(
    `select count(*)
     from (
       select ${columns} from (${first})
       except all
       select ${columns} from (${second})
     )`,
  )) as bigint

/** Compares two tables row by row over their columns, whatever the order of the rows. */
export const compareTables = async (session: Session, pair: TablePair): Promise<TableComparison> => {
  const columns = pair.columns.map(quoteIdent).join(', ')
  const present = await sumsOf(session, pair.present, columns)
  const rebuilt = await sumsOf(session, pair.rebuilt, columns)
  const common = {
    layer: pair.layer,
    table: pair.table,
    presentRows: present.rows,
    rebuiltRows: rebuilt.rows,
  }
  const alike = present.rows === rebuilt.rows && present.sums === rebuilt.sums
  if (alike && present.rows > MOST_ROWS_TO_SORT) return { ...common, missing: 0n, extra: 0n, equal: true }
  const missing = await onlyIn(session, pair.present, pair.rebuilt, columns)
  const extra = await onlyIn(session, pair.rebuilt, pair.present, columns)
  return { ...common, missing, extra, equal: missing === 0n && extra === 0n }
}
