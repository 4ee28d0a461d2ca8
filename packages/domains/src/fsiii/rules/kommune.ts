import { ident, type Sql, sql } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { DimSor } from '../models/dim-sor.js'

/**
 * Kommune: the delivery's, when it is for a kommune; of a national delivery that of the organisation that is responsible
 * for the citizen, through RefSorKommune; −1 where the organisation is not known there.
 *
 * Gives a join for rows `alias` with `_kommune` and `AfsenderSor`, the kommune's code, and the key to DimKommune.
 *
 * Source: specification FSIII, "Kommune".
 *
 * @example
 * const kommune = kommuneAf('leverede')
 * sql`select ${kommune.noegle} as DimKommune from ${FSIIILeveretIndsats} as leverede ${kommune.join}`
 */
export const kommuneAf = (
  alias: string,
): { readonly join: Sql; readonly kode: string; readonly noegle: Sql } => {
  const kode = `case when ${alias}._kommune = '0000' then sor.KommuneKode else ${alias}._kommune end`
  return {
    join: sql`left join ${DimSor} as sor on sor.Sor = ${ident(alias)}.AfsenderSor`,
    kode,
    noegle: DimKommune.of(kode),
  }
}
