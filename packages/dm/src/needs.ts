import { compileSql, type Model, type Month, NATIONAL, quoteText, type Session, type Why } from '@flis/core'
import { codeFingerprint, contractsRead } from './compile-model.js'
import { unitExpressionsAgree } from './units.js'

/** What the ledger says of a model in a kommune: built through which month, from which changes, by which code. */
interface Interval {
  readonly month: Month
  readonly seq: bigint
  readonly code: string
}

/** Why a kommune's part of a model must be computed, and how much of it. */
export interface Need {
  readonly kommune: string
  readonly why: Why
  readonly because: readonly string[]
  /** All of it, or only changed units and new months. */
  readonly extent: 'all' | 'part'
  /** Built through this month; null when never. */
  readonly through: Month | null
  /** Changes up to this number are in already. */
  readonly seq: bigint
}

/** Deliveries that are about to come, for a plan made before they have. */
export interface Expected {
  readonly contract: string
  readonly kommune: string
  readonly delivery: string
}

const intervalsOf = async (session: Session, model: Model): Promise<ReadonlyMap<string, Interval>> => {
  const rows = await session.rows(
    `select kommune, month, seq, code_fingerprint
     from ops.intervals
     where model = ${quoteText(model.name)}
     qualify row_number() over (partition by kommune order by month desc) = 1`,
  )
  return new Map(
    rows.map((row) => [
      String(row.kommune),
      { month: row.month as Month, seq: row.seq as bigint, code: String(row.code_fingerprint) },
    ]),
  )
}

/** Kommuner whose rows a model holds: those that have delivered what it reads. */
const kommunerOf = async (session: Session, contracts: readonly string[]): Promise<readonly string[]> => {
  if (contracts.length === 0) return []
  const rows = await session.rows(
    `select distinct kommune from ops.loads where contract in (${contracts.map(quoteText).join(', ')}) order by 1`,
  )
  return rows.map((row) => String(row.kommune))
}

interface Change {
  readonly contract: string
  readonly kommune: string
  readonly seq: bigint
  readonly whole: boolean
}

const changesOf = async (session: Session, contracts: readonly string[]): Promise<readonly Change[]> => {
  if (contracts.length === 0) return []
  const rows = await session.rows(
    `select contract, kommune, seq, bool_or(unit is null) as whole
     from ops.changes
     where contract in (${contracts.map(quoteText).join(', ')})
     group by all
     order by seq`,
  )
  return rows.map((row) => ({
    contract: String(row.contract),
    kommune: String(row.kommune),
    seq: row.seq as bigint,
    whole: row.whole === true,
  }))
}

/**
 * What must be computed of a model for a run month, kommune by kommune; empty when it stands as it should.
 *
 * A small table (`whole`) is one piece for the country. A table by unit is recomputed where units changed; wholly
 * where its code changed, where it is missing, or where something changed that its units do not follow (a code list,
 * say, that it reads through a dimension).
 */
export const needsOf = async (
  session: Session,
  model: Model,
  month: Month,
  expected: readonly Expected[] = [],
): Promise<readonly Need[]> => {
  const scope = { month, from: null }
  const read = contractsRead(model, scope)
  const byUnit = model.recompute.by === 'unit'
  const own = new Set([...read.direct].map((each) => each.name))
  const all = [...new Set([...read.direct, ...read.through])]
  // Changes in a contract whose units are not the model's concern every kommune wholly.
  const foreign = new Set(
    all
      .filter((each) => !own.has(each.name) || !unitExpressionsAgree(each, [...read.direct]))
      .map((each) => each.name),
  )
  const names = all.map((each) => each.name)
  const changes = await changesOf(session, names)
  const coming = expected.filter((each) => names.includes(each.contract))
  const intervals = await intervalsOf(session, model)
  const code = codeFingerprint(model)
  const kommuner = byUnit
    ? [
        ...new Set([
          ...(await kommunerOf(session, [...own])),
          ...coming.filter((each) => own.has(each.contract)).map((each) => each.kommune),
        ]),
      ].sort()
    : [NATIONAL as string]
  const anyBuilt = intervals.size > 0
  const spansKommuner = [...read.direct].some((each) => each.keyScope === 'global')
  return kommuner.flatMap((kommune): Need[] => {
    const interval = intervals.get(kommune)
    const since = interval?.seq ?? 0n
    const concerns = (contract: string, of: string): boolean =>
      !byUnit || foreign.has(contract) || of === kommune
    const changed = changes.filter((each) => each.seq > since && concerns(each.contract, each.kommune))
    const arriving = coming.filter((each) => concerns(each.contract, each.kommune))
    const because = [
      ...new Set([...changed.map((each) => each.contract), ...arriving.map((each) => each.delivery)]),
    ]
    const need = (why: Why, extent: 'all' | 'part', reasons: readonly string[]): Need[] => [
      {
        kommune,
        why,
        because: reasons,
        extent: byUnit ? extent : 'all',
        through: interval?.month ?? null,
        seq: since,
      },
    ]
    // Units can span kommuner (a citizen's resources): then a new kommune's units are all in the log of changes.
    if (interval === undefined) return need('missing', spansKommuner && anyBuilt ? 'part' : 'all', because)
    if (interval.code !== code) return need('changed code', 'all', [model.name])
    if (changed.some((each) => each.whole || foreign.has(each.contract)))
      return need('changed input', 'all', because)
    if (changed.length > 0 || arriving.length > 0) return need('changed input', 'part', because)
    if (interval.month < month && dependsOnMonth(model)) return need('missing', 'part', [month])
    return []
  })
}

/** A model whose SQL is the same whatever the month stands as it is when a month passes. */
const dependsOnMonth = (model: Model): boolean => {
  const text = (month: string): string =>
    compileSql(model.sql({ month: month as Month, from: null }), (relation) => relation.name)
  return text('2000-01') !== text('2010-06')
}
