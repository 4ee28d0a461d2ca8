import type { Dataomraade } from '../dataomraade.js'
import { fail } from '../errors/flis-error.js'
import type { Model } from '../model/model.js'
import { modelsBehind } from './models-behind.js'

/**
 * Refuses areas that cannot stand beside each other: the same area twice, or two tables of one name. That is what comes of
 * an area with a replaced rule beside one that reads the tables of the original. Errors: M004.
 *
 * @example requireOneDefinition([ky, ky.with({ fuldtidsperson })]) // M004: the area KY is there twice
 */
export const requireOneDefinition = (areas: readonly Dataomraade[]): void => {
  const names = areas.map((each) => each.name)
  const twice = names.find((each, nth) => names.indexOf(each) !== nth)
  if (twice !== undefined) fail('M004', { detail: `the area ${twice} is there twice` })
  const known = new Map<string, Model>()
  for (const model of modelsBehind(areas.flatMap((each) => each.models))) {
    if (known.has(model.name))
      fail('M004', {
        model: model.name,
        detail:
          'two tables have this name: of an area with replaced rules, take the tables of that very area',
      })
    known.set(model.name, model)
  }
}
