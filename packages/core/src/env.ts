import type { Clock } from './clock.js'
import type { Config } from './config.js'
import type { Dataomraade } from './dataomraade.js'
import type { WarehouseKey } from './keys.js'
import type { Log } from './log.js'
import type { Month } from './month.js'
import type { Plan } from './plan/plan.js'
import type { Reporter } from './reporter.js'
import type { Warehouse } from './warehouse.js'

/** The run that is under way. */
export interface CurrentRun {
  /** Number in the ledger, counted up from 1. */
  readonly id: number
  readonly month: Month
  /** What the run set out to do; the stages perform this list. */
  readonly plan: Plan
}

/** All that a stage may use of the world. */
export interface Env {
  readonly warehouse: Warehouse
  readonly areas: readonly Dataomraade[]
  readonly clock: Clock
  readonly key: WarehouseKey
  readonly log: Log
  readonly config: Config
  readonly reporter: Reporter
  readonly signal: AbortSignal
  readonly run: CurrentRun
}
