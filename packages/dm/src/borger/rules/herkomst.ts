import { raw, type Sql, sql } from '@flis/core'

/** A citizen and what is known of the parents, as SQL that gives true, false, or NULL where it is unknown. */
export interface Herkomstgrundlag {
  /** Of a known parent: Danish citizen and born in Denmark, both in the same person. NULL: the parent is not known. */
  readonly mor: string
  readonly far: string
  /** Born in Denmark. */
  readonly foedt: string
  /** Danish citizen. */
  readonly statsborger: string
}

/**
 * I Danmark: whether a code of country or citizenship is Denmark's: 5100, or a country that RefLand marks
 * RegnesSomDanmark. 0000, 5001 and empty are unknown (NULL); every other code is abroad, or foreign.
 *
 * Source: specification Borger, Herkomst.
 *
 * @param lande the name of the countries in force, as a row source
 * @example iDanmark('person.FoedelandKode', 'lande')
 */
export const iDanmark = (kode: string, lande: string): Sql => sql`(
      case
        when ${raw(kode)} is null or ${raw(kode)} in ('', '0000', '5001') then null
        else ${raw(kode)} = '5100' or ${raw(kode)} in (select LandKode from ${raw(lande)} where RegnesSomDanmark)
      end)`

/** Code → whether it is Denmark's; `Færøerne` stands for a country that RefLand marks. */
export const iDanmarkExamples = [
  { kode: '5100', danmark: true },
  { kode: '5101', danmark: false },
  { kode: '5102', danmark: false },
  { kode: '5103', danmark: false },
  { kode: '5120', danmark: false },
  { kode: '9999', danmark: false },
  { kode: '0000', danmark: null },
  { kode: '5001', danmark: null },
  { kode: '', danmark: null },
  { kode: null, danmark: null },
] as const

/**
 * Herkomst by Danmarks Statistik's definition: 1 Dansk oprindelse, 2 Indvandrer, 3 Efterkommer, 9 Uoplyst. The first
 * rule that fits decides.
 *
 * Source: release note 7.0, 2.3.1; specification Borger, Herkomst.
 *
 * @example herkomst({ mor: 'mor.dansk', far: 'far.dansk', foedt: 'person.foedt', statsborger: 'person.statsborger' })
 */
export const herkomst = ({ mor, far, foedt, statsborger }: Herkomstgrundlag): Sql => {
  const known = `coalesce(${mor}, ${far}) is not null`
  return raw(`(
      case
        when ${mor} or ${far} then 1
        when ${known} and not ${foedt} then 2
        when ${known} and ${foedt} then 3
        when not ${foedt} then 2
        when ${known} then 9
        when ${foedt} and not ${statsborger} then 3
        when ${foedt} and ${statsborger} then 1
        else 9
      end)`)
}

/** The text of a herkomst. */
export const herkomstTekst = (kode: string): Sql =>
  raw(`(
      case ${kode}
        when 1 then 'Dansk oprindelse'
        when 2 then 'Indvandrer'
        when 3 then 'Efterkommer'
        when 9 then 'Uoplyst'
      end)`)

/**
 * The decision table, row by row: parents (birth country, citizenship; null: not known), own birth country and
 * citizenship → herkomst. Codes: 5100 Danmark, 5120 Sverige, 5172 Tyrkiet, 5103 statsløs, 5102 udlandet uoplyst.
 */
export const herkomstExamples = [
  { regel: 1, mor: ['5100', '5100'], far: null, selv: ['5100', '5100'], herkomst: 1 },
  { regel: 1, mor: null, far: ['5100', '5100'], selv: ['5172', '5172'], herkomst: 1 },
  { regel: 1, mor: ['5172', '5172'], far: ['5100', '5100'], selv: ['5172', '5172'], herkomst: 1 },
  { regel: 1, mor: ['5100', '5100'], far: ['5172', '5172'], selv: ['0000', null], herkomst: 1 },
  { regel: 2, mor: ['5172', '5172'], far: ['5172', '5172'], selv: ['5172', '5100'], herkomst: 2 },
  { regel: 2, mor: ['5172', '5172'], far: null, selv: ['5102', '5100'], herkomst: 2 },
  { regel: 2, mor: ['5172', '5100'], far: ['5100', '5172'], selv: ['5172', null], herkomst: 2 },
  { regel: 3, mor: ['5172', '5172'], far: ['5172', '5172'], selv: ['5100', '5172'], herkomst: 3 },
  { regel: 3, mor: ['5172', '5172'], far: null, selv: ['5100', '5100'], herkomst: 3 },
  { regel: 3, mor: ['5172', '5100'], far: ['5100', '5172'], selv: ['5100', '5100'], herkomst: 3 },
  { regel: 3, mor: null, far: ['5172', '5103'], selv: ['5100', null], herkomst: 3 },
  { regel: 4, mor: null, far: null, selv: ['5172', '5172'], herkomst: 2 },
  { regel: 4, mor: null, far: null, selv: ['5120', '5100'], herkomst: 2 },
  { regel: 4, mor: null, far: null, selv: ['5102', null], herkomst: 2 },
  { regel: 4, mor: null, far: ['5100', null], selv: ['5120', '5100'], herkomst: 2 },
  { regel: 5, mor: null, far: null, selv: ['5100', '5172'], herkomst: 3 },
  { regel: 5, mor: null, far: null, selv: ['5100', '5103'], herkomst: 3 },
  { regel: 5, mor: ['0000', '5100'], far: null, selv: ['5100', '5172'], herkomst: 3 },
  { regel: 6, mor: null, far: null, selv: ['5100', '5100'], herkomst: 1 },
  { regel: 6, mor: ['5172', '5001'], far: ['', '5172'], selv: ['5100', '5100'], herkomst: 1 },
  { regel: 7, mor: ['5172', '5172'], far: null, selv: ['0000', '5100'], herkomst: 9 },
  { regel: 7, mor: null, far: null, selv: ['5001', '5100'], herkomst: 9 },
  { regel: 7, mor: null, far: null, selv: [null, null], herkomst: 9 },
  { regel: 7, mor: null, far: null, selv: ['5100', null], herkomst: 9 },
  { regel: 7, mor: null, far: null, selv: ['5100', '0000'], herkomst: 9 },
] as const
