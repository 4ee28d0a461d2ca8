import { CARRIAGE_RETURN, DELIMITER, LINE_FEED, QUOTE } from './bytes.js'
import type { PlainRules } from './plain-lines.js'

/** Offset of the byte after a quoted field that opens at `start`; −1 when it is not closed on its line. */
const afterQuoted = (block: Buffer, start: number): number => {
  let at = start + 1
  for (;;) {
    let byte = block[at]
    while (byte !== QUOTE && byte !== LINE_FEED) byte = block[++at]
    if (byte === LINE_FEED) return -1
    at++
    if (block[at] !== QUOTE) return at
    at++
  }
}

/**
 * Runs over good lines that hold quoted fields, as senders write them that quote all; gives the offset where the
 * first line starts that is not good, or has no quotes (others are faster on these), and counts into `seen`.
 *
 * It only waves through: whatever it stops at is looked at singly, so it need not know why.
 *
 * @param block whole lines: its last byte is a line feed
 */
export const passQuotedLines = (
  block: Buffer,
  from: number,
  rules: PlainRules,
  seen: { lines: number },
): number => {
  const { fields: wanted, crlf } = rules
  const longest = rules.maxLineBytes + (crlf ? 2 : 1)
  const end = block.length
  let lines = 0
  let lineStart = from
  while (lineStart < end) {
    let at = lineStart
    let fields = 1
    let quoted = false
    let byte = block[at]
    for (;;) {
      if (byte === QUOTE) {
        const after = afterQuoted(block, at)
        if (after < 0) break
        quoted = true
        at = after
        byte = block[at]
      } else {
        while (byte !== DELIMITER && byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== QUOTE) {
          byte = block[++at]
        }
      }
      if (byte !== DELIMITER) break
      fields++
      byte = block[++at]
    }
    if (crlf && byte === CARRIAGE_RETURN) byte = block[++at]
    else if (crlf) break
    if (byte !== LINE_FEED || !quoted || fields !== wanted || at + 1 - lineStart > longest) break
    lines++
    lineStart = at + 1
  }
  seen.lines += lines
  return lineStart
}
