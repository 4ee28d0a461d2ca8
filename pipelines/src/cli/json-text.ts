import type { Row } from '@flis/core'

const isList = (value: unknown): value is { readonly items: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)

/** A value of the engine as JSON knows values: whole numbers of 64 bits and dates as text, lists as arrays. */
const plainValue = (value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  if (isList(value)) return value.items.map(plainValue)
  return String(value)
}

export const plainRow = (row: Row): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]))

/** JSON on one line; bigint as text, a Map as an object. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? each.toString() : each instanceof Map ? Object.fromEntries(each) : each,
  )
