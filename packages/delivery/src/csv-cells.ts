/**
 * The cells of one line of csv: a quoted cell holds the delimiter, and `""` for a quote.
 *
 * @example csvCells('a;"b;c"', ';') // ['a', 'b;c']
 */
export const csvCells = (line: string, delimiter: string): readonly string[] => {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? ''
    if (quoted && letter === '"' && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"') quoted = !quoted
    else if (letter === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell]
}
