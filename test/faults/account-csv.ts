// How many rows a csv file holds and which of its lines are no records, from specification 2.3 alone.

/** The physical lines after the header, as bytes without their line ends; blank ones at the end left out. */
export const dataLines = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    const withoutCr = end > start && bytes[end - 1] === 13 ? end - 1 : end
    lines.push(bytes.subarray(start, withoutCr))
    start = end + 1
  }
  const data = lines.slice(1)
  while (data.length > 0 && data.at(-1)?.length === 0) data.pop()
  return data
}

/** Fields of a line by the dialect's rules; undefined when a quote is not in order. */
const fieldsIn = (line: string): number | undefined => {
  let fields = 1
  let at = 0
  for (;;) {
    if (line[at] === '"') {
      at++
      for (;;) {
        const close = line.indexOf('"', at)
        if (close < 0) return undefined
        at = close + 1
        if (line[at] !== '"') break
        at++
      }
      if (at < line.length && line[at] !== ';') return undefined
    } else {
      const end = line.indexOf(';', at)
      const bare = line.slice(at, end < 0 ? line.length : end)
      // a quote inside a bare field that none closes
      if (bare.split('"').length % 2 === 0) return undefined
      at += bare.length
    }
    if (at >= line.length) return fields
    at++
    fields++
  }
}

export interface BrokenLine {
  readonly line: number
  readonly code: 'R001' | 'R002' | 'R003'
  readonly bytes: Buffer
}

/**
 * The lines that are no records: over-long, then a quote not closed, then too many or too few fields.
 *
 * @param fields of the header
 */
export const brokenLines = (data: readonly Buffer[], fields: number, longest: number): BrokenLine[] =>
  data.flatMap((bytes, nth): BrokenLine[] => {
    const found = fieldsIn(bytes.toString('latin1'))
    const code =
      bytes.length > longest
        ? 'R003'
        : found === undefined
          ? 'R001'
          : found !== fields || bytes.length === 0
            ? 'R002'
            : undefined
    return code === undefined ? [] : [{ line: nth + 2, code, bytes }]
  })

/** Fields of the first line. */
export const headerFields = (bytes: Buffer): number => {
  const end = bytes.indexOf(10)
  const line = bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
  return fieldsIn(line.replace(/\r$/, '').replace(/^\u00ef\u00bb\u00bf/, '')) ?? 0
}
