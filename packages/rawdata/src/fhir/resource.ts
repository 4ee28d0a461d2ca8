import { hash } from 'node:crypto'

/** A JSON object, such as a FHIR resource or a part of one. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The value as an object; undefined for anything else, arrays too. */
export const objectOf = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

/** The objects of an array; a single object counts as an array of one, anything else as none. */
export const objectsOf = (value: unknown): readonly JsonObject[] => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((each) => {
    const object = objectOf(each)
    return object === undefined ? [] : [object]
  })
}

/** The value as a text that holds something; undefined otherwise. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** `resourceType`, or `''`. */
export const typeOf = (resource: JsonObject): string => textOf(resource.resourceType) ?? ''

/** The first identifier's value in a system. */
export const identifierOf = (identifiers: unknown, system: string): string | undefined =>
  objectsOf(identifiers)
    .filter((identifier) => identifier.system === system)
    .flatMap((identifier) => textOf(identifier.value) ?? [])[0]

/** SHA-256 (hex) of a resource's canonical JSON. */
export const resourceSha = (canonical: string): string => hash('sha256', canonical, 'hex')
