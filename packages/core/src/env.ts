import type { Clock } from './clock.js'
import type { Config } from './config.js'
import type { Dataomraade } from './dataomraade.js'
import type { WarehouseKey } from './keys.js'
import type { Log } from './log.js'
import type { Month } from './month.js'
import type { Plan, RunKind } from './plan/plan.js'
import type { Reporter } from './reporter.js'
import type { Warehouse } from './warehouse.js'

/** The run that is under way. */
export interface CurrentRun {
  /** Number in the ledger, counted up from 1. */
  readonly id: number
  readonly month: Month
  /** Last day that the run speaks of, `yyyy-mm-dd`; absent: the month's last. Only a Borger run has another. */
  readonly day?: string
  /** What the run set out to do; the stages perform this list. */
  readonly plan: Plan
  /** What the ledger calls the run: `month-run`, `borger-run`, `day-run` … */
  readonly kind?: string
}

/**
 * Kinds of runs that come as soon as data do, between the month-runs: what they build can be ahead of all else, and the
 * month that readers have is still the month-run's.
 */
export const FLEXIBLE_RUNS: readonly string[] = ['borger-run', 'day-run']

/**
 * The run kind of a run's datapakker: `FLEKS` of a `borger-run`, `MAANED` of any other.
 *
 * @example runKindOf({ kind: 'borger-run' }) // 'FLEKS'
 */
export const runKindOf = ({ kind }: Pick<CurrentRun, 'kind'>): RunKind =>
  kind === 'borger-run' ? 'FLEKS' : 'MAANED'

/** All that a stage may use of the world. */
export interface Env {
  readonly warehouse: Warehouse
  readonly areas: readonly Dataomraade[]
  readonly clock: Clock
  readonly key: WarehouseKey
  /** Which of the warehouse's keys it is: counted up from 1, and since when it has been in use. Absent: the first. */
  readonly keys?: { readonly nr: number; readonly since: string }
  readonly log: Log
  readonly config: Config
  readonly reporter: Reporter
  readonly signal: AbortSignal
  readonly run: CurrentRun
}
