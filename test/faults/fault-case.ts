/** A delivery with a fault in it, as it is put into an inbox. */
export interface FaultCase {
  /** With the seed it tells the whole case. */
  readonly nr: number
  readonly fileName: string
  readonly data: Buffer
  readonly metadata: Buffer
  /** What was done to it, in order. */
  readonly faults: readonly string[]
  /** How rows are counted in it. */
  readonly form: 'utf-8' | 'latin1' | 'zip' | 'xml' | 'bundles'
  /** A code that it must end with, where its only fault leaves no choice. */
  readonly expects?: string
  /** What was delivered under the same name before, without fault; then it comes in the next run. */
  readonly first?: { readonly data: Buffer; readonly metadata: Buffer }
}
