import { mkdir } from 'node:fs/promises'
import {
  asFlisError,
  type Clock,
  type Config,
  type Dataomraade,
  type Log,
  logged,
  type Reporter,
  type Streaming,
  silentLog,
  silentReporter,
  stamp,
  stream,
  warehousePaths,
} from '@flis/core'
import { isHomeOfCitizens } from '@flis/delivery'
import { type Arrival, allSources } from '@flis/rawdata'
import { borgerRun } from '../run/borger-run.js'
import { borgerTrack } from '../run/borger-track.js'
import { dayRun } from '../run/day-run.js'
import { tellsOfDays } from '../run/day-track.js'
import { type MainOptions, main } from '../run/main.js'
import { intakeRun, monthRun } from '../run/month-run.js'
import { openEnv } from '../run/open-env.js'
import type { ArrivalSource, Looking } from './arrival-source.js'
import { arrivalSources } from './arrival-sources.js'
import { becomeWatch } from './holder.js'
import { lookAt } from './look-at.js'
import {
  beginOrder,
  finishOrder,
  type Order,
  type OrderResult,
  ordersFolder,
  putBackOrder,
  recoverOrders,
  waitingOrders,
} from './orders.js'
import { monthReadiness } from './readiness.js'
import { newSchedule } from './scheduled-months.js'
import { makeSender } from './sender.js'
import { tellFailure, toldFailure } from './tell-failure.js'
import { processTicker, type Ticker } from './ticker.js'
import { readSchedule, writeHealth, writeSchedule } from './watch-files.js'
import { watchLoop } from './watch-loop.js'
import type { WatchEvent, WatchWork } from './watch-work.js'

export interface WatchOptions {
  readonly warehouse: string
  readonly config: Config
  /** All areas of the warehouse. */
  readonly areas: readonly Dataomraade[]
  readonly clock: Clock
  /** Ends it: what runs is rolled back to its last commit. */
  readonly signal: AbortSignal
  readonly log?: Log
  /** Told of every event of its runs. */
  readonly reporter?: Reporter
  /** Told of every event of its own. */
  readonly tell?: (event: WatchEvent) => void
  /** Performs a command line that somebody has queued. */
  readonly perform: (order: Order, signal: AbortSignal) => Promise<OrderResult>
  /** Default: the process's time, and changes in the sources' folders. */
  readonly ticker?: Ticker
  /** Default: those that the settings name. */
  readonly sources?: readonly ArrivalSource[]
  readonly pid?: number
}

/** An order's command without its words: these may name files. */
const workOf = ({ argv }: Order, name: string): string => {
  const words = argv.filter(
    (each, nth) => /^[a-z-]+$/.test(each) && !each.startsWith('-') && argv[nth - 1] !== '-C',
  )
  return `order ${Number(name)}${words[0] === undefined ? '' : ` (${words[0]})`}`
}

