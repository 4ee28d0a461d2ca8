import { type FlisError, type Log, logged } from '@flis/core'
import type { SourceTrouble } from './arrival-source.js'

/** A server that does not answer is told outside when it has failed so many times: it may be back at once. */
const TRIES_BEFORE_TOLD = 3

export interface TroublesTold {
  readonly log: Log
  /** Told when a source is in trouble, in another one than before, or (without code) out of it. */
  readonly tell: (source: string, code: string | undefined, since: string) => void
  /** Tells a failure outside; never throws. */
  readonly tellFailure: (work: string, error: FlisError) => Promise<void>
}

interface Known extends SourceTrouble {
  /** The code that was told outside. */
  readonly told?: string
}

/** Keeps account of sources in trouble: each is told once, in the log at once, and that it is back. */
export const makeTroubles = ({ log, tell, tellFailure }: TroublesTold) => {
  let known: readonly Known[] = []
  return {
    /** Sources in trouble, as of the last look. */
    now: (): readonly SourceTrouble[] => known,
    looked: async (troubles: readonly SourceTrouble[]): Promise<void> => {
      const before = known
      const after: Known[] = []
      for (const trouble of troubles) {
        const { source, error, since, tries } = trouble
        const was = before.find((each) => each.source === source)
        if (was?.error.code !== error.code) {
          log.warn(logged('watch: nothing can be had from a source'), {
            source: logged(source),
            code: logged(error.code),
            since: logged(since),
          })
          tell(source, error.code, since)
        }
        const isTold = was?.told === error.code
        const isToTell = !isTold && (!error.retriable || tries >= TRIES_BEFORE_TOLD)
        if (isToTell) await tellFailure(`source ${source}`, error)
        after.push({ ...trouble, ...(isTold || isToTell ? { told: error.code } : {}) })
      }
      for (const { source, since } of before.filter((each) =>
        troubles.every((trouble) => trouble.source !== each.source),
      )) {
        log.info(logged('watch: a source is back'), { source: logged(source), since: logged(since) })
        tell(source, undefined, since)
      }
      known = after
    },
  }
}
