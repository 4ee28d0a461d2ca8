import { raw, type Sql } from '@flis/core'

/** A citizen's herkomst and countries, as SQL. */
export interface Oprindelse {
  readonly herkomst: string
  /** The country of a known parent ({@link foraelderensLand}); NULL: not known. */
  readonly mor: string
  readonly far: string
  readonly foedeland: string
  readonly statsborgerskab: string
}

/** The country that a known parent gives: the birth country; if that is Denmark, the citizenship. */
export const foraelderensLand = (foedtIDanmark: string, foedeland: string, statsborgerskab: string): Sql =>
  raw(`(case when ${foedtIDanmark} then ${statsborgerskab} else ${foedeland} end)`)

/**
 * Oprindelsesland: of Danish origin Denmark (5100), of unknown herkomst none. Of indvandrere and efterkommere the
 * mother's country where she is known, else the father's; where neither is known, an indvandrer's own birth country and
 * an efterkommer's own citizenship.
 *
 * Source: specification Borger, Herkomst.
 *
 * @example oprindelsesland({ herkomst: 'HerkomstKode', mor: 'mor.Land', far: 'far.Land', … })
 */
export const oprindelsesland = ({ herkomst, mor, far, foedeland, statsborgerskab }: Oprindelse): Sql =>
  raw(`(
      case ${herkomst}
        when 1 then '5100'
        when 2 then coalesce(${mor}, ${far}, ${foedeland})
        when 3 then coalesce(${mor}, ${far}, ${statsborgerskab})
      end)`)

/** Parents and self (birth country, citizenship) → the country. */
export const oprindelseslandExamples = [
  { mor: ['5100', '5100'], far: ['5172', '5172'], selv: ['5172', '5172'], land: '5100' },
  { mor: null, far: null, selv: ['5100', '5100'], land: '5100' },
  { mor: null, far: null, selv: ['0000', '5172'], land: null },
  { mor: null, far: null, selv: ['5120', '5172'], land: '5120' },
  { mor: null, far: null, selv: ['5100', '5172'], land: '5172' },
  { mor: null, far: null, selv: ['5100', '5103'], land: '5103' },
  { mor: ['5172', '5120'], far: null, selv: ['5120', '5120'], land: '5172' },
  { mor: null, far: ['5172', '5120'], selv: ['5100', '5100'], land: '5172' },
  { mor: ['5120', '5120'], far: ['5172', '5172'], selv: ['5100', '5100'], land: '5120' },
  { mor: ['5172', '5120'], far: ['5120', '5120'], selv: ['5172', '5172'], land: '5172' },
  { mor: ['5100', '5172'], far: ['5120', '5120'], selv: ['5100', '5100'], land: '5172' },
  { mor: ['5100', null], far: ['5100', '5120'], selv: ['5100', '5100'], land: '5120' },
] as const
