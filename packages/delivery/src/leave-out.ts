import { type Config, type LeaveOut, type PackageKind, quoteIdent } from '@flis/core'
import { DimGeografi } from '@flis/dm'
import type { PackageTable } from './package-table.js'

/** Columns of a table that a package leaves empty. */
export interface LeftOutColumns {
  readonly what: LeaveOut
  readonly table: string
  readonly columns: readonly string[]
}

/** Columns of persons' tables, as contracts and models name them. */
const COLUMNS: Readonly<Record<LeaveOut, readonly string[]>> = {
  relations: ['AegtefaellePersonnummer', 'ÆgtefællePersonnummer', 'MorPersonnummer', 'FarPersonnummer'],
  names: ['Navn'],
  addresses: ['VejKode', 'HusNr', 'Etage', 'SideDoer', 'AdresseId'],
}

/** What an area's packages of a kind leave out. */
export const leaveOutOf = (
  { packages }: Pick<Config, 'packages'>,
  area: string,
  kind: PackageKind,
): readonly LeaveOut[] => [...new Set(packages.areas[area]?.leaveOut?.[kind] ?? [])].sort()

/** A table tells of persons when it holds a number of theirs: addresses of nobody are codes. */
const isOfPersons = ({ columns }: PackageTable): boolean => columns.some((each) => each.data === 'CPR')

/** A key to an address reveals it, in whatever table it stands. */
const pointsToAddress = ({ foreignKeys }: PackageTable, column: string): boolean =>
  foreignKeys.some((each) => each.column === column && each.table === DimGeografi.name)

const columnsOf = (table: PackageTable, what: LeaveOut): readonly string[] =>
  table.columns
    .map((each) => each.name)
    .filter(
      (name) =>
        (isOfPersons(table) && COLUMNS[what].includes(name)) ||
        (what === 'addresses' && pointsToAddress(table, name)),
    )

/** The columns of a table that are left empty. */
export const leftOutColumns = (table: PackageTable, what: readonly LeaveOut[]): readonly LeftOutColumns[] =>
  what
    .map((each) => ({ what: each, table: table.name, columns: columnsOf(table, each) }))
    .filter((each) => each.columns.length > 0)

/**
 * A table's rows without what is left out: the columns stay, so that receivers' loads do. Keys to addresses are −1
 * (facts hold no NULL), all else is NULL. Empty before anything is looked up by them.
 *
 * @param rows a relation with the table's columns
 */
export const withoutLeftOut = (rows: string, table: PackageTable, what: readonly LeaveOut[]): string => {
  const left = leftOutColumns(table, what).flatMap((each) => each.columns)
  if (left.length === 0) return rows
  const empty = table.columns
    .filter((each) => left.includes(each.name))
    .map(
      ({ name, type }) => `${pointsToAddress(table, name) ? '-1' : 'null'}::${type} as ${quoteIdent(name)}`,
    )
  return `(select * replace (${empty.join(', ')}) from ${rows} as whole_rows)`
}
