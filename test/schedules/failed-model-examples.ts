import type { intakeStates } from '../reference/intake-states.js'
import { type Example, KILDER } from './model-example.js'
import { examples } from './model-examples.js'

export interface IntakeModel {
  readonly intakeStates: typeof intakeStates
}

const told = ({ intakeStates: statesOf }: IntakeModel, example: Example): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      ...statesOf(KILDER, example.arrived, {
        accepted: new Set(example.accepted),
        withdrawn: new Set(example.withdrawn),
      }),
    ].map(([id, { state, code, missing, rowsIn, counts }]) => {
      const rest = [state, code, missing].filter((each) => each !== null)
      if (state === 'duplicate' || state === 'rejected') return [id, rest.join(' ')]
      const counted = `=${counts.accepted}+${counts.quarantined}+${counts.duplicates}`
      return [id, `${rest.join(' ')} ${rowsIn}${counted}`]
    }),
  )

const sorted = (of: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Names of the examples that a model does not reproduce. */
export const failedExamples = (model: IntakeModel): readonly string[] =>
  examples.flatMap((example) => {
    const found = told(model, example)
    return sorted(found) === sorted(example.expected) ? [] : [`${example.name}: ${JSON.stringify(found)}`]
  })
