import { compileSql, type Model, quoteText, raw, type Session } from '@flis/core'
import type { BuiltFrom } from './built-from.js'
import type { Need } from './needs.js'
import { relationsFor, type TableOf } from './relations.js'

/** More changed units than these are not looked at: then the table is made anew. */
const FEW_UNITS = 50_000n

/** What is asked of a table that stands. */
interface Asked {
  readonly session: Session
  readonly built: BuiltFrom
  readonly tableOf: TableOf
}

/**
 * Whether a table that stands is left alone by what has changed: a few units of one contract, which it knows how to look
 * at (`stale`). It then counts as built from them.
 */
export const isLeftAlone = async (
  { session, built, tableOf }: Asked,
  model: Model,
  needs: readonly Need[],
): Promise<boolean> => {
  const stale = model.recompute.by === 'whole' ? model.recompute.stale : undefined
  const [need] = needs
  if (stale === undefined || need?.why !== 'changed input') return false
  const { name } = stale.contract
  const changes = (built.changes.get(name) ?? []).filter(({ seq }) => seq > need.seq)
  if (need.because.some((each) => each !== name) || changes.some(({ whole }) => whole)) return false
  const units = `(
    select distinct unit
    from ops.changes
    where contract = ${quoteText(name)} and seq > ${need.seq} and unit is not null
  )`
  const count = (await session.value(`select count(*) from ${units}`)) as bigint
  if (count > FEW_UNITS) return false
  const rows = compileSql(stale.rows(raw(units)), relationsFor({}, tableOf))
  return (await session.rows(`select 1 from (${rows}) limit 1`)).length === 0
}
