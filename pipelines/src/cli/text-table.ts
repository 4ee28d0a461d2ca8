import type { Cli, Words } from './command.js'
import { jsonText } from './json-text.js'

/** A column of a printed list: the name in the row, and in JSON; its heading in the two languages. */
export interface ListColumn {
  readonly name: string
  readonly title: Words
  /** Numbers stand to the right. */
  readonly right?: true
}

const width = (text: string): number => [...text].length

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.map(shown).join(', ') : String(value)
}

/** Control characters in data would move the terminal's cursor. */
const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be printed
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')

/**
 * Lines of columns that stand under each other.
 *
 * @example textTable([{ title: 'id' }, { title: 'rows', right: true }], [['a', 12]])
 */
export const textTable = (
  columns: readonly { readonly title: string; readonly right?: true }[],
  rows: readonly (readonly unknown[])[],
): readonly string[] => {
  const cells = rows.map((row) => row.map((value) => plain(shown(value))))
  const widths = columns.map((each, index) =>
    Math.max(width(each.title), ...cells.map((row) => width(row[index] ?? ''))),
  )
  const lineOf = (row: readonly string[]): string =>
    columns
      .map((each, index) => {
        const text = row[index] ?? ''
        const space = ' '.repeat((widths[index] ?? 0) - width(text))
        return each.right === true ? space + text : text + space
      })
      .join('  ')
      .trimEnd()
  return [lineOf(columns.map((each) => each.title)), ...cells.map(lineOf)]
}

type ListRow = Readonly<Record<string, unknown>>

/** Prints a list: aligned text, or with `--json` one array of objects on one line. */
export const printList = async (
  cli: Cli,
  columns: readonly ListColumn[],
  rows: readonly ListRow[],
  none: string,
): Promise<void> => {
  if (cli.json) return cli.line(jsonText(rows))
  if (rows.length === 0) return cli.line(none)
  const lines = textTable(
    columns.map(({ title, right }) => ({
      title: cli.words(...title),
      ...(right === undefined ? {} : { right }),
    })),
    rows.map((row) => columns.map((each) => row[each.name])),
  )
  await cli.line(lines.join('\n'))
}

/** Prints names and values under each other; with `--json` the object. */
export const printFacts = async (
  cli: Cli,
  facts: readonly (readonly [Words, unknown])[],
  json: ListRow,
): Promise<void> => {
  if (cli.json) return cli.line(jsonText(json))
  const named = facts.map(([title, value]) => [cli.words(...title), plain(shown(value))] as const)
  const widest = Math.max(...named.map(([title]) => width(title)))
  for (const [title, value] of named)
    if (value !== '') await cli.line(`${title}${' '.repeat(widest - width(title))}  ${value}`)
}
