import { membersOf, valueText } from './json-source.js'
import { type NdjsonLine, ndjsonLines } from './ndjson-lines.js'

/** The member that names an object's contract. */
const CONTRACT = 'kontrakt'

const BATCH_ITEMS = 10_000
const BATCH_CHARACTERS = 8 * 1024 ** 2

/** An object of a contract. */
export interface ObjectRow {
  readonly is: 'row'
  readonly line: number
  readonly contract: string
  /** Its other members as text, in their order. */
  readonly values: ReadonlyMap<string, string | null>
}

/**
 * R001 not a JSON object (or one that cannot be kept), R002 a member twice, or none that names a contract of the
 * delivery, R003 line too long.
 */
export type LineCode = 'R001' | 'R002' | 'R003'

/** A line that is no row of a contract. */
export interface RefusedLine {
  readonly is: 'refused'
  readonly line: number
  readonly code: LineCode
  /** As received. Personal data: quarantine only. Of an over-long line the beginning. */
  readonly raw: string
}

export type ObjectItem = ObjectRow | RefusedLine

const isObject = (text: string): boolean => {
  if (!text.startsWith('{')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const readObject = (text: string, contracts: ReadonlySet<string>): LineCode | Omit<ObjectRow, 'line'> => {
  if (!isObject(text)) return 'R001'
  const values = new Map<string, string | null>()
  const folded = new Set<string>()
  for (const { name, source } of membersOf(text)) {
    const value = valueText(source)
    if (value === undefined || valueText(JSON.stringify(name)) === undefined) return 'R001'
    // members are columns, and these are the same in capitals and small letters
    if (folded.has(name.toLowerCase())) return 'R002'
    folded.add(name.toLowerCase())
    values.set(name, value)
  }
  const contract = values.get(CONTRACT) ?? ''
  if (!contracts.has(contract)) return 'R002'
  values.delete(CONTRACT)
  return { is: 'row', contract, values }
}

const itemOf = ({ line, text, overlong }: NdjsonLine, contracts: ReadonlySet<string>): ObjectItem => {
  const read = overlong ? 'R003' : readObject(text, contracts)
  return typeof read === 'string' ? { is: 'refused', line, code: read, raw: text } : { line, ...read }
}

const sizeOf = (item: ObjectItem): number => {
  if (item.is === 'refused') return item.raw.length
  let characters = 0
  for (const value of item.values.values()) characters += value?.length ?? 0
  return characters
}

/**
 * The objects of an NDJSON file, one a line, and the lines that are none, in the file's order and in batches of bounded
 * size. The member `kontrakt` says of which contract an object is a row.
 *
 * Errors: L042 for bytes that are not UTF-8, and NUL, with the line.
 *
 * @example
 * for await (const items of readObjects(file, { contracts: new Set(['AulaBarn']), maxLineBytes: 1 << 20 }))
 *   await append(items) // { is: 'row', line: 1, contract: 'AulaBarn', values: Map { 'BarnUuid' => '…' } }
 */
export const readObjects = async function* (
  file: { readonly name: string; readonly chunks: () => AsyncIterable<Buffer> },
  options: { readonly contracts: ReadonlySet<string>; readonly maxLineBytes: number },
): AsyncGenerator<readonly ObjectItem[]> {
  let batch: ObjectItem[] = []
  let characters = 0
  for await (const lines of ndjsonLines(file, options.maxLineBytes)) {
    for (const line of lines) {
      const item = itemOf(line, options.contracts)
      batch.push(item)
      characters += sizeOf(item)
      if (batch.length < BATCH_ITEMS && characters < BATCH_CHARACTERS) continue
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) yield batch
}
