import { lastDay, type Month, quoteText, type Session } from '@flis/core'
import { FOLLOWED, type Followed } from './followed.js'

/** What the ledger says of a model in a kommune: built through which month, from which changes, by which code. */
export interface Interval {
  readonly month: Month
  /** The run day, `yyyy-mm-dd`. */
  readonly day: string
  readonly seq: bigint
  readonly code: string
}

/** A change of a contract's units, or of a model's members; `whole`: of all of them. */
export interface Change {
  readonly kommune: string
  readonly seq: bigint
  readonly whole: boolean
}

/** What the tables have been built from, and what has changed since: read once, asked of every model. */
export interface BuiltFrom {
  /** By model, then kommune. */
  readonly intervals: ReadonlyMap<string, ReadonlyMap<string, Interval>>
  /** Kommuner that have delivered, by contract. */
  readonly kommuner: ReadonlyMap<string, readonly string[]>
  /** By contract, or what is followed of a model. */
  readonly changes: ReadonlyMap<string, readonly Change[]>
  /** What models of the warehouse follow, also of areas that a run does not know. */
  readonly followed: readonly Followed[]
}

const grouped = <Row, Value>(
  rows: readonly Row[],
  name: (row: Row) => string,
  value: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> => {
  const groups = new Map<string, Value[]>()
  for (const row of rows) {
    const group = groups.get(name(row))
    if (group === undefined) groups.set(name(row), [value(row)])
    else group.push(value(row))
  }
  return groups
}

/** Reads what the tables have been built from. While the key is changed nothing counts: every surrogate changes. */
export const builtFrom = async (session: Session): Promise<BuiltFrom> => {
  const intervals = await session.rows(
    `select model, kommune, month, day, seq, code_fingerprint
     from ops.intervals
     where not exists (select 1 from ops.keys where since is null)
     qualify row_number() over (partition by model, kommune order by month desc) = 1`,
  )
  const loads = await session.rows(`select distinct contract, kommune from ops.loads order by all`)
  const changes = await session.rows(
    `select contract, kommune, seq, bool_or(unit is null) as whole
     from ops.changes
     group by all
     order by all`,
  )
  const followed = await session.rows(
    `select value from ops.meta where starts_with(name, ${quoteText(FOLLOWED)}) order by name`,
  )
  const byModel = grouped(
    intervals,
    (row) => String(row.model),
    (row) =>
      [
        String(row.kommune),
        {
          month: row.month as Month,
          day: row.day === null ? lastDay(row.month as Month) : String(row.day),
          seq: row.seq as bigint,
          code: String(row.code_fingerprint),
        },
      ] as const,
  )
  return {
    intervals: new Map([...byModel].map(([model, entries]) => [model, new Map(entries)])),
    kommuner: grouped(
      loads,
      (row) => String(row.contract),
      (row) => String(row.kommune),
    ),
    changes: grouped(
      changes,
      (row) => String(row.contract),
      (row) => ({ kommune: String(row.kommune), seq: row.seq as bigint, whole: row.whole === true }),
    ),
    followed: followed.map((row) => JSON.parse(String(row.value)) as Followed),
  }
}

/** The month, and the day (`yyyy-mm-dd`), as of which a table is. */
export interface AsOf {
  readonly month: Month
  readonly day: string
}

/** By the model's name. */
export type AsStood = ReadonlyMap<string, AsOf>

/** As of which month and day each table of a warehouse stands, by the model's name. */
export const standingOf = async (session: Session): Promise<AsStood> => {
  const rows = await session.rows(
    `select model, month, day
     from ops.intervals
     qualify row_number() over (partition by model order by month desc, day desc nulls first, kommune) = 1
     order by model`,
  )
  return new Map(
    rows.map((row) => {
      const month = row.month as Month
      return [String(row.model), { month, day: row.day === null ? lastDay(month) : String(row.day) }]
    }),
  )
}
