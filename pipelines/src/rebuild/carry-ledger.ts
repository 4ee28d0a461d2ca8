import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { linkFile, quoteText, type Session } from '@flis/core'

/** Codes that landing gives: those entries of quarantine come from the files, and no rebuild makes them again. */
const OF_LANDING = `['R001', 'R002', 'R003', 'R201', 'R202', 'R203']`

/** Tables of the ledger that a rebuild starts from, each as it is to stand before anything is loaded. */
const CARRIED: Readonly<Record<string, string>> = {
  // What was landed waits again; what landing refused stays refused, what a checkpoint holds stays loaded.
  deliveries: `select * replace (
      case when state in ('loaded', 'held') and checkpoint is null then 'received' else state end as state,
      case when state in ('loaded', 'held', 'received') then null else code end as code
    )
    from ops.deliveries`,
  raadata: 'select * from ops.raadata',
  quarantine: `select *
    from ops.quarantine
    where list_has_any(codes, ${OF_LANDING})
      and (delivery in (select id from ops.deliveries where checkpoint is null) or delivery = '')`,
  checkpoints: 'select * from ops.checkpoints',
  keys: 'select * from ops.keys',
  // What is loaded is a function of the landed set and of these.
  decisions: 'select * from ops.decisions',
  quality: 'select * from ops.quality',
  measures: 'select * from ops.measures',
  // So that the rebuild's own run and steps get the next number.
  runs: 'select * from ops.runs',
  steps: 'select * from ops.steps',
}

/** What the swap brings over beside these: the published past, and decisions on quarantine. */
const PAST: Readonly<Record<string, string>> = {
  packages: 'select * from ops.packages',
  structures: 'select * from ops.structures',
  sendings: 'select * from ops.sendings',
  packed: 'select * from ops.packed',
  versions: 'select * from ops.versions',
  layers: 'select * from ops.layers',
  parts: 'select * from ops.parts',
  // How far topics have been received, and what waits: no rebuild reads them again.
  kafka_offsets: 'select * from ops.kafka_offsets',
  kafka_deliveries: 'select * from ops.kafka_deliveries',
  kafka_records: 'select * from ops.kafka_records',
  schemas: 'select * from ops.schemas',
  quarantine_before: 'select * from ops.quarantine',
  // How far packages have left staging: receivers may have fetched and removed them since.
  meta: `select * from ops.meta where name = 'packages_moved'`,
}

/** A table of the ledger as a file: two open warehouses share no transaction, and one file is never opened twice. */
const fileOf = (folder: string, table: string): string => join(folder, `${table}.parquet`)

const writeTables = async (
  session: Session,
  folder: string,
  tables: Readonly<Record<string, string>>,
): Promise<void> => {
  await mkdir(folder, { recursive: true })
  for (const [table, query] of Object.entries(tables))
    await session.run(`copy (${query}) to ${quoteText(fileOf(folder, table))} (format parquet)`)
}

/** Writes down what a rebuild starts from, and what its swap will need. */
export const writeLedger = async (present: Session, folder: string): Promise<void> => {
  await writeTables(present, folder, CARRIED)
  await writeTables(present, folder, PAST)
}

/** A select over a table that {@link writeLedger} wrote. */
export const carried = (folder: string, table: string): string =>
  `read_parquet(${quoteText(fileOf(folder, table))})`

/** Fills the ledger of a new warehouse with what a rebuild starts from. */
export const fillLedger = async (rebuilt: Session, folder: string): Promise<void> => {
  await rebuilt.transaction(async () => {
    for (const table of Object.keys(CARRIED))
      await rebuilt.run(`insert into ops.${table} by name select * from ${carried(folder, table)}`)
  })
}

/** Gives every counted file of Rådata a second name: removing it there leaves the first alone. */
export const linkRaadata = async (present: Session, from: string, to: string): Promise<void> => {
  for (const row of await present.rows('select distinct path from ops.raadata order by path'))
    await linkFile(join(from, String(row.path)), join(to, String(row.path)))
}
