import { join } from 'node:path'
import { type Contract, fail, quoteIdent, quoteText } from '@flis/core'
import type { ArrivalEvent } from '../kafka/arrival-event.js'
import { comesAsRecords } from '../kafka/kafka-options.js'
import { eventOfFile, RECORD_COLUMNS, RECORD_DIALECT } from '../kafka/records-file.js'
import { rowsHash } from '../kafka/rows-hash.js'
import type { Landing } from './landing.js'
import type { KeptDelivery, ParsedDelivery } from './parsed-delivery.js'
import { enginePath, type RaadataPart, writePart } from './raadata-part.js'

const TABLE = 'landing_records'

/** A text in JSON can be longer than in the record, in which it was within the limit. */
const GROWTH = 8

const load = async ({ env, session }: Landing, path: string): Promise<void> => {
  const columns = RECORD_COLUMNS.map((name) => `'${name}': 'VARCHAR'`).join(', ')
  await session.run(
    `create or replace temp table ${TABLE} as
     select contract, file, line::bigint as line, code, coalesce("row", '') as "row"
     from read_csv(
       ${enginePath(path)}, columns = {${columns}}, auto_detect = false, ${RECORD_DIALECT.replaceAll(/ (?='|false)/g, ' = ')},
       skip = 1, strict_mode = true, null_padding = false, ignore_errors = false,
       max_line_size = ${GROWTH * env.config.limits.lineBytes + 4096}
     )`,
  )
}

const partOf = async (
  { env, session }: Landing,
  delivery: KeptDelivery,
  contract: Contract,
  announced: ArrivalEvent['contracts'][string],
): Promise<RaadataPart> => {
  const ofContract = `from ${TABLE} where contract = ${quoteText(contract.name)}`
  const [counted] = await session.rows(`select count(*) as records, count(code) as broken ${ofContract}`)
  const [rows, broken] = [Number(counted?.records), Number(counted?.broken)]
  const facts = { delivery: delivery.id, file: delivery.fileName, contract: contract.name }
  const good = rows - broken
  if (good === announced.count) {
    const path = join(env.warehouse.paths.staging, 'land', 'hashes.csv')
    const found = await rowsHash(session, `select sha256("row") as hash ${ofContract} and code is null`, path)
    if (found !== announced.sha256)
      fail('L044', { ...facts, column: 'sha256', expected: announced.sha256, found })
    // Of announced records that cannot be read nobody here can tell the canonical form: then the count alone decides.
  } else if (rows !== announced.count)
    fail('L044', { ...facts, expected: `${announced.count} records`, found: `${good} records` })
  const names = Object.keys(contract.fields)
  const form = `{${names.map((name) => `${JSON.stringify(name)}:"VARCHAR"`).join(',')}}`
  const written = await writePart(session, env.warehouse.paths.root, {
    delivery: delivery.id,
    contract: contract.name,
    query: `select ${names.map((name) => `fields.${quoteIdent(name)}`).join(', ')}, file as _fil, line as _linje
      from (select from_json("row", ${quoteText(form)}) as fields, file, line ${ofContract} and code is null)`,
    rows: good,
    columns: names.length,
  })
  return {
    ...{ contract, file: null, rows, broken, ...written, columns: names },
    ...{ unknownColumns: [], missingColumns: [] },
  }
}

/** What a zip would have to hold: a contract whose file is not optional. */
const requireAnnounced = (
  contracts: readonly Contract[],
  event: ArrivalEvent,
  { fileName }: KeptDelivery,
): void => {
  for (const { name, reader } of contracts)
    if (reader.format === 'csv' && !reader.optionalFile && event.contracts[name] === undefined)
      fail('L040', { file: fileName, contract: name, expected: name })
}

/**
 * Lands a delivery that came as records: each contract's rows as text from their canonical JSON, with partition and offset
 * as `_fil` and `_linje`. Records that cannot be read go to quarantine.
 *
 * Errors: L043 not a file of records; L040 a required contract is not announced; L044 counts or hashes are not those of
 * the arrival event.
 */
export const landRecords = async (
  landing: Landing,
  delivery: KeptDelivery,
  contracts: readonly Contract[],
): Promise<ParsedDelivery> => {
  const { session } = landing
  const event = await eventOfFile(delivery.path)
  if (event === undefined) return fail('L043', { file: delivery.fileName, line: 1 })
  const taken = contracts.filter(comesAsRecords)
  requireAnnounced(taken, event, delivery)
  try {
    await load(landing, delivery.path)
    const parts: RaadataPart[] = []
    for (const contract of taken) {
      const announced = event.contracts[contract.name]
      if (announced !== undefined) parts.push(await partOf(landing, delivery, contract, announced))
    }
    const unannounced = await session.value(
      `select any_value(contract) from ${TABLE} where contract not in (${["''", ...Object.keys(event.contracts).map(quoteText)].join(', ')})`,
    )
    if (unannounced !== null)
      fail('L044', { delivery: delivery.id, contract: String(unannounced), expected: 'no records' })
    await session.run(
      `insert into broken_rows select file, contract, line, code, "row" from ${TABLE} where code is not null`,
    )
    const known = new Set(taken.map(({ name }) => name))
    return {
      parts,
      refused: 0,
      unknownFiles: Object.keys(event.contracts).filter((name) => !known.has(name)),
    }
  } finally {
    await session.run(`drop table if exists ${TABLE}`).catch(() => undefined)
  }
}
