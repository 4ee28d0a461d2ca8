import { type Relation, type Sql, sql } from '../sql/sql.js'
import type { Follow, Model } from './model.js'

/**
 * Says which units of a model refer to the members of another: they are computed anew when such a member comes, goes or
 * changes. `members` are the changed ones as they are now, with `_member` (a hash of the table's key or grain); of
 * those that have gone only `_member` is left, the rest is NULL. Units whose rows already point to a member, by a key,
 * are found without it.
 *
 * @example
 * follow(DimKleNummer, (members) => sql`
 *   select sag._unit as unit from ${KYSag} as sag join ${members} as kle on kle.Nummer = sag.KleNummer`)
 */
export const follow = (
  model: Model,
  units: Follow['units'],
  options: Pick<Follow, 'columns' | 'byKey'> = {},
): Follow => ({ model, units, ...options })

/** The changed members of a followed model, as a reference. */
export const membersOf = (of: Follow): Sql => {
  const members: Relation = {
    relation: { of: 'members', name: followName(of), definition: of },
  }
  return sql`${members}`
}

/** What changes of a model somebody follows: all, or those of some columns. */
export const followName = ({
  model,
  columns,
}: {
  readonly model: Pick<Model, 'name'>
  readonly columns?: readonly string[]
}): string => (columns === undefined ? model.name : `${model.name}(${[...columns].sort().join(', ')})`)