const workIn = (
  options: WatchOptions & Required<Pick<WatchOptions, 'log' | 'sources' | 'ticker'>>,
): WatchWork => {
  const { warehouse, config, areas, clock, signal, log, sources, perform, ticker } = options
  const paths = warehousePaths(warehouse, config.inbox)
  const run = {
    warehouse,
    config,
    areas,
    clock,
    signal,
    log,
    reporter: options.reporter ?? silentReporter,
  } satisfies MainOptions
  const hasCitizens = areas.some(isHomeOfCitizens)
  const own = hasCitizens ? borgerTrack(areas).own : []
  const tell: WatchWork['tellFailure'] = (work, error) =>
    tellFailure(config.watch.onFailure, toldFailure(paths.root, work, error, stamp(clock)), log)
  const sender = makeSender({
    ...{ config, clock, signal, log, root: paths.root, pace: ticker },
    open: () => openEnv({ warehouse, config, areas, clock, signal, log }),
  })
  const looking: Looking = { config, clock, areas, paths, signal, pace: ticker }
  let units = allSources()
  /** The same run, with deliveries from all sources that answer. */
  const fromAll = <O, S extends Streaming<Arrival, O>>(streaming: S): S => ({
    ...streaming,
    ...stream(units, streaming.stage),
  })
  const results = new Map<string, OrderResult>()
  /** Somebody waits for a result: one that could not be written (a full disk) is kept until it can. */
  const finish = async (): Promise<void> => {
    for (const [name, result] of results)
      try {
        await finishOrder(paths.root, name, result)
        results.delete(name)
      } catch (thrown) {
        log.error(logged('the result of an order could not be written'), {
          code: logged(asFlisError(thrown).code),
        })
      }
  }
  return {
    look: async () => {
      const looked = await lookAt(sources, looking, own)
      units = looked.units
      return looked.look
    },
    lookAgain: (because) => {
      for (const each of sources) each.again?.(because)
    },
    intake: () => main(fromAll(intakeRun(areas)), { ...run, kind: 'intake', extent: 'intake' }),
    ...(hasCitizens ? { borgerRun: () => main(fromAll(borgerRun(areas)), run) } : {}),
    ...(areas.some(tellsOfDays) ? { dayRun: () => main(fromAll(dayRun(areas)), run) } : {}),
    monthRun: (month) => main(fromAll(monthRun(areas)), { ...run, month, kind: 'month-run' }),
    readiness: (month, today) => monthReadiness({ config, areas, published: paths.published }, month, today),
    waitingOrders: async () => {
      await finish()
      return waitingOrders(paths.root)
    },
    performOrder: async (name) => {
      const order = await beginOrder(paths.root, name)
      if (order === undefined) return undefined
      // Two uploads of one package to one place would write into the same file.
      if (order.argv.includes('packages')) await sender?.halt()
      const result = await perform(order, signal)
      const stopped = signal.aborted && result.exit === 1
      if (stopped) await putBackOrder(paths.root, name)
      else {
        results.set(name, result)
        await finish()
      }
      const { exit, error } = result
      const unheard = order.waits || stopped || error === undefined ? {} : { unheard: error }
      return { work: workOf(order, name), exit, stopped, ...unheard }
    },
    ...(sender === undefined ? {} : { sender }),
    writeHealth: (health) => writeHealth(paths.root, health),
    writeSchedule: (state) => writeSchedule(paths.root, state),
    tellFailure: tell,
  }
}

/**
 * Stays up in a warehouse until the signal aborts: takes deliveries as they come, runs Borger when CPR, LIFA or REF have
 * come, brings tables of days up to date after each intake, makes month-runs on their schedule once what is expected has come or its deadline has passed, performs what other
 * commands have queued. Holds the warehouse only while something runs. How it is stands in `health.json`.
 *
 * Throws S001 where another process is the warehouse's watch. What goes wrong in a run is told, and tried again.
 *
 * @example await watch({ warehouse: './lager', config, areas, clock: processClock({}), signal, perform })
 */
export const watch = async (options: WatchOptions): Promise<void> => {
  const { warehouse, config, clock, signal } = options
  const paths = warehousePaths(warehouse, config.inbox)
  const leave = await becomeWatch(paths.root, processTicker([]))
  try {
    const sources = options.sources ?? arrivalSources(config, paths)
    const folders = [ordersFolder(paths.root), ...sources.flatMap((each) => each.folders)]
    for (const folder of folders) await mkdir(folder, { recursive: true })
    await recoverOrders(paths.root)
    const ticker = options.ticker ?? processTicker(folders)
    try {
      const log = options.log ?? silentLog
      const work = workIn({ ...options, log, sources, ticker })
      await watchLoop({
        work,
        config,
        clock,
        ticker,
        signal,
        log,
        tell: options.tell ?? (() => undefined),
        schedule: (await readSchedule(paths.root)) ?? newSchedule(clock()),
        pid: options.pid ?? process.pid,
      })
      await work.sender?.halt()
    } finally {
      ticker.close()
    }
  } finally {
    leave()
  }
}
