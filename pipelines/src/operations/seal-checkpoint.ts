import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  contractsOf,
  type Env,
  fail,
  quoteIdent,
  quoteText,
  removePath,
  type Session,
  sha256File,
  syncFile,
  syncFolder,
  writeFileAtomically,
} from '@flis/core'
import { FLIS_VERSION } from '@flis/dm'
import {
  CATALOGUE,
  type CheckpointCatalogue,
  type CheckpointRecord,
  type HistoryTable,
  readCheckpoint,
  type SealedFile,
  sealedHistory,
  sealedTable,
} from '@flis/dsa-hist'
import type { RetentionPlan } from './retention-plan.js'

export const checkpointsFolder = (root: string): string => join(root, 'checkpoints')

/** Folder of a checkpoint that is being made. */
const makingFolder = (root: string, nr: number): string => join(checkpointsFolder(root), `.${nr}.tmp`)

interface Source extends Pick<SealedFile, 'schema' | 'table'> {
  readonly query: string
  readonly columns: readonly string[]
}

const historyTables = async (env: Env, session: Session): Promise<readonly HistoryTable[]> => {
  const known = new Map(contractsOf(env.areas).map((each) => [each.name, each]))
  const rows = await session.rows(
    `select table_name as name, list(column_name order by column_index) as columns
     from duckdb_columns()
     where schema_name = 'dsa_hist'
     group by table_name
     order by table_name`,
  )
  return rows.map((row) => ({
    name: String(row.name),
    columns: (row.columns as unknown as { readonly items: readonly string[] }).items,
    contract: known.get(String(row.name)),
  }))
}

/** What the ledger must know of the deliveries that a rebuild cannot read again. */
const ledgerTables = async (session: Session, cut: string): Promise<readonly Source[]> => {
  const of: Readonly<Record<string, string>> = {
    deliveries: 'id',
    loads: 'delivery',
    verified: 'delivery',
    quarantine: 'delivery',
  }
  const sources: Source[] = []
  for (const [table, column] of Object.entries(of)) {
    const rows = await session.rows(
      `select column_name as name
       from duckdb_columns()
       where schema_name = 'ops' and table_name = ${quoteText(table)}
       order by column_index`,
    )
    const columns = rows.map((row) => String(row.name))
    // the text of a row in quarantine is what retention deletes
    const list = columns.map((name) => (name === 'row' ? 'null::varchar as "row"' : quoteIdent(name)))
    const query = `select ${list.join(', ')} from ops.${table} where ${column} in ${cut}`
    sources.push({ schema: 'ops', table, query, columns })
  }
  return sources
}

/** A number of rows, and two sums over their hashes: equal for the same rows in any order. */
const sumsOf = async (session: Session, rows: string, columns: readonly string[]): Promise<string> => {
  const list = columns.map(quoteIdent).join(', ')
  const [sums] = await session.rows(
    `select
       count(*)::varchar as n,
       coalesce(sum(hash('a', ${list})::hugeint), 0)::varchar as a,
       coalesce(sum(hash('b', ${list})::hugeint), 0)::varchar as b
     from ${rows} as each_row`,
  )
  return [sums?.n, sums?.a, sums?.b].map(String).join(' ')
}

const writeTable = async (session: Session, folder: string, source: Source): Promise<SealedFile> => {
  const file = `${source.schema}/${source.table}.parquet`
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true })
  const rows = await session.run(
    `copy (${source.query}) to ${quoteText(path)} (format parquet, compression snappy)`,
  )
  await syncFile(path)
  return { schema: source.schema, table: source.table, file, rows, sha256: await sha256File(path) }
}

/**
 * Reads back what was sealed: every file by its SHA-256, every table by its rows against those that it was made of
 * (S003). Nothing is deleted before.
 */
const requireSealed = async (
  session: Session,
  root: string,
  record: CheckpointRecord,
  sources: readonly Source[],
): Promise<void> => {
  const { files } = await readCheckpoint(root, record)
  for (const source of sources) {
    const file = files.find((each) => each.schema === source.schema && each.table === source.table)
    const expected = await sumsOf(session, `(${source.query})`, source.columns)
    const found =
      file === undefined
        ? 'none'
        : await sumsOf(session, sealedTable(join(root, record.path), file), source.columns)
    if (found !== expected)
      fail('S003', {
        file: `${record.path}/${source.schema}/${source.table}.parquet`,
        detail: 'the checkpoint does not hold what was written; nothing has been deleted',
      })
  }
}

/**
 * Seals DSA_HIST as it would stand, had only the deliveries of the plan and of earlier checkpoints come, with their
 * rows of the ledger: `checkpoints/<nr>/`, whole or not at all under its name, read back and compared.
 *
 * Errors: S002, S003, S006.
 */
export const sealCheckpoint = async (
  env: Env,
  session: Session,
  nr: number,
  { before, horizon, deliveries }: RetentionPlan,
): Promise<CheckpointRecord> => {
  const { root } = env.warehouse.paths
  const [making, folder] = [makingFolder(root, nr), join(checkpointsFolder(root), String(nr))]
  await removePath(making)
  // It holds personal data.
  await mkdir(making, { recursive: true, mode: 0o700 })
  const planned = deliveries.map(({ id }) => `(${quoteText(id)})`).join(', ')
  const cut = `(
    select id from ops.deliveries where checkpoint is not null
    union
    select id from (values ${planned}) as planned(id)
  )`
  const tables = await historyTables(env, session)
  const sources: readonly Source[] = [
    ...tables.map(
      (table): Source => ({
        schema: 'dsa_hist',
        table: table.name,
        query: sealedHistory(table, horizon),
        columns: table.columns,
      }),
    ),
    ...(await ledgerTables(session, cut)),
  ]
  const files: SealedFile[] = []
  for (const source of sources) files.push(await writeTable(session, making, source))
  const catalogue: CheckpointCatalogue = {
    nr,
    before,
    flis: FLIS_VERSION,
    deliveries: files.find(({ schema, table }) => schema === 'ops' && table === 'deliveries')?.rows ?? 0,
    files,
  }
  await writeFileAtomically(join(making, CATALOGUE), `${JSON.stringify(catalogue, null, 2)}\n`)
  for (const schema of new Set(files.map((each) => each.schema))) await syncFolder(join(making, schema))
  const sha256 = await sha256File(join(making, CATALOGUE))
  // one that a kill left under the name is in no ledger
  await removePath(folder)
  await rename(making, folder)
  await syncFolder(checkpointsFolder(root))
  const record = { nr, path: `checkpoints/${nr}`, sha256 }
  await requireSealed(session, root, record, sources)
  return record
}
