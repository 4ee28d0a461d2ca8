import {
  emptyPlan,
  type FlisCode,
  FlisFailure,
  fixedClock,
  flisError,
  month,
  parseConfig,
  silentLog,
} from '@flis/core'
import { describe, expect, it } from 'vitest'
import type { RunReport } from '../src/run/main.js'
import { type Look, NOTHING_SEEN } from '../src/watch/look-at.js'
import type { Readiness } from '../src/watch/readiness.js'
import { newSchedule, type ScheduleState } from '../src/watch/scheduled-months.js'
import type { Health } from '../src/watch/watch-files.js'
import { watchLoop } from '../src/watch/watch-loop.js'
import type { WatchWork } from '../src/watch/watch-work.js'

const NOTHING = NOTHING_SEEN
const READY: Readiness = { ready: true, missing: [] }
const OCTOBER = month('2022-10')

/** A world that a test tells what happens at each look. */
interface Stage {
  now: string
  look: Look
  orders: string[]
  ready: Readiness
  /** What the next runs end with, by their work; a code fails. */
  fails: Record<string, FlisCode[]>
  readonly stop: AbortController
}

interface Told {
  readonly done: readonly string[]
  readonly hooks: readonly string[]
  readonly health: readonly Health[]
  readonly saved: readonly ScheduleState[]
}

const played = async (
  acts: readonly ((stage: Stage) => void)[],
  given: { readonly schedule?: ScheduleState; readonly monthRun?: string; readonly days?: true } = {},
): Promise<Told> => {
  const stage: Stage = {
    now: '2022-11-05T08:00',
    look: NOTHING,
    orders: [],
    ready: READY,
    fails: {},
    stop: new AbortController(),
  }
  const told = {
    done: [] as string[],
    hooks: [] as string[],
    health: [] as Health[],
    saved: [] as ScheduleState[],
  }
  const report = (work: string): RunReport => {
    const code = stage.fails[work]?.shift()
    if (code !== undefined) throw new FlisFailure(flisError(code))
    const took = work === 'borger-run' ? stage.look.borger : work === 'intake' ? stage.look.others : ['month']
    if (work === 'borger-run') stage.look = { ...stage.look, borger: [] }
    if (work === 'intake') stage.look = { ...stage.look, others: [] }
    const run = took.length > 0 ? told.done.length : null
    return {
      run,
      month: OCTOBER,
      plan: emptyPlan(OCTOBER),
      version: null,
      outcomes: new Map(),
      recomputed: [],
      unready: [],
    }
  }
  const work: WatchWork = {
    look: async () => stage.look,
    lookAgain: () => undefined,
    intake: async () => report('intake'),
    borgerRun: async () => report('borger-run'),
    ...(given.days === true ? { dayRun: async () => report('day-run') } : {}),
    monthRun: async (of) => report(`month-run ${of}`),
    readiness: async () => stage.ready,
    waitingOrders: async () => stage.orders,
    performOrder: async (name) => {
      stage.orders = stage.orders.filter((each) => each !== name)
      return { work: `order ${name}`, exit: 0, stopped: false }
    },
    writeHealth: async (health) => {
      told.health.push(health)
    },
    writeSchedule: async (state) => {
      told.saved.push(state)
    },
    tellFailure: async (of, { code }) => {
      told.hooks.push(`${of}: ${code}`)
    },
  }
  const left = [...acts]
  await watchLoop({
    work,
    config: parseConfig(given.monthRun === undefined ? {} : { schedule: { monthRun: given.monthRun } }),
    clock: () => fixedClock(stage.now)(),
    ticker: {
      wait: async () => {
        const act = left.shift()
        if (act === undefined) stage.stop.abort()
        else act(stage)
      },
      nudge: () => undefined,
      elapsed: () => 0,
      close: () => undefined,
    },
    signal: stage.stop.signal,
    log: silentLog,
    tell: (event) => {
      if (event.event === 'watch-done') told.done.push(`${event.work}: ${event.outcome}`)
    },
    schedule: given.schedule ?? newSchedule(fixedClock(stage.now)()),
    pid: 1,
  })
  return told
}

/** What was done after the first look, which takes what earlier runs have left over. */
const doneBy = async (...args: Parameters<typeof played>): Promise<readonly string[]> =>
  (await played(...args)).done.slice(2)

const arrives =
  (look: Partial<Look>) =>
  (stage: Stage): void => {
    stage.look = { ...stage.look, ...look }
  }
const at =
  (now: string) =>
  (stage: Stage): void => {
    stage.now = now
  }
const nothing = (): void => undefined

