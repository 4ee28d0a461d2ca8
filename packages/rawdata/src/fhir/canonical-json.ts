/** No real resource nests deeper; without a bound a hostile one would exhaust the stack. */
const DEEPEST = 200

/** A value that nests too deep to be written. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep'
}

/**
 * JSON with the keys of every object in code-unit order and no white space: equal content gives equal text, in
 * whatever order and layout the sender wrote it.
 *
 * @example canonicalJson({ b: 1, a: [true, null] }) // {"a":[true,null],"b":1}
 */
export const canonicalJson = (value: unknown, depth = 0): string => {
  if (depth > DEEPEST) throw new TooDeep()
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const each of value) text += `${text === '' ? '' : ','}${canonicalJson(each, depth + 1)}`
    return `[${text}]`
  }
  const object = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(object).sort()) {
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(object[key], depth + 1)}`
  }
  return `{${text}}`
}
