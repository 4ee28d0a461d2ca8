import { compileSql, type Model, type Month, type Sql } from '@flis/core'
import { relationsFor } from '@flis/dm'

/** A query for units (`unit`) as text. */
export const unitsOf = (query: Sql): string =>
  compileSql(
    query,
    relationsFor({}, () => '(select null where false)'),
  )

/** The units of a model that the passing of months turns, as a query. */
export const turnedUnits = (
  { recompute }: Model,
  passed: { readonly after: Month; readonly until: Month },
): string => {
  const turns = recompute.by === 'unit' ? recompute.turns : undefined
  return turns === undefined ? 'select null::ubigint as unit where false' : unitsOf(turns(passed))
}
