import { joined, type Sql, sql, text } from '@flis/core'

/** The roots of the tilstande, each under both of its codes. */
const TILSTANDSKATALOGER = [
  { område: 'hjemmepleje', rødder: ['J', 'd49d6b0c-c067-4469-b92d-3842822c4971'] },
  { område: 'sygepleje', rødder: ['I', '4db72d65-7ec1-45b4-89c3-5017c35d085e'] },
] as const

/**
 * Tilstandskatalog: the roots of FSIII's tilstande as a row source, `Rod`, `Område`: a code is a tilstand when its root
 * is one of them, which also tells the Område.
 *
 * Source: specification FSIII, FSIIITilstand.
 *
 * @example sql`select Område from ${tilstandskatalog()} as katalog where Rod = 'J'`
 */
export const tilstandskatalog = (): Sql => sql`(
  select Rod, Område
  from (values
    ${joined(
      TILSTANDSKATALOGER.flatMap(({ område, rødder }) =>
        rødder.map((rod) => sql`(${text(rod)}, ${text(område)})`),
      ),
      ',\n    ',
    )}
  ) as kataloger(Rod, Område)
)`
