import { join } from 'node:path'
import { type Contract, deliveredAs, exists, quoteIdent, quoteText, type Row, type Session } from '@flis/core'
import { type ShownValues, shownValues } from './shown-values.js'

/** A row as it was received. */
export interface Received {
  /** The delivery's file. */
  readonly fileName: string
  /** The file inside it; the same where the delivery is one bare file. */
  readonly file: string
  /** Every column of the file as text, the contract's and others; null when retention has cut Rådata. */
  readonly values: ShownValues | null
}

/** Where a DSA_HIST row says that it comes from; `sha` tells apart the resources of one line. */
export interface Origin {
  readonly delivery: string
  readonly line: bigint
  readonly sha: string | null
}

const listOf = (value: unknown): readonly string[] =>
  (value as { readonly items: readonly string[] } | null)?.items ?? []

/** The engine reads `[`, `*`, `?` in a path as a pattern. */
const literalPath = (path: string): string => quoteText(path.replaceAll(/[[*?]/g, '[$&]'))

const readOne = async (
  session: Session,
  path: string,
  contract: Contract,
  columns: readonly string[],
  origin: Origin,
  rowByRow: boolean,
): Promise<Row | undefined> => {
  const bySha = contract.mode === 'upsert' && origin.sha !== null
  const file = rowByRow ? ['_fil'] : []
  const [row] = await session.rows(
    `select ${[...columns, ...file].map(quoteIdent).join(', ')}
     from read_parquet(${literalPath(path)}, file_row_number = true)
     where coalesce(_linje, file_row_number + 2) = $line ${bySha ? 'and _sha = $sha' : ''}
     limit 1`,
    { line: origin.line, ...(bySha ? { sha: origin.sha } : {}) },
  )
  return row
}

/** A delivery whose Rådata retention has deleted: only its name is still known. */
const cutDelivery = async (session: Session, delivery: string): Promise<Received | null> => {
  const [row] = await session.rows(
    'select file_name from ops.deliveries where id = $delivery and checkpoint is not null',
    { delivery },
  )
  const name = row === undefined ? undefined : String(row.file_name)
  return name === undefined ? null : { fileName: name, file: name, values: null }
}

/** The received row behind a row of DSA_HIST, read from Rådata. */
export const receivedRow = async (
  session: Session,
  root: string,
  contract: Contract,
  origin: Origin,
): Promise<Received | null> => {
  const parts = await session.rows(
    `select r.path, r.file, r.columns, d.file_name
     from ops.raadata r
     join ops.deliveries d on d.id = r.delivery
     where r.contract = $contract and r.delivery = $delivery
     order by r.path`,
    { contract: deliveredAs(contract).name, delivery: origin.delivery },
  )
  for (const part of parts) {
    const path = join(root, String(part.path))
    const columns = listOf(part.columns)
    const row = (await exists(path))
      ? await readOne(session, path, contract, columns, origin, part.file === null)
      : undefined
    if (row === undefined) continue
    const fileName = String(part.file_name)
    return {
      fileName,
      file: part.file === null ? String(row._fil ?? fileName) : String(part.file),
      values: shownValues(row, columns, (name) => contract.fields[name]?.data),
    }
  }
  const [first] = parts
  if (first === undefined) return cutDelivery(session, origin.delivery)
  const fileName = String(first.file_name)
  return { fileName, file: first.file === null ? fileName : String(first.file), values: null }
}
