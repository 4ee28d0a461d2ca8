import { joined, type Sql, sql, text, versionsOf } from '@flis/core'
import { FSIIIKode } from '../contracts/fsiii-kode.js'

/** The roots of the tilstande, each under both of its codes. */
const TILSTANDSOMRAADER = [
  { område: 'hjemmepleje', rødder: ['J', 'd49d6b0c-c067-4469-b92d-3842822c4971'] },
  { område: 'sygepleje', rødder: ['I', '4db72d65-7ec1-45b4-89c3-5017c35d085e'] },
] as const

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
  with recursive rødder(Rod, Omraade) as (
    values ${joined(
      TILSTANDSOMRAADER.flatMap(({ område, rødder }) =>
        rødder.map((rod) => sql`(${text(rod)}, ${text(område)})`),
      ),
      ', ',
    )}
  ),
  under_en_rod as (
    select Rod as Kode, Omraade
    from rødder
    union
    select koder.Kode, under_en_rod.Omraade
    from under_en_rod
    join ${versionsOf(FSIIIKode)} as koder on koder.Foraelder = under_en_rod.Kode
  )
  select Kode, min(Omraade) as Omraade
  from under_en_rod
  group by Kode
)`
