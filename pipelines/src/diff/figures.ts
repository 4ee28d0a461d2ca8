import { quoteIdent, type Row, type Session } from '@flis/core'
import { MOVED_ROWS } from './compare-rows.js'
import type { ComparedColumns } from './table-columns.js'

/** A figure before and after: exact, as text; null where the version has no such rows. */
export interface Figure {
  readonly column: string
  readonly before: string | null
  readonly after: string | null
  readonly difference: string
}

/** Rows that came, went or changed. */
export interface RowCounts {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

/** What moved in one kommune and month of a table; null where the table has none of them. */
export interface Slice {
  readonly month: string | null
  readonly kommune: string | null
  readonly rows: RowCounts & { readonly before: number; readonly after: number }
  /** Sums of the columns that the table declares as figures. */
  readonly totals: readonly Figure[]
}

const orNull = (value: unknown): string | null => (value === '' ? null : String(value))
const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value)

const CHANGES = ['added', 'removed', 'changed'] as const

const toSlice = (row: Row, totals: readonly string[]): Slice => ({
  month: orNull(row.month),
  kommune: orNull(row.kommune),
  rows: {
    before: Number(row.rows_before),
    after: Number(row.rows_after),
    added: Number(row.added),
    removed: Number(row.removed),
    changed: Number(row.changed),
  },
  totals: totals.map((column, nth) => ({
    column,
    before: textOrNull(row[`before_${nth}`]),
    after: textOrNull(row[`after_${nth}`]),
    difference: String(row[`difference_${nth}`] ?? '0'),
  })),
})

/**
 * Sums of a table's figures before and after, in the months and kommuner where a row moved. Only there are the two
 * versions read, and of them the figures alone.
 *
 * @param before the earlier version's rows as a select; undefined where it lacks the table
 */
export const figuresOf = async (
  session: Session,
  versions: { readonly before: string | undefined; readonly after: string | undefined },
  { month, kommune, totals }: ComparedColumns,
): Promise<readonly Slice[]> => {
  const side = (rows: string | undefined, name: string, other: string): readonly string[] =>
    rows === undefined
      ? []
      : [
          `select
            ${month} as month,
            ${kommune} as kommune,
            1 as rows_${name},
            0 as rows_${other}
            ${totals.map((column, nth) => `, ${quoteIdent(column)} as ${name}_${nth}, null as ${other}_${nth}`).join('')}
          from (${rows})`,
        ]
  const sums = totals.flatMap((_, nth) => [
    `sum(before_${nth})::varchar as before_${nth}`,
    `sum(after_${nth})::varchar as after_${nth}`,
    `(coalesce(sum(after_${nth}), 0) - coalesce(sum(before_${nth}), 0))::varchar as difference_${nth}`,
  ])
  const rows = await session.rows(`
    with moved as (
      select month, kommune, ${CHANGES.map((each) => `count(*) filter (change = '${each}') as ${each}`).join(', ')}
      from (
        select month, kommune, change from ${MOVED_ROWS}
        union all
        -- A row that went to another month or kommune moved figures there too.
        select was_month, was_kommune, null from ${MOVED_ROWS}
      )
      group by all
    ),
    figures as (
      select
        ${['month', 'kommune', 'sum(rows_before) as rows_before', 'sum(rows_after) as rows_after', ...sums].join(', ')}
      from (${[...side(versions.before, 'before', 'after'), ...side(versions.after, 'after', 'before')].join(' union all by name ')})
      where (month, kommune) in (select (month, kommune) from moved)
      group by month, kommune
    )
    select figures.*, moved.added, moved.removed, moved.changed
    from figures
    join moved on moved.month = figures.month and moved.kommune = figures.kommune
    order by figures.month, figures.kommune`)
  return rows.map((row) => toSlice(row, totals))
}

/** How many rows came, went and changed, and in how many of the changed ones each column did. */
export const countsOf = async (
  session: Session,
  { values }: ComparedColumns,
): Promise<{
  readonly rows: RowCounts
  readonly columns: readonly { readonly column: string; readonly rows: number }[]
}> => {
  const [row = {}] = await session.rows(`
    select
      ${[
        ...CHANGES.map((each) => `count(*) filter (change = '${each}') as ${each}`),
        ...values.map((_, nth) => `count(*) filter (change = 'changed' and value_${nth}) as value_${nth}`),
      ].join(', ')}
    from ${MOVED_ROWS}`)
  return {
    rows: { added: Number(row.added), removed: Number(row.removed), changed: Number(row.changed) },
    columns: values
      .map((column, nth) => ({ column, rows: Number(row[`value_${nth}`]) }))
      .filter((each) => each.rows > 0),
  }
}
