import {
  type Contract,
  columnType,
  compileSql,
  type Dataomraade,
  type Model,
  quoteIdent,
  quoteText,
  type ResolveRelation,
  type Session,
} from '@flis/core'
import { DimBorger, hiddenColumns, ROW_GROUP, relationsFor, type Table, tableSql } from '@flis/dm'
import { type Berettigelsesvindue, berettigelser } from './berettigelse.js'
import { isHomeOfCitizens } from './citizens.js'
import { type Gathered, kommuneNumber, kommuneOf, OWNER, rowsByOwner } from './gather-facts.js'
import { exportedFacts, type PackageFact, visibleColumns } from './package-tables.js'

/** What the citizens of all kommuner are found from. */
export interface CitizensAsked {
  readonly session: Session
  readonly vindue: Berettigelsesvindue
  /** Tables as they will stand, by model. */
  readonly tables: ReadonlyMap<string, Table>
  /** Contracts that have a table in DSA_HIST. */
  readonly historised: ReadonlySet<string>
  readonly kommuner: readonly string[]
}

const list = (kommuner: readonly string[]): string =>
  [...new Set(kommuner.map(kommuneNumber))].sort((a, b) => a - b).join(', ')

const noRows = ({ fields }: Contract): string =>
  `(select ${Object.entries(fields)
    .map(([name, field]) => `null::${columnType(field)} as ${quoteIdent(name)}`)
    .join(', ')}, null::date as _sidst where false)`

/** Relations as the given tables have them; a contract that was never delivered has no rows. */
export const resolvingWith = (
  tables: ReadonlyMap<string, Table>,
  historised: ReadonlySet<string>,
): ResolveRelation => {
  const resolve = relationsFor(
    {},
    (model) => `(${tableSql(model, tables.get(model.name), hiddenColumns(model))})`,
  )
  return (relation) =>
    relation.of === 'contract' && !historised.has(relation.name)
      ? noRows(relation.definition as Contract)
      : resolve(relation)
}

/** The citizens whom the kommuner are entitled to, as a select of DimBorger and the owner. */
export const entitled = (asked: CitizensAsked): string =>
  `select DimBorger, Kommune as ${quoteIdent(OWNER)}
     from ${compileSql(berettigelser(asked.vindue), resolvingWith(asked.tables, asked.historised))} as entitled
     where Kommune in (${list(asked.kommuner)})`

/** The columns of a table that point to citizens. */
export const pointersToCitizens = (model: Model): readonly string[] =>
  visibleColumns(model).filter((name) => model.columns[name]?.to === DimBorger.name)

/** The facts and bridges of other areas that refer to citizens, each once, by name. */
const factsReferringToCitizens = (areas: readonly Dataomraade[]): readonly PackageFact[] => {
  const facts = areas.filter((area) => !isHomeOfCitizens(area)).flatMap(exportedFacts)
  const referring = facts.filter(({ model }) => pointersToCitizens(model).length > 0)
  const byName = new Map(referring.map((fact) => [fact.model.name, fact]))
  return [...byName.values()].sort((a, b) => (a.model.name < b.model.name ? -1 : 1))
}

/** The models of other areas whose rows, exported, refer to citizens. */
export const modelsReferringToCitizens = (areas: readonly Dataomraade[]): readonly Model[] =>
  factsReferringToCitizens(areas).map(({ model }) => model)

/** A column of a fact or a bridge that refers to citizens, with the rows of every kommune and whose each is. */
interface Referring {
  readonly fact: PackageFact
  readonly column: string
  readonly from: string
  readonly kommune: string
}

/** The columns of other areas' tables that refer to citizens. */
export const factsReferringTo = (
  areas: readonly Dataomraade[],
  tables: ReadonlyMap<string, Table>,
): readonly Referring[] =>
  factsReferringToCitizens(areas).flatMap((fact) =>
    pointersToCitizens(fact.model).map((column) => ({
      fact,
      column,
      ...kommuneOf(fact, tables.get(fact.model.name)),
    })),
  )

/** The citizens whom the kommuner's own rows of other areas refer to: one select for each column that does. */
const referredTo = ({ tables, kommuner }: CitizensAsked, areas: readonly Dataomraade[]): readonly string[] =>
  factsReferringTo(areas, tables).map(
    ({ column, from, kommune }) => `select ${quoteIdent(column)}, ${kommune}
     from (${from}) as every_kommune
     where ${kommune} in (${list(kommuner)}) and ${quoteIdent(column)} <> -1`,
  )

/** The statement that writes what a select gives to a file. */
export const toParquet = (select: string, path: string): string =>
  `copy (${select}) to ${quoteText(path)} (format parquet, compression snappy, row_group_size ${ROW_GROUP})`

/**
 * Writes which citizens each kommune receives (DimBorger and the owner, each pair once), and DimBorger's rows of them in
 * a second file, kommune by kommune, with the member −1 for each. Two statements for all kommuner.
 *
 * @param areas of which the citizens referred to come too; none: only those entitled to
 */
export const gatherCitizens = async (
  asked: CitizensAsked,
  areas: readonly Dataomraade[],
  paths: { readonly pairs: string; readonly members: string },
): Promise<Gathered> => {
  const { session, tables, kommuner } = asked
  await session.run(
    toParquet([entitled(asked), ...referredTo(asked, areas)].join('\n     union\n     '), paths.pairs),
  )
  const columns = Object.keys(DimBorger.columns).map((name) => `members.${quoteIdent(name)}`)
  const key = quoteIdent(DimBorger.keyColumn)
  await session.run(
    toParquet(
      `select ${columns.join(', ')}, owned.${quoteIdent(OWNER)}
     from (${tableSql(DimBorger, tables.get(DimBorger.name))}) as members
     join (
       select DimBorger, ${quoteIdent(OWNER)}
       from read_parquet(${quoteText(paths.pairs)})
       union all
       select -1, unnest([${list(kommuner)}]::integer[])
     ) as owned on owned.DimBorger = members.${key}
     order by owned.${quoteIdent(OWNER)}`,
      paths.members,
    ),
  )
  return {
    path: paths.members,
    order: [DimBorger.keyColumn],
    rowsOf: await rowsByOwner(session, paths.members, `${key} <> -1`),
  }
}
