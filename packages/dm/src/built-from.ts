import { type Month, quoteText, type Session } from '@flis/core'
import { FOLLOWED, type Followed } from './followed.js'

/** What the ledger says of a model in a kommune: built through which month, from which changes, by which code. */
export interface Interval {
  readonly month: Month
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

/** Reads what the tables have been built from. */
export const builtFrom = async (session: Session): Promise<BuiltFrom> => {
  const intervals = await session.rows(
    `select model, kommune, month, seq, code_fingerprint
     from ops.intervals
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
        { month: row.month as Month, seq: row.seq as bigint, code: String(row.code_fingerprint) },
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
