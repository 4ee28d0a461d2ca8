import { type Contract, type Follow, fail, type Model, type ResolveRelation } from '@flis/core'
import { allVersions, newestRows, type UnitChoice } from './dsa-rows.js'
import { memberExpression, movedMembers } from './members.js'

/** How the table of a model is written in SQL at this moment of a run: a parenthesised select over its parts. */
export type TableOf = (model: Model) => string

/**
 * Writes the relations of a model's SQL: contracts as the rows that DM sees of the chosen units, models as what has
 * been built of them, members as those that changed after the number `since` of change.
 */
export const relationsFor =
  (choice: UnitChoice, tableOf: TableOf, since = 0n): ResolveRelation =>
  (relation) => {
    switch (relation.of) {
      case 'contract':
        return newestRows(relation.definition as Contract, choice)
      case 'versions':
        return allVersions(relation.definition as Contract, choice)
      case 'model':
        return tableOf(relation.definition as Model)
      case 'every':
        return newestRows(relation.definition as Contract, {})
      case 'everyVersion':
        return allVersions(relation.definition as Contract, {})
      case 'members': {
        const follow = relation.definition as Follow
        return `(
          select members.*, moved.member as _member
          from ${movedMembers(follow, since)} as moved
          left join ${tableOf(follow.model)} as members on ${memberExpression(follow.model, 'members')} = moved.member
        )`
      }
      default:
        return fail('M004', { detail: 'a relation of an unknown sort' })
    }
  }
