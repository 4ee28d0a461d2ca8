import { join } from 'node:path'
import { type Contract, quoteIdent, quoteText, removePath, wideFamilies } from '@flis/core'
import type { ExpectedColumns } from '../csv/header.js'
import { type CsvScan, scanCsv, surveyCsv } from '../csv/scan-csv.js'
import { addBrokenRows } from './broken-rows.js'
import type { DeliveredFile } from './delivered-file.js'
import type { Landing } from './landing.js'
import { columnList, copyToParquet, enginePath, type RaadataPart, writePart } from './raadata-part.js'
import { storedColumns } from './stored-columns.js'

/** A contract that is read from csv. */
export type CsvContract = Contract & { readonly reader: { readonly format: 'csv' } }

export const isCsv = (contract: Contract): contract is CsvContract => contract.reader.format === 'csv'

/** The engine's own limit, which a line may pass that is written anew as UTF-8 with quotes. */
const SHORTEST_LIMIT = 2 * 1024 * 1024
const GROWTH = 4

const columnsOf = (contract: Contract): ExpectedColumns => {
  const fields = Object.entries(contract.fields)
  return {
    required: fields.filter(([, { required }]) => required).map(([name]) => name),
    optional: fields.filter(([, { required }]) => !required).map(([name]) => name),
    families: wideFamilies(contract),
  }
}

/** The scanned file as rows of text; nothing is guessed. Columns get generated names: a header can hold anything. */
const scannedRows = (path: string, stored: readonly string[], lineBytes: number): string => {
  const columns = stored.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ')
  const longest = Math.max(SHORTEST_LIMIT, GROWTH * lineBytes + 1024)
  return `select ${stored.map((name, index) => `c${index} as ${quoteIdent(name)}`).join(', ')}
    from read_csv(
      ${enginePath(path)}, columns = {${columns}}, auto_detect = false, header = false, skip = 1,
      delim = ';', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, strict_mode = true,
      null_padding = false, ignore_errors = false, max_line_size = ${longest}
    )`
}

/**
 * The rows without the placeholders that the scan left for bad lines, each with its physical line: there a record's
 * number no longer tells it.
 */
const goodRows = (path: string, stored: readonly string[], contract: string): string =>
  `select ${columnList(stored)}, file_row_number + 2 as _linje
    from read_parquet(${enginePath(path)}, file_row_number = true)
    where file_row_number + 2 not in (
      select line
      from broken_rows
      where contract = ${quoteText(contract)}
    )
    order by file_row_number`

const writeRows = async (
  landing: Landing,
  of: { readonly contract: CsvContract; readonly delivery: string; readonly scanned: string },
  scan: CsvScan,
  stored: readonly string[],
): Promise<{ readonly path: string; readonly sha256: string }> => {
  const { env, session } = landing
  const { root } = env.warehouse.paths
  const { contract, delivery, scanned } = of
  const rows = scannedRows(scanned, stored, env.config.limits.lineBytes)
  const part = {
    delivery,
    contract: contract.name,
    rows: scan.dataLines - scan.badLines,
    columns: stored.length,
  }
  if (scan.badLines === 0) {
    const query = `select ${columnList(stored)}, null::bigint as _linje from (${rows})`
    return writePart(session, root, { ...part, query })
  }
  const all = join(env.warehouse.paths.staging, 'land', 'scanned.parquet')
  try {
    await session.run(copyToParquet(rows, all, stored.length))
    return await writePart(session, root, { ...part, query: goodRows(all, stored, contract.name) })
  } finally {
    await removePath(all)
  }
}

/**
 * Lands the csv file of a contract: every column text, an empty field NULL and `""` the empty text. Bad lines go to
 * quarantine one by one; `_linje` is NULL in a file without any (then line = record + 1).
 *
 * Errors: L041–L043, of the file.
 */
export const landCsv = async (
  landing: Landing,
  delivery: string,
  contract: CsvContract,
  file: DeliveredFile,
): Promise<RaadataPart> => {
  const { env, session } = landing
  const rewritten = join(env.warehouse.paths.staging, 'land', 'scanned.csv')
  const options = {
    file: file.name,
    columns: columnsOf(contract),
    maxLineBytes: env.config.limits.lineBytes,
  }
  const { encoding } = contract.reader
  try {
    // A clean bare file is read as it is kept; any other is written anew for the engine.
    const clean =
      file.path === undefined || encoding !== 'UTF-8'
        ? undefined
        : await surveyCsv(file.chunks(), { ...options, encoding })
    const scan =
      clean ??
      (await scanCsv(file.chunks(), {
        ...options,
        encoding,
        output: rewritten,
        onBadLines: (lines) => addBrokenRows(session, file.name, contract.name, lines),
      }))
    const scanned = clean === undefined || file.path === undefined ? rewritten : file.path
    const stored = storedColumns(contract, scan.header.names)
    const written = await writeRows(landing, { contract, delivery, scanned }, scan, stored)
    return {
      contract,
      file: file.name,
      ...written,
      rows: scan.dataLines,
      broken: scan.badLines,
      columns: stored,
      unknownColumns: scan.header.unknown,
      missingColumns: scan.header.missing,
    }
  } finally {
    await removePath(rewritten)
  }
}
