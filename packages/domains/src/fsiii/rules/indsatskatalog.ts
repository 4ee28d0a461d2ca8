import { joined, type Sql, sql, text } from '@flis/core'

/**
 * Indsatskatalog: a code is an indsats when its root is one of FSIII's catalogues of indsatser; the root also tells
 * the Område. A code under any other root is no indsats, and what refers to it refers to −1.
 *
 * Each root has a legacy code and a UUID. The names of the areas beside hjemmepleje and sygepleje are an own choice.
 *
 * Source: FSIII's code system `urn:oid:1.2.208.176.2.21`, versions 20200908, 20230622 and 20240530; specification FSIII.
 */
export const INDSATSKATALOGER = [
  { område: 'sygepleje', rødder: ['G', 'cac857f7-2957-4fc7-a814-9e7fc450270a'] },
  { område: 'hjemmepleje', rødder: ['H', 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c'] },
  {
    område: 'forebyggelse',
    rødder: ['102ea764_d2cf_4a24_979d_68c2e8d638cf', '102ea764-d2cf-4a24-979d-68c2e8d638cf'],
  },
  {
    område: 'genoptræning',
    rødder: ['7deb81de_12c0_4a49_bd5b_72ea6fe89d83', '7deb81de-12c0-4a49-bd5b-72ea6fe89d83'],
  },
  {
    område: 'hjælpemidler',
    rødder: ['Kommunalt_hjaelpemiddelomraade_indsatser', 'f5e2461b-2737-4b52-846c-2ff8f2d88db5'],
  },
] as const

/**
 * The roots as a row source: `Rod`, `Område`.
 *
 * @example sql`select Område from ${indsatskatalog()} as katalog where Rod = 'H'`
 */
export const indsatskatalog = (): Sql => sql`(
  select Rod, Område
  from (values
    ${joined(
      INDSATSKATALOGER.flatMap(({ område, rødder }) =>
        rødder.map((rod) => sql`(${text(rod)}, ${text(område)})`),
      ),
      ',\n    ',
    )}
  ) as kataloger(Rod, Område)
)`
