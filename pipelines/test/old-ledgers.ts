import { LEDGER_TABLES } from '@flis/core'
import { tamper } from './tamper.js'

/** The ledger as each earlier format had it. Typed here: what made it is gone. */
const FORMAT_1: Readonly<Record<string, string>> = {
  meta: 'name VARCHAR, value VARCHAR',
  deliveries: `id VARCHAR, file_name VARCHAR, kilde VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    loebenr INTEGER, type VARCHAR, state VARCHAR, code VARCHAR, rows_in BIGINT, accepted BIGINT,
    quarantined BIGINT, duplicates BIGINT, extract_time BIGINT, sha256 VARCHAR, metadata_sha256 VARCHAR,
    bytes BIGINT, facts VARCHAR, run INTEGER, received VARCHAR, acknowledged BOOLEAN`,
  raadata: `delivery VARCHAR, contract VARCHAR, file VARCHAR, path VARCHAR, sha256 VARCHAR, rows_in BIGINT,
    broken BIGINT, columns VARCHAR[], unknown_columns VARCHAR[], missing_columns VARCHAR[]`,
  quarantine: `delivery VARCHAR, file VARCHAR, line BIGINT, contract VARCHAR, codes VARCHAR[], columns VARCHAR[],
    "row" VARCHAR, state VARCHAR, first_seen VARCHAR, run INTEGER`,
  verified: `delivery VARCHAR, contract VARCHAR, rows_in BIGINT, accepted BIGINT, quarantined BIGINT,
    duplicates BIGINT, run INTEGER`,
  loads: `kilde VARCHAR, contract VARCHAR, kommune VARCHAR, kildesystem VARCHAR, delivery VARCHAR, periode VARCHAR,
    extract_time BIGINT, run INTEGER`,
  changes: 'seq BIGINT, contract VARCHAR, kommune VARCHAR, unit UBIGINT',
  intervals: `model VARCHAR, kommune VARCHAR, month VARCHAR, seq BIGINT, input_fingerprint VARCHAR,
    code_fingerprint VARCHAR, run INTEGER`,
  parts: `sha256 VARCHAR, model VARCHAR, path VARCHAR, "rows" BIGINT, bytes BIGINT, run INTEGER`,
  layers: `version INTEGER, model VARCHAR, layer INTEGER, role VARCHAR, sha256 VARCHAR, kommuner VARCHAR[]`,
  versions: 'nr INTEGER, run INTEGER, month VARCHAR, published VARCHAR, beside BOOLEAN',
  runs: `id INTEGER, kind VARCHAR, month VARCHAR, area VARCHAR, state VARCHAR, started VARCHAR, finished VARCHAR,
    version INTEGER, steps INTEGER, error VARCHAR, flis VARCHAR, config_sha256 VARCHAR, basis VARCHAR[]`,
  steps: `run INTEGER, nr INTEGER, step VARCHAR, kind VARCHAR, phase INTEGER, kommune VARCHAR, why VARCHAR,
    because VARCHAR[], outcome VARCHAR, "rows" BIGINT`,
  packages: `id VARCHAR, kommune VARCHAR, area VARCHAR, kind VARCHAR, periode VARCHAR, nr INTEGER, run INTEGER,
    run_kind VARCHAR, version INTEGER, path VARCHAR, sha256 VARCHAR, bytes BIGINT, content_sha256 VARCHAR,
    state VARCHAR, produced VARCHAR`,
  quality: `test VARCHAR, "dataområde" VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    severity VARCHAR, count BIGINT, examples VARCHAR[], contract VARCHAR, delivery VARCHAR, run INTEGER`,
  collisions: 'model VARCHAR, natural_key VARCHAR, counter INTEGER, run INTEGER',
}

const FORMAT_2: Readonly<Record<string, string>> = {
  ...FORMAT_1,
  loads: `${FORMAT_1.loads}, type VARCHAR`,
  decisions: `nr INTEGER, delivery VARCHAR, contract VARCHAR, file VARCHAR, line BIGINT, decision VARCHAR,
    value VARCHAR, reason VARCHAR, decided VARCHAR, run INTEGER`,
}

const FORMAT_3: Readonly<Record<string, string>> = {
  ...FORMAT_2,
  deliveries: `${FORMAT_1.deliveries}, checkpoint INTEGER`,
  packages: `${FORMAT_1.packages}, removed VARCHAR`,
  checkpoints: `nr INTEGER, "before" VARCHAR, sealed VARCHAR, path VARCHAR, sha256 VARCHAR, run INTEGER,
    state VARCHAR, operator VARCHAR`,
  quality: `${FORMAT_1.quality}, "column" VARCHAR, version VARCHAR, measured VARCHAR, expected VARCHAR, unit VARCHAR`,
  measures: `test VARCHAR, "dataområde" VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR,
    contract VARCHAR, delivery VARCHAR, "column" VARCHAR, version VARCHAR, measured VARCHAR, expected VARCHAR,
    unit VARCHAR, run INTEGER`,
  profiles: `contract VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR, sort VARCHAR, "column" VARCHAR,
    code VARCHAR, n BIGINT, amount DECIMAL(38, 6)`,
  tested: `subject VARCHAR, kommune VARCHAR, kildesystem VARCHAR, periode VARCHAR, basis VARCHAR`,
}

const FORMAT_4: Readonly<Record<string, string>> = {
  ...FORMAT_3,
  packages: `${FORMAT_3.packages}, format VARCHAR, "window" VARCHAR, structure VARCHAR`,
  structures: 'sha256 VARCHAR, structure VARCHAR',
  packed: `area VARCHAR, kind VARCHAR, kommune VARCHAR, periode VARCHAR, seq BIGINT, basis VARCHAR, form VARCHAR,
    run INTEGER`,
}

export const OLD_FORMATS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: FORMAT_1,
  2: FORMAT_2,
  3: FORMAT_3,
  4: FORMAT_4,
}

/** Makes a warehouse one of an earlier format: its ledger has the tables and columns that the format had, and its rows. */
export const makeOld = async (root: string, format: number): Promise<void> => {
  const tables = OLD_FORMATS[format] ?? {}
  await tamper(
    root,
    ...LEDGER_TABLES.flatMap((name) => {
      const columns = tables[name]
      if (columns === undefined) return [`drop table ops.${name}`]
      const names = columns
        .split(/,(?![^(]*\))/)
        .map((each) => each.trim().split(/\s+/)[0] ?? '')
        .join(', ')
      return [
        `create table ops.old_${name} (${columns})`,
        `insert into ops.old_${name} select ${names} from ops.${name}`,
        `drop table ops.${name}`,
        `alter table ops.old_${name} rename to ${name}`,
      ]
    }),
    `update ops.meta set value = '${format}' where name = 'ledger_format'`,
    'checkpoint',
  )
}
