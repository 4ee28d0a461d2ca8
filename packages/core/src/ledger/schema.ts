import type { Session } from '../duckdb/session.js'
import { fail } from '../errors/flis-error.js'

/**
 * The ledger's format. A warehouse of an earlier one gets the tables and columns that it lacks when it is opened; one of
 * a later format is refused by name (C005).
 */
export const LEDGER_FORMAT = 7

/**
 * The ledger, schema `ops`. The tables deliveries, quarantine, quality, runs and packages are public: their first
 * columns keep name and meaning. No primary keys: uniqueness is checked where rows are written.
 */
const TABLES: Readonly<Record<string, string>> = {
  meta: 'name VARCHAR, value VARCHAR',
  // `id` = kildesystem:file name, with ~2, ~3 … for later arrivals of the same identity. `checkpoint` = the one that
  // stands for its Rådata since retention deleted them.
  deliveries: `id VARCHAR, file_name VARCHAR, kilde VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    loebenr INTEGER, type VARCHAR, state VARCHAR, code VARCHAR, rows_in BIGINT, accepted BIGINT,
    quarantined BIGINT, duplicates BIGINT, extract_time BIGINT, sha256 VARCHAR, metadata_sha256 VARCHAR,
    bytes BIGINT, facts VARCHAR, run INTEGER, received VARCHAR, acknowledged BOOLEAN, checkpoint INTEGER`,
  // One Parquet file per delivery and contract; it counts because this row names it.
  raadata: `delivery VARCHAR, contract VARCHAR, file VARCHAR, path VARCHAR, sha256 VARCHAR, rows_in BIGINT,
    broken BIGINT, columns VARCHAR[], unknown_columns VARCHAR[], missing_columns VARCHAR[]`,
  quarantine: `delivery VARCHAR, file VARCHAR, line BIGINT, contract VARCHAR, codes VARCHAR[], columns VARCHAR[],
    "row" VARCHAR, state VARCHAR, first_seen VARCHAR, run INTEGER`,
  // The outcome of verification, per delivery and contract.
  verified: `delivery VARCHAR, contract VARCHAR, rows_in BIGINT, accepted BIGINT, quarantined BIGINT,
    duplicates BIGINT, run INTEGER`,
  // How far the partitions of a Kafka cluster have been received: written in one transaction with what came from them.
  kafka_offsets:
    'nr INTEGER, cluster VARCHAR, topic VARCHAR, "partition" INTEGER, contract VARCHAR, next BIGINT',
  // Deliveries of which records or an arrival event have been received, apart by the records' key: the event that waits, and
  // the one that landed last.
  kafka_deliveries:
    'nr INTEGER, cluster VARCHAR, leverance VARCHAR, key VARCHAR, event VARCHAR, landed VARCHAR',
  // Records that wait for their delivery to be whole; `delivery` and `stream` are numbers of the two tables above. `row` =
  // canonical JSON, or with a `code` the bytes of what cannot be read, in base64. Weighing all compressions of texts that
  // soon leave again takes longer than everything else.
  kafka_records: `delivery INTEGER, stream INTEGER, "offset" BIGINT, code VARCHAR,
    "row" VARCHAR USING COMPRESSION zstd`,
  // The embedded registry of Avro schemas.
  schemas: 'id INTEGER, subject VARCHAR, version INTEGER, "schema" VARCHAR',
  // What has been brought into DSA_HIST, in order, per scope.
  loads: `kilde VARCHAR, contract VARCHAR, kommune VARCHAR, kildesystem VARCHAR, delivery VARCHAR, periode VARCHAR,
    extract_time BIGINT, run INTEGER, type VARCHAR`,
  // What operators decided of deliveries and of rows in quarantine; the last word on a subject counts.
  decisions: `nr INTEGER, delivery VARCHAR, contract VARCHAR, file VARCHAR, line BIGINT, decision VARCHAR,
    value VARCHAR, reason VARCHAR, decided VARCHAR, run INTEGER`,
  // Units whose rows changed, for the models that read them; unit NULL = all units of the kommune.
  changes: 'seq BIGINT, contract VARCHAR, kommune VARCHAR, unit UBIGINT',
  // What each model has been built from, per kommune; `day` NULL = the month's last.
  intervals: `model VARCHAR, kommune VARCHAR, month VARCHAR, seq BIGINT, input_fingerprint VARCHAR,
    code_fingerprint VARCHAR, run INTEGER, day VARCHAR`,
  // Content-addressed Parquet files of DM.
  parts: `sha256 VARCHAR, model VARCHAR, path VARCHAR, "rows" BIGINT, bytes BIGINT, run INTEGER`,
  // The layers of a model's table in a published version, lowest first.
  layers: `version INTEGER, model VARCHAR, layer INTEGER, role VARCHAR, sha256 VARCHAR, kommuner VARCHAR[]`,
  versions: 'nr INTEGER, run INTEGER, month VARCHAR, published VARCHAR, beside BOOLEAN',
  // `day` = as of which day a Borger run built; NULL = the month's last.
  runs: `id INTEGER, kind VARCHAR, month VARCHAR, area VARCHAR, state VARCHAR, started VARCHAR, finished VARCHAR,
    version INTEGER, steps INTEGER, error VARCHAR, flis VARCHAR, config_sha256 VARCHAR, basis VARCHAR[], day VARCHAR`,
  steps: `run INTEGER, nr INTEGER, step VARCHAR, kind VARCHAR, phase INTEGER, kommune VARCHAR, why VARCHAR,
    because VARCHAR[], outcome VARCHAR, "rows" BIGINT`,
  packages: `id VARCHAR, kommune VARCHAR, area VARCHAR, kind VARCHAR, periode VARCHAR, nr INTEGER, run INTEGER,
    run_kind VARCHAR, version INTEGER, path VARCHAR, sha256 VARCHAR, bytes BIGINT, content_sha256 VARCHAR,
    state VARCHAR, produced VARCHAR, removed VARCHAR, format VARCHAR, "window" VARCHAR, structure VARCHAR`,
  // Structures of packages by their SHA-256, as skema.json tells them: what the next package is compared with.
  structures: 'sha256 VARCHAR, structure VARCHAR',
  // What the packages of an area, kind, kommune, periode and run kind were last made, or found unchanged, from.
  packed: `area VARCHAR, kind VARCHAR, kommune VARCHAR, periode VARCHAR, seq BIGINT, basis VARCHAR, form VARCHAR,
    run INTEGER, run_kind VARCHAR`,
  // What was sent where, and how far it came: begun, uploaded, sent, receipted or refused. `nr` counts up when it is sent
  // again; the highest of a package and target counts.
  sendings: `package VARCHAR, target VARCHAR, nr INTEGER, state VARCHAR, sha256 VARCHAR, bytes BIGINT, failed INTEGER,
    next_try VARCHAR, begun VARCHAR, sent VARCHAR, settled VARCHAR, code VARCHAR, reason VARCHAR`,
  // DSA_HIST as it stood when retention deleted Rådata; `state` = deleting, current or superseded.
  checkpoints: `nr INTEGER, "before" VARCHAR, sealed VARCHAR, path VARCHAR, sha256 VARCHAR, run INTEGER,
    state VARCHAR, operator VARCHAR`,
  quality: `test VARCHAR, "dataområde" VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    severity VARCHAR, count BIGINT, examples VARCHAR[], contract VARCHAR, delivery VARCHAR, run INTEGER,
    "column" VARCHAR, version VARCHAR, measured VARCHAR, expected VARCHAR, unit VARCHAR`,
  // Every value that a quality test measured, also where it is as it should be. No finding stands here.
  measures: `test VARCHAR, "dataområde" VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    contract VARCHAR, delivery VARCHAR, "column" VARCHAR, version VARCHAR, measured VARCHAR, expected VARCHAR,
    unit VARCHAR, run INTEGER`,
  // What the quality tests compare, per month: rows, filled columns, sums, codes, days from event to extract.
  profiles: `contract VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR, sort VARCHAR, "column" VARCHAR,
    code VARCHAR, n BIGINT, amount DECIMAL(38, 6)`,
  // What has been tested or measured on which basis: an unchanged basis is not looked at again.
  tested: `subject VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR, basis VARCHAR`,
  collisions: 'model VARCHAR, natural_key VARCHAR, counter INTEGER, run INTEGER',
  // Which keys surrogates have been made with, by fingerprint, never the key: the newest counts since `since`, and its
  // first version is `version`. A row without `since` is a rotation under way.
  keys: 'nr INTEGER, fingerprint VARCHAR, since VARCHAR, run INTEGER, version INTEGER',
}

