import { compileSql, type Model, month, openInstance, openSession, type Session, type Sql } from '@flis/core'
import { afterAll, beforeAll } from 'vitest'

/** A session on an engine in memory, for the tests of a file. */
export const inMemory = (): (() => Session) => {
  let session: Session | undefined
  beforeAll(async () => {
    session = await openSession(await openInstance(':memory:'))
  })
  afterAll(() => session?.close())
  return () => {
    if (session === undefined) throw new Error('no session yet')
    return session
  }
}

/** SQL without relations as text. */
export const textOf = (template: Sql): string => compileSql(template, ({ name }) => name)

export const sqlOf = (model: Model): string => textOf(model.sql({ month: month('2022-06'), from: null }))
