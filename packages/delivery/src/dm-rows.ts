import { quoteIdent, quoteText } from '@flis/core'
import { type Table, tableSql } from '@flis/dm'
import { type Gathered, kommuneNumber, OWNER } from './gather-facts.js'
import {
  modelsByName,
  type PackageDimension,
  type PackageFact,
  type PackageTables,
  tableOfModel,
} from './package-tables.js'
import { inWindow, type PackageWindow } from './window.js'
import type { TableRows } from './write-files.js'

interface Cutting {
  readonly kommune: string
  readonly tables: PackageTables
  readonly window: PackageWindow
  /** By fact. */
  readonly gathered: ReadonlyMap<string, Gathered>
  /** As they will stand, by model. */
  readonly standing: ReadonlyMap<string, Table>
}

/** The kommune's own rows of a fact, in the window. */
const ownRows = ({ kommune, gathered, window }: Cutting, fact: string): string =>
  `(
      select *
      from read_parquet(${quoteText(gathered.get(fact)?.path ?? '')})
      where ${quoteIdent(OWNER)} = ${kommuneNumber(kommune)} and ${inWindow(window.from.get(fact))}
    )`

const factRows = (cutting: Cutting, { model }: PackageFact): TableRows => ({
  table: tableOfModel(model, cutting.tables),
  rows: ownRows(cutting, model.name),
  order: (cutting.gathered.get(model.name)?.order ?? []).map(quoteIdent),
  from: cutting.window.from.get(model.name),
})

/** The members that the package's own facts point to, and −1. */
const dimensionRows = (cutting: Cutting, { model, keyColumn, pointers }: PackageDimension): TableRows => {
  const key = quoteIdent(keyColumn)
  const pointed = pointers.map(
    ({ fact, column }) => `select ${quoteIdent(column)} from ${ownRows(cutting, fact)} as own`,
  )
  return {
    table: tableOfModel(model, cutting.tables),
    rows: `(
      select *
      from (${tableSql(model, cutting.standing.get(model.name))}) as members
      where ${key} in (${[...pointed, 'select -1'].join('\n       union ')})
    )`,
    order: [key],
  }
}

/**
 * The rows of a DM package by table: the kommune's own rows of each fact and bridge, in the order of their grain, and of
 * each dimension the members that these rows point to, in the order of their keys.
 */
export const dmRows = (cutting: Cutting): readonly TableRows[] => {
  const { facts, dimensions } = cutting.tables
  const byName = new Map([
    ...facts.map((each) => [each.model.name, factRows(cutting, each)] as const),
    ...dimensions.map((each) => [each.model.name, dimensionRows(cutting, each)] as const),
  ])
  return modelsByName(cutting.tables).flatMap((each) => byName.get(each.name) ?? [])
}
