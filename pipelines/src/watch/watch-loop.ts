import { asFlisError, DANISH_ZONE, type FlisError, logged, type Month, stamp } from '@flis/core'
import { DateTime } from 'luxon'
import type { RunReport } from '../run/main.js'
import { type Look, NOTHING_SEEN } from './look-at.js'
import type { Readiness } from './readiness.js'
import { makeResting } from './resting.js'
import { advanced, nextScheduled, type ScheduleState, without } from './scheduled-months.js'
import { isOfServer } from './server-source.js'
import { makeTroubles } from './source-troubles.js'
import type { Health, WatchState } from './watch-files.js'
import type { WatchLoop } from './watch-work.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const danishDay = (instant: DateTime): string => instant.setZone(DANISH_ZONE).toFormat('yyyy-MM-dd')

const TRACKS = { 'borger-run': 'borger', intake: 'others' } as const
type TrackName = keyof typeof TRACKS

/**
 * Stays until the signal aborts: performs orders, takes what has arrived, makes month-runs whose time has come. One thing
 * at a time, so what comes meanwhile is one run afterwards.
 */
export const watchLoop = async (loop: WatchLoop): Promise<void> => {
  const { work, config, clock, ticker, signal, log, tell } = loop
  const resting = makeResting()
  let schedule = loop.schedule
  const troubles = makeTroubles({
    log,
    tell: (source, code, since) => tell({ event: 'watch-source', source, code: code ?? null, since }),
    tellFailure: work.tellFailure,
  })
  let look: Look = NOTHING_SEEN
  let readiness: { readonly month: Month; readonly at: string; readonly found: Readiness } | undefined
  let day = ''
  const now: Mutable<Pick<Health, 'state' | 'since' | 'work' | 'lastRun' | 'lastError'>> & {
    orders: number
  } = { state: 'starting', since: stamp(clock), work: null, lastRun: null, lastError: null, orders: 0 }
  // What earlier runs have left over is also work.
  const left: Record<TrackName, boolean> = { 'borger-run': work.borgerRun !== undefined, intake: true }
  /** Whether something may have come that tells of days, or a month-run has built them back to its own month's end. */
  let daysLeft = work.dayRun !== undefined
  /** What stood ready when it was last taken: what a run leaves standing is not taken again and again. */
  const taken: Record<TrackName, string> = { 'borger-run': '', intake: '' }

  const lookNow = async (): Promise<void> => {
    look = await work.look()
    await troubles.looked(look.troubles)
  }

  const today = (): string => danishDay(clock())

  const health = (): Health => {
    const { orders, ...stand } = now
    return {
      ...stand,
      written: stamp(clock),
      pid: loop.pid,
      nextScheduled: nextScheduled(config.schedule, clock()),
      due: schedule.due.map(({ month }) => {
        const missing = readiness?.month === month ? readiness.found.missing : []
        return { month, missing: missing.length, until: missing.at(-1)?.due ?? null }
      }),
      troubles: troubles.now().map(({ source, error, since, tries }) => ({
        source,
        code: error.code,
        since,
        tries,
      })),
      sending: work.sender?.stands() ?? [],
      waiting: { ready: look.borger.length + look.others.length, unready: look.unready, orders },
    }
  }

  const become = async (state: WatchState, doing: string | null): Promise<Health> => {
    if (state !== now.state || doing !== now.work) now.since = stamp(clock)
    Object.assign(now, { state, work: doing })
    const written = health()
    try {
      await work.writeHealth(written)
    } catch (thrown) {
      // Nothing that only tells may stop what works.
      log.warn(logged('health.json could not be written'), { code: logged(asFlisError(thrown).code) })
    }
    return written
  }

  const failed = async (name: string, error: FlisError): Promise<void> => {
    now.lastError = { work: name, code: error.code, at: stamp(clock) }
    log.error(logged('watch: a failure'), { work: logged(name), code: logged(error.code) })
    if (resting.failed(name, error)) await work.tellFailure(name, error)
  }

  const succeeded = (name: string): void => {
    resting.succeeded(name)
    if (now.lastError?.work === name) now.lastError = null
  }

  const done = (name: string, run: number | null, outcome: string): void => {
    now.lastRun = { work: name, run, outcome, finished: stamp(clock) }
    tell({ event: 'watch-done', work: name, run, outcome })
    log.info(logged('watch: done'), { work: logged(name), run: run ?? 0, outcome: logged(outcome) })
  }

  /** Runs something of its own; undefined when it failed or was stopped. */
  const ran = async (name: string, run: () => Promise<RunReport>): Promise<RunReport | undefined> => {
    await become('running', name)
    tell({ event: 'watch-running', work: name })
    try {
      const report = await run()
      succeeded(name)
      if (report.run !== null) {
        resting.changed()
        work.sender?.produced()
      }
      work.lookAgain('taken')
      done(name, report.run, 'done')
      return report
    } catch (thrown) {
      const error = asFlisError(thrown)
      done(name, null, error.code)
      if (signal.aborted && error.code === 'S004') return undefined
      // A source's failure is told as the source's: from here on runs go without it.
      if (isOfServer(error)) await lookNow()
      if (isOfServer(error) && look.troubles.some((each) => each.error.code === error.code)) succeeded(name)
      else await failed(name, error)
      return undefined
    }
  }

  const perform = async (order: string): Promise<void> => {
    const name = `order ${Number(order)}`
    await become('running', name)
    tell({ event: 'watch-running', work: name })
    const performed = await work.performOrder(order)
    if (performed === undefined) return
    done(performed.work, null, performed.stopped ? 'S004' : `exit ${performed.exit}`)
    if (performed.stopped) return
    if (performed.unheard !== undefined) await failed(performed.work, performed.unheard)
    // A decision or a run by hand may have left something to do, and whoever gave it may have seen to a failure.
    left['borger-run'] = work.borgerRun !== undefined
    daysLeft = work.dayRun !== undefined
    work.lookAgain('seen to')
    work.sender?.produced()
    resting.changed()
    resting.tryAgain()
  }

  const keep = async (next: ScheduleState): Promise<void> => {
    const isOther = next.due !== schedule.due
    schedule = next
    // The time that was seen goes along with what is due; by itself it only shortens a look back.
    if (isOther) await work.writeSchedule(schedule)
  }

  /** Writes down what was sent meanwhile, and begins what is to be sent; false when there is nothing. */
  const send = async (): Promise<boolean> => {
    const { sender } = work
    if (sender === undefined || resting.rests('send') || !sender.wants()) return false
    await become('running', 'send')
    try {
      for (const { error, ...told } of await sender.turn()) {
        const { target, sent, receipted, refused } = told
        if (sent.length + receipted.length + refused.length > 0) tell({ event: 'watch-sent', ...told })
        const name = `send ${target}`
        if (error === undefined) succeeded(name)
        else await failed(name, error)
      }
      succeeded('send')
    } catch (thrown) {
      const error = asFlisError(thrown)
      if (!(signal.aborted && error.code === 'S004')) await failed('send', error)
    }
    return true
  }

  /** Takes what stands ready for a track, or what it has left over; false when there is nothing. */
  const take = async (name: TrackName, run: () => Promise<RunReport>): Promise<boolean> => {
    const standing = look[TRACKS[name]].join('\n')
    const isNew = standing !== '' && standing !== taken[name]
    if (!(isNew || left[name]) || resting.rests(name)) return false
    const report = await ran(name, run)
    if (report === undefined) return true
    left[name] = false
    taken[name] = standing
    // Areas whose models read citizens take deliveries of these along.
    if (name === 'intake' && report.run !== null) left['borger-run'] = work.borgerRun !== undefined
    if (report.run !== null) daysLeft = work.dayRun !== undefined
    return true
  }

  /** Tables of days, after whatever may have changed what they tell. */
  const makeDays = async (): Promise<boolean> => {
    const { dayRun } = work
    if (dayRun === undefined || !daysLeft || resting.rests('day-run')) return false
    if ((await ran('day-run', dayRun)) !== undefined) daysLeft = false
    return true
  }

  /** The oldest month that is due: a later one before it would shut it out. */
  const makeMonth = async (): Promise<boolean> => {
    const [first] = schedule.due
    if (first === undefined) return false
    const { month } = first
    const name = `month-run ${month}`
    // What stands in a source that has been away only since today may still come; longer it is not waited for.
    const isAway = look.troubles.some(({ since }) => danishDay(DateTime.fromISO(since)) === today())
    if (resting.rests(name) || look.unasked > 0 || isAway) return false
    const at = `${resting.changes()} ${today()}`
    if (readiness?.month !== month || readiness.at !== at)
      readiness = { month, at, found: await work.readiness(month, today()) }
    if (!readiness.found.ready) return false
    const report = await ran(name, () => work.monthRun(month))
    // By hand a later month has been made: readers have that, and this one is no longer wanted.
    if (report === undefined && resting.codeOf(name) !== 'S005') return true
    await keep(without(schedule, month))
    daysLeft = work.dayRun !== undefined
    succeeded(name)
    return true
  }

  /** Does one thing that is to be done; false when there is none. */
  const step = async (): Promise<boolean> => {
    const queue = await work.waitingOrders()
    now.orders = queue.length
    if (queue[0] !== undefined) {
      await perform(queue[0])
      return true
    }
    const before = look
    await lookNow()
    const isOther = look.borger.join() !== before.borger.join() || look.others.join() !== before.others.join()
    if (isOther || today() !== day) resting.changed()
    // A deadline has passed with the day: packages may be due for which nothing comes any more.
    if (day !== '' && today() !== day) left['borger-run'] = work.borgerRun !== undefined
    day = today()
    await keep(advanced(schedule, config.schedule, clock()))
    const { borgerRun } = work
    return (
      (await send()) ||
      (borgerRun !== undefined && (await take('borger-run', borgerRun))) ||
      (await take('intake', work.intake)) ||
      (await makeMonth()) ||
      makeDays()
    )
  }

  tell({ event: 'watch-started', pid: loop.pid })
  await work.writeSchedule(schedule)
  while (!signal.aborted) {
    let worked = false
    try {
      worked = await step()
      succeeded('look')
    } catch (thrown) {
      // Looking itself has failed: a folder that is not there, a ledger that cannot be read.
      await failed('look', asFlisError(thrown))
    }
    if (worked || signal.aborted) continue
    const wasIdle = now.state === 'idle'
    const written = await become('idle', null)
    if (!wasIdle) tell({ event: 'watch-idle', health: written })
    const sending = work.sender?.wants() === false ? work.sender.within() : Number.POSITIVE_INFINITY
    await ticker.wait(Math.min(config.watch.pollSeconds * 1000, look.within, sending), signal)
    resting.passed()
  }
  await become('stopped', null)
  tell({ event: 'watch-stopped' })
}
