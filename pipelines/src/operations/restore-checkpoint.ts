import { contractsOf, type Dataomraade, dsaTable, dsaTableDdl, quoteIdent, type Session } from '@flis/core'
import { type CheckpointRecord, readCheckpoint, sealedTable } from '@flis/dsa-hist'

const columnsOf = async (session: Session, rows: string): Promise<readonly string[]> =>
  (await session.rows(`describe select * from ${rows}`)).map((row) => String(row.column_name))

/** Rows of a file into a table, by the columns that both have. */
const insertSealed = async (session: Session, table: string, rows: string, where = ''): Promise<void> => {
  const there = new Set(await columnsOf(session, table))
  const list = (await columnsOf(session, rows))
    .filter((name) => there.has(name))
    .map(quoteIdent)
    .join(', ')
  await session.run(`insert into ${table} (${list}) select ${list} from ${rows} ${where}`)
}

/** Ledger tables that only the checkpoint can give: the deliveries themselves stand in the present ledger. */
const LEDGER = ['loads', 'verified', 'quarantine'] as const

/**
 * Lets a new warehouse begin where a checkpoint stands: DSA_HIST of the areas' contracts, and what the ledger knows
 * of the deliveries sealed in it. Part of the caller's transaction.
 *
 * @param root the folder of the warehouse that the checkpoint lies in
 *
 * Errors: S003 (a file of the checkpoint is damaged or missing).
 */
export const restoreCheckpoint = async (
  session: Session,
  root: string,
  areas: readonly Dataomraade[],
  checkpoint: CheckpointRecord,
): Promise<void> => {
  const { files } = await readCheckpoint(root, checkpoint)
  const folder = `${root}/${checkpoint.path}`
  const contracts = new Map(contractsOf(areas).map((each) => [each.name, each]))
  for (const file of files) {
    const contract = contracts.get(file.table)
    if (file.schema === 'ops') {
      if (LEDGER.some((each) => each === file.table))
        await insertSealed(session, `ops.${file.table}`, sealedTable(folder, file))
    } else if (contract !== undefined) {
      await session.run(dsaTableDdl(contract))
      await insertSealed(session, dsaTable(contract), sealedTable(folder, file))
    }
  }
}
