import type { BundleFile, BundleItem } from './bundle-item.js'
import { readJson } from './read-json.js'
import { readNdjson } from './read-ndjson.js'
import { JSON_LIMITS, type JsonLimits } from './survey-json.js'

/** Longest line of NDJSON by default, 64 MiB. */
const MAX_NDJSON_LINE_BYTES = 64 * 1024 ** 2

const BATCH_ITEMS = 1_000
const BATCH_CHARACTERS = 8 * 1024 ** 2

export interface BundleOptions {
  /** Resource types that some contract takes; by default all. The others are numbered, not told. */
  readonly takes?: (resourceType: string) => boolean
  /** Longest line of NDJSON; default 64 MiB. */
  readonly maxLineBytes?: number
  readonly limits?: JsonLimits
}

/**
 * The resources in a file of FHIR Bundles, and the Bundles that are refused, in the file's order and in batches
 * of bounded size.
 *
 * A report is a Bundle about one citizen; a Bundle of Bundles holds reports in any order. Not JSON R201, not a
 * Bundle R202, no (or no single) citizen with a CPR number R203, line too long R003: refused whole.
 *
 * Errors: L042 bytes that are not UTF-8, or NUL; L043 when the delivery is one `.json` that is not well-formed.
 *
 * @example
 * for await (const batch of readBundles({ name: 'a.ndjson', form: 'ndjson', bare: true, chunks })) {
 *   await append(batch.flatMap(item => (item.is === 'resource' ? mapping(item.resource, item.report) : [])))
 * }
 */
export const readBundles = async function* (
  file: BundleFile,
  options: BundleOptions = {},
): AsyncGenerator<readonly BundleItem[]> {
  const { takes = () => true, maxLineBytes = MAX_NDJSON_LINE_BYTES, limits = JSON_LIMITS } = options
  const place = { file: file.name, numbered: { count: 0 }, takes }
  const items = file.form === 'json' ? readJson(file, place, limits) : readNdjson(file, place, maxLineBytes)
  let batch: BundleItem[] = []
  let characters = 0
  for await (const item of items) {
    batch.push(item)
    characters += item.is === 'resource' ? item.json.length : item.raw.length
    if (batch.length >= BATCH_ITEMS || characters >= BATCH_CHARACTERS) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) yield batch
}
