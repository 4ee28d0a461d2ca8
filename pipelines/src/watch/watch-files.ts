import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, withoutCpr, writeFileAtomically } from '@flis/core'
import type { ScheduleState } from './scheduled-months.js'
import type { TargetStand } from './sender.js'

/** What `watch` is about. `stopped`: it has ended cleanly. */
export type WatchState = 'starting' | 'running' | 'idle' | 'stopped'

/** `health.json`: how a watch is, for whoever keeps an eye on it. Counts and names only. */
export interface Health {
  readonly state: WatchState
  /** Since when it has been in this state, ISO in UTC. */
  readonly since: string
  /** When this was written. */
  readonly written: string
  readonly pid: number
  /** What it runs now: `intake`, `borger-run`, `month-run 2022-10`, or an order's command; null when nothing. */
  readonly work: string | null
  /** Null before the first. `run`: its number in the ledger, null where there was nothing to do. */
  readonly lastRun: {
    readonly work: string
    readonly run: number | null
    readonly outcome: string
    readonly finished: string
  } | null
  readonly nextScheduled: { readonly at: string; readonly month: string } | null
  /** Month-runs whose time has come and that wait, with how many deliveries they wait for, and until which day at the latest. */
  readonly due: readonly { readonly month: string; readonly missing: number; readonly until: string | null }[]
  readonly waiting: {
    readonly ready: number
    readonly unready: readonly { readonly fileName: string; readonly why: string }[]
    readonly orders: number
  }
  /** Sources that nothing can be had from, since when, and how many times in a row they were asked in vain. */
  readonly troubles: readonly {
    readonly source: string
    readonly code: string
    readonly since: string
    readonly tries: number
  }[]
  /** Targets that packages are sent to after runs: how many wait to be sent, and for a receipt, and what is wrong there. */
  readonly sending: readonly TargetStand[]
  /** The failure that stands: gone once the same work has succeeded. */
  readonly lastError: { readonly work: string; readonly code: string; readonly at: string } | null
}

/** JSON with whatever looks like a CPR number cut out: a sender chooses file names. */
const withoutPersons = (value: object): string =>
  `${JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? withoutCpr(each) : each), 2)}\n`

const healthFile = (root: string): string => join(root, 'health.json')
const stateFile = (root: string): string => join(root, 'watch.json')

const readJson = async <T>(file: string): Promise<T | undefined> => {
  if (!(await exists(file))) return undefined
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch (thrown) {
    // Written whole or not at all by us; whatever else it is, it tells nothing.
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

export const writeHealth = (root: string, health: Health): Promise<void> =>
  writeFileAtomically(healthFile(root), withoutPersons(health))

/** How the last watch said that it was; undefined where there never was one. */
export const readHealth = (root: string): Promise<Health | undefined> => readJson(healthFile(root))

export const writeSchedule = (root: string, state: ScheduleState): Promise<void> =>
  writeFileAtomically(stateFile(root), `${JSON.stringify(state, null, 2)}\n`)

export const readSchedule = (root: string): Promise<ScheduleState | undefined> => readJson(stateFile(root))
