import { type Dataomraade, fail, type Model } from '@flis/core'
import { isByDay, modelsRead } from './reads.js'

/** The models of some areas, each once, those that others read first. */
export const inBuildOrder = (areas: readonly Dataomraade[]): readonly Model[] => {
  const ordered: Model[] = []
  const visit = (model: Model, path: readonly string[]): void => {
    if (ordered.includes(model)) return
    if (path.includes(model.name)) fail('M004', { model: model.name, detail: 'it reads itself' })
    for (const below of modelsRead(model)) visit(below, [...path, model.name])
    ordered.push(model)
  }
  for (const area of areas) for (const model of area.models) visit(model, [])
  return ordered
}

/** The tables of some areas whose units are those of a day, with all that they read, in order. */
export const dayModels = (areas: readonly Dataomraade[]): readonly Model[] =>
  inBuildOrder(areas.map((each) => ({ ...each, models: each.models.filter(isByDay) })))
