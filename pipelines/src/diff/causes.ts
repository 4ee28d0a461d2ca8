import { type Contract, type Model, NATIONAL, quoteText, type ReplacedRule, type Session } from '@flis/core'
import { contractsBehind, unitReads } from '@flis/dm'
import type { BasisChange, Between } from './bases.js'
import { MOVED_ROWS } from './compare-rows.js'
import type { ComparedColumns, TablePair } from './table-columns.js'
import { findTouched, TOUCHED } from './touched-units.js'

/** A delivery, and the moved rows whose units it changed; null where rows cannot be told apart by delivery. */
export interface DeliveryCause extends BasisChange {
  readonly rows: number | null
}

/** A rule by its fingerprints; null = the area's own. */
export interface RuleChange {
  readonly rule: string
  readonly before: string | null
  readonly after: string | null
}

/**
 * Why rows of a table moved. Rows of units that deliveries changed count with each of these; every other row counts once,
 * under the first of: new months, withdrawn deliveries of its kommune, code, deliveries behind tables that this one looks
 * things up in, the passing of months; what remains is `untold`.
 */
export interface Causes {
  readonly deliveries: readonly DeliveryCause[]
  /** Deliveries that left history between the two, or have left it since: DSA_HIST tells no longer what they changed. */
  readonly withdrawn: readonly DeliveryCause[]
  /** Rows added in months that the table did not have. */
  readonly newMonths: { readonly from: string; readonly to: string; readonly rows: number } | null
  /** The table was made by other code, `rules` among it. */
  readonly code: { readonly rules: readonly RuleChange[]; readonly rows: number | null } | null
  /** Deliveries of contracts that it reads through other tables. */
  readonly through: { readonly deliveries: readonly BasisChange[]; readonly rows: number | null } | null
  /** Rows that change because months, or the days of a Borger run, pass. */
  readonly months: { readonly rows: number } | null
  readonly untold: number | null
}

const rulesBetween = (
  before: readonly ReplacedRule[],
  after: readonly ReplacedRule[],
): readonly RuleChange[] =>
  [...new Set([...before, ...after].map((each) => each.name))].sort().flatMap((rule) => {
    const [was, is] = [before, after].map(
      (rules) => rules.find((each) => each.name === rule)?.fingerprint ?? null,
    )
    return was === is ? [] : [{ rule, before: was ?? null, after: is ?? null }]
  })

/** Undefined where the code is the same, or a catalogue of an earlier flis does not tell. */
const codeChange = ({ before, after }: TablePair): readonly RuleChange[] | undefined =>
  before?.code === undefined || after?.code === undefined || before.code === after.code
    ? undefined
    : rulesBetween(before.rules ?? [], after.rules ?? [])

/** Without a load today it has left history. */
const isGone = ({ contracts }: BasisChange): boolean => contracts.length === 0

const ofContracts = (
  changes: readonly BasisChange[],
  contracts: readonly Contract[],
): readonly BasisChange[] => {
  const names = contracts.map((each) => each.name)
  const kilder = contracts.map((each) => each.kilde)
  return changes.flatMap((each) => {
    const read = each.contracts.filter((name) => names.includes(name))
    // What left history has no loads any more: its Kilde tells.
    const concerned = isGone(each) ? kilder.includes(each.kilde) : read.length > 0
    return concerned ? [{ ...each, contracts: read }] : []
  })
}

/** Takes rows away from those that nothing has told yet. */
type Take = (condition: string) => Promise<number>

const taker = async (session: Session): Promise<Take> => {
  await session.run(`create or replace temp table diff_rest as
    select change, month, kommune, count(*) as n
    from ${MOVED_ROWS} as moved
    where unit is null
      or not exists (select 1 from ${TOUCHED} as touched where touched.unit = moved.unit)
    group by all`)
  return async (condition) => {
    const rows = Number(
      await session.value(`select coalesce(sum(n), 0)::bigint from diff_rest where ${condition}`),
    )
    await session.run(`delete from diff_rest where ${condition}`)
    return rows
  }
}

const rowsByDelivery = async (session: Session): Promise<ReadonlyMap<string, number>> => {
  const rows = await session.rows(
    `select touched.delivery, count(*) as n
     from ${MOVED_ROWS} as moved
     join (select distinct unit, delivery from ${TOUCHED}) as touched on touched.unit = moved.unit
     group by all`,
  )
  return new Map(rows.map((row) => [String(row.delivery), Number(row.n)]))
}

/** Why a table made as a whole moved: rows cannot be told apart by delivery. */
const causesOfWhole = (pair: TablePair, model: Model | undefined, moved: Between): Causes => {
  const contracts = model === undefined ? [] : contractsBehind(model)
  const asWhole = (changes: readonly BasisChange[]): readonly DeliveryCause[] =>
    ofContracts(changes, contracts).map((each) => ({ ...each, rows: null }))
  const rules = codeChange(pair)
  return {
    deliveries: asWhole(moved.came.filter((each) => !isGone(each))),
    withdrawn: asWhole([...moved.went, ...moved.came.filter(isGone)]),
    newMonths: null,
    code: rules === undefined ? null : { rules, rows: null },
    through: null,
    months: null,
    untold: null,
  }
}

/**
 * Tells why the rows in {@link MOVED_ROWS} moved.
 *
 * @param history whether the session can read DSA_HIST
 */
export const causesOf = async (
  session: Session,
  pair: TablePair,
  columns: ComparedColumns,
  model: Model | undefined,
  moved: Between,
  history: boolean,
): Promise<Causes> => {
  if (!columns.byUnit || model === undefined || model.recompute.by !== 'unit' || !history)
    return causesOfWhole(pair, model, moved)
  const { own } = unitReads(model)
  const came = ofContracts(moved.came, own)
  await findTouched(
    session,
    model,
    came.map((each) => each.delivery),
  )
  const counted = await rowsByDelivery(session)
  const take = await taker(session)
  const { monthBefore, monthAfter, timePasses } = moved
  const newRows =
    monthAfter > monthBefore ? await take(`change = 'added' and month > ${quoteText(monthBefore)}`) : 0
  const withdrawn: DeliveryCause[] = []
  for (const each of ofContracts([...moved.went, ...moved.came.filter(isGone)], own)) {
    const ofKommune = `kommune in (${quoteText(each.kommune)}, '')`
    withdrawn.push({ ...each, rows: await take(each.kommune === NATIONAL ? 'true' : ofKommune) })
  }
  const rules = codeChange(pair)
  const byCode = rules === undefined ? 0 : await take('true')
  const others = contractsBehind(model).filter((each) => !own.includes(each))
  const through = ofContracts([...moved.came, ...moved.went], others)
  const byLookups = through.length === 0 ? 0 : await take('true')
  const byMonths = timePasses ? await take('true') : 0
  return {
    deliveries: came.flatMap((each) => {
      const rows = counted.get(each.delivery)
      return rows === undefined ? [] : [{ ...each, rows }]
    }),
    withdrawn,
    newMonths: newRows === 0 ? null : { from: monthBefore, to: monthAfter, rows: newRows },
    code: rules === undefined ? null : { rules, rows: byCode },
    through: byLookups === 0 ? null : { deliveries: through, rows: byLookups },
    months: byMonths === 0 ? null : { rows: byMonths },
    untold: await take('true'),
  }
}
