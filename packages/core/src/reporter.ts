import type { UnitsCalled } from './model/model.js'

/** What a run tells while it works. Counts and names only: never a row, a name or a CPR number. */
export type RunEvent =
  | { readonly event: 'run-started'; readonly run: number; readonly kind: string; readonly steps: number }
  | { readonly event: 'step-started'; readonly step: string; readonly why: string }
  | {
      readonly event: 'step-progress'
      readonly step: string
      readonly done: number
      readonly of: number
      readonly unit: 'rows' | 'bytes' | 'files'
    }
  | { readonly event: 'step-committing'; readonly step: string }
  | { readonly event: 'step-done'; readonly step: string; readonly outcome: string; readonly rows: number }
  /** Units of a model (a case, a citizen, a child's day) whose rows were computed anew because something changed. */
  | {
      readonly event: 'recomputed'
      readonly model: string
      readonly units: number
      readonly called?: UnitsCalled
    }
  | { readonly event: 'finding'; readonly name: string; readonly subject: string; readonly count: number }
  | { readonly event: 'run-done'; readonly run: number; readonly outcome: string }

/** Told of every event, in order. A stage reports; how it is shown is the caller's matter. */
export type Reporter = (event: RunEvent) => void

export const silentReporter: Reporter = () => undefined
