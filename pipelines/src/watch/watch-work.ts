import type { Clock, Config, FlisError, Log, Month } from '@flis/core'
import type { RunReport } from '../run/main.js'
import type { Look } from './look-at.js'
import type { Readiness } from './readiness.js'
import type { ScheduleState } from './scheduled-months.js'
import type { Sender, TurnTold } from './sender.js'
import type { Ticker } from './ticker.js'
import type { Health } from './watch-files.js'

/** What a watch tells of itself, beside what runs tell. */
export type WatchEvent =
  | { readonly event: 'watch-started'; readonly pid: number }
  | { readonly event: 'watch-running'; readonly work: string }
  | {
      readonly event: 'watch-done'
      readonly work: string
      readonly run: number | null
      readonly outcome: string
    }
  /** A source is in trouble (with its code), or out of it. */
  | {
      readonly event: 'watch-source'
      readonly source: string
      readonly code: string | null
      readonly since: string
    }
  /** Packages went to a target, or something was said of them there. */
  | ({ readonly event: 'watch-sent' } & Omit<TurnTold, 'error'>)
  | { readonly event: 'watch-idle'; readonly health: Health }
  | { readonly event: 'watch-stopped' }

/** An order that was performed. */
export interface PerformedOrder {
  readonly work: string
  readonly exit: number
  /** It was rolled back, and is performed again by the next watch. */
  readonly stopped: boolean
  /** A failure that nobody waits to hear of. */
  readonly unheard?: FlisError
}

/** What a watch does; a test gives its own. */
export interface WatchWork {
  look(): Promise<Look>
  /** Sources are asked anew. */
  lookAgain(because: 'taken' | 'seen to'): void
  intake(): Promise<RunReport>
  /** Absent where no area has citizens. */
  readonly borgerRun?: () => Promise<RunReport>
  /** Absent where no area tells of days. */
  readonly dayRun?: () => Promise<RunReport>
  monthRun(month: Month): Promise<RunReport>
  readiness(month: Month, today: string): Promise<Readiness>
  waitingOrders(): Promise<readonly string[]>
  /** Undefined when it was taken back. */
  performOrder(name: string): Promise<PerformedOrder | undefined>
  /** Absent where the settings send to nobody after runs. */
  readonly sender?: Sender
  writeHealth(health: Health): Promise<void>
  writeSchedule(state: ScheduleState): Promise<void>
  /** Tells a failure outside; never throws. */
  tellFailure(work: string, error: FlisError): Promise<void>
}

export interface WatchLoop {
  readonly work: WatchWork
  readonly config: Pick<Config, 'schedule' | 'watch'>
  readonly clock: Clock
  readonly ticker: Ticker
  readonly signal: AbortSignal
  readonly log: Log
  readonly tell: (event: WatchEvent) => void
  /** As the last watch left it. */
  readonly schedule: ScheduleState
  readonly pid: number
}
