import { dsaTable, type Model, type Session } from '@flis/core'
import { dayBatches } from './day-batches.js'
import type { UnitChoice } from './dsa-rows.js'
import { contractsRead } from './reads.js'
import { dayContracts } from './unit-days.js'

/**
 * DSA_HIST rows that are computed together at most: the memory of a build grows with it, not with the table. Not told by
 * the memory that there is, for the parts of a table must be the same on every machine.
 */
const BATCH_ROWS = 3_000_000

/** Each share of the units reads all rows, and leaves most of them out at once: few large ones cost less. */
const SHARE_ROWS = 8_000_000

const rowsByKommune = async (
  session: Session,
  tables: readonly string[],
): Promise<readonly (readonly [kommune: string, rows: number])[]> => {
  const counts = tables.map((table) => `select _kommune, count(*) as n from ${table} group by all`)
  const rows = await session.rows(
    `select _kommune, sum(n)::bigint as n from (${counts.join(' union all ')}) group by all order by all`,
  )
  return rows.map((row) => [String(row._kommune), Number(row.n)])
}

/**
 * The shares in which a table by unit is built wholly: kommune by kommune as many as fit in a batch; where units span
 * kommuner, shares of the units. A small one is one batch.
 */
export const batchesOf = async (
  { session, model }: { readonly session: Session; readonly model: Model },
  { days }: UnitChoice,
): Promise<readonly UnitChoice[]> => {
  const contracts = [...contractsRead(model).direct]
  if (model.recompute.by === 'whole' || contracts.length === 0) return [{}]
  const byDay = dayContracts(model)
  if (byDay.length > 0) return dayBatches(session, byDay, days, BATCH_ROWS)
  const counted = await rowsByKommune(session, contracts.map(dsaTable))
  const total = counted.reduce((sum, [, rows]) => sum + rows, 0)
  if (contracts.some((each) => each.keyScope === 'global')) {
    const of = Math.max(1, Math.ceil(total / SHARE_ROWS))
    return of === 1 ? [{}] : Array.from({ length: of }, (_, nth) => ({ share: { nth, of } }))
  }
  if (total <= BATCH_ROWS) return [{}]
  const batches: { kommuner: string[]; rows: number }[] = []
  for (const [kommune, rows] of counted) {
    const last = batches.at(-1)
    if (last === undefined || last.rows + rows > BATCH_ROWS) batches.push({ kommuner: [kommune], rows })
    else {
      last.kommuner.push(kommune)
      last.rows += rows
    }
  }
  return batches.map(({ kommuner }) => ({ kommuner }))
}
