import { fail, type Month, month } from '@flis/core'
import { KOMMUNER } from './world/kommuner.js'

export type SampleArea = 'KY' | 'FSIII' | 'Borger' | 'Dagtilbud'

export const SAMPLE_AREAS: readonly SampleArea[] = ['KY', 'FSIII', 'Borger', 'Dagtilbud']

/** What to make. The same options give the same bytes. */
export interface SampleOptions {
  /** Folder that receives the deliveries; made when it is not there. */
  readonly out: string
  /** The n largest kommuner (1–98), or their codes (`0751`). */
  readonly kommuner: number | readonly string[]
  /** First month, `yyyy-mm`; the made-up world begins in 2020-01 (FSIII: 2022-01). */
  readonly from: string
  /** Last month, `yyyy-mm`. */
  readonly to: string
  /**
   * 1 = the country's size: 1 M cases and 2 M ydelser in five years, 500 k planned indsatser in three, six million
   * residents with their relatives, 300,000 children in day care. At most 10, with Borger or Dagtilbud 2.
   */
  readonly scale: number
  /** Whole number ≥ 0: another seed, another world. */
  readonly seed: number
  /** Share 0..1 of rows, and of deliveries, that get a deliberate fault beside the good ones. */
  readonly faults: number
  readonly areas: readonly SampleArea[]
  /**
   * CPR by the day instead of by the month: the first of `from` full, each day after it a delta. Aula by the working day:
   * Monday's delivery holds the weekend too.
   */
  readonly daily?: boolean
}

/** Options for a first look: a few hundred rows per kommune, made in a second or two. */
export const SAMPLE_DEFAULTS: Omit<SampleOptions, 'out' | 'from' | 'to'> = {
  kommuner: 3,
  scale: 0.001,
  seed: 1,
  faults: 0.01,
  areas: ['KY', 'FSIII', 'Borger'],
}

/** Options after checking: codes sorted, months as {@link Month}, the share of faults in millionths. */
export interface CheckedOptions {
  readonly out: string
  readonly kommuner: readonly string[]
  readonly from: Month
  readonly to: Month
  readonly scale: number
  readonly seed: number
  readonly faultsPpm: number
  readonly areas: readonly SampleArea[]
  readonly daily: boolean
}

export const FIRST_MONTH = month('2020-01')
const LAST_MONTH = month('2036-12')

const must = (holds: boolean, expected: string, found: unknown): void => {
  if (!holds) fail('U001', { expected, found: String(found) })
}

const chosenKommuner = (wanted: number | readonly string[]): readonly string[] => {
  if (typeof wanted === 'number') {
    must(
      Number.isInteger(wanted) && wanted >= 1 && wanted <= KOMMUNER.length,
      '1 to 98 kommuner, or a list of codes',
      wanted,
    )
    return [...KOMMUNER]
      .sort((a, b) => b.people - a.people || a.kode.localeCompare(b.kode))
      .slice(0, wanted)
      .map((each) => each.kode)
      .sort()
  }
  const known = new Set(KOMMUNER.map((each) => each.kode))
  for (const kode of wanted) must(known.has(kode), 'the code of one of the 98 kommuner', kode)
  must(wanted.length > 0, 'at least one kommune', '')
  return [...new Set(wanted)].sort()
}

/**
 * Checks options before anything is written.
 *
 * Errors: U001 with what was expected and what was found.
 */
export const checkedOptions = (options: SampleOptions): CheckedOptions => {
  const { out, scale, seed, faults, areas } = options
  const from = month(options.from)
  const to = month(options.to)
  must(out !== '', 'a folder to write to', out)
  must(FIRST_MONTH <= from && to <= LAST_MONTH, `months ${FIRST_MONTH} to ${LAST_MONTH}`, `${from} to ${to}`)
  must(from <= to, 'from not after to', `${from} to ${to}`)
  must(Number.isFinite(scale) && scale > 0 && scale <= 10, 'a scale above 0, at most 10', scale)
  must(Number.isSafeInteger(seed) && seed >= 0, 'a seed that is a whole number, at least 0', seed)
  must(faults >= 0 && faults <= 1, 'a share of faults 0..1', faults)
  must(areas.length > 0, 'at least one area', '')
  for (const area of areas) must(SAMPLE_AREAS.includes(area), `an area of ${SAMPLE_AREAS.join(', ')}`, area)
  const hasPersons = areas.includes('Borger') || areas.includes('Dagtilbud')
  must(!hasPersons || scale <= 2, 'a scale of at most 2 with the areas Borger and Dagtilbud', scale)
  return {
    out,
    kommuner: chosenKommuner(options.kommuner),
    from,
    to,
    scale,
    seed,
    faultsPpm: Math.round(faults * 1_000_000),
    areas: SAMPLE_AREAS.filter((area) => areas.includes(area)),
    daily: options.daily ?? false,
  }
}
