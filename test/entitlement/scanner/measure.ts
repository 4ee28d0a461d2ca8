import type { Json } from '@duckdb/node-api'
import { MINIMISED, ownerColumn, RELATIVES } from './areas.js'
import { quoted, type Table } from './open-package.js'
import { numbersIn } from './own-numbers.js'

/** What is asked of a table in one reading. */
export interface Measured {
  readonly rows: number
  /** Keys of citizens that its rows point to, by column; without −1. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>
  /** Digits that can be numbers of persons, by column. */
  readonly numbers: ReadonlyMap<string, readonly string[]>
  /** Rows that name another kommune as theirs. */
  readonly foreign: number
  /** Rows with content in columns that are to be empty, by column. */
  readonly leftOver: ReadonlyMap<string, number>
}

const CITIZEN_KEY = /^DimBorger(?:[A-ZÆØÅ]|$)/

/** Columns of facts and bridges that point to citizens: by what skema.json says, and by their names. */
const citizenKeys = (table: Table): readonly string[] =>
  table.kind === 'dimension'
    ? []
    : table.found.filter(
        (column) =>
          (CITIZEN_KEY.test(column) && column !== 'DimBorgerID') ||
          table.foreignKeys.some((each) => each.column === column && each.table === 'DimBorger'),
      )

/** What of a table's columns the switches leave empty; tables of nobody have nothing to leave out. */
const emptyColumns = (table: Table, whats: Iterable<string>): readonly string[] =>
  [...whats]
    .flatMap((what) => MINIMISED[what] ?? [])
    .filter((column) => table.found.includes(column))
    .filter((column) => column.startsWith('DimGeografi') || table.columns.some(({ data }) => data === 'CPR'))

/** A row's own kommune: of a fact its column, of received rows the delivery, of districts the address. */
const foreignRows = (table: Table, kommune: string): string => {
  const owner = table.kind === 'fact' ? ownerColumn(table.found) : undefined
  if (owner !== undefined)
    return `count(*) filter (${quoted(owner)}::integer is distinct from ${Number(kommune)})`
  if (table.name === 'LIFASkoledistrikt')
    return `count(*) filter (${quoted('KommuneKode')} is distinct from '${kommune}')`
  return table.found.includes('_kommune')
    ? `count(*) filter (${quoted('_kommune')} not in ('${kommune}', '0000'))`
    : '0'
}

const whole = (type: string): boolean => /^(?:U?BIGINT|U?INTEGER|HUGEINT|DECIMAL|DOUBLE)/.test(type)

/** Integers that would be numbers of persons without their leading zeros are found too. */
const candidates = (column: string, type: string): string =>
  whole(type)
    ? `list(distinct lpad(${quoted(column)}::varchar, 10, '0'))
        filter (try_cast(${quoted(column)} as hugeint) between 100000000 and 9999999999)`
    : `list(distinct ${quoted(column)}::varchar)
        filter (regexp_matches(${quoted(column)}::varchar, '[0-9]{6}-?[0-9]{4}'))`

const texts = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** Asks a table once for all that is judged of it. */
export const measure = async (
  table: Table,
  kommune: string,
  minimised: Iterable<string>,
): Promise<Measured> => {
  const keys = citizenKeys(table)
  const empty = emptyColumns(table, minimised)
  const relatives = table.name === 'DimBorger' || table.name === 'BorgerPerson' ? RELATIVES : []
  const looked = table.found.filter((column) => !keys.includes(column) && !relatives.includes(column))
  const typeOf = (column: string): string =>
    table.columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
  const [row = {}] = await table.ask([
    'count(*)::varchar as n',
    `(${foreignRows(table, kommune)})::varchar as f`,
    ...keys.map((column, nth) => `list(distinct ${quoted(column)}::varchar) as k${nth}`),
    ...empty.map(
      (column, nth) => `count(*) filter (${quoted(column)}::varchar not in ('-1', ''))::varchar as e${nth}`,
    ),
    ...looked.map((column, nth) => `${candidates(column, typeOf(column))} as c${nth}`),
  ])
  return {
    rows: Number(row.n),
    foreign: Number(row.f),
    keys: new Map(
      keys.map((column, nth) => [column, new Set(texts(row[`k${nth}`]).filter((each) => each !== '-1'))]),
    ),
    leftOver: new Map(empty.map((column, nth) => [column, Number(row[`e${nth}`])])),
    numbers: new Map(
      looked.map((column, nth) => [column, texts(row[`c${nth}`]).flatMap((each) => numbersIn(each))]),
    ),
  }
}
