import { DANISH_ZONE, fail, type Month } from '@flis/core'
import { type ArrivalSource, type Looking, lookAt } from './arrival-source.js'
import { monthReadiness, type Readiness } from './readiness.js'
import type { Ticker } from './ticker.js'

export interface Waiting {
  readonly month: Month
  readonly looking: Looking
  readonly sources: readonly ArrivalSource[]
  readonly ticker: Ticker
  readonly signal: AbortSignal
  /** Lands what stands ready; a watch of the warehouse does that by itself. */
  readonly takeIn: () => Promise<void>
  /** Told when it is other than before what is waited for. */
  readonly tell: (missing: Readiness['missing']) => Promise<void>
}

/** Waits until what is expected for a month has come, or its deadline has passed. S004 when it is told to stop. */
export const untilReady = async (waiting: Waiting): Promise<void> => {
  const { month, looking, sources, ticker, signal, takeIn, tell } = waiting
  const { config, areas, paths, clock } = looking
  let [taken, told] = ['', '']
  for (;;) {
    const { others } = await lookAt(sources, looking, [])
    if (others.length > 0 && others.join() !== taken) {
      taken = others.join()
      await takeIn()
    }
    const today = clock().setZone(DANISH_ZONE).toFormat('yyyy-MM-dd')
    const { ready, missing } = await monthReadiness(
      { config, areas, published: paths.published },
      month,
      today,
    )
    if (ready) return
    const now = JSON.stringify(missing)
    if (now !== told) await tell(missing)
    told = now
    await ticker.wait(config.watch.pollSeconds * 1000, signal)
    if (signal.aborted) fail('S004')
  }
}
