import { quoteIdent, quoteText, type Session } from '@flis/core'
import { ROW_GROUP, type Table, tableSql } from '@flis/dm'
import { type PackageFact, visibleColumns } from './package-tables.js'

/** A fact's rows of the kommuner that get packages, kommune by kommune: in one Parquet file, or a large one's in several. */
export interface Gathered {
  readonly path: string
  /** The file of a kommune, by its code as an integer, where there are several. */
  readonly pathOf?: ReadonlyMap<number, string>
  /** What gives the rows of a kommune their order; hidden columns of the grain among them. */
  readonly order: readonly string[]
  /** Rows by kommune code, as an integer. */
  readonly rowsOf: ReadonlyMap<number, bigint>
}

/** Column of a gathered file that says whose a row is: the kommune's code as a number. */
export const OWNER = '_ejer'

/** A kommune's code as facts hold it: 751 for `0751`. */
export const kommuneNumber = (kommune: string): number => Number.parseInt(kommune, 10)

/** Rows of a gathered file by owner. */
export const rowsByOwner = async (
  session: Session,
  path: string,
  only = 'true',
): Promise<ReadonlyMap<number, bigint>> => {
  const rows = await session.rows(
    `select ${quoteIdent(OWNER)} as kommune, count(*) as own_rows
     from read_parquet(${quoteText(path)})
     where ${only}
     group by all
     order by all`,
  )
  return new Map(rows.map((row) => [Number(row.kommune), row.own_rows as bigint]))
}

interface Ownership {
  readonly isEmpty: boolean
  /** Whose a row is, as a number; NULL in a table that has no files and would not show the column. */
  readonly kommune: string
  /** Hidden columns that this takes. */
  readonly hidden: readonly string[]
}

const ownership = ({ model, kommuneColumn }: PackageFact, table: Table | undefined): Ownership => {
  const isEmpty = (table?.layers ?? []).every((layer) => layer.rows.length === 0)
  const isHidden = !(kommuneColumn in model.columns)
  return {
    isEmpty,
    // Facts hold the kommune as a number, a delivery's kommune is text: 751 and 0751 are the same.
    kommune: isEmpty && isHidden ? 'null::integer' : `${quoteIdent(kommuneColumn)}::integer`,
    hidden: isHidden ? [kommuneColumn] : [],
  }
}

/** A fact's rows of every kommune, and whose each is. */
export const kommuneOf = (
  fact: PackageFact,
  table: Table | undefined,
): { readonly from: string; readonly kommune: string } => {
  const { isEmpty, kommune, hidden } = ownership(fact, table)
  return { from: tableSql(fact.model, table, isEmpty ? [] : hidden), kommune }
}

/** A file of the citizens that each kommune receives (DimBorger and the owner), and the fact's columns that point to one. */
export interface OnlyCitizens {
  readonly pairs: string
  readonly columns: readonly string[]
}

/** Rows about others than the citizens that the kommune receives are not for it: an end long after the last residence. */
const aboutOwnCitizens = ({ pairs, columns }: OnlyCitizens, kommune: string, wanted: string): string =>
  columns
    .map(
      (name, nth) => `
       semi join (
         select DimBorger as _citizen, ${quoteIdent(OWNER)} as _receiver
         from read_parquet(${quoteText(pairs)})
         where ${quoteIdent(OWNER)} in (${wanted})
         union all
         select -1, unnest([${wanted}]::integer[])
       ) as own_${nth} on own_${nth}._citizen = every_kommune.${quoteIdent(name)} and own_${nth}._receiver = ${kommune}`,
    )
    .join('')

/** More rows are not sorted at once: what they spill onto the disk would be several times the warehouse. */
const MOST_SORTED = 60_000_000

/** Kommuner whose rows are sorted together; one group, unless the table is large. */
const groupsOf = async (
  session: Session,
  { from, kommune }: { readonly from: string; readonly kommune: string },
  table: Table | undefined,
  kommuner: readonly number[],
): Promise<readonly (readonly number[])[]> => {
  const files = (table?.layers ?? []).flatMap((each) => each.rows)
  if (files.reduce((sum, each) => sum + Number(each.rows), 0) <= MOST_SORTED) return [kommuner]
  const counted = await session.rows(
    `select ${kommune} as kommune, count(*) as n from (${from}) as every_kommune group by all`,
  )
  const rowsOf = new Map(counted.map((row) => [Number(row.kommune), Number(row.n)]))
  const groups: { kommuner: number[]; rows: number }[] = []
  for (const each of kommuner) {
    const rows = rowsOf.get(each) ?? 0
    const open = groups.at(-1)
    if (open === undefined || open.rows + rows > MOST_SORTED) groups.push({ kommuner: [each], rows })
    else {
      open.kommuner.push(each)
      open.rows += rows
    }
  }
  return groups.map((each) => each.kommuner)
}

/**
 * Reads a fact once for all packages; a large one once for each of a few groups of kommuner. Sorted by kommune, a kommune's rows lie together and the rest of the file is
 * skipped on reading: for 98 kommuner a tenth of the time of reading the table's layers 98 times, and no memory.
 * The order inside a kommune is made where its file is written.
 */
export const gatherFact = async (
  session: Session,
  path: string,
  { model, kommuneColumn }: PackageFact,
  table: Table | undefined,
  kommuner: readonly string[],
  only?: OnlyCitizens,
): Promise<Gathered> => {
  const { isEmpty, kommune, hidden: ofKommune } = ownership({ model, kommuneColumn }, table)
  // A table without files has its declared columns only.
  const hidden = [...model.grain.filter((name) => !(name in model.columns)), ...ofKommune]
  const concealed = isEmpty ? [] : [...new Set(hidden)]
  const order = model.grain.filter((name) => name in model.columns || concealed.includes(name))
  const columns = [...new Set([...visibleColumns(model), ...order])].map(quoteIdent)
  const from = tableSql(model, table, concealed)
  const all = [...new Set(kommuner.map(kommuneNumber))].sort((a, b) => a - b)
  const groups = await groupsOf(session, { from, kommune }, table, all)
  const pathOf = new Map<number, string>()
  const rowsOf = new Map<number, bigint>()
  for (const [nth, group] of groups.entries()) {
    const wanted = group.join(', ')
    const file = nth === 0 ? path : `${path}.${nth}`
    await session.run(
      `copy (
         select ${columns.join(', ')}, ${kommune} as ${quoteIdent(OWNER)}
         from (${from}) as every_kommune${only === undefined ? '' : aboutOwnCitizens(only, kommune, wanted)}
         where ${kommune} in (${wanted})
         order by ${kommune}
       ) to ${quoteText(file)} (format parquet, compression snappy, row_group_size ${ROW_GROUP})`,
    )
    for (const [owner, rows] of await rowsByOwner(session, file)) rowsOf.set(owner, rows)
    for (const each of group) pathOf.set(each, file)
  }
  return { path, pathOf, order, rowsOf }
}
