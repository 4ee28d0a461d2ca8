import { type Dataomraade, type LedgerReader, quoteIdent, type Session } from '@flis/core'
import { type CatalogueTable, inBuildOrder, placedTable, publishedColumns, tableSql } from '@flis/dm'
import type { VersionOfRun } from './version-of-run.js'

/** Gives the rows of a table of the earlier version with the surrogates that the later one has for the same members. */
export type Rekey = (table: CatalogueTable, rows: string, columns: readonly string[]) => string

/** Keys that were taken into use between two versions; a ledger of an earlier flis tells of none. */
const keysBetween = async (ledger: LedgerReader, before: number, after: number): Promise<number> => {
  const [row] = await ledger.rows(
    `select count(*)::integer as n from keys where nr > 1 and version > ${before} and version <= ${after}`,
  )
  return Number(row?.n ?? 0)
}

const membersName = (dimension: string): string => quoteIdent(`rekeyed_${dimension}`)

/** The surrogates of a dimension's members before and after, by natural key; none where a version lacks one of its columns. */
const pairMembers = async (
  session: Session,
  name: string,
  natural: readonly string[],
  versions: readonly [VersionOfRun, VersionOfRun],
): Promise<boolean> => {
  const sides = versions.map(({ catalogue, folder }) => {
    const table = catalogue.tables.find((each) => each.name === name)
    const there = new Set([...(table?.columns ?? []).map((each) => each.name), ...(table?.hidden ?? [])])
    return table === undefined || table.keyColumn === null || !natural.every((each) => there.has(each))
      ? undefined
      : `select ${quoteIdent(table.keyColumn)} as member, ${natural.map(quoteIdent).join(', ')}
         from (${tableSql({ columns: publishedColumns(table) }, placedTable(table, folder), table.hidden)})
         where ${quoteIdent(table.keyColumn)} <> -1`
  })
  if (sides.includes(undefined)) return false
  await session.run(
    `create or replace temp table ${membersName(name)} as
     select was.member as was, now.member as now
     from (${sides[0]}) as was
     join (${sides[1]}) as now
       on ${natural.map((each) => `was.${quoteIdent(each)} is not distinct from now.${quoteIdent(each)}`).join(' and ')}`,
  )
  return true
}

/**
 * Where the warehouse's key was changed between two versions every surrogate is another: rows of the earlier version are
 * compared with those that the later key gives its members. Undefined where the key is the same.
 */
export const rekeyed = async (
  session: Session,
  ledger: LedgerReader,
  areas: readonly Dataomraade[],
  versions: readonly [VersionOfRun, VersionOfRun],
): Promise<Rekey | undefined> => {
  const [before, after] = versions
  if ((await keysBetween(ledger, before.version, after.version)) === 0) return undefined
  const paired = new Set<string>()
  for (const { name, natural } of inBuildOrder(areas))
    if (natural !== undefined && (await pairMembers(session, name, natural, versions))) paired.add(name)
  return (table, rows, columns) => {
    const keys = table.columns.flatMap(({ name, to }) => {
      const of = name === table.keyColumn ? table.name : to
      return of !== null && paired.has(of) && columns.includes(name) ? [{ name, of }] : []
    })
    if (keys.length === 0) return rows
    const now = keys.map(
      ({ name }, nth) =>
        `coalesce(members_${nth}.now, was.${quoteIdent(name)})::${table.columns.find((each) => each.name === name)?.type ?? 'BIGINT'} as ${quoteIdent(name)}`,
    )
    const joins = keys.map(
      ({ name, of }, nth) =>
        `left join ${membersName(of)} as members_${nth} on members_${nth}.was = was.${quoteIdent(name)}`,
    )
    return `select was.* replace (${now.join(', ')}) from (${rows}) as was ${joins.join(' ')}`
  }
}
