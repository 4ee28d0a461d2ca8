import type { Config, Dataomraade, Env, Model, Month, PackageFormat, ReplacedRule, RunKind } from '@flis/core'
import { replacedRules, sha256Text, stamp } from '@flis/core'
import { FLIS_VERSION } from '@flis/dm'
import type { BasisDelivery, QualityFinding } from './basis.js'
import type { Entitlement } from './citizens.js'
import type { LeftOutColumns } from './leave-out.js'
import type { PackageIdentity } from './package-name.js'
import type { TableFile } from './write-files.js'

/** A table's file, as the manifest tells of it. */
export interface ManifestFile {
  readonly name: string
  readonly table: string
  readonly description: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  /** First month, where a window leaves out earlier ones; null = every row. */
  readonly from: Month | null
  readonly columns: readonly {
    readonly name: string
    /** DuckDB type; in csv files the values lie as text. */
    readonly type: string
    readonly description: string
    /** Category of personal data; `ingen` = none. */
    readonly data: string
  }[]
  /** Sums by column: exact, as text. */
  readonly totals: Readonly<Record<string, string>>
}

/** A file of a package that is no table. */
export interface ManifestMember {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** manifest.json: what a package holds, from what it was made, and how to check it. */
export interface Manifest extends PackageIdentity {
  readonly id: string
  readonly format: PackageFormat
  readonly run: number
  readonly runKind: RunKind
  /** When the package was made: UTC, ISO 8601. */
  readonly produced: string
  /** `full` = every month of its facts; `window` = of those files that say so the last months only. */
  readonly window: 'full' | 'window'
  readonly purpose: string
  readonly basis: readonly BasisDelivery[]
  readonly versions: {
    readonly flis: string
    readonly config: string
    readonly referenceData: string
    /** Which of the warehouse's secrets its surrogate keys are made with; another number: all of them are other ones. */
    readonly keys: number
    /** Since when, where it is not the first. UTC, ISO 8601. */
    readonly rekeyed: string | null
  }
  /** Fingerprint of what each table is made by: its code, or the fields of its contract. */
  readonly models: Readonly<Record<string, string>>
  /** Rules behind its tables that are not their area's own. */
  readonly rules: readonly ReplacedRule[]
  /** Findings of the package's month. */
  readonly quality: readonly QualityFinding[]
  /** Sources that were expected for it and had not delivered: their last known data are used. */
  readonly missing: readonly string[]
  /** Tables of the area that are in no package: nobody can say whose their rows are. */
  readonly leftOut: readonly string[]
  /** Columns that are left empty (NULL; keys to addresses −1), by what is left out. */
  readonly minimised: readonly LeftOutColumns[]
  /** Of packages whose persons are those that the kommune is entitled to: by which days, and who else; else null. */
  readonly entitlement: Entitlement | null
  /** `structureSha256`: of the skema without its `changes`. */
  readonly skema: ManifestMember & { readonly structureSha256: string }
  /** Scripts for receivers. */
  readonly ddl: readonly ManifestMember[]
  readonly contentSha256: string
  readonly files: readonly ManifestFile[]
}

/** One value for the settings of a warehouse, the same for the same settings. */
export const configFingerprint = (config: Config): string => sha256Text(JSON.stringify(config))

/** Surrogate keys are computed from a secret; of those that a warehouse has had, the first. */
const FIRST_KEY = 1

const fileOf = ({ table, name, rows, bytes, sha256, from, totals }: TableFile): ManifestFile => ({
  name,
  table: table.name,
  description: table.description,
  rows,
  bytes,
  sha256,
  from: from ?? null,
  columns: table.columns.map(({ name: column, type, description, data }) => ({
    name: column,
    type,
    description,
    data,
  })),
  totals,
})

/** What a manifest tells beside what the run and the area tell. */
export interface ManifestContent
  extends Pick<
    Manifest,
    | 'id'
    | 'runKind'
    | 'format'
    | 'window'
    | 'basis'
    | 'quality'
    | 'missing'
    | 'leftOut'
    | 'minimised'
    | 'entitlement'
    | 'skema'
    | 'ddl'
    | 'contentSha256'
  > {
  readonly runKind: RunKind
  /** Models that its tables are; none of DSA_HIST. */
  readonly models: readonly Model[]
  readonly files: readonly TableFile[]
}

/**
 * The manifest of a package. For an equal basis, code and configuration it differs in id, number, run and time
 * only.
 */
export const manifestOf = (
  env: Env,
  area: Dataomraade,
  identity: PackageIdentity,
  content: ManifestContent,
): Manifest => ({
  id: content.id,
  area: area.name,
  kommune: identity.kommune,
  periode: identity.periode,
  kind: identity.kind,
  nr: identity.nr,
  format: content.format,
  run: env.run.id,
  runKind: content.runKind,
  produced: stamp(env.clock),
  window: content.window,
  purpose: area.purpose,
  basis: content.basis,
  versions: {
    flis: FLIS_VERSION,
    config: configFingerprint(env.config),
    referenceData: 'built in',
    keys: env.keys?.nr ?? FIRST_KEY,
    rekeyed: (env.keys?.nr ?? FIRST_KEY) > FIRST_KEY ? (env.keys?.since ?? null) : null,
  },
  models: Object.fromEntries(content.files.map(({ table }) => [table.name, table.fingerprint])),
  rules: replacedRules(env.areas, content.models),
  quality: content.quality,
  missing: content.missing,
  leftOut: content.leftOut,
  minimised: content.minimised,
  entitlement: content.entitlement,
  skema: content.skema,
  ddl: content.ddl,
  contentSha256: content.contentSha256,
  files: content.files.map(fileOf),
})
