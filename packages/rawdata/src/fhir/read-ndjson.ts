import { LINE_FEED } from '../csv/bytes.js'
import { wholeLines } from '../csv/whole-lines.js'
import type { BundleFile, BundleItem } from './bundle-item.js'
import { bundleItems, type Place, refuse } from './report-walk.js'

type NumberedPlace = Omit<Place, 'line'>

const itemsOfLine = function* (text: string, place: Place): Generator<BundleItem> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    yield refuse('R201', text, place)
    return
  }
  yield* bundleItems(value, place)
}

/**
 * The resources of an `.ndjson` file, a Bundle on each line; only one line at a time is held.
 *
 * A line that is not JSON is refused R201, one over the limit R003; blank lines at the end are nothing, others
 * are refused R201.
 *
 * Errors: L042 for bytes that are not UTF-8, and NUL, with the line.
 */
export const readNdjson = async function* (
  file: BundleFile,
  numbering: NumberedPlace,
  maxLineBytes: number,
): AsyncGenerator<BundleItem> {
  let line = 0
  let blanks = 0
  const linesDone = () => line
  const blanksBefore = function* (): Generator<BundleItem> {
    for (; blanks > 0; blanks--) yield refuse('R201', '', { ...numbering, line: line - blanks })
  }
  for await (const block of wholeLines(file.chunks(), {
    file: file.name,
    encoding: 'UTF-8',
    maxLineBytes,
    linesDone,
  })) {
    for (let start = 0; start < block.bytes.length; ) {
      const lineFeed = block.bytes.indexOf(LINE_FEED, start)
      const end = lineFeed < 0 ? block.bytes.length : lineFeed
      const bytes = block.bytes.subarray(start, end)
      start = block.overlong ? block.bytes.length : end + 1
      line++
      if (block.overlong || bytes.length > maxLineBytes) {
        yield* blanksBefore()
        yield refuse('R003', bytes.toString('utf8'), { ...numbering, line })
        continue
      }
      const text = bytes
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trim()
      if (text === '') {
        blanks++
      } else {
        yield* blanksBefore()
        yield* itemsOfLine(text, { ...numbering, line })
      }
    }
  }
}
