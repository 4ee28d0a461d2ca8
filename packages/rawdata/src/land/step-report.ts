import { type Env, stepsOf } from '@flis/core'
import type { OnBytes } from './delivered-file.js'

/** Tells the run's reporter of one land step; says nothing of a delivery that the plan does not hold. */
export interface StepReport {
  readonly started: () => void
  readonly progress: OnBytes
  readonly committing: () => void
  readonly done: (outcome: string, rows: number) => void
}

const SILENT: StepReport = {
  started: () => undefined,
  progress: () => undefined,
  committing: () => undefined,
  done: () => undefined,
}

export const landStep = ({ run, reporter }: Env, fileName: string): StepReport => {
  const step = stepsOf(run.plan, 'land').find(({ id }) => id === `land ${fileName}`)
  if (step === undefined) return SILENT
  const { id, why } = step
  return {
    started: () => reporter({ event: 'step-started', step: id, why }),
    progress: (done, of) => reporter({ event: 'step-progress', step: id, done, of, unit: 'bytes' }),
    committing: () => reporter({ event: 'step-committing', step: id }),
    done: (outcome, rows) => reporter({ event: 'step-done', step: id, outcome, rows }),
  }
}
