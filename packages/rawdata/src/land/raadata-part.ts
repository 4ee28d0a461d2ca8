import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Contract,
  exists,
  fail,
  quoteIdent,
  quoteText,
  removePath,
  type Session,
  settleFile,
  sha256File,
  sha256Text,
} from '@flis/core'

/** One Parquet file of Rådata: the rows of one contract in one delivery. */
export interface RaadataPart {
  readonly contract: Contract
  /** Member file that all rows come from; null = the Parquet says it row by row (`_fil`). */
  readonly file: string | null
  /** Relative to the warehouse folder, with `/`. */
  readonly path: string
  readonly sha256: string
  /** Rows in: those in the Parquet and the broken ones. */
  readonly rows: number
  readonly broken: number
  /** The Parquet's columns from the file, in its order. */
  readonly columns: readonly string[]
  /** Columns that the contract does not know, as the file writes them. */
  readonly unknownColumns: readonly string[]
  /** Optional columns that the file leaves out. */
  readonly missingColumns: readonly string[]
}

/** The folder of a contract's Parquet files, relative to the warehouse folder. */
export const raadataFolder = (contract: string): string => `raadata/${contract}`

/** A generated name: the delivery's id is the sender's text, and no path is made of that. */
const partName = (delivery: string, reading: number): string => `${sha256Text(delivery)}-${reading}.parquet`

/** What a delivery wrote is never overwritten: read again, it gets files of its own. */
const nextPart = async (root: string, contract: string, delivery: string): Promise<string> => {
  for (let reading = 1; ; reading++) {
    const path = `${raadataFolder(contract)}/${partName(delivery, reading)}`
    if (!(await exists(join(root, path)))) return path
  }
}

/** The names that {@link partName} gives, and their temporary forms. */
export const PART_NAME = /^[0-9a-f]{64}-\d+\.parquet(?:\.tmp)?$/

/** A path as the engine's readers take it: they read `[`, `*`, `?` in it as a pattern, as in what may follow. */
export const enginePath = (path: string, pattern = ''): string =>
  quoteText(`${path.replaceAll(/[[*?]/g, '[$&]')}${pattern}`)

/** The engine's own number of rows in a group, and the least that it takes. */
const GROUP_ROWS = 122_880
const LEAST_ROWS = 2048
/** A group is gathered in memory, by each thread: no more values than this. */
const GROUP_VALUES = 8_000_000
/** The engine sets a dictionary's greatest size aside for each column, 1 MiB of its own accord: no more than this for all. */
const DICTIONARY_BYTES = 32 * 1024 * 1024

/** Bounds the memory that a file of thousands of columns takes to write; of others nothing changes. */
const wideOptions = (columns: number): string => {
  const rows = Math.max(1, Math.floor(GROUP_VALUES / columns / LEAST_ROWS)) * LEAST_ROWS
  if (rows >= GROUP_ROWS) return ''
  const dictionary = Math.floor(DICTIONARY_BYTES / columns)
  return `, row_group_size ${rows}, string_dictionary_page_size_limit ${dictionary}`
}

/** `copy … to` for one file of Rådata. */
export const copyToParquet = (query: string, path: string, columns = 1): string =>
  `copy (${query})
   to ${quoteText(path)} (format parquet, compression snappy${wideOptions(columns)})`

/** Rows in a Parquet file as its own footer has them. */
const parquetRows = async (session: Session, path: string): Promise<number> =>
  Number(
    await session.value(`select coalesce(sum(num_rows), 0) from parquet_file_metadata(${enginePath(path)})`),
  )

/**
 * Writes a Parquet file of Rådata: temporary name, count, fsync, hash, rename.
 *
 * Errors: S999 when the file does not hold exactly `rows` rows: a row must never get lost without a word.
 */
export const writePart = async (
  session: Session,
  root: string,
  part: {
    readonly delivery: string
    readonly contract: string
    readonly query: string
    readonly rows: number
    /** How many columns it has, where they can be thousands. */
    readonly columns?: number
  },
): Promise<{ readonly path: string; readonly sha256: string }> => {
  const path = await nextPart(root, part.contract, part.delivery)
  const final = join(root, path)
  const temporary = `${final}.tmp`
  await mkdir(join(root, raadataFolder(part.contract)), { recursive: true })
  try {
    await session.run(copyToParquet(part.query, temporary, part.columns))
    const written = await parquetRows(session, temporary)
    if (written !== part.rows)
      fail('S999', {
        contract: part.contract,
        delivery: part.delivery,
        expected: `${part.rows} rows`,
        found: `${written} rows`,
        detail: 'the rows of Rådata do not add up',
      })
    const sha256 = await sha256File(temporary)
    await settleFile(temporary, final)
    return { path, sha256 }
  } catch (thrown) {
    await removePath(temporary)
    throw thrown
  }
}

/** Removes what a delivery wrote before it was rejected after all: files that the ledger does not count. */
export const removeParts = async (
  session: Session,
  root: string,
  contract: string,
  delivery: string,
): Promise<void> => {
  const rows = await session.rows(
    'select path from ops.raadata where delivery = $delivery and contract = $contract',
    { delivery, contract },
  )
  const counted = new Set(rows.map((row) => String(row.path)))
  for (let reading = 1; ; reading++) {
    const path = `${raadataFolder(contract)}/${partName(delivery, reading)}`
    if (!(await exists(join(root, path)))) return
    if (!counted.has(path)) await removePath(join(root, path))
  }
}

/** A select list of columns. */
export const columnList = (names: readonly string[]): string => names.map(quoteIdent).join(', ')
