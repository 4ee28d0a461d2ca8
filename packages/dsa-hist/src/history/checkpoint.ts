import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail, quoteText, type Session, sha256File } from '@flis/core'

/** A file of a checkpoint. */
export interface SealedFile {
  /** `dsa_hist` or `ops`. */
  readonly schema: 'dsa_hist' | 'ops'
  readonly table: string
  /** Relative to the checkpoint's folder. */
  readonly file: string
  readonly rows: number
  readonly sha256: string
}

/** `catalogue.json` of a checkpoint: DSA_HIST and its ledger as they stood for what retention has deleted. */
export interface CheckpointCatalogue {
  readonly nr: number
  /** Deliveries whose periode lies before it are sealed. */
  readonly before: string
  readonly flis: string
  readonly deliveries: number
  readonly files: readonly SealedFile[]
}

/** A row of `ops.checkpoints` that a rebuild can start from. */
export interface CheckpointRecord {
  readonly nr: number
  /** Relative to the warehouse folder, with `/`. */
  readonly path: string
  /** Of its catalogue. */
  readonly sha256: string
}

export const CATALOGUE = 'catalogue.json'

/** The checkpoint that stands for deleted Rådata; undefined where nothing was deleted. */
export const currentCheckpoint = async (session: Session): Promise<CheckpointRecord | undefined> => {
  const [row] = await session.rows(
    `select nr, path, sha256 from ops.checkpoints where state <> 'superseded' order by nr desc limit 1`,
  )
  return row === undefined
    ? undefined
    : { nr: Number(row.nr), path: String(row.path), sha256: String(row.sha256) }
}

/** A sealed table as a relation. */
export const sealedTable = (folder: string, { file }: SealedFile): string =>
  `read_parquet(${quoteText(join(folder, file))})`

const requireFile = async (root: string, file: string, sha256: string): Promise<void> => {
  const path = join(root, file)
  if (!(await exists(path)) || (await sha256File(path)) !== sha256)
    fail('S003', { file, detail: 'of the checkpoint that a rebuild starts from' })
}

const catalogueOf = async (
  root: string,
  { path, sha256 }: CheckpointRecord,
): Promise<CheckpointCatalogue> => {
  await requireFile(root, `${path}/${CATALOGUE}`, sha256)
  return JSON.parse(await readFile(join(root, path, CATALOGUE), 'utf8')) as CheckpointCatalogue
}

/**
 * Reads a checkpoint's catalogue and compares every file with it. Errors: S003, with the file that is damaged or
 * missing.
 *
 * @example const { files } = await readCheckpoint('/data/lager', { nr: 1, path: 'checkpoints/1', sha256 })
 */
export const readCheckpoint = async (
  root: string,
  record: CheckpointRecord,
): Promise<CheckpointCatalogue> => {
  const catalogue = await catalogueOf(root, record)
  for (const { file, sha256 } of catalogue.files) await requireFile(root, `${record.path}/${file}`, sha256)
  return catalogue
}

/**
 * The rows of a contract that a checkpoint holds in place of deleted Rådata, as a relation; undefined where there are
 * none. Errors: S003.
 */
export const sealedRows = async (
  session: Session,
  root: string,
  contract: string,
): Promise<string | undefined> => {
  const record = await currentCheckpoint(session)
  if (record === undefined) return undefined
  const { files } = await catalogueOf(root, record)
  const file = files.find(({ schema, table }) => schema === 'dsa_hist' && table === contract)
  if (file === undefined) return undefined
  await requireFile(root, `${record.path}/${file.file}`, file.sha256)
  return sealedTable(join(root, record.path), file)
}
