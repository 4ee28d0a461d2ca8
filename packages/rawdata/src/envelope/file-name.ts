import { fail, type Month, NATIONAL } from '@flis/core'
import { RECORDS_EXT } from '../kafka/arrival-event.js'
import type { DeliveryType, KnownKilde, Route } from './known-kilde.js'
import { checkedPeriode } from './periode.js'

/** What a delivery's file name says. */
export interface Envelope {
  readonly fileName: string
  readonly kilde: string
  /** Four digits; `0000` for the whole country. */
  readonly kommune: string
  /** `yyyy-mm` or `yyyy-mm-dd`. */
  readonly periode: string
  /** From 1. */
  readonly loebenr: number
  /** `F` full, `D` delta. */
  readonly type: DeliveryType
  /** Which of a kommune's two systems for the Kilde, where the name says so. */
  readonly systemSuffix?: string
  /** Extension without the dot, lower case. */
  readonly ext: string
  /** The periode is a day. */
  readonly day: boolean
}

export interface FileNameRules {
  readonly kilder: readonly KnownKilde[]
  /** The codes of the 98 kommuner. */
  readonly kommuner: ReadonlySet<string>
  /** The month of the run's clock. */
  readonly currentMonth: Month
  /** Kilde and kommune of the metadata's route, where there is one. */
  readonly route?: Route
}

type Groups = Readonly<Record<string, string | undefined>>

export const DEFAULT_PATTERN =
  /^(?<kilde>[\p{L}\p{N}-]+)_(?<kommune>\d{4})_(?<periode>\d{4}-\d{2}(?:-\d{2})?)_(?<loebenr>\d{3})_(?<type>[FD])(?:_(?<system>[\p{L}\p{N}.-]+?))?\.(?<ext>[a-z]+)$/u

/** Control characters and slashes never belong in a name that becomes a path. */
const UNSAFE = /[\p{Cc}/\\]/u

/** The Kilde whose own pattern the whole name fits; the route's first, for several may use one pattern. */
const byOwnPattern = (fileName: string, { kilder, route }: FileNameRules) => {
  const own = kilder.flatMap((known) => {
    const match = known.pattern?.exec(fileName)
    return match?.[0] === fileName ? [{ known, groups: match.groups ?? {} }] : []
  })
  return own.find(({ known }) => known.kilde === route?.kilde) ?? own[0]
}

const byDefaultPattern = (
  fileName: string,
  { kilder }: FileNameRules,
): { known: KnownKilde; groups: Groups } => {
  const groups = DEFAULT_PATTERN.exec(fileName)?.groups
  if (groups === undefined) return fail('L001', { file: fileName })
  const known = kilder.find(({ kilde }) => kilde === groups.kilde)
  if (known === undefined) return fail('L002', { file: fileName, found: groups.kilde ?? '' })
  if (known.pattern !== undefined && groups.ext !== RECORDS_EXT)
    return fail('L001', { file: fileName, kilde: known.kilde, detail: 'own pattern' })
  return { known, groups }
}

/**
 * The Kilde that a file belongs to, whether or not its name will do: that of its own pattern, that of the name's first
 * word, that of the route.
 *
 * @example kildeOfFile('KY_0751.zip', rules)?.kilde // 'KY'
 */
export const kildeOfFile = (fileName: string, rules: FileNameRules): KnownKilde | undefined => {
  const { kilder, route } = rules
  const word = fileName.slice(0, Math.max(0, fileName.indexOf('_')))
  return (
    byOwnPattern(fileName, rules)?.known ??
    kilder.find(({ kilde }) => kilde === word) ??
    kilder.find(({ kilde }) => kilde === route?.kilde)
  )
}

const kommuneOf = (
  groups: Groups,
  known: KnownKilde,
  { kommuner, route }: FileNameRules,
  file: string,
): string => {
  const kommune = groups.kommune ?? route?.kommune ?? (known.scope === 'national' ? NATIONAL : '')
  const allowed =
    kommune === NATIONAL ? known.scope !== 'kommune' : known.scope !== 'national' && kommuner.has(kommune)
  return allowed ? kommune : fail('L003', { file, kilde: known.kilde, found: kommune })
}

const loebenrOf = (groups: Groups, file: string): number => {
  const loebenr = Number(groups.loebenr ?? '1')
  const fits = Number.isInteger(loebenr) && loebenr >= 1 && loebenr <= 999
  return fits ? loebenr : fail('L001', { file, expected: 'løbenr 001 to 999' })
}

const typeOf = (groups: Groups, { kilde, types }: KnownKilde, file: string): DeliveryType => {
  const found = groups.type ?? (types.length === 1 ? types[0] : undefined)
  const type = types.find((each) => each === found)
  return type ?? fail('L001', { file, kilde, expected: `type ${types.join(' or ')}`, found: found ?? '' })
}

const extOf = (groups: Groups, { kilde, formats }: KnownKilde, file: string): string => {
  const ext = groups.ext ?? file.slice(file.lastIndexOf('.') + 1)
  // whatever comes as files can come as records
  return formats.includes(ext) || ext === RECORDS_EXT
    ? ext
    : fail('L001', { file, kilde, expected: formats.join(', '), found: ext })
}

/**
 * Reads a delivery's file name: `<Kilde>_<kommune>_<periode>_<løbenr>_<type>[_<system>].<ext>`, or what the
 * Kilde's own pattern says.
 *
 * Errors: L001 no pattern fits, or a type or format that the Kilde does not have; L002 unknown Kilde; L003
 * kommune not among the 98, or not of the Kilde's scope; L004 impossible periode.
 *
 * @example
 * parseFileName('KY_0751_2022-10_001_F.zip', rules)
 * // { fileName, kilde: 'KY', kommune: '0751', periode: '2022-10', loebenr: 1, type: 'F', ext: 'zip', day: false }
 */
export const parseFileName = (fileName: string, rules: FileNameRules): Envelope => {
  if (UNSAFE.test(fileName)) return fail('L001', { detail: 'control characters or slashes in the name' })
  const { known, groups } = byOwnPattern(fileName, rules) ?? byDefaultPattern(fileName, rules)
  const kommune = kommuneOf(groups, known, rules, fileName)
  const periode = checkedPeriode(groups.periode ?? '', rules.currentMonth, fileName)
  return {
    fileName,
    kilde: known.kilde,
    kommune,
    periode,
    loebenr: loebenrOf(groups, fileName),
    type: typeOf(groups, known, fileName),
    ...(groups.system === undefined ? {} : { systemSuffix: groups.system }),
    ext: extOf(groups, known, fileName),
    day: periode.length === 10,
  }
}
