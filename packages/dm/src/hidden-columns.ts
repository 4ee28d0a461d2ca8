import type { DimensionModel, Model } from '@flis/core'
import { isOfTheCountry } from './reads.js'

export const isDimension = (model: Model): model is DimensionModel => model.kind === 'dimension'

/** Columns of a model's files that are not shown: whose rows they are, and what a dimension's member is known by. */
export const hiddenColumns = (model: Model): readonly string[] => [
  ...new Set([
    ...(model.recompute.by === 'unit' ? ['_unit'] : []),
    ...(model.recompute.by === 'unit' && !isOfTheCountry(model) ? ['_kommune'] : []),
    ...(model.natural ?? []).filter((name) => !(name in model.columns)),
    ...model.grain.filter((name) => name.startsWith('_')),
  ]),
]
