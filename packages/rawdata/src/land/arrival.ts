import type { Session } from '@flis/core'
import type { Arrival as ListedArrival, Outcome } from '../source.js'

/**
 * A delivery that stands ready at a source, with the way back to it.
 *
 * The law: `acknowledge` is called only after the commit of the transaction that decided the delivery's state, at
 * least once; a second call finishes what the first one began and does no harm.
 */
export interface Arrival extends ListedArrival {
  /** What belongs into the transaction that decides the delivery's state. */
  decided?(session: Session): Promise<void>
  acknowledge(outcome: Outcome): Promise<void>
}
