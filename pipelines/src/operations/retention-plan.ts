import {
  type Clock,
  type Config,
  contractsOf,
  type Dataomraade,
  extractTime,
  fail,
  firstDay,
  kilderOf,
  month,
  monthOf,
  quoteText,
  type Session,
} from '@flis/core'
import { pendingScopes, pendingUpserts } from '@flis/dsa-hist'

/** A delivery whose Rådata retention is to delete. */
export interface CutDelivery {
  readonly id: string
  readonly kilde: string | null
  readonly kommune: string | null
  readonly periode: string | null
  readonly state: string
  readonly rows: number
  readonly bytes: number
}

/** What `flis retain --before` would delete, or deletes. */
export interface RetentionPlan {
  readonly before: string
  /** Extract times below it are cut. */
  readonly horizon: bigint
  readonly deliveries: readonly CutDelivery[]
}

/** The first day of a periode: `yyyy-mm` or `yyyy-mm-dd` (U001). */
const dayOf = (periode: string): string => {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(periode))
    return fail('U001', { found: periode, expected: 'a periode yyyy-mm or yyyy-mm-dd' })
  const first = firstDay(month(periode.slice(0, 7)))
  return periode.length === 7 ? first : periode
}

/** A typing error must not delete what has just come. */
const requireReasonable = async (session: Session, clock: Clock, before: string): Promise<void> => {
  const current = monthOf(clock())
  if (before.slice(0, 7) > current)
    fail('U001', { found: before, expected: `a periode not later than ${current}` })
  const last = await session.value(`select max("before") from ops.checkpoints`)
  if (last !== null && dayOf(String(last)) > dayOf(before))
    fail('U001', { found: before, expected: `${String(last)} or later: the checkpoint stands there` })
}

/**
 * The condition on `ops.deliveries` of what is cut: by periode; what was rejected without a readable periode by the
 * Danish day on which it was received.
 */
const cutBefore = (before: string, horizon: bigint): string =>
  `checkpoint is null
   and case
     when extract_time is not null then extract_time < ${horizon}
     else (timezone('Europe/Copenhagen', received::timestamptz))::date < ${quoteText(dayOf(before))}::date
   end`

/** What is to be deleted must stand in history first: it never could again (S008 names a delivery). */
const requireLoaded = async (
  session: Session,
  areas: readonly Dataomraade[],
  config: Config,
  horizon: bigint,
): Promise<void> => {
  const behind = (delivery: string): never => fail('S008', { delivery, left: 'nothing has been deleted' })
  const [received] = await session.rows(
    `select id from ops.deliveries where state = 'received' and extract_time < ${horizon} order by id limit 1`,
  )
  if (received !== undefined) behind(String(received.id))
  const contracts = contractsOf(areas)
  for (const kilde of kilderOf(areas).values()) {
    if (contracts.filter((each) => each.kilde === kilde.name).every(({ mode }) => mode === 'full')) {
      const scopes = await pendingScopes(session, config, kilde)
      const early = scopes.find(({ after, undo }) => undo && (after ?? 0n) < horizon)
      if (early !== undefined) behind(`${kilde.name} ${early.kommune} ${early.kildesystem}`)
      const waiting = scopes.flatMap(({ deliveries }) => deliveries)
      const first = waiting.find(({ extractTime: at, missing }) => at < horizon && missing === null)
      if (first !== undefined) behind(first.id)
      continue
    }
    const { load, remove } = await pendingUpserts(session, config, kilde, contracts)
    const first = load.find(({ extractTime: at }) => at < horizon)?.id ?? remove[0]
    if (first !== undefined) behind(first)
  }
}

/**
 * What retention would delete: every delivery whose periode lies wholly before `before`, whatever its state. One that
 * was rejected without a readable periode counts by the Danish day on which it was received.
 *
 * Errors: U001 (no periode, one that lies ahead, or one before the present checkpoint), S008 (something to be deleted
 * is not in history yet).
 */
export const retentionPlan = async (
  session: Session,
  world: { readonly areas: readonly Dataomraade[]; readonly config: Config; readonly clock: Clock },
  before: string,
): Promise<RetentionPlan> => {
  const horizon = extractTime(dayOf(before), 0) as bigint
  await requireReasonable(session, world.clock, before)
  const rows = await session.rows(
    `select id, kilde, kommune, periode, state, coalesce(rows_in, 0) as rows_in, coalesce(bytes, 0) as bytes
     from ops.deliveries
     where ${cutBefore(before, horizon)}
     order by extract_time nulls last, id`,
  )
  if (rows.length > 0) await requireLoaded(session, world.areas, world.config, horizon)
  const text = (value: unknown): string | null => (value === null ? null : String(value))
  return {
    before,
    horizon,
    deliveries: rows.map((row) => ({
      id: String(row.id),
      kilde: text(row.kilde),
      kommune: text(row.kommune),
      periode: text(row.periode),
      state: String(row.state),
      rows: Number(row.rows_in),
      bytes: Number(row.bytes),
    })),
  }
}