describe('what watch does', () => {
  it('first takes up what earlier runs have left, then rests until something comes', async () => {
    const { done, health } = await played([nothing, nothing])
    expect(done).toEqual(['borger-run: done', 'intake: done'])
    expect(health.map((each) => each.state)).toEqual([
      'running',
      'running',
      'idle',
      'idle',
      'idle',
      'stopped',
    ])
  })
  it('runs Borger for CPR, and intake for the others', async () => {
    expect(await doneBy([arrives({ others: ['KY 1'], borger: ['CPR 1', 'LIFA 1'] })])).toEqual([
      'borger-run: done',
      'intake: done',
      // areas that read citizens take their deliveries along
      'borger-run: done',
    ])
  })
  it('takes what came together in one run', async () => {
    expect(await doneBy([arrives({ borger: ['CPR 1', 'CPR 2', 'CPR 3'] })])).toEqual(['borger-run: done'])
  })
  it('does not take again and again what a run leaves standing', async () => {
    const stays = (stage: Stage): void => {
      Object.defineProperty(stage, 'look', {
        get: () => ({ ...NOTHING, others: ['odd 1'] }),
        set: () => undefined,
      })
    }
    expect((await doneBy([stays, nothing, nothing])).filter((each) => each === 'intake: done')).toHaveLength(
      1,
    )
  })
  it('performs orders in order, before anything else', async () => {
    const both = (stage: Stage): void => {
      stage.orders = ['000001', '000002']
      arrives({ others: ['KY 1'] })(stage)
    }
    expect((await doneBy([both])).slice(0, 3)).toEqual([
      'order 000001: exit 0',
      'order 000002: exit 0',
      'borger-run: done',
    ])
  })
})

describe('a new day', () => {
  it('has Borger looked at: a deadline may have passed for which its packages waited', async () => {
    expect(await doneBy([nothing, at('2022-11-05T23:59'), at('2022-11-06T00:00'), nothing])).toEqual([
      'borger-run: done',
    ])
  })
})

describe('a month-run on its schedule', () => {
  const monthRun = '0 3 11 * *'
  /** Without the looks at Borger that each new day brings. */
  const monthsOf = (done: readonly string[]): readonly string[] =>
    done.filter((each) => each !== 'borger-run: done')
  const monthsBy = async (...args: Parameters<typeof played>): Promise<readonly string[]> =>
    monthsOf(await doneBy(...args))

  it('is made when its time has come', async () => {
    const { done, saved } = await played([at('2022-11-11T02:59'), at('2022-11-11T03:00'), nothing], {
      monthRun,
    })
    expect(monthsOf(done.slice(2))).toEqual(['month-run 2022-10: done'])
    expect(saved.map((each) => each.due.length)).toEqual([0, 1, 0])
  })
  it('waits until it is ready, and health says for what', async () => {
    const missing = [
      {
        kilde: 'KY',
        kommune: '0751',
        kildesystem: 'NC',
        periode: '2022-10',
        from: '2022-10-01',
        due: '2022-11-15',
      },
    ]
    const notYet = (stage: Stage): void => {
      at('2022-11-11T03:00')(stage)
      stage.ready = { ready: false, missing }
    }
    const comes = (stage: Stage): void => {
      stage.ready = READY
      arrives({ others: ['KY 1'] })(stage)
    }
    const { done, health } = await played([notYet, nothing, comes], { monthRun })
    expect(monthsOf(done.slice(2))).toEqual(['intake: done', 'month-run 2022-10: done'])
    expect(health.find((each) => each.state === 'idle' && each.due.length > 0)?.due).toEqual([
      { month: '2022-10', missing: 1, until: '2022-11-15' },
    ])
  })
  it('that a deadline has held back is made the day after', async () => {
    const notYet = (stage: Stage): void => {
      at('2022-11-11T03:00')(stage)
      stage.ready = { ready: false, missing: [] }
    }
    const dayAfter = (stage: Stage): void => {
      at('2022-11-12T00:00')(stage)
      stage.ready = READY
    }
    expect(await monthsBy([notYet, dayAfter], { monthRun })).toEqual(['month-run 2022-10: done'])
  })
  it('that was missed while nothing ran is made up at start: each month once, the oldest first', async () => {
    const schedule = newSchedule(fixedClock('2022-07-12T00:00')())
    expect(await monthsBy([nothing, nothing], { monthRun, schedule })).toEqual([
      'month-run 2022-07: done',
      'month-run 2022-08: done',
      'month-run 2022-09: done',
    ])
  })
  it('waits for a source that has been away since today, and no longer', async () => {
    const away = (since: string): Partial<Look> => ({
      troubles: [{ source: 'sftp://a:22/IN', error: flisError('S020'), since, tries: 1 }],
    })
    const today = (stage: Stage): void => {
      at('2022-11-11T03:00')(stage)
      arrives(away('2022-11-11T01:00:00.000Z'))(stage)
    }
    expect(await monthsBy([today, nothing], { monthRun })).toEqual([])
    expect(await monthsBy([today, at('2022-11-12T00:00')], { monthRun })).toEqual(['month-run 2022-10: done'])
    expect(await monthsBy([today, arrives({ troubles: [] })], { monthRun })).toEqual([
      'month-run 2022-10: done',
    ])
  })
  it('waits until every source has been asked', async () => {
    const unasked = (stage: Stage): void => {
      at('2022-11-11T03:00')(stage)
      arrives({ unasked: 1 })(stage)
    }
    expect(await monthsBy([unasked, nothing], { monthRun })).toEqual([])
    expect(await monthsBy([unasked, arrives({ unasked: 0 })], { monthRun })).toEqual([
      'month-run 2022-10: done',
    ])
  })
  it('that a kill has cut off is made again', async () => {
    const schedule = {
      seen: '2022-11-01T00:00:00.000Z',
      due: [{ month: OCTOBER, since: '2022-11-01T00:00:00.000Z' }],
    }
    expect(await monthsBy([nothing], { schedule })).toEqual(['month-run 2022-10: done'])
  })
  it('for which readers already have a later month is left out', async () => {
    const late = (stage: Stage): void => {
      at('2022-11-11T03:00')(stage)
      stage.fails['month-run 2022-10'] = ['S005']
    }
    const { done, saved, health } = await played([late, nothing], { monthRun })
    expect(monthsOf(done.slice(2))).toEqual(['month-run 2022-10: S005'])
    expect(saved.at(-1)?.due).toEqual([])
    expect(health.at(-1)?.lastError).toBeNull()
  })
})

