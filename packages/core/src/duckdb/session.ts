import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import { asFlisError, FlisFailure, fail } from '../errors/flis-error.js'

export type Row = Readonly<Record<string, DuckDBValue>>
export type Params = readonly DuckDBValue[] | Readonly<Record<string, DuckDBValue>>

/** One connection, one unit of work at a time: interleaved transactions on a connection abort each other. */
export interface Session {
  readonly connection: DuckDBConnection
  /** Runs a statement for its effect; gives the number of rows it changed. */
  run(statement: string, params?: Params): Promise<number>
  /** Runs a query and gives all its rows as plain objects. For answers that fit in memory. */
  rows(query: string, params?: Params): Promise<readonly Row[]>
  /** The only value of the only row. */
  value(query: string, params?: Params): Promise<DuckDBValue>
  /**
   * Work whose rows may be stored in any order, so that the engine writes with all its threads. Never for files: their
   * bytes depend on the order.
   */
  unordered<T>(work: () => Promise<T>): Promise<T>
  /** All or nothing. Not nested. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  close(): void
}

const isList = (params: Params): params is readonly DuckDBValue[] => Array.isArray(params)

const bound = (params: Params | undefined): DuckDBValue[] | Record<string, DuckDBValue> | undefined =>
  params === undefined ? undefined : isList(params) ? [...params] : { ...params }

const named = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (thrown) {
    // For whoever writes SQL here, on made-up data: the engine's own words can hold rows.
    if (process.env.FLIS_DEBUG === 'engine') process.stderr.write(`${String(thrown)}\n`)
    throw new FlisFailure(asFlisError(thrown))
  }
}

const INTERRUPT_AGAIN_MS = 20

/** A session on an instance, in Danish time. Abort of `signal` interrupts the running statement. */
export const openSession = async (instance: DuckDBInstance, signal?: AbortSignal): Promise<Session> => {
  const connection = await instance.connect()
  await connection.run("set timezone = 'Europe/Copenhagen'")
  let running = 0
  // The engine forgets an interrupt that comes before the statement is under way: repeated until it ends.
  const interrupt = (): void => {
    connection.interrupt()
    setTimeout(() => {
      if (running > 0) interrupt()
    }, INTERRUPT_AGAIN_MS)
  }
  signal?.addEventListener('abort', interrupt)
  const statement = <T>(work: () => Promise<T>): Promise<T> =>
    named(async () => {
      if (signal?.aborted === true) fail('S004')
      running += 1
      try {
        return await work()
      } finally {
        running -= 1
      }
    })
  const rows = (query: string, params?: Params): Promise<readonly Row[]> =>
    statement(async () => {
      const reader = await connection.runAndReadAll(query, bound(params))
      return reader.getRowObjects() as readonly Row[]
    })
  return {
    connection,
    rows,
    run: (text, params) =>
      statement(async () => {
        const result = await connection.run(text, bound(params))
        return result.rowsChanged
      }),
    value: async (query, params) => {
      const [first] = await rows(query, params)
      return first === undefined ? null : (Object.values(first)[0] ?? null)
    },
    unordered: async (work) => {
      await connection.run('set preserve_insertion_order = false')
      try {
        return await work()
      } finally {
        await connection.run('set preserve_insertion_order = true')
      }
    },
    transaction: async (work) => {
      await named(() => connection.run('begin transaction'))
      try {
        const done = await work()
        await named(() => connection.run('commit'))
        return done
      } catch (thrown) {
        await connection.run('rollback').catch(() => undefined)
        throw thrown
      }
    },
    close: () => {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
    },
  }
}
