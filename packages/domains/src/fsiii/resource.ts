type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const under = (value: unknown, name: string): readonly unknown[] => {
  const member = isObject(value) ? value[name] : undefined
  return Array.isArray(member) ? member : member === undefined || member === null ? [] : [member]
}

/**
 * Every value at a path of names. Lists on the way are opened, so a path reads as in FHIR's own tables.
 *
 * @example valuesAt(carePlan, 'activity', 'detail', 'code', 'coding')
 */
const valuesAt = (resource: Json, ...path: readonly string[]): readonly unknown[] =>
  path.reduce<readonly unknown[]>((found, name) => found.flatMap((each) => under(each, name)), [resource])

/** The first text at a path, or null. */
export const textAt = (resource: Json, ...path: readonly string[]): string | null => {
  const found = valuesAt(resource, ...path).find((each) => typeof each === 'string' && each !== '')
  return typeof found === 'string' ? found : null
}

export interface Coding {
  readonly system: string | null
  readonly code: string | null
  readonly display: string | null
}

/** The codings of a CodeableConcept, in the order they were sent. */
export const codingsAt = (resource: Json, ...path: readonly string[]): readonly Coding[] =>
  valuesAt(resource, ...path, 'coding')
    .filter(isObject)
    .map((each) => ({
      system: textAt(each, 'system'),
      code: textAt(each, 'code'),
      display: textAt(each, 'display'),
    }))

// relative, absolute or urn:uuid:, with or without a version
const REFERENCE = /^(?:urn:uuid:|(?:.*\/)?([A-Za-z]+)\/)?([A-Za-z0-9.-]+)(?:\/_history\/.*)?$/

type ResourceType = 'Condition' | 'CarePlan' | 'Encounter'

/**
 * The ids that references at a path point to, in the order they were sent, each once. References that name another
 * type of resource are left out; whether an id resolves is nothing to know here.
 *
 * @param types the type of resource, or several
 * @example referencedIds(procedure, 'Condition', 'reasonReference') // ['a881788d-…']
 */
export const referencedIds = (
  resource: Json,
  types: ResourceType | readonly ResourceType[],
  ...path: readonly string[]
): readonly string[] => {
  const wanted: readonly string[] = typeof types === 'string' ? [types] : types
  const ids = valuesAt(resource, ...path, 'reference').flatMap((each) => {
    const [, named, id] = (typeof each === 'string' ? REFERENCE.exec(each) : null) ?? []
    return id !== undefined && (named === undefined || wanted.includes(named)) ? [id] : []
  })
  return [...new Set(ids)]
}

/** The extensions whose url says so: urls differ in host and version of the guide, not in their last part. */
export const extensionsNamed = (resource: Json, name: RegExp): readonly Json[] =>
  valuesAt(resource, 'extension')
    .filter(isObject)
    .filter((each) => name.test(textAt(each, 'url')?.split('/').at(-1) ?? ''))