export const LEDGER_TABLES = Object.keys(TABLES)

/** The column definitions of a table of the ledger. */
export const ledgerColumns = (table: string): string => TABLES[table] ?? ''

/** Column definitions of a table, one each; a comma within brackets does not part two. */
const columnsOf = (definition: string): readonly string[] =>
  definition.split(/,(?![^(]*\))/).map((each) => each.trim().replaceAll(/\s+/g, ' '))

/** The oldest format that can still be brought up. */
const OLDEST_FORMAT = 1

/** The format of the ledger in a working file; null where there is no ledger yet. */
export const ledgerFormat = async (session: Session): Promise<string | null> => {
  const tables = await session.value(
    `select count(*) from duckdb_tables() where schema_name = 'ops' and table_name = 'meta'`,
  )
  if (tables === 0n) return null
  const format = await session.value(`select value from ops.meta where name = 'ledger_format'`)
  return format === null ? null : String(format)
}

/** Refuses a ledger that this flis cannot bring up: of a later format, or of none that it knows (C005). */
export const requireKnownFormat = (format: string): void => {
  const number = Number(format)
  if (!(number >= OLDEST_FORMAT && number <= LEDGER_FORMAT))
    fail('C005', { found: `ledger format ${format}`, expected: `${OLDEST_FORMAT} to ${LEDGER_FORMAT}` })
}

/**
 * Makes schemas and ledger where they are missing, and adds what an earlier format lacks, in one transaction: it stays as
 * it was, or has the new format. A later format is refused before anything is written (C005).
 */
export const prepareLedger = async (session: Session): Promise<void> => {
  const format = await ledgerFormat(session)
  if (format !== null) requireKnownFormat(format)
  for (const schema of ['raadata', 'dsa_hist', 'dm', 'ops'])
    await session.run(`create schema if not exists ${schema}`)
  if (format === String(LEDGER_FORMAT)) return
  await session.transaction(async () => {
    for (const [name, columns] of Object.entries(TABLES)) {
      await session.run(`create table if not exists ops.${name} (${columns})`)
      if (format !== null)
        for (const column of columnsOf(columns))
          await session.run(`alter table ops.${name} add column if not exists ${column}`)
    }
    await session.run(`delete from ops.meta where name = 'ledger_format'`)
    await session.run(`insert into ops.meta values ('ledger_format', '${LEDGER_FORMAT}')`)
  })
}
