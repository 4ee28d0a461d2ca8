import { type Sql, sql, versionsOf } from '@flis/core'
import { FSIIIKode } from '../contracts/fsiii-kode.js'
import { tilstandskatalog } from './tilstandskatalog.js'

/**
 * Tilstandsområde: the root of a tilstand's code tells whether it is one of hjemmepleje or of sygepleje. A code of any
 * version of the code system counts, for withdrawn codes are still understood.
 *
 * Gives one row for each code under the two roots: Kode, Omraade.
 *
 * Source: specification FSIII, FSIIITilstand.
 *
 * @example sql`select Omraade from ${tilstandsomraade()} as koder where Kode = 'J1.3'`
 */
export const tilstandsomraade = (): Sql => sql`(
  with recursive under_en_rod as (
    select Rod as Kode, Område as Omraade
    from ${tilstandskatalog()} as rødder
    union
    select koder.Kode, under_en_rod.Omraade
    from under_en_rod
    join ${versionsOf(FSIIIKode)} as koder on koder.Foraelder = under_en_rod.Kode
  )
  select Kode, min(Omraade) as Omraade
  from under_en_rod
  group by Kode
)`
