import { type Contract, OPEN_END, quoteIdent, type Row, type Session } from '@flis/core'
import { newestRows } from '@flis/dm'
import { type Received, receivedRow } from './received-rows.js'
import { type ShownValues, shownValues } from './shown-values.js'

/** A row of DSA_HIST as DM read it, with where it came from. */
export interface SourceRow {
  readonly values: ShownValues
  readonly kommune: string
  readonly kildesystem: string
  /** The stretch of extract time (`yyyymmddnnn`) in which it was the source's truth; null = still. */
  readonly from: bigint
  readonly until: bigint | null
  readonly delivery: string
  readonly line: bigint
  readonly received: Received | null
}

/** What a fact row has from one contract. */
export interface Source {
  readonly contract: string
  readonly rows: readonly SourceRow[]
  /** More rows that were computed together with these: of the same unit, but with other keys. */
  readonly others: number
}

/** Rows of one contract that are followed all the way back. */
const MOST_ROWS = 20

const toSourceRow = async (
  session: Session,
  root: string,
  contract: Contract,
  row: Row,
): Promise<SourceRow> => {
  const delivery = String(row._leverance)
  const line = row._linje as bigint
  const sha = contract.mode === 'upsert' && row._sha !== null ? String(row._sha) : null
  return {
    values: shownValues(row, Object.keys(contract.fields), (name) => contract.fields[name]?.data),
    kommune: String(row._kommune),
    kildesystem: String(row._kildesystem),
    from: row._fra as bigint,
    until: row._til === OPEN_END ? null : (row._til as bigint),
    delivery,
    line,
    received: await receivedRow(session, root, contract, { delivery, line, sha }),
  }
}

/** The contract's field that a DM column has its value from, by the names that the contract declares. */
const fieldOf = (contract: Contract, column: string): string | undefined =>
  Object.entries(contract.fields).find(([name, field]) => (field.dm ?? name) === column)?.[0]

/**
 * The rows of a contract that belong to some units (in the table `lineage_units`): those with the wanted keys where
 * the contract has such fields, else all of the units'.
 */
export const sourceRows = async (
  session: Session,
  root: string,
  contract: Contract,
  key: Readonly<Record<string, string>>,
): Promise<Source> => {
  const wanted = Object.entries(key).flatMap(([column, value]) => {
    const field = fieldOf(contract, column)
    return field === undefined ? [] : [[field, value] as const]
  })
  const of = newestRows(contract, { units: { take: 'only', table: 'lineage_units' } })
  const names = [
    ...Object.keys(contract.fields),
    ...['_kommune', '_kildesystem', '_fra', '_til', '_leverance', '_linje'],
    ...(contract.mode === 'upsert' ? ['_sha'] : []),
  ].map(quoteIdent)
  const all = Number(await session.value(`select count(*) from ${of}`))
  const conditions = wanted.map(([field], index) => `${quoteIdent(field)}::varchar = $${index + 1}`)
  const rows = await session.rows(
    `select ${names.join(', ')}
     from ${of}
     where ${conditions.length === 0 ? 'true' : conditions.join(' and ')}
     order by ${[...contract.key, '_kommune', '_kildesystem', '_fra'].map(quoteIdent).join(', ')}
     limit ${MOST_ROWS}`,
    wanted.map(([, value]) => value),
  )
  const found: SourceRow[] = []
  for (const row of rows) found.push(await toSourceRow(session, root, contract, row))
  return { contract: contract.name, rows: found, others: all - found.length }
}
