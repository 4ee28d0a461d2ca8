import { ndjsonLines } from '../ndjson/ndjson-lines.js'
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
  for await (const lines of ndjsonLines(file, maxLineBytes)) {
    for (const { line, text, overlong } of lines) {
      const place = { ...numbering, line }
      if (overlong) yield refuse('R003', text, place)
      else yield* itemsOfLine(text, place)
    }
  }
}
