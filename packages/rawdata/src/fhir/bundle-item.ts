import type { FhirReport } from '@flis/core'
import type { JsonObject } from './resource.js'

/** A resource of a report, ready for the contracts to take. */
export interface ReadResource {
  readonly is: 'resource'
  readonly file: string
  /** `_linje`: in NDJSON the physical line of the Bundle, in JSON the same as `number`. 1-based. */
  readonly line: number
  /** Number of the resource among all resources of the file, whatever their type. 1-based. */
  readonly number: number
  /** What the Bundle says: citizen, sender, time. */
  readonly report: FhirReport
  readonly resource: JsonObject
  /** Canonical JSON of the resource: keys sorted, no white space. */
  readonly json: string
  /** SHA-256 (hex) of `json`; the last tie-break between versions. */
  readonly sha256: string
}

/** R201 not JSON, R202 not a Bundle, R203 no single citizen with a CPR number, R003 line too long. */
export type RefusalCode = 'R201' | 'R202' | 'R203' | 'R003'

/** A Bundle (or what stands in the place of one) that goes to quarantine whole; it counts as one row. */
export interface RefusedBundle {
  readonly is: 'refused'
  readonly file: string
  readonly line: number
  readonly number: number
  readonly code: RefusalCode
  /** Personal data: quarantine only. The beginning, when it is longer than {@link RAW_CHARACTERS}. */
  readonly raw: string
}

export type BundleItem = ReadResource | RefusedBundle

/** How much of a refused Bundle quarantine keeps; the archive has the rest. */
export const RAW_CHARACTERS = 1024 * 1024

/** A file of Bundles. */
export interface BundleFile {
  readonly name: string
  readonly form: 'json' | 'ndjson'
  /** It is the delivery itself, not a member of a zip: then not well-formed JSON rejects the delivery. */
  readonly bare: boolean
  /** The file's bytes, from the start at each call: a large JSON file is read twice. */
  readonly chunks: () => AsyncIterable<Buffer>
}
