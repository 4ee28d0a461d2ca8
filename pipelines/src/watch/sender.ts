import {
  asFlisError,
  type Clock,
  type Config,
  exportLedger,
  type FlisError,
  flisError,
  type Log,
  logged,
  stamp,
} from '@flis/core'
import {
  beginRound,
  configuredRecipients,
  listPackages,
  noteRound,
  performRound,
  type RoundDone,
  type SendingRound,
} from '@flis/delivery'
import type { OpenEnv } from '../run/open-env.js'
import type { Ticker } from './ticker.js'

/** A target that is away, or of which only late refusals are to be expected, is asked no more seldom than this. */
const LONGEST_SECONDS = 900

export interface SenderWorld {
  readonly config: Config
  readonly root: string
  readonly clock: Clock
  readonly pace: Pick<Ticker, 'elapsed' | 'nudge'>
  readonly signal: AbortSignal
  readonly log: Log
  /** The warehouse, for as long as it takes to write down what came of it. */
  readonly open: () => Promise<OpenEnv>
}

/** How it stands with a target. */
export interface TargetStand {
  readonly target: string
  /** Packages that are to go there and have not, and those without a receipt. */
  readonly waiting: number
  readonly awaiting: number
  /** Why nothing can be done there now. */
  readonly code: string | null
}

/** What came of one turn at a target; ids of packages. */
export interface TurnTold {
  readonly target: string
  readonly sent: readonly string[]
  readonly receipted: readonly string[]
  readonly refused: readonly string[]
  /** What is to be told as a failure; undefined: none stands. */
  readonly error?: FlisError
}

/** Sends beside whatever else a watch does: targets are talked to in the background, the ledger is written in between. */
export interface Sender {
  /** Packages may have been made. */
  produced(): void
  /** Asks for receipts whose time has come; true when there is something for the ledger. */
  wants(): boolean
  /** Opens the warehouse: writes down what was done, and begins what is to be done next. */
  turn(): Promise<readonly TurnTold[]>
  stands(): readonly TargetStand[]
  /** Milliseconds until a target is to be asked again. */
  within(): number
  /** Breaks off what is under way; it is done again. What has been read of receipts is settled. */
  halt(): Promise<void>
}

interface Line {
  readonly name: string
  readonly pollSeconds: number
  round: SendingRound | undefined
  underWay: Promise<void> | undefined
  done: RoundDone | undefined
  forget: SendingRound['forget']
  wanted: boolean
  /** When it is asked again, by the time that has elapsed. */
  next: number
  /** Tries in a row in which nothing could be done at the target. */
  tries: number
  error: FlisError | null
  /** Receipts that could not be read: told once. */
  unreadable: string
}

/** A server that is away is told of when it has failed so many times: it may be back at once. */
const TRIES_BEFORE_TOLD = 3

const awaitingIn = (round: SendingRound | undefined): number =>
  round?.open.filter(({ state }) => state === 'sent').length ?? 0

const toldOf = (line: Line, done: RoundDone, before: SendingRound | undefined): TurnTold => {
  const byName = new Map(before?.open.map((each) => [`${each.package}.zip`, each]))
  const said = (verdict: 'taken' | 'refused'): readonly string[] =>
    done.receipts.flatMap((each) => {
      const sending = byName.get(each.fileName)
      const isNew = each.verdict === verdict && (verdict === 'refused' || sending?.state === 'sent')
      return sending !== undefined && isNew ? [sending.package] : []
    })
  const refused = said('refused')
  const failure =
    done.failed.map(({ error }) => error).find(({ retriable }) => !retriable) ??
    (line.tries >= TRIES_BEFORE_TOLD || done.error?.retriable === false ? done.error : null) ??
    (done.unreadable[0] === undefined ? null : flisError('P012', { file: done.unreadable[0] })) ??
    (refused[0] === undefined
      ? null
      : flisError('P014', { file: `${refused[0]}.zip`, found: `${refused.length}` }))
  return {
    target: line.name,
    sent: done.moved.filter(({ to }) => to === 'sent').map(({ sending }) => sending.package),
    receipted: said('taken').filter((each) => !refused.includes(each)),
    refused,
    ...(failure === null ? {} : { error: failure }),
  }
}

