import { type LeaveOut, quoteIdent, quoteText } from '@flis/core'
import { DimBorger, type Table, tableSql } from '@flis/dm'
import { type Gathered, kommuneNumber, OWNER } from './gather-facts.js'
import { withoutLeftOut } from './leave-out.js'
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
  /** At the citizens' home: those that each kommune receives. */
  readonly citizens: Gathered | undefined
  /** As they will stand, by model. */
  readonly standing: ReadonlyMap<string, Table>
  readonly leaveOut: readonly LeaveOut[]
}

const ofKommune = (kommune: string, gathered: Gathered | undefined): string => {
  const number = kommuneNumber(kommune)
  return `read_parquet(${quoteText(gathered?.pathOf?.get(number) ?? gathered?.path ?? '')})
      where ${quoteIdent(OWNER)} = ${number}`
}

/** The citizens that the kommune receives, and −1. */
const ownCitizens = ({ kommune, citizens }: Cutting): string =>
  `(
      select * exclude (${quoteIdent(OWNER)})
      from ${ofKommune(kommune, citizens)}
    )`

/** The kommune's own rows of a fact, in the window. */
const ownRows = (cutting: Cutting, fact: PackageFact): string => {
  const { kommune, gathered, window, tables, leaveOut } = cutting
  const { name } = fact.model
  const rows = `(
      select *
      from ${ofKommune(kommune, gathered.get(name))} and ${inWindow(window.from.get(name))}
    )`
  return withoutLeftOut(rows, tableOfModel(fact.model, tables), leaveOut)
}

const factRows = (cutting: Cutting, fact: PackageFact): TableRows => ({
  table: tableOfModel(fact.model, cutting.tables),
  rows: ownRows(cutting, fact),
  order: (cutting.gathered.get(fact.model.name)?.order ?? []).map(quoteIdent),
  from: cutting.window.from.get(fact.model.name),
})

/** The rows of a table that points to dimensions. */
const pointing = (cutting: Cutting, name: string): string => {
  const fact = cutting.tables.facts.find(({ model }) => model.name === name)
  return fact === undefined
    ? withoutLeftOut(ownCitizens(cutting), tableOfModel(DimBorger, cutting.tables), cutting.leaveOut)
    : ownRows(cutting, fact)
}

/** The members that the package's own rows point to, and −1; at home all citizens that the kommune receives. */
const dimensionRows = (cutting: Cutting, { model, keyColumn, pointers }: PackageDimension): TableRows => {
  const key = quoteIdent(keyColumn)
  const table = tableOfModel(model, cutting.tables)
  if (cutting.citizens !== undefined && model.name === DimBorger.name)
    return { table, rows: pointing(cutting, model.name), order: [key] }
  const pointed = pointers.map(
    (each) => `select ${quoteIdent(each.column)} from ${pointing(cutting, each.table)} as own`,
  )
  const rows = `(
      select *
      from (${tableSql(model, cutting.standing.get(model.name))}) as members
      where ${key} in (${[...pointed, 'select -1'].join('\n       union ')})
    )`
  return { table, rows: withoutLeftOut(rows, table, cutting.leaveOut), order: [key] }
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
