import type { Field } from './field.js'

/**
 * Columns of a csv file that grow by one each week or month, all of one type. `YYWW`: `<prefix>_2230`, ISO week 30 of ISO
 * year 2022 (YY < 90: 20YY, else 19YY). `YYYY_MM`: `<prefix>_2022_07`.
 */
export interface WideFamily {
  readonly prefix: string
  readonly form: 'YYWW' | 'YYYY_MM'
  /** What each of its columns holds; optional. */
  readonly field: Field
}
