// One import for whoever composes a pipeline: definitions, building blocks, sources, stages, running, testing.

export type {
  Contract,
  Dataomraade,
  Env,
  FlisError,
  Model,
  Month,
  Plan,
  ReplacedRule,
  RowOf,
  RuledDataomraade,
  RunEvent,
  Sql,
  Stage,
  Step,
  Streaming,
} from '@flis/core'
export {
  all,
  andThen,
  column,
  contract,
  dataomraade,
  dimension,
  errorWords,
  FlisFailure,
  fact,
  field,
  finding,
  fixedClock,
  ident,
  identity,
  joined,
  kilde,
  month,
  ofRules,
  parseConfig,
  perKommune,
  raw,
  retry,
  sql,
  stage,
  stream,
  tap,
  text,
  versionsOf,
  warehousePaths,
  whenChanged,
  withRules,
} from '@flis/core'
export {
  compareLoaded,
  countsTemplate,
  packages,
  readCounts,
  showPackage,
  verifyPackage,
} from '@flis/delivery'
export type { Built, Published, PublishedVersion } from '@flis/dm'
export {
  build,
  buildWithFollowers,
  DimAlder,
  DimJaNej,
  DimKlokkeslæt,
  DimKommune,
  DimTid,
  openPublished,
  publish,
  quality,
  rollout,
} from '@flis/dm'
export { borger } from '@flis/domains/borger'
export { dagtilbud } from '@flis/domains/dagtilbud'
export { fsiii } from '@flis/domains/fsiii'
export { ky } from '@flis/domains/ky'
export { oekonomi } from '@flis/domains/oekonomi'
export { personale } from '@flis/domains/personale'
export { reference } from '@flis/domains/reference'
export { skole } from '@flis/domains/skole'
export { vh } from '@flis/domains/vh'
export { historise, qualityReport, verify } from '@flis/dsa-hist'
export type { Arrival } from '@flis/rawdata'
export { folder, kafka, land, sftp } from '@flis/rawdata'
export type { SampleOptions, SampleReport } from '@flis/sample'
export { writeSample } from '@flis/sample'
export { pipe } from 'fp-ts/lib/function.js'
export { areasOf } from './areas.js'
export { contractSchema } from './contracts/contract-schema.js'
export type { ContractChange, ContractsDiff, Verdict } from './contracts/contracts-diff.js'
export { contractsDiff } from './contracts/contracts-diff.js'
export type { BasisChange } from './diff/bases.js'
export type { Causes, DeliveryCause, RuleChange } from './diff/causes.js'
export type { DiffFilter } from './diff/compare-rows.js'
export type { Diff, DiffOptions, DiffSide, TableDiff } from './diff/diff.js'
export { diff } from './diff/diff.js'
export type { Figure, RowCounts, Slice } from './diff/figures.js'
export type { MovedRow } from './diff/moved-rows.js'
export type { GraphNode } from './lineage/graph.js'
export { graphMermaid, graphText, lineageGraph } from './lineage/graph.js'
export type { Lineage } from './lineage/lineage.js'
export { lineage } from './lineage/lineage.js'
export type { Received } from './lineage/received-rows.js'
export type { Source, SourceRow } from './lineage/source-rows.js'
export type { AreaNames } from './new-area/area-names.js'
export type { NewArea } from './new-area/new-area.js'
export { newArea } from './new-area/new-area.js'
export type { BackupOptions, BackupReport } from './operations/backup/backup.js'
export { makeBackup } from './operations/backup/backup.js'
export type { BackupFile, BackupManifest } from './operations/backup/manifest.js'
export type { RestoreOptions, RestoreReport } from './operations/backup/restore.js'
export { restoreBackup } from './operations/backup/restore.js'
export type { VerifiedBackup } from './operations/backup/verify-backup.js'
export { verifyBackup } from './operations/backup/verify-backup.js'
export type { Diagnosed, Diagnosis, DoctorOptions } from './operations/doctor/doctor.js'
export { doctor } from './operations/doctor/doctor.js'
export type { Chance } from './operations/keys/next-key.js'
export type { KeyRotation, RotateKeyOptions } from './operations/keys/rotate-key.js'
export { rotateKey } from './operations/keys/rotate-key.js'
export type { RetainOptions, RetainReport } from './operations/retain.js'
export { retain } from './operations/retain.js'
export type { ChangedModels } from './operations/upgrade/changed-models.js'
export type { UpgradeOptions, UpgradeReport } from './operations/upgrade/upgrade.js'
export { upgrade } from './operations/upgrade/upgrade.js'
export type { Decided, OperatorOptions } from './operator/decide.js'
export { accept, acceptRows, replay, reread, withdraw } from './operator/decide.js'
export type { PublishDeliveryOptions } from './operator/publish-delivery.js'
export { publishDelivery } from './operator/publish-delivery.js'
export type { SendingOptions } from './operator/send.js'
export { resend, send } from './operator/send.js'
export type { TableComparison } from './rebuild/compare-tables.js'
export type { RebuildOptions, RebuildReport } from './rebuild/rebuild.js'
export { rebuild } from './rebuild/rebuild.js'
export { assertRows } from './run/assert-rows.js'
export type { BorgerRunOptions, BorgerStreaming } from './run/borger-run.js'
export { borgerRun } from './run/borger-run.js'
export { dayRun } from './run/day-run.js'
export type { MainOptions, RunReport } from './run/main.js'
export { main, planOf } from './run/main.js'
export { intakeRun, monthRun } from './run/month-run.js'
export { initWarehouse, isWarehouse, readConfig } from './run/open-env.js'
export type { OwnConfig, Settings } from './settings.js'
export { loadSettings } from './settings.js'
export { checkSources } from './sources/check-sources.js'
export { configuredSources } from './sources/configured-sources.js'
export type { SourceCheck, SourceStep } from './sources/source-check.js'
export type { TestRow } from './testing/delivery-file.js'
export type { TestWarehouse, TestWarehouseOptions } from './testing/test-warehouse.js'
export { testWarehouse } from './testing/test-warehouse.js'
export type { ArrivalSource, Looked, Looking, SourceTrouble, Standing } from './watch/arrival-source.js'
export { arrivalSources } from './watch/arrival-sources.js'
export type { Order, OrderResult } from './watch/orders.js'
export type { Ticker } from './watch/ticker.js'
export type { WatchOptions } from './watch/watch.js'
export { watch } from './watch/watch.js'
export type { Health, WatchState } from './watch/watch-files.js'
export type { WatchEvent } from './watch/watch-work.js'
