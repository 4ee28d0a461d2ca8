import { extractTime } from '@flis/core'
import { type FileNameRules, parseFileName } from '../envelope/file-name.js'
import type { Arrival } from './arrival.js'

/** Texts that sort as the arrivals are to land; a name that no delivery can have comes last. */
const sortKey = (fileName: string, rules: FileNameRules): readonly string[] => {
  try {
    const { periode, loebenr, kilde, kommune } = parseFileName(fileName, rules)
    return [String(extractTime(periode, loebenr)), kilde, kommune, fileName]
  } catch {
    return ['~', '', '', fileName]
  }
}

const compare = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((each, index) => each !== b[index])
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

/**
 * Arrivals by extract time, Kilde, kommune, file name, so that ids and order do not hang on the listing. Arrivals
 * of one name stay in the order they were given: which of them came first is the source's to know.
 */
export const sortedArrivals = (arrivals: readonly Arrival[], rules: FileNameRules): readonly Arrival[] =>
  arrivals
    .map((arrival) => ({ arrival, key: sortKey(arrival.fileName, rules) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ arrival }) => arrival)
