import type { FhirReport } from '@flis/core'
import { type BundleItem, RAW_CHARACTERS, type ReadResource, type RefusalCode } from './bundle-item.js'
import { canonicalJson, TooDeep } from './canonical-json.js'
import { identifierOf, type JsonObject, objectOf, resourceSha, textOf, typeOf } from './resource.js'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
/** A delivery is a Bundle, or a Bundle of Bundles; deeper nesting is followed this far. */
const DEEPEST = 16

/** Where in its file the walk is. */
export interface Place {
  readonly file: string
  /** The line of all that is found, in NDJSON; otherwise the resource's number stands for it. */
  readonly line?: number
  /** Resources numbered so far in the file. */
  readonly numbered: { count: number }
  /** Resource types that some contract takes; the others are numbered only. */
  readonly takes: (resourceType: string) => boolean
}

interface Numbered {
  readonly number: number
  readonly resource: JsonObject
}

const refusal = (code: RefusalCode, raw: string, number: number, { file, line }: Place): BundleItem => ({
  is: 'refused',
  file,
  line: line ?? number,
  number,
  code,
  raw: raw.slice(0, RAW_CHARACTERS),
})

/** Refuses what stands in the place of a Bundle; it takes one number. */
export const refuse = (code: RefusalCode, raw: string, place: Place): BundleItem =>
  refusal(code, raw, ++place.numbered.count, place)

/** The report's citizen; undefined with none, or with two, for then nobody could say whose data these are. */
const reportOf = (bundle: JsonObject, resources: readonly Numbered[]): FhirReport | undefined => {
  const patients = resources.flatMap(({ resource }) => {
    const cpr = typeOf(resource) === 'Patient' ? identifierOf(resource.identifier, CPR_SYSTEM) : undefined
    return cpr === undefined ? [] : [{ cpr, patient: resource }]
  })
  const [first] = patients
  if (first === undefined || patients.some(({ cpr }) => cpr !== first.cpr)) return undefined
  const sender = objectOf(objectOf(first.patient.managingOrganization)?.identifier)
  return {
    personnummer: first.cpr,
    afsenderSor: textOf(sender?.value) ?? null,
    tidspunkt: textOf(bundle.timestamp) ?? null,
  }
}

const readResource = ({ number, resource }: Numbered, report: FhirReport, place: Place): ReadResource => {
  const json = canonicalJson(resource)
  return {
    is: 'resource',
    file: place.file,
    line: place.line ?? number,
    number,
    report,
    resource,
    json,
    sha256: resourceSha(json),
  }
}

/** Canonical text of a Bundle that is refused; nothing of one that nests beyond reason. */
const rawOf = (value: unknown): string => {
  try {
    return canonicalJson(value)
  } catch (thrown) {
    if (thrown instanceof TooDeep) return ''
    throw thrown
  }
}

/**
 * Walks the entries of one Bundle as they come. Bundles inside it are reports of their own, in any order; its
 * other resources make a report together once all entries have been seen, for the Patient may stand last.
 */
export class ReportWalk {
  readonly #bundle: JsonObject
  readonly #place: Place
  readonly #depth: number
  readonly #own: Numbered[] = []
  #reports = 0

  constructor(bundle: JsonObject, place: Place, depth = 0) {
    this.#bundle = bundle
    this.#place = place
    this.#depth = depth
  }

  *entry(entry: unknown): Generator<BundleItem> {
    const resource = objectOf(objectOf(entry)?.resource)
    if (resource === undefined) return
    if (typeOf(resource) === 'Bundle') {
      this.#reports++
      yield* bundleItems(resource, this.#place, this.#depth + 1)
    } else {
      this.#own.push({ number: ++this.#place.numbered.count, resource })
    }
  }

  *end(): Generator<BundleItem> {
    if (this.#own.length === 0 && this.#reports > 0) return
    const report = reportOf(this.#bundle, this.#own)
    yield* report === undefined ? [this.#refused('R203')] : this.#resources(report)
  }

  #resources(report: FhirReport): readonly BundleItem[] {
    try {
      return this.#own
        .filter(({ resource }) => this.#place.takes(typeOf(resource)))
        .map((each) => readResource(each, report, this.#place))
    } catch (thrown) {
      if (thrown instanceof TooDeep) return [this.#refused('R202')]
      throw thrown
    }
  }

  #refused(code: RefusalCode): BundleItem {
    const raw = rawOf({ ...this.#bundle, entry: this.#own.map(({ resource }) => ({ resource })) })
    const number = this.#own[0]?.number ?? ++this.#place.numbered.count
    return refusal(code, raw, number, this.#place)
  }
}

/** The resources and refusals of a Bundle that is held in memory. */
export function* bundleItems(value: unknown, place: Place, depth = 0): Generator<BundleItem> {
  const bundle = objectOf(value)
  const entries: unknown = bundle?.entry ?? []
  if (bundle === undefined || typeOf(bundle) !== 'Bundle' || !Array.isArray(entries) || depth > DEEPEST) {
    yield refuse('R202', rawOf(value), place)
    return
  }
  const walk = new ReportWalk(bundle, place, depth)
  for (const entry of entries) yield* walk.entry(entry)
  yield* walk.end()
}
