import type { Session } from '../duckdb/session.js'

const twin = (a: string, b: string): string =>
  ['contract', 'delivery', 'file', 'line', '"row"'].map((each) => `${a}.${each} = ${b}.${each}`).join(' and ')

/**
 * Rows that were judged anew and failed again: the new entry goes on under the day on which the row was first seen, and
 * the entry that was put aside (`reloaded`) goes. What stays `reloaded` has been read well at last.
 *
 * @param scope condition on `ops.quarantine`, e.g. `delivery = 'NC:…'`
 */
export const mergeReopened = async (session: Session, scope: string): Promise<void> => {
  const aside = await session.value(
    `select count(*) from ops.quarantine where state = 'reloaded' and ${scope}`,
  )
  if (aside === 0n) return
  await session.run(
    `update ops.quarantine as fresh
     set first_seen = earlier.first_seen
     from (select * from ops.quarantine where state = 'reloaded' and ${scope}) as earlier
     where fresh.state = 'open' and ${twin('fresh', 'earlier')}`,
  )
  await session.run(
    `delete from ops.quarantine as old
     where old.state = 'reloaded' and ${scope}
       and exists (
         select 1 from ops.quarantine as fresh where fresh.state = 'open' and ${twin('fresh', 'old')}
       )`,
  )
}
