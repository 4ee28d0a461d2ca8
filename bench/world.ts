import { mkdir, writeFile } from 'node:fs/promises'
import {
  type Contract,
  contractsOf,
  type Dataomraade,
  dsaTable,
  dsaTableDdl,
  extractTime,
  type Month,
  openWarehouse,
  parseConfig,
  prepareLedger,
  quoteText,
  type Session,
  warehousePaths,
} from '@flis/core'

/** A delivery for each of some kommuner, which brought the rows of some contracts. */
export interface Delivered {
  readonly kilde: string
  readonly kildesystem: string
  readonly type: 'F' | 'D'
  /** `0000` is the whole country. */
  readonly kommuner: readonly string[]
  readonly contracts: readonly string[]
  readonly month: Month
  readonly loebenr: number
  /** File name of a kommune's delivery. */
  readonly file: (kommune: string) => string
}

/** Where the folder's key comes from: the same in every world, so that the bare statements can be told what it gives. */
export const WORLD_KEY = '5eed'.repeat(16)

/** The newest version of a row has no end. */
export const OPEN = '99991231999'

/**
 * The six system columns of a row that stands since a delivery, as SQL over a relation with the column `kommune`.
 *
 * @param file file name of a kommune's delivery, as SQL
 * @param order by what a delivery's lines are numbered
 */
export const systemColumns = (
  { kildesystem, month, loebenr }: Pick<Delivered, 'kildesystem' | 'month' | 'loebenr'>,
  file: string,
  order: string,
): string => `kommune, '${kildesystem}', ${extractTime(month, loebenr)}, ${OPEN},
      '${kildesystem}:' || ${file}, 1 + row_number() over (partition by kommune order by ${order})`

/**
 * Writes down in the ledger that a delivery came and was loaded, and which units it changed: all of its kommuner, or what
 * `changedUnits` selects of a contract (`kommune, unit`).
 */
export const noteDelivered = async (
  session: Session,
  delivered: Delivered,
  changedUnits?: (contract: string) => string,
): Promise<void> => {
  const { kilde, kildesystem, month, loebenr, type, kommuner, contracts } = delivered
  const time = extractTime(month, loebenr)
  const rows = kommuner.map(
    (each) => `(${quoteText(each)}, ${quoteText(`${kildesystem}:${delivered.file(each)}`)})`,
  )
  const of = `(values ${rows.join(', ')}) as delivered(kommune, id)`
  await session.run(
    `insert into ops.deliveries (id, file_name, kilde, kommune, kildesystem, periode, loebenr, type, state, code, rows_in,
       accepted, quarantined, duplicates, extract_time, sha256, metadata_sha256, bytes, facts, run, received, acknowledged)
     select id, id[instr(id, ':') + 1:], '${kilde}', kommune, '${kildesystem}', '${month}', ${loebenr}, '${type}', 'loaded',
       null, 0, 0, 0, 0, ${time}, '', '', 0, '{}', 0, '2025-01-02T08:00:00', true
     from ${of}`,
  )
  const last = await session.value(
    `select coalesce(max(value::bigint), 0) from ops.meta where name = 'change_seq'`,
  )
  for (const [nth, contract] of contracts.entries()) {
    const changed = changedUnits?.(contract) ?? `select kommune, null as unit from ${of}`
    await session.run(
      `insert into ops.changes
       select ${Number(last) + nth + 1}, '${contract}', kommune, unit from (${changed})`,
    )
    await session.run(
      `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run, type)
       select '${kilde}', '${contract}', kommune, '${kildesystem}', id, '${month}', ${time}, 0, '${type}' from ${of}`,
    )
  }
  await session.run(`delete from ops.meta where name = 'change_seq'`)
  await session.run(`insert into ops.meta values ('change_seq', '${Number(last) + contracts.length}')`)
}

/** Puts rows into a contract's table: a select of all its columns in order. */
export const insertHistory = (
  session: Session,
  contract: Pick<Contract, 'name'>,
  rows: string,
): Promise<number> => session.run(`insert into ${dsaTable(contract)} ${rows}`)

/** A warehouse's folders with the worlds' key, whose pads the bare statements are told. */
export const makeFolder = async (
  folder: string,
  config: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const paths = warehousePaths(folder)
  for (const each of [paths.root, paths.inbox, paths.archive, paths.rejected, paths.outbox, paths.published])
    await mkdir(each, { recursive: true })
  await writeFile(paths.key, `${WORLD_KEY}\n`, { mode: 0o600 })
  await writeFile(paths.config, `${JSON.stringify(config, null, 2)}\n`)
}

/** Makes a warehouse of an area with empty tables, lets it be filled, and counts what the contracts then hold. */
export const makeWorld = async (
  folder: string,
  area: Dataomraade,
  memory: string,
  fill: (session: Session) => Promise<void>,
): Promise<Readonly<Record<string, number>>> => {
  const paths = warehousePaths(folder)
  const config = { areas: [area.name], limits: { memory } }
  await makeFolder(folder, config)
  const warehouse = await openWarehouse(paths, parseConfig(config))
  const session = await warehouse.session()
  await prepareLedger(session)
  for (const contract of contractsOf([area])) await session.run(dsaTableDdl(contract))
  await fill(session)
  const counted: Record<string, number> = {}
  for (const contract of contractsOf([area])) {
    const rows = Number(await session.value(`select count(*) from ${dsaTable(contract)}`))
    if (rows > 0) counted[contract.name] = rows
  }
  session.close()
  warehouse.instance.closeSync()
  return counted
}
