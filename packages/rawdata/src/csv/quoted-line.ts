import { CARRIAGE_RETURN, DELIMITER, QUOTE } from './bytes.js'

/** What the state machine says of one physical line. */
export interface LineVerdict {
  /** Number of fields, when the quotes are in order. */
  readonly fields: number
  /** A quote is open at the line's end, or text follows a closing quote, or a bare field has an odd quote. */
  readonly broken: boolean
  /** A bare field holds quotes or a carriage return: engines read these differently, so it is written anew. */
  readonly ambiguous: boolean
  readonly hasQuotes: boolean
}

const BROKEN: LineVerdict = { fields: 0, broken: true, ambiguous: false, hasQuotes: true }

/** Position after the closing quote of a field whose opening quote stands at `start`; −1 when it never closes. */
const afterQuotedField = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start + 1
  for (;;) {
    while (at < end && bytes[at] !== QUOTE) at++
    if (at >= end) return -1
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) return at + 1
    at += 2
  }
}

/**
 * Reads one physical line, `bytes` from `start` to `end` without its line end.
 *
 * A quote counts as opening only at the start of a field. Inside a bare field paired quotes are text
 * (`Hans "Kalle" Jensen`); an odd one (`5" rør`) is a quote that nobody closed.
 *
 * @example inspectLine(Buffer.from('"a;b";c'), 0, 7) // 2 fields, nothing broken, nothing ambiguous
 */
export const inspectLine = (bytes: Uint8Array, start: number, end: number): LineVerdict => {
  let fields = 1
  let ambiguous = false
  let hasQuotes = false
  let at = start
  for (;;) {
    if (at < end && bytes[at] === QUOTE) {
      hasQuotes = true
      at = afterQuotedField(bytes, at, end)
      if (at < 0 || (at < end && bytes[at] !== DELIMITER)) return BROKEN
    } else {
      let quotes = 0
      while (at < end) {
        const byte = bytes[at]
        if (byte === DELIMITER) break
        if (byte === QUOTE) quotes++
        else if (byte === CARRIAGE_RETURN) ambiguous = true
        at++
      }
      if (quotes % 2 === 1) return BROKEN
      if (quotes > 0) {
        ambiguous = true
        hasQuotes = true
      }
    }
    if (at >= end) return { fields, broken: false, ambiguous, hasQuotes }
    at++
    fields++
  }
}

/** The fields of a line that {@link inspectLine} did not call broken, each as bytes with its quotes. */
const fieldsOf = (line: Buffer): Buffer[] => {
  const fields: Buffer[] = []
  let at = 0
  for (;;) {
    const start = at
    if (line[at] === QUOTE) at = afterQuotedField(line, at, line.length)
    else while (at < line.length && line[at] !== DELIMITER) at++
    fields.push(line.subarray(start, at))
    if (at >= line.length) return fields
    at++
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/**
 * The same record in the one form that every engine takes alike: bare fields with quotes or carriage returns
 * become quoted ones. Values stay byte for byte.
 */
export const unambiguousLine = (line: Buffer): Buffer => {
  const written = fieldsOf(line).map((field) => {
    // latin1 maps each byte to one character and back, so UTF-8 passes through unharmed
    const text = field.toString('latin1')
    return field[0] !== QUOTE && /["\r]/.test(text) ? quoted(text) : text
  })
  return Buffer.from(written.join(';'), 'latin1')
}

/** The values of a line's fields, quotes taken off; undefined when its quotes are broken. */
export const fieldValues = (line: Buffer, encoding: 'utf8' | 'latin1'): readonly string[] | undefined => {
  if (inspectLine(line, 0, line.length).broken) return undefined
  return fieldsOf(line).map((field) =>
    field[0] === QUOTE
      ? field.toString(encoding, 1, field.length - 1).replaceAll('""', '"')
      : field.toString(encoding),
  )
}
