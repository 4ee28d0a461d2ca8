import type { BuildStep, Dataomraade, KommuneKode, Month, Session } from '@flis/core'
import { builtFrom, type Expected, inBuildOrder, needsOf } from '@flis/dm'
import { phaseOf } from './phase-of.js'

/** What a run computes of DM, model by model and kommune by kommune, and why. */
export const buildSteps = async (
  session: Session,
  { areas, month }: { readonly areas: readonly Dataomraade[]; readonly month: Month },
  expected: readonly Expected[],
): Promise<readonly BuildStep[]> => {
  const steps: BuildStep[] = []
  const built = await builtFrom(session)
  const changed = new Set<string>()
  for (const model of inBuildOrder(areas)) {
    const area = areas.find((each) => each.models.includes(model))?.name ?? ''
    const needs = needsOf({ month, built, expected, changed, moved: null }, model)
    if (needs.length > 0) changed.add(model.name)
    for (const need of needs)
      steps.push({
        kind: 'build',
        id: `build ${model.name} ${need.kommune}`,
        phase: phaseOf(need.kommune),
        kommune: need.kommune as KommuneKode,
        why: need.why,
        because: need.because,
        area,
        model: model.name,
        month,
      })
  }
  return steps
}
