import { extractTime } from '@flis/core'
import type { Arrival } from './arrival.js'
import type { NameRules } from './name-rules.js'
import { toldName } from './told-name.js'

/** Texts that sort as the arrivals are to land; a name that no delivery can have comes last. */
const sortKey = async (arrival: Arrival, rules: NameRules): Promise<readonly string[]> => {
  const { envelope } = await toldName(rules, arrival)
  if (envelope === undefined) return ['~', '', '', arrival.fileName]
  const { periode, loebenr, kilde, kommune } = envelope
  return [String(extractTime(periode, loebenr)), kilde, kommune, arrival.fileName]
}

const compare = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((each, index) => each !== b[index])
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

/**
 * Arrivals by extract time, Kilde, kommune, file name, so that ids and order do not hang on the listing. Arrivals
 * of one name stay in the order they were given: which of them came first is the source's to know.
 */
export const sortedArrivals = async (
  arrivals: readonly Arrival[],
  rules: NameRules,
): Promise<readonly Arrival[]> => {
  const keyed: { readonly arrival: Arrival; readonly key: readonly string[] }[] = []
  for (const arrival of arrivals) keyed.push({ arrival, key: await sortKey(arrival, rules) })
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ arrival }) => arrival)
}
