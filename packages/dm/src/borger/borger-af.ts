import { ident, type Sql, sql } from '@flis/core'
import { DimBorgerNummer } from './dim-borger.js'
import { nummerNoegle } from './rules/erstatningsnummer.js'

/**
 * The join by which a fact of many rows finds the citizens of its numbers, once for each role: an older number finds the
 * citizen that it has become, a replacement number the one of its kommune. The row found has `DimBorger` (−1 where the
 * number makes no citizen) and `Fødselsdato`; no row is found for a number that CPR does not know.
 *
 * A fact by unit follows DimBorgerNummer, with the units that refer to its members.
 *
 * @param alias name of the row found
 * @param personnummer a verified number in SQL: ten digits or NULL
 * @param kommune the kommune in which the number is used, four digits, in SQL
 * @example
 * sql`select coalesce(modtager.DimBorger, -1) as DimBorgerYdelsesmodtager
 *     from ${KYSag} as sag
 *     ${borgerAf('modtager', 'sag.YdelsesmodtagerCpr', 'sag._kommune')}`
 */
export const borgerAf = (alias: string, personnummer: string, kommune: string): Sql => sql`
  left join ${DimBorgerNummer} as ${ident(alias)}
    on ${ident(alias)}.Nummer = ${nummerNoegle(personnummer, kommune)}`
