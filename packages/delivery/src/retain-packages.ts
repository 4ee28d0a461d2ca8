import { join } from 'node:path'
import {
  type Env,
  monthIndex,
  monthOf,
  monthOfIndex,
  quoteText,
  removePath,
  type Session,
  stamp,
} from '@flis/core'

/**
 * Removes packages from the outbox whose periode ended more than `months` months ago; absent: none. Their rows in the
 * ledger stay, with the time of removal. The file goes first: a kill in between is made good by the next run.
 *
 * @returns how many were removed
 *
 * @example await retainPackages(env, session, env.config.retention.outboxMonths)
 */
export const retainPackages = async (
  env: Env,
  session: Session,
  months: number | undefined,
): Promise<number> => {
  if (months === undefined) return 0
  const oldest = monthOfIndex(monthIndex(monthOf(env.clock())) - months)
  const rows = await session.rows(
    `select id, path
     from ops.packages
     where removed is null and left(periode, 7) < ${quoteText(oldest)}
     order by path`,
  )
  if (rows.length === 0) return 0
  for (const row of rows) await removePath(join(env.warehouse.paths.root, String(row.path)))
  await session.run(
    `update ops.packages
     set removed = ${quoteText(stamp(env.clock))}
     where id in (${rows.map((row) => quoteText(String(row.id))).join(', ')})`,
  )
  return rows.length
}
