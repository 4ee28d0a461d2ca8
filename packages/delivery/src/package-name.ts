import { type Dataomraade, fail, type PackageKind } from '@flis/core'

/** How letters of an area's name are written in a file name. Declared: anything else must be ASCII already. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  Æ: 'Ae',
  Ø: 'Oe',
  Å: 'Aa',
  ' ': '-',
  _: '-',
}

/**
 * An area's name as it stands in file names: ASCII, without the `_` that parts a file name's fields.
 * Errors: M004 for a letter that has no declared form.
 *
 * @example areaInFileName('Boligstøtte') // 'Boligstoette'
 */
export const areaInFileName = (area: string): string => {
  const name = [...area.normalize('NFC')].map((letter) => LETTERS[letter] ?? letter).join('')
  return /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name)
    ? name
    : fail('M004', { detail: `the area ${area} has no name for files` })
}

/** Refuses areas whose packages would have the same names (M004). */
export const requireDistinctFileNames = (areas: readonly Dataomraade[]): void => {
  const names = areas.map((area) => areaInFileName(area.name).toLowerCase())
  const twice = areas.find((_, index) => names.indexOf(names[index] ?? '') !== index)
  if (twice !== undefined)
    fail('M004', { detail: `two areas have the name ${areaInFileName(twice.name)} in files` })
}

/** What tells one package from every other. */
export interface PackageIdentity {
  readonly area: string
  /** Four digits. */
  readonly kommune: string
  /** `yyyy-mm`. */
  readonly periode: string
  readonly kind: PackageKind
  /** Counted up from 1 for the same area, kommune, periode and kind, over all run kinds. */
  readonly nr: number
}

/**
 * A package's id: the name of its file without `.zip`.
 *
 * @example
 * packageId({ area: 'KY', kommune: '0751', periode: '2022-10', kind: 'DM', nr: 1 }) // 'FLIS_KY_0751_2022-10_DM_001'
 */
export const packageId = ({ area, kommune, periode, kind, nr }: PackageIdentity): string =>
  `FLIS_${areaInFileName(area)}_${kommune}_${periode}_${kind}_${String(nr).padStart(3, '0')}`
