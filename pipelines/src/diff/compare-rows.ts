import { quoteIdent, quoteText, type Session } from '@flis/core'
import { placedTable, publishedColumns, rowsApart } from '@flis/dm'
import type { Rekey } from './rekeyed.js'
import type { ComparedColumns, TablePair } from './table-columns.js'

/** Which rows are looked at; absent: all. */
export interface DiffFilter {
  /** Four digits. */
  readonly kommune?: string
  /** `yyyy-mm`. */
  readonly month?: string
}

/** Folders of the two versions. */
export interface Folders {
  readonly before: string
  readonly after: string
}

/** The rows of a table that came, went or changed: `change, month, kommune, was_month, was_kommune, unit, key_n, value_n`. */
export const MOVED_ROWS = 'diff_rows'

/** Months and kommuner in which anything may differ: one pass over rows that lie in different files. */
const DIFFERING = 'diff_slices'

const filtered = ({ kommune, month }: DiffFilter): string => {
  const conditions = [
    ...(kommune === undefined ? [] : [`diff_kommune = ${quoteText(kommune)}`]),
    ...(month === undefined ? [] : [`diff_month = ${quoteText(month)}`]),
  ]
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
}

const slicesOf = (rows: string, columns: readonly string[], filter: DiffFilter): string => `
  select diff_month as month, diff_kommune as kommune, count(*) as n, sum(hash(${columns.join(', ')})::hugeint) as content
  from (${rows})
  ${filtered(filter)}
  group by all`

/**
 * Compares two versions of a table and keeps the rows that came, went or changed in {@link MOVED_ROWS}. Files that both
 * share are not read, but for what later layers take the place of; then only months and kommuner whose rows differ as a
 * whole are compared row by row. False where nothing differs.
 */
export const compareRows = async (
  session: Session,
  { before, after }: TablePair,
  folders: Folders,
  columns: ComparedColumns,
  filter: DiffFilter,
  rekey?: Rekey,
): Promise<boolean> => {
  const { key, values, hidden, byUnit, month, kommune } = columns
  const either = after ?? before
  if (either === undefined) return false
  const compared = Object.entries(publishedColumns(either)).filter(
    ([name]) => key.includes(name) || values.includes(name),
  )
  const found = rowsApart({
    columns: Object.fromEntries(compared),
    hidden,
    before: before === undefined ? undefined : placedTable(before, folders.before),
    after: after === undefined ? undefined : placedTable(after, folders.after),
  })
  const names = compared.map(([name]) => name)
  const apart =
    found === undefined || rekey === undefined || before === undefined
      ? found
      : { ...found, gone: rekey(before, found.gone, names) }
  if (apart === undefined) {
    await session.run(`create or replace temp table ${MOVED_ROWS} as
      select '' as change, '' as month, '' as kommune, '' as was_month, '' as was_kommune, null::ubigint as unit
        ${values.map((_, nth) => `, false as value_${nth}`).join('')}
      where false`)
    return false
  }
  const placed = (rows: string): string =>
    `select *, ${month} as diff_month, ${kommune} as diff_kommune from (${rows})`
  const content = [...new Set([...key, ...values])].map(quoteIdent)
  await session.run(`create or replace temp table ${DIFFERING} as
    with gone as (${slicesOf(placed(apart.gone), content, filter)}),
    come as (${slicesOf(placed(apart.come), content, filter)})
    select coalesce(come.month, gone.month) as month, coalesce(come.kommune, gone.kommune) as kommune
    from gone
    full join come on come.month = gone.month and come.kommune = gone.kommune
    where come.n is distinct from gone.n or come.content is distinct from gone.content`)
  const rowsOf = (rows: string): string => `
      select
        true as is_there,
        diff_month,
        diff_kommune,
        ${byUnit ? '_unit' : 'null::ubigint'} as unit
        ${[...key.map((name, nth) => `, ${quoteIdent(name)} as key_${nth}`), ...values.map((name, nth) => `, ${quoteIdent(name)} as value_${nth}`)].join('')}
      from (${placed(rows)})
      where (diff_month, diff_kommune) in (select (month, kommune) from ${DIFFERING})`
  const changed = values.map((_, nth) => `gone.value_${nth} is distinct from come.value_${nth}`)
  await session.run(`create or replace temp table ${MOVED_ROWS} as
    with gone as (${rowsOf(apart.gone)}),
    come as (${rowsOf(apart.come)})
    select
      case when come.is_there is null then 'removed' when gone.is_there is null then 'added' else 'changed' end as change,
      coalesce(come.diff_month, gone.diff_month) as month,
      coalesce(come.diff_kommune, gone.diff_kommune) as kommune,
      coalesce(gone.diff_month, come.diff_month) as was_month,
      coalesce(gone.diff_kommune, come.diff_kommune) as was_kommune,
      coalesce(come.unit, gone.unit) as unit
      ${[...key.map((_, nth) => `, coalesce(come.key_${nth}, gone.key_${nth}) as key_${nth}`), ...changed.map((differs, nth) => `, ${differs} as value_${nth}`)].join('')}
    from gone
    full join come on ${key.map((_, nth) => `gone.key_${nth} is not distinct from come.key_${nth}`).join(' and ')}
    where ${['gone.is_there is null', 'come.is_there is null', ...changed].join(' or ')}`)
  return (await session.value(`select count(*) > 0 from ${MOVED_ROWS}`)) === true
}
