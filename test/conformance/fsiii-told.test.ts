import { describe, expect, it } from 'vitest'
import { basisOf } from '../reference/fsiii-basis.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
} from '../reference/fsiii-indsats.js'
import { conformed } from '../reference/fsiii-koder.js'
import { factTilstand } from '../reference/fsiii-tilstand.js'
import { expectedOf, toldByModels } from './fsiii-told-by-models.js'
import { toldExamples } from './fsiii-told-examples.js'

const models = {
  basisOf,
  conformed,
  factTilstand,
  factPlanlagtIndsats,
  factLeveretIndsats,
  broPlanlagtIndsatsTilstand,
}

describe('the plain models give the rows that the examples tell', () => {
  it.each(toldExamples)('$name', (told) => {
    expect(toldByModels(models, told)).toEqual(expectedOf(told))
  })
  it.each(toldExamples)('whatever the order of the reports in a delivery: $name', (told) => {
    const reversed = { ...told, reports: [...told.reports].reverse() }
    expect(toldByModels(models, reversed)).toEqual(expectedOf(told))
  })
})
