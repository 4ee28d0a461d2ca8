export type { DecisionBy, EntryChoice } from './decisions/decide.js'
export {
  acceptDelivery,
  acceptLoss,
  reopenDependents,
  replayQuarantine,
  withdrawDelivery,
} from './decisions/decide.js'
export { recordDecisions } from './decisions/decisions.js'
export type { Historised, Verified } from './historise.js'
export { historise, verify } from './historise.js'
export type { CheckpointCatalogue, CheckpointRecord, SealedFile } from './history/checkpoint.js'
export { CATALOGUE, currentCheckpoint, readCheckpoint, sealedTable } from './history/checkpoint.js'
export type { HistoryTable } from './history/sealed-history.js'
export { sealedHistory } from './history/sealed-history.js'
export type { PendingDelivery, PendingScope, Scope } from './pending/pending.js'
export { pendingScopes, pendingUpserts } from './pending/pending.js'
export { goneFromQuality } from './quality/fresh-deliveries.js'
export type { Looking } from './quality/k07-manglende-leverance.js'
export { changedAbsence } from './quality/k07-manglende-leverance.js'
export type { MadeTables } from './quality/made-tables.js'
export type { QualityFilter, QualityReport, TestSummary } from './quality/quality-report.js'
export { qualityReport } from './quality/quality-report.js'
export { testLoads } from './quality/test-loads.js'
export { testMonth } from './quality/test-month.js'
