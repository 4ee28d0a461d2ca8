import { DANISH_ZONE, fail, type Month } from '@flis/core'
import type { DeliverySource } from '@flis/rawdata'
import type { ArrivalSource, Looking, SourceTrouble } from './arrival-source.js'
import { lookAt } from './look-at.js'
import { monthReadiness, type Readiness } from './readiness.js'
import type { Ticker } from './ticker.js'

export interface Waiting {
  readonly month: Month
  readonly looking: Omit<Looking, 'pace' | 'signal'>
  readonly sources: readonly ArrivalSource[]
  readonly ticker: Ticker
  readonly signal: AbortSignal
  /** Lands what stands ready there; false when it could not be done now. A watch of the warehouse does it by itself. */
  readonly takeIn: (units: DeliverySource) => Promise<boolean>
  /** Told when it is other than before what is waited for. */
  readonly tell: (missing: Readiness['missing'], troubles: readonly SourceTrouble[]) => Promise<void>
}

/** Waits until what is expected for a month has come, or its deadline has passed. S004 when it is told to stop. */
export const untilReady = async (waiting: Waiting): Promise<void> => {
  const { month, sources, ticker, signal, takeIn, tell } = waiting
  const looking: Looking = { ...waiting.looking, pace: ticker, signal }
  const { config, areas, paths, clock } = looking
  let [taken, told] = ['', '']
  for (;;) {
    const { look, units } = await lookAt(sources, looking, [])
    const { others, troubles, unasked, within } = look
    if (others.length > 0 && others.join() !== taken && (await takeIn(units))) {
      taken = others.join()
      for (const each of sources) each.again?.('taken')
    }
    const today = clock().setZone(DANISH_ZONE).toFormat('yyyy-MM-dd')
    const { ready, missing } = await monthReadiness(
      { config, areas, published: paths.published },
      month,
      today,
    )
    if (ready && unasked === 0) return
    const now = JSON.stringify([missing, troubles.map(({ source, error }) => [source, error.code])])
    if (now !== told && (!ready || troubles.length > 0)) await tell(missing, troubles)
    told = now
    await ticker.wait(Math.min(config.watch.pollSeconds * 1000, within), signal)
    if (signal.aborted) fail('S004')
  }
}
