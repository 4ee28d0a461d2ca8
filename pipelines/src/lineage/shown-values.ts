import type { DataCategory, Row } from '@flis/core'
import { MASKED_CPR, maskCpr } from '../mask-cpr.js'

/** Values as they may be shown: text, NULL as null; CPR numbers masked. */
export type ShownValues = Readonly<Record<string, string | null>>

/** Numbers, dates and truth values cannot hold a number of somebody by accident; texts and lists of texts can. */
const isTyped = (value: unknown): boolean =>
  typeof value !== 'string' && !(typeof value === 'object' && value !== null && 'items' in value)

/**
 * The values of some columns as text. A column of category CPR is masked whatever it holds; in texts what looks
 * like a CPR number is.
 */
export const shownValues = (
  row: Row,
  columns: readonly string[],
  category: (column: string) => DataCategory | string | undefined,
): ShownValues =>
  Object.fromEntries(
    columns.map((name) => {
      const value = row[name]
      if (value === null || value === undefined) return [name, null]
      if (category(name) === 'CPR') return [name, MASKED_CPR]
      return [name, isTyped(value) ? String(value) : maskCpr(String(value))]
    }),
  )
