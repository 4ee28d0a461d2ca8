import { fail, type Row } from '@flis/core'
import type { Structure } from './structure.js'

/** A package as `ops.packages` has it. */
export interface PackageRecord {
  readonly id: string
  readonly kommune: string
  readonly area: string
  readonly kind: string
  readonly periode: string
  readonly nr: number
  readonly run: number
  readonly runKind: string
  /** The published version whose tables it holds. */
  readonly version: number
  /** Relative to the warehouse folder, with `/`. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** SHA-256 over the SHA-256s of its table files and of skema.json: equal content, equal value. */
  readonly contentSha256: string
  /** `produced`; `lost` when a kill took the file before it reached the outbox. */
  readonly state: string
  /** UTC, ISO 8601. */
  readonly produced: string
  /** When retention removed its file from the outbox; null while it is there. UTC, ISO 8601. */
  readonly removed: string | null
  /** Form of its tables; empty for packages of an earlier flis. */
  readonly format: string
  /** `full` = every month of its facts. */
  readonly window: string
}

/** A package that a run has made and not yet entered in the ledger. */
export interface NewPackage extends Omit<PackageRecord, 'version' | 'removed'> {
  readonly structure: Structure
}

const recordOf = (row: Row): PackageRecord => ({
  id: String(row.id),
  kommune: String(row.kommune),
  area: String(row.area),
  kind: String(row.kind),
  periode: String(row.periode),
  nr: Number(row.nr),
  run: Number(row.run),
  runKind: String(row.run_kind),
  version: Number(row.version),
  path: String(row.path),
  sha256: String(row.sha256),
  bytes: Number(row.bytes),
  contentSha256: String(row.content_sha256),
  state: String(row.state),
  produced: String(row.produced),
  removed: row.removed === null || row.removed === undefined ? null : String(row.removed),
  format: String(row.format ?? ''),
  window: String(row.window ?? ''),
})

/** Narrows a list of packages; what is left out narrows nothing. */
export type PackageFilter = Partial<
  Pick<PackageRecord, 'kommune' | 'area' | 'kind' | 'periode' | 'runKind' | 'run'>
>

const inOrder = (a: PackageRecord, b: PackageRecord): number => {
  const of = (each: PackageRecord): string =>
    [each.periode, each.kommune, each.area, each.kind, String(each.nr).padStart(6, '0')].join(' ')
  return of(a) < of(b) ? -1 : 1
}

/**
 * The packages of a ledger, by periode, kommune, area, kind and number.
 *
 * @param rows of `ops.packages`, or of its export `published/ledger/packages.parquet`: no writer's lock is needed
 *
 * @example
 * const rows = await session.rows("select * from read_parquet('published/ledger/packages.parquet')")
 * listPackages(rows, { kommune: '0751' }).map((each) => each.id)
 */
export const listPackages = (rows: readonly Row[], filter: PackageFilter = {}): readonly PackageRecord[] => {
  const wanted = Object.entries(filter)
  return rows
    .map(recordOf)
    .filter((each) => wanted.every(([name, value]) => each[name as keyof PackageFilter] === value))
    .sort(inOrder)
}

/**
 * The package of an id (the name of its file, with or without `.zip`). Errors: U004.
 *
 * @example findPackage(rows, 'FLIS_KY_0751_2022-10_DM_001').path // 'outbox/0751/MAANED/FLIS_KY_…_001.zip'
 */
export const findPackage = (rows: readonly Row[], id: string): PackageRecord => {
  const wanted = id.replace(/\.zip$/, '')
  const found = rows.map(recordOf).find((each) => each.id === wanted)
  return found ?? fail('U004', { file: `${wanted}.zip`, detail: 'no package of that name in the ledger' })
}
