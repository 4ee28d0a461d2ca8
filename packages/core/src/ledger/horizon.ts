import type { Session } from '../duckdb/session.js'
import { fail } from '../errors/flis-error.js'
import { quoteText } from '../sql/sql.js'

/** A source of which history is kept apart. */
export interface HistoryScope {
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
}

/**
 * The extract time through which the history of a source is sealed in a checkpoint; null where retention has deleted
 * nothing of it. What was extracted at or before it can neither be taken back nor follow late (L070): there are no
 * Rådata to go forward from again.
 *
 * @example await horizonOf(session, { kilde: 'KY', kommune: '0751', kildesystem: 'NC' }) // 20221031001n
 */
export const horizonOf = async (
  session: Session,
  { kilde, kommune, kildesystem }: HistoryScope,
): Promise<bigint | null> =>
  (await session.value(
    `select max(extract_time)
     from ops.deliveries
     where kilde = ${quoteText(kilde)} and kommune = ${quoteText(kommune)} and kildesystem = ${quoteText(kildesystem)}
       and checkpoint is not null and state = 'loaded'`,
  )) as bigint | null

/**
 * Refuses by name what needs the Rådata of deliveries that retention has deleted: withdrawing, rereading, replaying.
 * Errors: S007, with the first such delivery.
 *
 * @example await requireRaadata(session, ['NC:KY_0751_2019-10_001_F.zip'])
 */
export const requireRaadata = async (session: Session, deliveries: readonly string[]): Promise<void> => {
  if (deliveries.length === 0) return
  const [cut] = await session.rows(
    `select d.id, c."before"
     from ops.deliveries as d
     join ops.checkpoints as c on c.nr = d.checkpoint
     where d.id in (${deliveries.map(quoteText).join(', ')})
     order by d.id
     limit 1`,
  )
  if (cut === undefined) return
  fail('S007', { delivery: String(cut.id), detail: `flis retain --before ${String(cut.before)}` })
}
