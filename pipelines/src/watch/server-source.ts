import {
  asFlisError,
  type Clock,
  type ConfiguredSource,
  type FlisError,
  stamp,
  type Unready,
} from '@flis/core'
import { type DeliverySource, kafka, placeOf, sftp } from '@flis/rawdata'
import type { ArrivalSource, Looking, SourceTrouble, Standing } from './arrival-source.js'

type SftpSettings = Extract<ConfiguredSource, { type: 'sftp' }>
type KafkaSettings = Extract<ConfiguredSource, { type: 'kafka' }>

/** A server as watch asks it. */
interface Server {
  /** Its address, without its user. */
  readonly source: string
  readonly pollSeconds: number
  /** What is asked what stands there. */
  readonly looked: DeliverySource
  /** What runs take from. */
  readonly taken: DeliverySource
}

const sftpServer = (settings: SftpSettings): Server => ({
  source: placeOf(settings, settings.path),
  pollSeconds: settings.pollSeconds,
  looked: sftp({ ...settings, tries: 1 }),
  taken: sftp({ ...settings, tries: Math.min(settings.tries, TRIES_OF_A_RUN) }),
})

const kafkaServer = (settings: KafkaSettings): Server => {
  const taken = kafka(settings)
  return { source: taken.name, pollSeconds: settings.pollSeconds, looked: taken, taken }
}

/** A server that is away is asked after one, two, four … times its rhythm, and never more seldom than this. */
const LONGEST_SECONDS = 900

/** A cut is made good within a run; whoever is away for longer is left out of the next one, which does not wait. */
const TRIES_OF_A_RUN = 2

/** Failures that lie with a server, or the way to it, and not with this warehouse. */
const OF_A_SERVER: readonly string[] = ['S020', 'C010', 'C011', 'C012', 'C013']
export const isOfServer = ({ code }: FlisError): boolean => OF_A_SERVER.includes(code)

/** A source whose failures are heard, and what it got done. */
const overheard = (
  source: DeliverySource,
  failed: (thrown: unknown) => void,
  succeeded: () => void,
): DeliverySource => {
  const hearing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      failed(thrown)
      throw thrown
    }
  }
  return {
    ...source,
    unready: async (env) => hearing(async () => (await source.unready?.(env)) ?? []),
    units: async function* (env) {
      const units = await hearing(async () => {
        const all = []
        for await (const unit of source.units(env)) all.push(unit)
        return all
      })
      for (const unit of units) {
        const { fetch } = unit
        yield {
          ...unit,
          ...(fetch === undefined ? {} : { fetch: () => hearing(fetch) }),
          acknowledge: async (outcome) => {
            await hearing(async () => unit.acknowledge(outcome))
            succeeded()
          },
        }
      }
    },
  }
}

interface Known {
  readonly ready: readonly Standing[]
  readonly unready: readonly Unready[]
}

interface Trouble extends SourceTrouble {
  /** Asking what is there, or taking it: a server can do the one and not the other. */
  readonly at: 'looking' | 'taking'
}

/**
 * A server over SFTP, or a cluster of Kafka: asked in its own rhythm, beside whatever else goes on, so that one that does not answer holds up
 * nobody. While it is in trouble runs go without it, and it is asked again after ever longer pauses. What is wrong with
 * its key or its settings is never overlooked: each try compares the host key anew with the pinned ones.
 */
export const serverSource = (settings: SftpSettings | KafkaSettings): ArrivalSource => {
  const { source, pollSeconds, looked, taken } =
    settings.type === 'sftp' ? sftpServer(settings) : kafkaServer(settings)
  let known: Known | undefined
  let trouble: Trouble | undefined
  let [next, asking, times] = [0, false, 0]
  let last: { readonly clock: Clock; readonly pace: Looking['pace'] } | undefined

  const failed = (at: Trouble['at'], error: FlisError): void => {
    if (last === undefined || error.code === 'S004') return
    const tries = (trouble?.tries ?? 0) + 1
    trouble = { source, error, since: trouble?.since ?? stamp(last.clock), tries, at }
    known = undefined
    const longest = Math.max(LONGEST_SECONDS, pollSeconds)
    // What somebody has to see to is not hurried by asking often, and a user may be shut out for it.
    const seconds = error.retriable ? Math.min(pollSeconds * 2 ** (tries - 1), longest) : longest
    next = last.pace.elapsed() + seconds * 1000
  }

  const units = overheard(
    taken,
    (thrown) => {
      const error = asFlisError(thrown)
      if (isOfServer(error)) failed('taking', error)
    },
    () => {
      if (trouble?.at === 'taking') trouble = undefined
    },
  )

  const ask = async ({ config, clock, paths, pace, signal }: Looking): Promise<void> => {
    const nth = times
    asking = true
    try {
      const { ready, waiting } = await looked.list({ config, clock, signal, warehouse: { paths } })
      known = { ready, unready: waiting.map(({ fileName, why }) => ({ fileName, why })) }
      // Whether it lets go of what it shows is only seen by taking it.
      if (trouble?.at === 'looking' || ready.length === 0) trouble = undefined
      next = pace.elapsed() + pollSeconds * 1000
    } catch (thrown) {
      failed('looking', asFlisError(thrown))
    } finally {
      asking = false
      // Something was taken while it answered: it may have told of what is no longer there.
      if (nth !== times && trouble === undefined) next = 0
      pace.nudge()
    }
  }

  return {
    folders: [],
    look: async (looking) => {
      const { clock, pace, signal } = looking
      last = { clock, pace }
      if (!asking && !signal.aborted && pace.elapsed() >= next) void ask(looking)
      return {
        ...(known ?? { ready: [], unready: [] }),
        ...(known === undefined ? {} : { units }),
        ...(trouble === undefined ? {} : { trouble }),
        ...(asking ? {} : { within: Math.max(next - pace.elapsed(), 0) }),
      }
    },
    again: (because) => {
      times++
      if (trouble === undefined || because === 'seen to') next = 0
      if (known !== undefined) known = { ready: [], unready: [] }
    },
  }
}
