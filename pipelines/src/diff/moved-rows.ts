import type { Session } from '@flis/core'
import { type ShownValues, shownValues } from '../lineage/shown-values.js'
import { MOVED_ROWS } from './compare-rows.js'
import type { ComparedColumns, TablePair } from './table-columns.js'

/** A row that moved: which, what became of it, in which columns. CPR numbers are masked. */
export interface MovedRow {
  readonly change: 'added' | 'removed' | 'changed'
  readonly key: ShownValues
  readonly columns: readonly string[]
}

/** The first rows that moved, by their keys; hidden columns of the key stay hidden. */
export const movedRows = async (
  session: Session,
  { before, after }: TablePair,
  { key, values }: ComparedColumns,
  limit: number,
): Promise<readonly MovedRow[]> => {
  const declared = (after ?? before)?.columns ?? []
  const shown = key.flatMap((name, nth) => (name.startsWith('_') ? [] : [{ name, nth }]))
  const rows = await session.rows(
    `select * from ${MOVED_ROWS}
     order by ${['month', 'kommune', ...key.map((_, nth) => `key_${nth}`)].join(', ')}
     limit ${limit}`,
  )
  return rows.map((row) => ({
    change: row.change as MovedRow['change'],
    key: shownValues(
      Object.fromEntries(shown.map(({ name, nth }) => [name, row[`key_${nth}`] ?? null])),
      shown.map(({ name }) => name),
      (name) => declared.find((each) => each.name === name)?.data,
    ),
    columns: row.change === 'changed' ? values.filter((_, nth) => row[`value_${nth}`] === true) : [],
  }))
}
