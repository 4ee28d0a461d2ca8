import { everyUnit, joined, type Sql, sql, text } from '@flis/core'
import { newestReference } from '../reference/newest-reference.js'
import { RefLand } from '../reference/ref-land.js'

/** The western countries by the codes of CPR: the EU, and those beside it. All others are not western. */
const VESTLIGE: Readonly<Record<string, string>> = {
  '5100': 'Danmark',
  '5104': 'Finland',
  '5105': 'Island, ligeret dansk',
  '5106': 'Island',
  '5107': 'Liechtenstein',
  '5108': 'Luxembourg',
  '5109': 'Monaco',
  '5110': 'Norge',
  '5120': 'Sverige',
  '5124': 'Andorra',
  '5126': 'Belgien',
  '5128': 'Bulgarien',
  '5130': 'Frankrig',
  '5134': 'Grækenland',
  '5140': 'Nederlandene',
  '5142': 'Irland',
  '5150': 'Italien',
  '5153': 'Malta',
  '5154': 'Polen',
  '5156': 'Portugal',
  '5158': 'Rumænien',
  '5159': 'San Marino',
  '5160': 'Schweiz',
  '5164': 'Spanien',
  '5170': 'Storbritannien',
  '5174': 'Ungarn',
  '5176': 'Vatikanstaten',
  '5180': 'Tyskland',
  '5182': 'Østrig',
  '5314': 'Canada',
  '5390': 'USA',
  '5422': 'Cypern',
  '5502': 'Australien',
  '5514': 'New Zealand',
  '5607': 'Estland',
  '5609': 'Letland',
  '5611': 'Litauen',
  '5750': 'Kroatien',
  '5752': 'Slovenien',
  '5776': 'Tjekkiet',
  '5778': 'Slovakiet',
}

/** Codes of the countries that are western while no RefLand is delivered. */
const VESTLIGE_LANDE: readonly string[] = Object.keys(VESTLIGE)

/**
 * The countries in force: LandKode, ErVestlig, RegnesSomDanmark, Leveret (true: from a delivered RefLand). Once one is
 * delivered its rows alone count; until then those that ship with flis, which name the western countries only.
 *
 * Source: specification Borger, Herkomst (the list, and Storbritannien as western, are an own choice there).
 *
 * @example sql`select ErVestlig from ${lande()} as land where LandKode = '5170'`
 */
export const lande = (): Sql => sql`(
    with delivered as (
      select LandKode, ErVestlig, RegnesSomDanmark
      from ${newestReference(RefLand, everyUnit(RefLand))} as land
    )
    select LandKode, ErVestlig, RegnesSomDanmark, true as Leveret
    from delivered
    union all
    select LandKode, true, false, false
    from (values ${joined(
      VESTLIGE_LANDE.map((code) => sql`(${text(code)})`),
      ', ',
    )}) as shipped(LandKode)
    where not exists (select 1 from delivered)
  )`
