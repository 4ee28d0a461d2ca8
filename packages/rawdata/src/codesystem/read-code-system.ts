import { isUtf8 } from 'node:buffer'
import { fail } from '@flis/core'
import { EntrySplitter } from '../fhir/entry-splitter.js'
import { type JsonObject, objectOf, objectsOf, textOf } from '../fhir/resource.js'

/** The FSIII code system's url. */
const FSIII_SYSTEM = 'urn:oid:1.2.208.176.2.21'

/** A code system is held whole; the real one has 270 kB. */
export const MOST_CODE_SYSTEM_BYTES = 16 * 1024 ** 2
const DEEPEST = 32
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A row of the contract FSIIIKode, as text. */
export interface CodeRow {
  /** Number of the concept in the document, depth first, 1-based. */
  readonly line: number
  readonly Kode: string | null
  readonly Tekst: string | null
  /** The code that this one is nested in. */
  readonly Foraelder: string | null
  readonly Skema: 'legacy' | 'uuid'
  readonly Version: string | null
}

/** Errors: L043 for what would take too much memory when it is parsed. */
const requireHoldable = (bytes: Buffer, file: string): void => {
  const most = MOST_CODE_SYSTEM_BYTES
  if (bytes.length > most) fail('L043', { file, expected: `at most ${most} bytes` })
  try {
    // what cuts a Bundle at its entries follows brackets and counts values in any document
    new EntrySplitter(most).push(bytes)
  } catch {
    fail('L043', { file, detail: 'nested too deep, or too many values' })
  }
}

const parsed = (bytes: Buffer, file: string): unknown => {
  requireHoldable(bytes, file)
  if (!isUtf8(bytes) || bytes.includes(0)) return fail('L042', { file, expected: 'UTF-8' })
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return fail('L043', { file, detail: 'not well-formed' })
  }
}

/**
 * Reads a FHIR CodeSystem into rows; the parent of a code is the code that it is nested in. A concept without
 * code or display is a row too: verification tells what it lacks.
 *
 * Errors: L042 not UTF-8, or NUL; L043 not well-formed, not a CodeSystem with this url, or nested beyond reason.
 *
 * @example readCodeSystem(await readFile(path), 'FSIIIKoder_0000_2022-01_001_F.json')[0]
 * // { line: 1, Kode: 'E', Tekst: 'Resultat af opfølgning', Foraelder: null, Skema: 'legacy', Version: '20200908' }
 */
export const readCodeSystem = (
  bytes: Buffer,
  file: string,
  url: string = FSIII_SYSTEM,
): readonly CodeRow[] => {
  const system = objectOf(parsed(bytes, file))
  if (system?.resourceType !== 'CodeSystem' || system.url !== url) {
    return fail('L043', { file, expected: `a CodeSystem ${url}` })
  }
  const version = textOf(system.version) ?? null
  const rows: CodeRow[] = []
  const add = (concepts: readonly JsonObject[], parent: string | null, depth: number): void => {
    if (depth > DEEPEST) fail('L043', { file, detail: 'nested too deep' })
    for (const concept of concepts) {
      const code = textOf(concept.code) ?? null
      rows.push({
        line: rows.length + 1,
        Kode: code,
        Tekst: textOf(concept.display) ?? null,
        Foraelder: parent,
        Skema: code !== null && UUID.test(code) ? 'uuid' : 'legacy',
        Version: version,
      })
      add(objectsOf(concept.concept), code, depth + 1)
    }
  }
  add(objectsOf(system.concept), null, 1)
  return rows
}
