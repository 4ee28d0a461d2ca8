import type { Session, Warehouse } from '@flis/core'

/** Something that a process was about to do, or had just done, when it died. */
export interface LifeEnd {
  /** Number of the act, counted from 1: statements, transactions, and what else is told of as an act. */
  readonly act: number
  readonly when: 'before' | 'after'
}

/**
 * A process that dies at an act: its connections are lost with what was not committed, and nothing that it would have
 * done goes on, no `finally` either.
 */
export const dyingProcess = (end: LifeEnd | undefined) => {
  const acts: string[] = []
  const sessions: Session[] = []
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
  /** A session that is lost when the process dies. */
  const mortal = (session: Session): Session => {
    sessions.push(session)
    return {
      connection: session.connection,
      run: (...args) => act('run', () => session.run(...args)),
      rows: (...args) => act('rows', () => session.rows(...args)),
      value: (...args) => act('value', () => session.value(...args)),
      unordered: (work) => session.unordered(work),
      transaction: (work) => act('transaction', () => session.transaction(work)),
      close: () => session.close(),
    }
  }
  return {
    /** The acts in order: `run`, `rows`, `value`, `transaction`, and the names given to {@link act}. */
    acts: acts as readonly string[],
    /** Resolves when the process has died. */
    dead,
    act,
    mortal,
    /** A warehouse whose sessions are lost when the process dies. */
    warehouse: (warehouse: Warehouse): Warehouse => ({
      ...warehouse,
      session: async (signal) => mortal(await warehouse.session(signal)),
    }),
  }
}
