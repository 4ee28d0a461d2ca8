import type { Config, Dataomraade, Env } from '@flis/core'
import { sha256Text, stamp } from '@flis/core'
import { codeFingerprint, FLIS_VERSION } from '@flis/dm'
import type { BasisDelivery, QualityFinding } from './basis.js'
import type { PackageIdentity, RunKind } from './package-name.js'
import { visibleColumns } from './package-tables.js'
import type { TableFile } from './write-tables.js'

/** A table's file, as the manifest tells of it. */
export interface ManifestFile {
  readonly name: string
  readonly table: string
  readonly description: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly description: string
    /** Category of personal data; `ingen` = none. */
    readonly data: string
  }[]
  /** Sums by column: exact, as text. */
  readonly totals: Readonly<Record<string, string>>
}

/** manifest.json: what a package holds, from what it was made, and how to check it. */
export interface Manifest extends PackageIdentity {
  readonly id: string
  readonly format: 'parquet'
  readonly run: number
  readonly runKind: RunKind
  /** When the package was made: UTC, ISO 8601. */
  readonly produced: string
  /** Every month of its facts. */
  readonly window: 'full'
  readonly purpose: string
  readonly basis: readonly BasisDelivery[]
  readonly versions: {
    readonly flis: string
    readonly config: string
    readonly referenceData: string
    readonly keys: number
  }
  /** Fingerprint of each table's code. */
  readonly models: Readonly<Record<string, string>>
  /** Rules that are not the area's own. */
  readonly rules: readonly string[]
  /** Findings of the package's month. */
  readonly quality: readonly QualityFinding[]
  /** Sources that were expected for it and had not delivered: their last known data are used. */
  readonly missing: readonly string[]
  readonly skema: { readonly name: 'skema.json'; readonly bytes: number; readonly sha256: string }
  readonly contentSha256: string
  readonly files: readonly ManifestFile[]
}

/** One value for the settings of a warehouse, the same for the same settings. */
export const configFingerprint = (config: Config): string => sha256Text(JSON.stringify(config))

/** The surrogate keys of this warehouse have been computed from one secret since its beginning. */
const KEYS_EPOCH = 1

const fileOf = ({ model, name, rows, bytes, sha256, totals }: TableFile): ManifestFile => ({
  name,
  table: model.name,
  description: model.description,
  rows,
  bytes,
  sha256,
  columns: visibleColumns(model).map((column) => ({
    name: column,
    type: model.columns[column]?.type ?? '',
    description: model.columns[column]?.description ?? '',
    data: model.columns[column]?.data ?? '',
  })),
  totals,
})

/**
 * The manifest of a package. For an equal basis, code and configuration it differs in id, number, run and time
 * only.
 */
export const manifestOf = (
  env: Env,
  area: Dataomraade,
  identity: PackageIdentity,
  content: {
    readonly id: string
    readonly runKind: RunKind
    readonly basis: readonly BasisDelivery[]
    readonly quality: readonly QualityFinding[]
    readonly missing: readonly string[]
    readonly skema: Buffer
    readonly skemaSha256: string
    readonly contentSha256: string
    readonly files: readonly TableFile[]
  },
): Manifest => ({
  id: content.id,
  area: area.name,
  kommune: identity.kommune,
  periode: identity.periode,
  kind: identity.kind,
  nr: identity.nr,
  format: 'parquet',
  run: env.run.id,
  runKind: content.runKind,
  produced: stamp(env.clock),
  window: 'full',
  purpose: area.purpose,
  basis: content.basis,
  versions: {
    flis: FLIS_VERSION,
    config: configFingerprint(env.config),
    referenceData: 'built in',
    keys: KEYS_EPOCH,
  },
  models: Object.fromEntries(content.files.map(({ model }) => [model.name, codeFingerprint(model)])),
  rules: [],
  quality: content.quality,
  missing: content.missing,
  skema: { name: 'skema.json', bytes: content.skema.length, sha256: content.skemaSha256 },
  contentSha256: content.contentSha256,
  files: content.files.map(fileOf),
})
