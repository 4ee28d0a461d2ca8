import { fail, type Model, quoteIdent, quoteText, type Session } from '@flis/core'
import { hiddenColumns } from './hidden-columns.js'
import { type Part, partsOf, readParts, type Table, tableSql } from './table.js'

/** Parts of a table that were not there before. */
const newParts = (table: Table, standing: Table | undefined): readonly Part[] => {
  const known = new Set((standing === undefined ? [] : partsOf(standing)).map((each) => each.sha256))
  return table.layers.flatMap((each) => each.rows).filter((each) => !known.has(each.sha256))
}

/** Keys to dimensions are never NULL: unknown, missing and open are −1. Read from the files' statistics. */
const checkKeys = async (session: Session, model: Model, parts: readonly Part[]): Promise<void> => {
  const keys = Object.entries(model.columns).filter(([, column]) => column.to !== undefined)
  if (keys.length === 0) return
  const rows = await session.rows(
    `select path_in_schema, sum(stats_null_count)::bigint as missing
     from parquet_metadata([${parts.map((each) => quoteText(each.path)).join(', ')}])
     where path_in_schema in (${keys.map(([name]) => quoteText(name)).join(', ')})
     group by all
     having sum(stats_null_count) > 0
     order by 1`,
  )
  const [first] = rows
  if (first !== undefined)
    fail('M002', {
      model: model.name,
      column: String(first.path_in_schema),
      detail: `${String(first.missing)} keys are NULL`,
    })
}

/**
 * A query that gives a row when a grain may occur twice. With a day in the grain the rows are grouped without it, and
 * its months are counted as bits, 63 to a number: a table of one row a month has a fraction of its rows as groups, and
 * needs a fraction of the time and memory. Days of one month count as one; then the exact look follows.
 */
const suspicious = (model: Model, parts: readonly Part[]): string => {
  const day = model.grain.find((name) => model.columns[name]?.to === 'DimTid')
  const rest = model.grain.filter((name) => name !== day).map(quoteIdent)
  if (day === undefined || rest.length === 0)
    return `select 1
     from ${readParts(parts)}
     group by hash(${model.grain.map(quoteIdent).join(', ')})
     having count(*) > 1
     limit 1`
  const month = `(${quoteIdent(day)} // 10000 * 12 + ${quoteIdent(day)} // 100 % 100)`
  return `select 1
    from (
      select hash(${rest.join(', ')}, ${month} // 63) as unit, 1::bigint << abs(${month} % 63) as bit
      from ${readParts(parts)}
    )
    group by unit
    having count(*) > bit_count(bit_or(bit))
    limit 1`
}

/** One row for each value of the grain. Units are disjoint, so it is enough to look at what is new. */
const checkGrain = async (session: Session, model: Model, parts: readonly Part[]): Promise<void> => {
  const grain = model.grain.map(quoteIdent).join(', ')
  if ((await session.rows(suspicious(model, parts))).length === 0) return
  const same = await session.value(
    `select count(*) from (select 1 from ${readParts(parts)} group by ${grain} having count(*) > 1)`,
  )
  if (same !== 0n)
    fail('M002', {
      model: model.name,
      columns: model.grain,
      detail: `${String(same)} values of the grain occur twice`,
    })
}

/**
 * A new member must not have the key of a standing one of another natural key: telling them apart would move a key
 * that facts hold, so it takes a build of everything.
 */
const checkMembers = async (
  session: Session,
  model: Model,
  parts: readonly Part[],
  standing: Table | undefined,
): Promise<void> => {
  const { natural, keyColumn } = model
  if (natural === undefined || keyColumn === undefined || standing === undefined) return
  const key = quoteIdent(keyColumn)
  const other = natural.map((name) => `fresh.${quoteIdent(name)} is distinct from known.${quoteIdent(name)}`)
  const met = await session.rows(
    `select 1
     from ${readParts(parts)} as fresh
     join (${tableSql(model, standing, hiddenColumns(model))}) as known on known.${key} = fresh.${key}
     where ${other.join(' or ')}
     limit 1`,
  )
  if (met.length > 0)
    fail('M002', {
      model: model.name,
      column: keyColumn,
      detail: 'a new member has the key of another: flis rebuild --swap',
    })
}

/**
 * The checks that stand between a staged table and its readers (M002). They look at the new parts only: the others
 * have passed before.
 */
export const checkTable = async (
  session: Session,
  model: Model,
  table: Table,
  standing: Table | undefined,
): Promise<void> => {
  const parts = newParts(table, standing)
  if (parts.length === 0) return
  await checkKeys(session, model, parts)
  await checkGrain(session, model, parts)
  if (table.layers.length > 1) await checkMembers(session, model, parts, standing)
}
