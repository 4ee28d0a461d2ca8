import type { Json } from '@duckdb/node-api'
import { RELATIVES } from './areas.js'
import type { Findings } from './breach.js'
import { isReplacement } from './days.js'
import { type Package, quoted, type Table } from './open-package.js'
import { bare } from './register.js'
import type { World } from './world.js'

const shown = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : String(value)

type Row = Readonly<Record<string, string>>

const rowsOf = async (table: Table, columns: readonly string[]): Promise<readonly Row[]> => {
  const there = columns.filter((column) => table.found.includes(column))
  const rows = await table.ask(there.map((column, nth) => `${quoted(column)}::varchar as c${nth}`))
  return rows.map((row) => Object.fromEntries(there.map((column, nth) => [column, shown(row[`c${nth}`])])))
}

/** A replacement number that is still the person's: only rows of the kommune itself are about its person. */
const isElsewhere = (nummer: string, citizen: string, row: Row, kommune: string): boolean =>
  isReplacement(nummer) &&
  isReplacement(citizen) &&
  row.KommuneKode !== undefined &&
  row.KommuneKode !== kommune

const judgeRow = (
  table: Table,
  row: Row,
  kommune: string,
  expected: ReadonlySet<string>,
  { whose, register }: World,
  findings: Findings,
): void => {
  const nummer = bare(row.Personnummer)
  const citizen = whose.citizen(nummer)
  if (citizen === undefined || !expected.has(citizen)) {
    findings.add('row about somebody not entitled', table.name, 'Personnummer')
    return
  }
  if (isElsewhere(nummer, citizen, row, kommune)) findings.add('row of another kommune', table.name)
  for (const column of RELATIVES) {
    const other = bare(row[column])
    if (other !== '' && register.related.get(nummer)?.has(other) !== true)
      findings.add('relative that CPR does not tell of', table.name, column)
  }
  const next = bare(row.GaeldendePersonnummer)
  const whom = whose.citizen(next)
  if (register.persons.has(next) && whom !== citizen && (whom === undefined || !expected.has(whom)))
    findings.add('row about somebody not entitled', table.name, 'GaeldendePersonnummer')
}

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  BorgerPerson: ['Personnummer', 'GaeldendePersonnummer', ...RELATIVES],
  BorgerAdresse: ['Personnummer', 'FraDato', 'KommuneKode'],
  BorgerTilknytning: ['Personnummer', 'KommuneKode', 'Rolle', 'FraDato'],
}

const keyOf = (table: string, row: Row): string =>
  (table === 'BorgerPerson'
    ? [row.Personnummer]
    : table === 'BorgerAdresse'
      ? [row.Personnummer, row.FraDato]
      : [row.Personnummer, row.KommuneKode, row.Rolle, row.FraDato]
  ).join(' ')

/** Keys of the rows that tell what CPR says now of the expected citizens. */
const wanted = (
  table: string,
  kommune: string,
  expected: ReadonlySet<string>,
  { register, whose }: World,
): readonly string[] => {
  const mine = (nummer: string): boolean => {
    const citizen = whose.citizen(nummer)
    return citizen !== undefined && expected.has(citizen) && !whose.passedOn.has(citizen)
  }
  if (table === 'BorgerPerson') return [...register.persons.keys()].filter(mine)
  return register.stretches
    .filter((each) => each.table === table && mine(each.nummer))
    .filter(({ nummer, kommune: named }) => !isReplacement(whose.citizen(nummer) ?? '') || named === kommune)
    .map(({ key }) => key)
}

/** Rows of CPR as received: those of the citizens whom the kommune is entitled to, and all of them. */
export const judgeCprRows = async (
  { tables, place: { kommune } }: Package,
  expected: ReadonlySet<string>,
  world: World,
  findings: Findings,
): Promise<void> => {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const table = tables.find((each) => each.name === name)
    const rows = table === undefined ? [] : await rowsOf(table, columns)
    if (table !== undefined) for (const row of rows) judgeRow(table, row, kommune, expected, world, findings)
    const there = new Set(rows.map((row) => keyOf(name, row)))
    for (const key of wanted(name, kommune, expected, world))
      if (!there.has(key)) findings.add(name === 'BorgerPerson' ? 'citizen missing' : 'row missing', name)
  }
}