describe('a failure', () => {
  const comes =
    (...codes: FlisCode[]) =>
    (stage: Stage): void => {
      stage.fails.intake = codes
      arrives({ others: ['KY 1'] })(stage)
    }

  it('that may pass is tried again after ever more looks, and told once', async () => {
    const { done, hooks, health } = await played([comes('S002', 'S002', 'S002'), ...Array(8).fill(nothing)])
    expect(done.slice(2)).toEqual([
      'intake: S002',
      'intake: S002',
      'intake: S002',
      'intake: done',
      'borger-run: done',
    ])
    expect(hooks).toEqual(['intake: S002'])
    expect(health.at(-1)?.lastError).toBeNull()
  })
  it('that stays waits until something changes', async () => {
    const { done, health } = await played([comes('M002', 'M002'), nothing, nothing, nothing])
    expect(done.slice(2)).toEqual(['intake: M002'])
    expect(health.at(-1)?.lastError).toMatchObject({ work: 'intake', code: 'M002' })
    const again = await doneBy([comes('M002'), nothing, (stage) => stage.orders.push('000001')])
    expect(again).toEqual([
      'intake: M002',
      'order 000001: exit 0',
      'borger-run: done',
      'intake: done',
      'borger-run: done',
    ])
  })
  it('because somebody else has the warehouse is told to nobody', async () => {
    const { done, hooks } = await played([comes('S001', 'S001'), nothing, nothing])
    expect(done.slice(2)).toEqual(['intake: S001', 'intake: S001', 'intake: done', 'borger-run: done'])
    expect(hooks).toEqual([])
  })
})

describe('tables of days', () => {
  const days = { days: true } as const

  it('are brought up to date at the start, and after each intake that took something', async () => {
    const { done } = await played([nothing, arrives({ others: ['Aula 1'] }), nothing], days)
    expect(done).toEqual([
      'borger-run: done',
      'intake: done',
      'day-run: done',
      'intake: done',
      'borger-run: done',
      'day-run: done',
    ])
  })

  it('come after the month that is due, which builds them back to its end', async () => {
    const { done } = await played([at('2022-11-06T06:30'), nothing], { ...days, monthRun: '0 6 6 * *' })
    expect(done.slice(-2)).toEqual(['month-run 2022-10: done', 'day-run: done'])
  })

  it('are tried again where they failed, and hold up nothing', async () => {
    const { done } = await played(
      [
        (stage) => {
          stage.fails['day-run'] = ['S002']
          stage.look = { ...stage.look, others: ['Aula 1'] }
        },
        arrives({ others: ['KY 1'] }),
      ],
      days,
    )
    expect(done).toContain('day-run: S002')
    expect(done.slice(done.indexOf('day-run: S002') + 1)).toContain('intake: done')
  })
})
