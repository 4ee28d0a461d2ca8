// The rows of a published version with natural keys in place of surrogates, so that they can be held against a
// model that knows no surrogates, or against another warehouse.

import { openPublished } from '@flis/dm'

type Value = string | number | null
export type ToldRow = Readonly<Record<string, Value>>

/** What tells the members of a dimension apart; dimensions that are left out have keys that are codes. */
export type NaturalKeys = Readonly<Record<string, readonly string[]>>

const plain = (value: unknown): Value => {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' ? value : String(value)
}

/** Rows as lines, in an order that depends on nothing but them. */
export const lines = (rows: readonly ToldRow[]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))),
    )
    .sort()

/** The dimension that a key column points to: its name with or without a role behind. */
const dimensionOf = (column: string, natural: NaturalKeys): string | undefined =>
  Object.keys(natural)
    .filter((name) => column.startsWith(name))
    .sort((a, b) => b.length - a.length)[0]

/**
 * Reads tables of the newest published version. In facts each key is told as the parts of its member's natural
 * key, −1 as null; in dimensions the key is left out, and member −1 with it.
 */
export const toldTables = async (
  published: string,
  natural: NaturalKeys,
  tables: readonly string[],
): Promise<ReadonlyMap<string, readonly ToldRow[]>> => {
  const version = await openPublished(published)
  const read = async (table: string): Promise<Record<string, unknown>[]> => {
    const types = await version.session.rows(`describe select * from ${version.withHidden(table)}`)
    const columns = types.map(({ column_name, column_type }) => {
      const name = `"${String(column_name)}"`
      return /DATE|DECIMAL|TIMESTAMP/.test(String(column_type)) ? `${name}::varchar as ${name}` : name
    })
    const rows = await version.session.rows(`select ${columns.join(', ')} from ${version.withHidden(table)}`)
    return rows.map((row) => ({ ...row }))
  }
  try {
    const members = new Map<string, Map<string, string | null>>()
    for (const [dimension, parts] of Object.entries(natural)) {
      const byKey = new Map<string, string | null>()
      for (const row of await read(dimension)) {
        const key = String(row[`${dimension}ID`])
        if (byKey.has(key)) throw new Error(`${dimension} has two members ${key}`)
        byKey.set(key, key === '-1' ? null : parts.map((part) => String(row[part])).join(' '))
      }
      members.set(dimension, byKey)
    }
    const told = new Map<string, readonly ToldRow[]>()
    for (const table of tables) {
      const visible = new Set(
        (await version.session.rows(`describe select * from "${table}"`)).map((row) =>
          String(row.column_name),
        ),
      )
      const rows = (await read(table)).filter((row) => String(row[`${table}ID`]) !== '-1')
      told.set(
        table,
        rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).flatMap(([column, value]): [string, Value][] => {
              // Of the hidden columns only the scope is told, and only of dimensions: facts tell theirs by their keys.
              if (!visible.has(column))
                return table.startsWith('Dim') && /^_(kommune|kildesystem|nummerkommune)$/.test(column)
                  ? [[column, plain(value)]]
                  : []
              if (column === `${table}ID`) return []
              const dimension = dimensionOf(column, natural)
              if (dimension === undefined) return [[column, plain(value)]]
              const member = members.get(dimension)?.get(String(value))
              return [[column, member === undefined ? `no member ${String(value)}` : member]]
            }),
          ),
        ),
      )
    }
    return told
  } finally {
    version.close()
  }
}
