import { type Contract, fail, type Model, type ResolveRelation } from '@flis/core'
import { allVersions, newestRows, type UnitChoice } from './dsa-rows.js'

/** How the table of a model is written in SQL at this moment of a run: a parenthesised select over its parts. */
export type TableOf = (model: Model) => string

/**
 * Writes the relations of a model's SQL: contracts as the rows that DM sees of the chosen units, models as what has
 * been built of them.
 */
export const relationsFor =
  (choice: UnitChoice, tableOf: TableOf): ResolveRelation =>
  (relation) => {
    switch (relation.of) {
      case 'contract':
        return newestRows(relation.definition as Contract, choice)
      case 'versions':
        return allVersions(relation.definition as Contract, choice)
      case 'model':
        return tableOf(relation.definition as Model)
      default:
        return fail('M004', { detail: 'a relation of an unknown sort' })
    }
  }
