import type { Figure } from './figure.js'

export interface SuiteOptions {
  /** Temporary folder for all that a suite writes; removed at the end. */
  readonly folder: string
  /** 1 = the sizes that the requirements name. */
  readonly scale: number
  readonly rounds: number
  /** Memory of the engine, for both sides. */
  readonly memory: string
  /** Told what is going on; not part of the result. */
  readonly tell: (line: string) => void
}

/** Measures some figures that belong together. */
export type Suite = (options: SuiteOptions) => Promise<readonly Figure[]>
