import { fail, periodOf, type WideFamily } from '@flis/core'
import { CARRIAGE_RETURN, LINE_FEED } from './bytes.js'
import { type CsvEncoding, nodeEncoding } from './encoding.js'
import type { LineBlock } from './line-splitter.js'
import { fieldValues } from './quoted-line.js'

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** The contract's column names, as far as the file is concerned. */
export interface ExpectedColumns {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /** Columns that grow with time. */
  readonly families?: readonly WideFamily[]
}

export interface CsvHeader {
  /** Names as they stand in the file, in its order. */
  readonly names: readonly string[]
  /** Names that the contract does not know. */
  readonly unknown: readonly string[]
  /** Optional columns that the file leaves out. */
  readonly missing: readonly string[]
}

export interface FirstLine {
  readonly header: CsvHeader
  readonly crlf: boolean
  /** Offset in the block where line 2 starts. */
  readonly end: number
  /** The line to write: without byte-order mark. */
  readonly line: Buffer
}

interface HeaderRules {
  readonly file: string
  readonly encoding: CsvEncoding
  readonly columns: ExpectedColumns
  readonly maxLineBytes: number
}

/** Engines take names for one that differ in upper and lower case only. */
const fold = (name: string): string => name.toLowerCase()

/** Position of the first name that has come before; −1 when all differ. */
const secondOf = (names: readonly string[]): number => {
  const seen = new Set<string>()
  return names.findIndex((name) => seen.size === seen.add(fold(name)).size)
}

/** DREAM's wide file has some four thousand; the engine manages ten, not thirty. */
const MOST_COLUMNS = 10_000

/**
 * Reads the names of line 1; they match the contract exactly.
 *
 * A file without a header has its first row here, so an error tells names from the contract and positions,
 * never what stands in the file.
 */
const readNames = (line: Buffer, { file, encoding, columns }: HeaderRules): CsvHeader => {
  const names = fieldValues(line, nodeEncoding(encoding))
  if (names === undefined) return fail('L041', { file, line: 1, detail: 'a quote is not closed' })
  // engines end a line there, and would take the first row for a part of the header
  if (line.includes(CARRIAGE_RETURN))
    return fail('L041', { file, line: 1, detail: 'a carriage return without a line feed' })
  if (names.length > MOST_COLUMNS)
    return fail('L041', { file, line: 1, expected: `at most ${MOST_COLUMNS} columns` })
  const present = new Set(names)
  const absent = columns.required.filter((name) => !present.has(name))
  if (absent.length > 0) return fail('L041', { file, line: 1, columns: absent, detail: 'missing' })
  const { families = [] } = columns
  const grown = new Map(
    names.flatMap((name) => {
      const period = families.map((each) => periodOf(each, name)).find((each) => each !== undefined)
      return period === undefined ? [] : [[name, period] as const]
    }),
  )
  const known = new Set([...columns.required, ...columns.optional, ...grown.keys()])
  const twice = secondOf(names)
  if (twice >= 0) {
    const folded = fold(names[twice] ?? '')
    const column = [...known].find((name) => fold(name) === folded) ?? `no. ${twice + 1}`
    return fail('L041', { file, line: 1, column, detail: 'duplicated' })
  }
  const [impossible] = [...grown].find(([, period]) => period === 'impossible') ?? []
  if (impossible !== undefined)
    return fail('L043', { file, line: 1, column: impossible, detail: 'there is no such week or month' })
  return {
    names,
    unknown: names.filter((name) => !known.has(name)),
    missing: columns.optional.filter((name) => !present.has(name)),
  }
}

/**
 * Takes line 1 off the first block of a CSV file.
 *
 * Errors: L041 when a required column is missing or a column comes twice, L043 for a column of a week or month that does
 * not exist, L042 for a byte-order mark of UTF-8
 * in a file that is to be ISO-8859-1.
 */
export const readFirstLine = (block: LineBlock, rules: HeaderRules): FirstLine => {
  const { file, encoding } = rules
  const marked = block.bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
  if (marked && encoding !== 'UTF-8')
    return fail('L042', { file, line: 1, expected: encoding, found: 'UTF-8' })
  const start = marked ? BYTE_ORDER_MARK.length : 0
  const lineFeed = block.bytes.indexOf(LINE_FEED)
  const crlf = lineFeed > start && block.bytes[lineFeed - 1] === CARRIAGE_RETURN
  const names = block.bytes.subarray(start, crlf ? lineFeed - 1 : lineFeed)
  if (block.overlong || names.length > rules.maxLineBytes) {
    return fail('L041', { file, line: 1, detail: 'the line is too long' })
  }
  return {
    header: readNames(names, rules),
    crlf,
    end: lineFeed + 1,
    line: block.bytes.subarray(start, lineFeed + 1),
  }
}
