import { type Sql, sql } from '@flis/core'
import { FSIIIKontakt } from '../contracts/fsiii-kontakt.js'

/**
 * Planlagte kontakter: those that are planned to follow up, and neither held nor cancelled.
 *
 * Gives Id, StartTidspunkt, TilstandIds, IndsatsIds, Personnummer, _unit.
 *
 * Source: specification FSIII, FactTilstand ("planned opfølgning contact").
 */
export const planlagteKontakter = (): Sql => sql`(
  select Id, StartTidspunkt, TilstandIds, IndsatsIds, Personnummer, _unit
  from ${FSIIIKontakt} as kontakter
  where Type = 'opfølgning'
    and Status = 'planned'
)`
