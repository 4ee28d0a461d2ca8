import type { Model } from '../model/model.js'
import type { Month } from '../month.js'
import { relationsOf } from '../sql/sql.js'

const ANY_MONTH = { month: '2000-01' as Month, from: null }

/** Some models with all those that they refer to. */
export const modelsBehind = (models: readonly Model[]): ReadonlySet<Model> => {
  const found = new Set<Model>()
  const visit = (model: Model): void => {
    if (found.has(model)) return
    found.add(model)
    for (const { of, definition } of relationsOf(model.sql(ANY_MONTH)))
      if (of === 'model') visit(definition as Model)
  }
  for (const model of models) visit(model)
  return found
}