/** A sender to the targets that the settings send to after runs; undefined where there are none. */
export const makeSender = (world: SenderWorld): Sender | undefined => {
  const { config, root, clock, pace, signal, log } = world
  const targets = config.targets.filter(({ send }) => send === 'after runs')
  if (targets.length === 0) return undefined
  let halting = new AbortController()
  const recipientOf = (name: string) =>
    configuredRecipients(
      { ...config, targets: targets.filter((each) => each.name === name) },
      { root, signal: AbortSignal.any([signal, halting.signal]) },
    )
  const lines = targets.map(
    ({ name, pollSeconds }): Line => ({
      ...{ name, pollSeconds, round: undefined, underWay: undefined, done: undefined, forget: [] },
      ...{ wanted: true, next: 0, tries: 0, error: null, unreadable: '' },
    }),
  )

  const rest = (line: Line): void => {
    const often = line.pollSeconds * 2 ** Math.max(line.tries - 1, 0)
    const isExpecting = line.tries > 0 || awaitingIn(line.round) > 0
    const seconds = isExpecting
      ? Math.min(often, Math.max(LONGEST_SECONDS, line.pollSeconds))
      : LONGEST_SECONDS
    line.next = pace.elapsed() + seconds * 1000
  }

  const start = (line: Line, round: SendingRound): void => {
    const [recipient] = recipientOf(line.name)
    if (recipient === undefined) return
    line.round = round
    const perform = async (): Promise<void> => {
      try {
        const done = await performRound(recipient.target, round)
        line.error = done.error
        line.tries = done.error === null ? 0 : line.tries + 1
        line.forget = done.error === null ? [] : round.forget
        const unreadable = done.unreadable.join()
        if (done.isNews || done.error !== null || unreadable !== line.unreadable) line.done = done
        line.unreadable = unreadable
        rest(line)
      } catch (thrown) {
        // Broken off, or something that no target is to blame for: begun anew from what the ledger says.
        if (!signal.aborted && !halting.signal.aborted)
          log.error(logged('watch: sending was broken off'), { code: logged(asFlisError(thrown).code) })
        rest(line)
      } finally {
        line.underWay = undefined
        pace.nudge()
      }
    }
    line.underWay = perform()
  }

  const isTryDue = ({ round }: Line): boolean =>
    round !== undefined && round.nextTry !== null && round.nextTry <= stamp(clock)

  /** What is to be written down does not wait; what is to be begun waits while nothing can be done at the target. */
  const wantsTurn = (line: Line): boolean =>
    line.underWay === undefined &&
    (line.done !== undefined ||
      ((line.wanted || isTryDue(line)) && (line.error === null || pace.elapsed() >= line.next)))

  const turnOf = async (
    { env, session }: OpenEnv,
    line: Line,
    records: ReturnType<typeof listPackages>,
  ): Promise<TurnTold | undefined> => {
    const [recipient] = recipientOf(line.name)
    if (recipient === undefined) return undefined
    const { done } = line
    let told: TurnTold | undefined
    if (done !== undefined) {
      const forget = await noteRound(env, session, recipient, done)
      line.forget = [...line.forget, ...forget]
      told = toldOf(line, done, line.round)
      line.done = undefined
    }
    const round = await beginRound(env, session, recipient, records, line.forget)
    line.wanted = round.more
    line.round = round
    if (line.error !== null && pace.elapsed() < line.next) {
      line.wanted = true
      return told
    }
    const isAnnounced = done?.moved.some(({ to }) => to === 'sent') === true
    if (round.parcels.length + round.forget.length > 0 || isAnnounced) start(line, round)
    else if (done === undefined || done.isNews) rest(line)
    return told
  }

  /** Receipts that were read belong to what had been sent until now: noted and taken away before anything is sent again. */
  const settleReceipts = async (): Promise<void> => {
    const read = lines.filter(({ done }) => done !== undefined)
    if (read.length > 0) {
      const { env, session, close } = await world.open()
      try {
        for (const line of read) {
          const [recipient] = recipientOf(line.name)
          if (recipient === undefined || line.done === undefined) continue
          line.forget = [...line.forget, ...(await noteRound(env, session, recipient, line.done))]
          line.done = undefined
        }
      } finally {
        close()
      }
    }
    for (const line of lines.filter(({ forget }) => forget.length > 0)) {
      try {
        await recipientOf(line.name)[0]?.target.forget(line.forget)
      } catch (thrown) {
        log.warn(logged('watch: receipts could not be taken away'), {
          code: logged(asFlisError(thrown).code),
        })
      }
      line.forget = []
    }
  }

  return {
    produced: () => {
      for (const line of lines) line.wanted = true
    },
    wants: () => {
      for (const line of lines) {
        const { round } = line
        const isToAsk = line.underWay === undefined && line.done === undefined && pace.elapsed() >= line.next
        if (!isToAsk || wantsTurn(line) || signal.aborted) continue
        if (round === undefined || round.open.length === 0) rest(line)
        else start(line, { ...round, parcels: [], forget: [] })
      }
      return lines.some(wantsTurn)
    },
    turn: async () => {
      const open = await world.open()
      try {
        const records = listPackages(await open.session.rows('select * from ops.packages'))
        const told: TurnTold[] = []
        for (const line of lines.filter(wantsTurn)) {
          const one = await turnOf(open, line, records)
          if (one !== undefined) told.push(one)
        }
        await exportLedger(open.session, open.env.warehouse.paths.published)
        return told
      } finally {
        open.close()
      }
    },
    stands: () =>
      lines.map(({ name, round, error }) => ({
        target: name,
        waiting: round?.parcels.length ?? 0,
        awaiting: awaitingIn(round),
        code: error?.code ?? null,
      })),
    within: () =>
      Math.min(
        ...lines.map((line) =>
          line.underWay === undefined ? Math.max(line.next - pace.elapsed(), 0) : Number.POSITIVE_INFINITY,
        ),
      ),
    halt: async () => {
      halting.abort()
      await Promise.all(lines.map(({ underWay }) => underWay))
      halting = new AbortController()
      for (const line of lines) line.wanted = true
      if (!signal.aborted) await settleReceipts()
    },
  }
}
