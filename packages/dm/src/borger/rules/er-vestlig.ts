import { raw, type Sql } from '@flis/core'

/**
 * ErVestlig: 1 or 0 as the countries in force say of the country of origin; NULL without one. Of a delivered RefLand that
 * does not hold the country NULL too; the one that ships names the western ones, so there it is 0.
 *
 * Source: specification Borger, Herkomst.
 *
 * @param land a row of the countries in force, joined by the code; `lande` their name as a row source
 * @example erVestlig('OprindelseslandKode', 'land', 'lande')
 */
export const erVestlig = (kode: string, land: string, lande: string): Sql =>
  raw(`(
      case
        when ${kode} is null then null
        when ${land}.LandKode is not null then ${land}.ErVestlig::integer
        when not exists (select 1 from ${lande} where Leveret) then 0
      end)`)

/** Country → western, by the list that ships. */
export const erVestligExamples = [
  { land: '5100', vestlig: 1 },
  { land: '5170', vestlig: 1 },
  { land: '5390', vestlig: 1 },
  { land: '5514', vestlig: 1 },
  { land: '5750', vestlig: 1 },
  { land: '5172', vestlig: 0 },
  { land: '5101', vestlig: 0 },
  { land: '5102', vestlig: 0 },
  { land: '5103', vestlig: 0 },
  { land: null, vestlig: null },
] as const
