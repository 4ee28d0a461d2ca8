import type { Session } from '@flis/core'
import type { OpenEnv } from '../src/run/open-env.js'

/** A statement or a transaction that a process was about to do, or had just done, when it died. */
export interface LifeEnd {
  /** Counted from 1. */
  readonly act: number
  readonly when: 'before' | 'after'
}

/**
 * An open warehouse whose process dies at an act: its connections are lost with what was not committed, and nothing
 * that it would have done goes on, no `finally` either.
 */
export const mortal = (open: OpenEnv, end?: LifeEnd) => {
  const acts: string[] = []
  const sessions: Session[] = [open.session]
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
  const wrapped = (session: Session): Session => ({
    connection: session.connection,
    run: (...args) => act('run', () => session.run(...args)),
    rows: (...args) => act('rows', () => session.rows(...args)),
    value: (...args) => act('value', () => session.value(...args)),
    unordered: (work) => session.unordered(work),
    transaction: (work) => act('transaction', () => session.transaction(work)),
    close: () => session.close(),
  })
  const { env } = open
  const warehouse = {
    ...env.warehouse,
    session: async (signal?: AbortSignal) => {
      const session = await env.warehouse.session(signal)
      sessions.push(session)
      return wrapped(session)
    },
  }
  return {
    acts: acts as readonly string[],
    dead,
    open: { ...open, session: wrapped(open.session), env: { ...env, warehouse } } satisfies OpenEnv,
  }
}
