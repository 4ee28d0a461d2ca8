import { link, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  exists,
  fail,
  linkFile,
  openInstance,
  removePath,
  type Session,
  syncFolder,
  type WarehousePaths,
} from '@flis/core'
import { carried } from './carry-ledger.js'

const AS_THEY_WERE = [
  ...['versions', 'layers', 'packages', 'structures', 'sendings', 'packed', 'meta'],
  ...['kafka_offsets', 'kafka_deliveries', 'kafka_records', 'schemas'],
] as const

/**
 * Gives a rebuilt ledger its past: earlier versions and packages stay known, the rebuilt version gets the next
 * number, decisions on quarantine and the day of first sight stand as they were.
 */
export const givePast = async (rebuilt: Session, ledger: string, run: number | null): Promise<void> => {
  const newest = `(select coalesce(max(nr), 0) from ${carried(ledger, 'versions')})`
  await rebuilt.transaction(async () => {
    for (const [table, column] of [
      ['versions', 'nr'],
      ['layers', 'version'],
    ] as const)
      await rebuilt.run(`update ops.${table} set ${column} = ${column} + ${newest}`)
    if (run !== null) {
      await rebuilt.run(`update ops.runs set version = version + ${newest} where id = ${run}`)
      // A rebuild makes no packages: its plan says only what a month-run would have gone on with.
      await rebuilt.run(`delete from ops.steps where run = ${run} and kind = 'package'`)
      await rebuilt.run(
        `update ops.runs set steps = (select count(*) from ops.steps where run = ${run}) where id = ${run}`,
      )
    }
    for (const table of AS_THEY_WERE)
      await rebuilt.run(`insert into ops.${table} by name select * from ${carried(ledger, table)}`)
    await rebuilt.run(
      `insert into ops.parts by name
       select * from ${carried(ledger, 'parts')} where sha256 not in (select sha256 from ops.parts)`,
    )
    await rebuilt.run(
      `update ops.quarantine as q
       set first_seen = b.first_seen, run = b.run, state = b.state
       from ${carried(ledger, 'quarantine_before')} as b
       where b.delivery = q.delivery and b.file is not distinct from q.file and b.line = q.line
         and b.contract is not distinct from q.contract and b.codes = q.codes`,
    )
  })
  await rebuilt.run('checkpoint')
}

/** A log of the engine beside a database file would be read into the file that takes its place. */
const requireNoLog = async (database: string): Promise<void> => {
  if (await exists(`${database}.wal`))
    fail('S003', { file: `${database}.wal`, detail: 'the engine has left a log that is not written out' })
}

/**
 * A handle that somebody in this process has left open would go on writing to the old file under its name. The
 * engine refuses to open a file in another way than it is open: so that tells.
 */
const requireClosed = async (database: string): Promise<void> => {
  try {
    const probe = await openInstance(database, {}, true)
    probe.closeSync()
  } catch {
    fail('S001', { file: database, holder: 'this process' })
  }
}

const linkParts = async (from: string, to: string): Promise<void> => {
  if (!(await exists(from))) return
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name)
      await linkFile(path, join(to, path.slice(from.length + 1)))
    }
}

/**
 * Puts the rebuilt file in the place of the present one. Both must be closed. Its parts are there before; the old
 * file keeps a name until the caller has opened the new one; at every moment there is a whole `flis.duckdb`.
 */
export const swapFiles = async (present: WarehousePaths, rebuilt: WarehousePaths): Promise<string> => {
  const before = `${present.database}.before-rebuild`
  for (const { database } of [present, rebuilt]) {
    await requireClosed(database)
    await requireNoLog(database)
  }
  await linkParts(join(rebuilt.published, 'parts'), join(present.published, 'parts'))
  await removePath(before)
  await link(present.database, before)
  await rename(rebuilt.database, present.database)
  await syncFolder(present.root)
  return before
}
