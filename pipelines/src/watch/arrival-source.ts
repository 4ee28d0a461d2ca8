import type { Clock, Config, Dataomraade, FlisError, Unready, WarehousePaths } from '@flis/core'
import type { DeliverySource } from '@flis/rawdata'
import type { Ticker } from './ticker.js'

/** What a look may use; the warehouse is not opened for it. */
export interface Looking {
  readonly config: Config
  readonly clock: Clock
  readonly areas: readonly Dataomraade[]
  readonly paths: WarehousePaths
  /** How time goes, and who is to be woken. */
  readonly pace: Pick<Ticker, 'elapsed' | 'nudge'>
  readonly signal: AbortSignal
}

/** Something that stands ready in a source. */
export interface Standing {
  readonly fileName: string
  readonly metadataPath: string
  /** Changes when other bytes stand under the name. */
  readonly seen: string
}

/** Why nothing can be had from a source now. */
export interface SourceTrouble {
  /** The source by its address, without its user. */
  readonly source: string
  readonly error: FlisError
  /** When it began, ISO in UTC. */
  readonly since: string
  /** Tries that failed in a row. */
  readonly tries: number
}

/** What one look at a source gave. */
export interface Looked {
  readonly ready: readonly Standing[]
  readonly unready: readonly Unready[]
  /** What runs may take deliveries from now; absent while nobody knows what stands there. */
  readonly units?: DeliverySource
  readonly trouble?: SourceTrouble
  /** Milliseconds until it wants to be looked at again, where that is sooner than others are. */
  readonly within?: number
}

/** Where deliveries come from, as watch sees it: looked at again and again, run when something is there. */
export interface ArrivalSource {
  /** Folders of this machine whose changes tell of an arrival; none: only looking does. */
  readonly folders: readonly string[]
  /** What stands there now, as far as it is known. Takes nothing, waits for nobody, and needs no open warehouse. */
  look(looking: Looking): Promise<Looked>
  /**
   * What was known of it holds no longer: deliveries have been taken, or somebody has seen to something, and what was in
   * trouble may be well again.
   */
  again?(because: 'taken' | 'seen to'): void
}
