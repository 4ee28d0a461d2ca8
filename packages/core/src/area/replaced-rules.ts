import type { Dataomraade } from '../dataomraade.js'
import type { Model } from '../model/model.js'
import { modelsBehind } from './models-behind.js'
import type { ReplacedRule } from './rule.js'

/**
 * The rules behind some tables that are not their area's own: those of the tables, and of the tables that they are made
 * from. Errors: none.
 *
 * @param areas the areas of the warehouse
 *
 * @example replacedRules([ky.with({ fuldtidsperson })], [FactKYYdelser]) // [{ name: 'fuldtidsperson', fingerprint: '3f2a…' }]
 */
export const replacedRules = (
  areas: readonly Dataomraade[],
  models: readonly Model[],
): readonly ReplacedRule[] => {
  const behind = [...modelsBehind(models)]
  return areas
    .flatMap((area) =>
      area.replaced.filter(({ name }) =>
        behind.some((model) => model.rules.includes(name) && area.models.includes(model)),
      ),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
