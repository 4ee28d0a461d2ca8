import type { Session } from '@flis/core'
import type { Arrival } from '../src/index.js'
import type { LandingWarehouse } from './landing-warehouse.js'

/** Something that the process would have done or had just done when it died. */
export interface LifeEnd {
  /** Number of the act, counted from 1: statements, commits, acknowledgements. */
  readonly act: number
  readonly when: 'before' | 'after'
}

/**
 * A process that dies at an act: its connection is lost with what was not committed, and nothing that it would have
 * done goes on, no `finally` either.
 */
export const dying = (warehouse: LandingWarehouse, end: LifeEnd | undefined) => {
  const acts: string[] = []
  let sessions: readonly Session[] = []
  let tellDead: (dead: 'dead') => void = () => undefined
  const dead = new Promise<'dead'>((resolve) => {
    tellDead = resolve
  })
  const die = (): Promise<never> => {
    for (const each of sessions) each.close()
    tellDead('dead')
    return new Promise(() => undefined)
  }
  const act = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const number = acts.push(name)
    if (end?.act === number && end.when === 'before') return die()
    const done = await work()
    if (end?.act === number && end.when === 'after') return die()
    return done
  }
  const mortal = (session: Session): Session => ({
    connection: session.connection,
    run: (...args) => act('run', () => session.run(...args)),
    rows: (...args) => act('rows', () => session.rows(...args)),
    value: (...args) => act('value', () => session.value(...args)),
    unordered: (work) => session.unordered(work),
    transaction: (work) => act('transaction', () => session.transaction(work)),
    close: () => session.close(),
  })
  const { env } = warehouse
  return {
    /** The acts in order: `run`, `rows`, `value`, `transaction`, `acknowledge`. */
    acts: acts as readonly string[],
    /** Resolves when the process has died. */
    dead,
    env: {
      ...env,
      warehouse: {
        ...env.warehouse,
        session: async (signal?: AbortSignal) => {
          const session = await env.warehouse.session(signal)
          sessions = [...sessions, session]
          return mortal(session)
        },
      },
    },
    arrivals: (arrivals: readonly Arrival[]): readonly Arrival[] =>
      arrivals.map((each) => ({
        ...each,
        acknowledge: (outcome) => act('acknowledge', () => each.acknowledge(outcome)),
      })),
  }
}
