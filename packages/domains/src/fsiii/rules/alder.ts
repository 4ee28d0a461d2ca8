import type { Sql } from '@flis/core'
import { completedYears, DimAlder } from '@flis/dm'

/**
 * Alder: completed years on the start date of a tilstand, or of a planned or delivered indsats. −1 where the date of birth
 * is not known, and where the years are none that DimAlder has (a start before birth).
 *
 * Source: releasenotat 7.0, 2.2.2 ("Alder bliver defineret ved startdato"); specification FSIII and 3.3.
 *
 * @param start expression of a DATE
 * @param born expression of a DATE, NULL where it is not known
 * @example sql`select ${alder('tilstande.RegistreretDato', 'borger."Fødselsdato"')} as DimAlder`
 */
export const alder = (start: string, born: string): Sql => {
  const years = completedYears(start, born)
  return DimAlder.of(`case when ${years} between 0 and 125 then ${years} end`)
}

export const alderExamples = [
  { start: '2022-06-15', født: '1941-06-15', alder: 81 },
  { start: '2022-06-14', født: '1941-06-15', alder: 80 },
  { start: '2022-02-28', født: '1940-02-29', alder: 81 },
  { start: '2022-03-01', født: '1940-02-29', alder: 82 },
  { start: '2024-02-29', født: '1940-02-29', alder: 84 },
  { start: '2022-06-15', født: '2022-06-15', alder: 0 },
  { start: '2022-06-14', født: '2022-06-15', alder: -1 },
  { start: '2022-06-15', født: '1896-06-16', alder: 125 },
  { start: '2022-06-15', født: '1896-06-15', alder: -1 },
  { start: '2022-06-15', født: null, alder: -1 },
] as const
