/** A member of a JSON object, with its value as it is written. */
export interface Member {
  readonly name: string
  readonly source: string
}

/** Nested deeper, a value is no column: reading it must not hang on the stack. */
const DEEPEST = 32

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
const opens = (code: number): boolean => code === 0x7b || code === 0x5b
const closes = (code: number): boolean => code === 0x7d || code === 0x5d

const skipSpace = (text: string, from: number): number => {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** Position after the string that begins at `from`. */
const afterString = (text: string, from: number): number => {
  for (let at = from + 1; ; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === BACKSLASH) at++
  }
}

/** Position after the value that begins at `from`. */
const afterValue = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = afterString(text, at)
      if (depth === 0) return at
      continue
    }
    if (depth === 0 && (code === COMMA || closes(code) || isSpace(code))) return at
    if (opens(code)) depth++
    else if (closes(code)) depth--
    at++
    if (depth === 0 && closes(code)) return at
  }
  return text.length
}

/**
 * The parts of an object or an array, each with its source; in an array the names are empty. JSON.parse would round
 * long numbers and drop trailing zeros, so the values are cut out of the text.
 *
 * @param text JSON that JSON.parse takes, without white space around
 */
export const membersOf = (text: string): readonly Member[] => {
  const isObject = text.startsWith('{')
  const members: Member[] = []
  let at = skipSpace(text, 1)
  while (!closes(text.charCodeAt(at))) {
    let name = ''
    if (isObject) {
      const end = afterString(text, at)
      name = JSON.parse(text.slice(at, end)) as string
      at = skipSpace(text, skipSpace(text, end) + 1)
    }
    const end = afterValue(text, at)
    members.push({ name, source: text.slice(at, end) })
    at = skipSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1)
  }
  return members
}

const isNested = (source: string): boolean => opens(source.charCodeAt(0))

/** Objects with sorted names, no white space, numbers as they are written; undefined when it nests too deep. */
const canonical = (source: string, depth: number): string | undefined => {
  if (!isNested(source)) return source.startsWith('"') ? JSON.stringify(JSON.parse(source)) : source
  if (depth >= DEEPEST) return undefined
  const parts = membersOf(source).map((part) => ({ ...part, value: canonical(part.source, depth + 1) }))
  if (parts.some(({ value }) => value === undefined)) return undefined
  if (source.startsWith('[')) return `[${parts.map(({ value }) => value).join(',')}]`
  const byName = new Map(parts.map(({ name, value }) => [name, value]))
  const names = [...byName.keys()].sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${byName.get(name)}`).join(',')}}`
}

/** An escape can stand for half a character, or for NUL: neither can be kept as it came. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const UNKEEPABLE = /[\u0000\uD800-\uDFFF]/u

/**
 * The value of a member as text: a string's own, a number and true/false as they are written, null for null, an object
 * or an array as canonical JSON. Undefined for one that no text can stand for.
 */
export const valueText = (source: string): string | null | undefined => {
  if (source === 'null') return null
  const value = source.startsWith('"') ? (JSON.parse(source) as string) : canonical(source, 0)
  return value !== undefined && source.includes('\\') && UNKEEPABLE.test(value) ? undefined : value
}
