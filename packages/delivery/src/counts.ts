import { fail } from '@flis/core'
import { csvCells } from './csv-cells.js'
import type { Manifest } from './manifest.js'

/** What a receiver holds of a table of a package. */
export interface LoadedTable {
  readonly table: string
  readonly rows: string
  /** Sums by column, as text; those that are left out are not compared. */
  readonly sums: Readonly<Record<string, string>>
}

const NUMBER = /^-?\d+(\.\d+)?$/

const wrong = (found: string): never =>
  fail('U001', {
    found,
    expected:
      'a counts file: csv with the columns table, rows and one for each sum, or the same as JSON objects',
  })

const numberOf = (value: unknown, place: string): string => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && NUMBER.test(text.trim()) ? text.trim() : wrong(place)
}

/** Absent as receivers write it. */
const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 'NULL'

const loadedTable = (record: Readonly<Record<string, unknown>>, place: string): LoadedTable => {
  const { table, rows, sums, ...others } = record
  if (typeof table !== 'string' || table === '') return wrong(`${place}: no table`)
  const given = { ...others, ...(typeof sums === 'object' && sums !== null ? sums : {}) }
  return {
    table,
    rows: numberOf(rows, `${place}: rows of ${table}`),
    sums: Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => !isAbsent(value))
        .map(([name, value]) => [name, numberOf(value, `${place}: ${name} of ${table}`)]),
    ),
  }
}

const fromJson = (text: string): readonly LoadedTable[] => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return wrong('not JSON')
  }
  if (!Array.isArray(value)) return wrong('no list')
  return value.map((each: unknown, nth) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? loadedTable({ ...each }, `entry ${nth + 1}`)
      : wrong(`entry ${nth + 1}`),
  )
}

const fromCsv = (text: string): readonly LoadedTable[] => {
  const lines = text.split(/\r?\n/).filter((each) => each.trim() !== '')
  const delimiter = [';', '\t', ','].find((each) => lines[0]?.includes(each)) ?? ';'
  const header = csvCells(lines[0] ?? '', delimiter).map((each) => each.trim())
  for (const needed of ['table', 'rows']) if (!header.includes(needed)) return wrong(`no column ${needed}`)
  return lines.slice(1).map((line, nth) => {
    const cells = csvCells(line, delimiter).map((each) => each.trim())
    if (cells.length !== header.length) return wrong(`line ${nth + 2}`)
    return loadedTable(Object.fromEntries(header.map((name, at) => [name, cells[at]])), `line ${nth + 2}`)
  })
}

/**
 * Reads a counts file: what a receiver counted after loading a package. csv (`;`, `,` or tab) with the columns `table`,
 * `rows` and any number of columns named as the summed ones; or JSON, a list of `{ "table", "rows", "sums": { … } }`.
 * Errors: U001 with the line.
 *
 * @example readCounts('table;rows;Beløb\nFactSager;2;1299.75\n') // [{ table: 'FactSager', rows: '2', sums: { Beløb: '1299.75' } }]
 */
export const readCounts = (text: string): readonly LoadedTable[] => {
  const plain = text.replace(/^\uFEFF/, '')
  const loaded = /^\s*[[{]/.test(plain) ? fromJson(plain) : fromCsv(plain)
  const names = loaded.map((each) => each.table)
  const twice = names.find((each, nth) => names.indexOf(each) !== nth)
  return twice === undefined ? loaded : wrong(`${twice} is counted twice`)
}

/**
 * A counts file to be filled in: every table of a package, and a column for each sum that its manifest declares.
 *
 * @example countsTemplate(await showPackage(path)) // 'table;rows;Beløb\nDimTid;;\nFactSager;;\n'
 */
export const countsTemplate = ({ files }: Pick<Manifest, 'files'>): string => {
  const sums = [...new Set(files.flatMap((each) => Object.keys(each.totals)))].sort()
  const quoted = (name: string): string => (/[;"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)
  return [
    ['table', 'rows', ...sums].map(quoted).join(';'),
    ...files.map(({ table }) => [quoted(table), '', ...sums.map(() => '')].join(';')),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
