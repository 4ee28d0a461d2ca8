import { ident, type Sql, sql } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { DimSor } from '../models/dim-sor.js'

/**
 * Kommune: the delivery's, when it is for a kommune; of a national delivery that of the organisation that is responsible
 * for the citizen, through RefSorKommune; −1 where the organisation is not known there.
 *
 * Gives a join for rows `alias` with `_kommune` and `AfsenderSor`, and the key to DimKommune.
 *
 * Source: specification FSIII, "Kommune".
 *
 * @example
 * const kommune = kommuneAf('s')
 * sql`select ${kommune.noegle} as DimKommune from ${FSIIILeveretIndsats} as s ${kommune.join}`
 */
export const kommuneAf = (alias: 's' | 'leverede'): { readonly join: Sql; readonly noegle: Sql } => ({
  join: sql`left join ${DimSor} as sor on sor.Sor = ${ident(alias)}.AfsenderSor`,
  noegle: DimKommune.of(
    `case when ${alias}._kommune = '0000' then sor.KommuneKode else ${alias}._kommune end`,
  ),
})
