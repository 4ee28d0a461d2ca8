import { type Dataomraade, fail, kilderOf } from '@flis/core'
import { areaInFileName } from '@flis/delivery'

/** What the pieces of a new area are called. */
export interface AreaNames {
  /** As people read it: `Boligstøtte`. */
  readonly area: string
  /** Of files and folder: `boligstoette`. */
  readonly file: string
  /** The value that holds it: `boligstøtte`. */
  readonly value: string
  /** `FactBoligstøtte`. */
  readonly fact: string
  /** Sources are ASCII: `BoligstoetteSag` of the Kilde `Boligstoette`. */
  readonly contract: string
  readonly kilde: string
}

/** Words that TypeScript keeps for itself where a value is named. */
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
)

/** Values that the files which import it have besides. */
const TAKEN = new Set([
  'assert',
  'column',
  'contract',
  'dataomraade',
  'fact',
  'field',
  'rollout',
  'sql',
  'test',
])

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const small = (word: string): string =>
  // KY, DREAM: a word of capitals becomes small as a whole.
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1)

/**
 * The names of a new area's pieces. Danish letters stay where FLIS has them (tables, areas) and are written out where it
 * has not (files, contracts, Kilder).
 *
 * Errors: U001 for a name that is no word, that TypeScript keeps for itself, or that an area or Kilde has.
 *
 * @example areaNames('Boligstøtte', []).contract // 'BoligstoetteSag'
 */
export const areaNames = (given: string, known: readonly Dataomraade[]): AreaNames => {
  const name = given.normalize('NFC').trim()
  if (!/^[A-Za-zÆØÅæøå][A-Za-z0-9ÆØÅæøå]*([ -][A-Za-z0-9ÆØÅæøå]+)*$/.test(name) || name.length > 40)
    return fail('U001', { found: given.slice(0, 60), expected: 'a name of letters, e.g. Boligstøtte' })
  const words = name.split(/[ -]/)
  const joined = words.map(capital).join('')
  const value = `${small(words[0] ?? '')}${words.slice(1).map(capital).join('')}`
  if (RESERVED.has(value) || TAKEN.has(value))
    fail('U001', { found: given, expected: 'a name that is not a word of TypeScript or flis' })
  const area = capital(name)
  const names: AreaNames = {
    area,
    file: areaInFileName(area).toLowerCase(),
    value,
    fact: `Fact${joined}`,
    contract: `${areaInFileName(joined)}Sag`,
    kilde: areaInFileName(joined),
  }
  const kilder = [...kilderOf(known).keys()].map((each) => each.toLowerCase())
  const areas = known.map((each) => areaInFileName(each.name).toLowerCase())
  if (areas.includes(names.file) || kilder.includes(names.kilde.toLowerCase()))
    fail('U001', { found: given, expected: 'a name that no area or Kilde has: flis areas' })
  return names
}
