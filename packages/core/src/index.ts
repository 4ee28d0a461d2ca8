// In the order of a reader's way: definitions, stages, plan, the world they run in.

export { replacedRules } from './area/replaced-rules.js'
export { requireOneDefinition } from './area/require-one-definition.js'
export type { ReplacedRule, Rule, Rules } from './area/rule.js'
export { ofRules } from './area/rule.js'
export type { Replacements, RuledDataomraade } from './area/with-rules.js'
export { withRules } from './area/with-rules.js'
export type { Clock } from './clock.js'
export { fixedClock, processClock, stamp } from './clock.js'
export type {
  Config,
  ConfiguredSource,
  ConfiguredTarget,
  LeaveOut,
  Leverandoer,
  PackageFormat,
  Rhythm,
} from './config.js'
export { nearest, parseConfig, RHYTHMS } from './config.js'
export type { AvroSchema } from './contract/avro-schema.js'
export { avroSchema, avroType, avroTypeOf } from './contract/avro-schema.js'
export { columnType } from './contract/column-type.js'
export type {
  Absence,
  Contract,
  ContractOptions,
  ContractReader,
  FhirMapping,
  FhirReport,
  Fields,
  LoadMode,
  Owner,
  Persons,
  Replacement,
  RowOf,
  Stretches,
  XmlElement,
  XmlMapping,
} from './contract/contract.js'
export { contract, everyUnit, versionsOf } from './contract/contract.js'
export {
  dsaTable,
  dsaTableDdl,
  systemColumns,
  VERSION_COLUMNS,
} from './contract/contract-table.js'
export type { Failing, ReferenceList } from './contract/failures.js'
export { failures, valueFailures } from './contract/failures.js'
export type {
  Check,
  DataCategory,
  Field,
  FieldKind,
  FieldOptions,
  OrderCheck,
  RuleCheck,
} from './contract/field.js'
export { field } from './contract/field.js'
export { castExpression } from './contract/strict-cast.js'
export {
  dayOfUnit,
  LAST_UNIT_DAY,
  unitDayOf,
  unitDaysOn,
  unitExpression,
  unitOnDay,
} from './contract/unit.js'
export type { WideColumn } from './contract/wide.js'
export {
  columnsOfFamily,
  deliveredAs,
  isHistorised,
  nextPeriod,
  periodOf,
  wideFamilies,
} from './contract/wide.js'
export type { WideFamily } from './contract/wide-family.js'
export { writtenForm } from './contract/written-form.js'
export { withoutCpr } from './cpr-like.js'
export type { Dataomraade, DataomraadeOptions } from './dataomraade.js'
export { contractsOf, dataomraade, kilderOf } from './dataomraade.js'
export { appendColumns } from './duckdb/append-columns.js'
export { HeldRows } from './duckdb/held-rows.js'
export type { EngineLimits } from './duckdb/registry.js'
export { ENGINE_VERSION, openInstance } from './duckdb/registry.js'
export type { Params, Row, Session } from './duckdb/session.js'
export { openSession } from './duckdb/session.js'
export type { CurrentRun, Env } from './env.js'
export { FLEXIBLE_RUNS, runKindOf } from './env.js'
export type { FlisCode } from './errors/codes.js'
export { CODES } from './errors/codes.js'
export type { ErrorFacts, FlisError } from './errors/flis-error.js'
export { asFlisError, FlisFailure, fail, flisError } from './errors/flis-error.js'
export type { Language } from './errors/words.js'
export { codeName, codeWords, errorWords } from './errors/words.js'
export {
  exists,
  linkFile,
  removePath,
  settleFile,
  sha256File,
  sha256Text,
  syncFile,
  syncFolder,
  writeFileAtomically,
} from './files.js'
export { isIsoWeek, monthOfIsoWeek, nextIsoWeek, weeksOfIsoYear } from './iso-week.js'
export type { HmacPads, WarehouseKey } from './keys.js'
export { hmacPads, keyedHash, keyedHashOf, keyFingerprint, warehouseKey } from './keys.js'
export type { DeliveryType, FileFormat, Kilde } from './kilde.js'
export { kilde } from './kilde.js'
export type { ReferenceKommune } from './kommuner.js'
export { KOMMUNE_CODES, KOMMUNER, RESIDENCE_CODES } from './kommuner.js'
export type { ExportedTable, LedgerReader } from './ledger/export.js'
export { exportLedger, readLedger } from './ledger/export.js'
export type { HistoryScope } from './ledger/horizon.js'
export { horizonOf, requireRaadata } from './ledger/horizon.js'
export { mergeReopened } from './ledger/quarantine.js'
export type { RunStart } from './ledger/runs.js'
export { finishRun, startRun } from './ledger/runs.js'
export {
  LEDGER_FORMAT,
  LEDGER_TABLES,
  ledgerFormat,
  prepareLedger,
  requireKnownFormat,
} from './ledger/schema.js'
export type { Log, LogFacts, LogName } from './log.js'
export { logged, makeLog, silentLog } from './log.js'
export type { DimensionOptions } from './model/dimension.js'
export { dimension, unknownMember } from './model/dimension.js'
export type { FactOptions } from './model/fact.js'
export { bridge, fact, lookup } from './model/fact.js'
export type { FindingTest } from './model/finding.js'
export { finding } from './model/finding.js'
export { follow, followName, membersOf } from './model/follow.js'
export type {
  Column,
  ColumnInput,
  DimensionModel,
  Follow,
  Model,
  ModelScope,
  Passed,
  Recompute,
  UnitsCalled,
  Window,
} from './model/model.js'
export { column } from './model/model.js'
export type { ExtractTime, KommuneKode, Month } from './month.js'
export {
  addDays,
  addMonths,
  DANISH_ZONE,
  extractTime,
  firstDay,
  lastDay,
  month,
  monthIndex,
  monthOf,
  monthOfIndex,
  NATIONAL,
  OPEN_END,
  periodeEnd,
  weekdayOf,
} from './month.js'
export type {
  BuildStep,
  LandStep,
  LoadStep,
  PackageKind,
  PackageStep,
  Plan,
  PublishStep,
  QualityStep,
  RunKind,
  Step,
  Why,
} from './plan/plan.js'
export { emptyPlan, PACKAGE_KINDS, stepsOf } from './plan/plan.js'
export type { FindingMeaning, FindingName, QualityPoint, Severity } from './quality/finding-names.js'
export { FINDINGS, findingMeaning } from './quality/finding-names.js'
export type { Reporter, RunEvent } from './reporter.js'
export { silentReporter } from './reporter.js'
export { Secret } from './secret.js'
export { danishTime } from './sql/danish-time.js'
export type { Relation, ResolveRelation, Sql, SqlPart } from './sql/sql.js'
export { compileSql, ident, joined, quoteIdent, quoteText, raw, relationsOf, sql, text } from './sql/sql.js'
export type { Stage } from './stage/stage.js'
export { all, andThen, identity, perKommune, retry, stage, tap, whenChanged } from './stage/stage.js'
export type { Streamed, Streaming, StreamOptions, UnitSource, Unready } from './stage/stream.js'
export { stream } from './stage/stream.js'
export type { Warehouse, WarehousePaths } from './warehouse.js'
export { openWarehouse, readKey, warehousePaths } from './warehouse.js'
