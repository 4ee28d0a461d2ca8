import { type Sql, sql } from '@flis/core'
import { aeldreNumre } from './borgere.js'
import { BorgerAdresse } from './contracts/borger-adresse.js'
import { DimBorger } from './dim-borger.js'
import { newestPerson, type PersonColumn } from './newest-person.js'
import { raekkerAf } from './rules/bopael.js'
import { bopaelsperioder } from './rules/bopaelsperioder.js'

/**
 * What facts about citizens start from, as CTEs to stand after `with`: `citizens` (DimBorger's members with Status,
 * StatusDato, Foedselsdato and `_sidst` of the person) and `stretches` (their residences without overlap: Borgernummer,
 * Nummerkommune, Fra, Til, KommuneKode, VejKode, HusNr). A fact by unit gets the persons of its units.
 *
 * Source: specification Borger, FactBorger.
 *
 * @param after residences that ended on this day or before are left out
 * @example sql`with ${borgernesPerioder()} select … from citizens join stretches on …`
 */
export const borgernesPerioder = (after?: Sql): Sql => {
  const columns: readonly PersonColumn[] = ['Status', 'StatusDato', 'Foedselsdato']
  return sql`persons as ${newestPerson(columns)},
    older_numbers as ${aeldreNumre()},
    citizens as (
      select
        borger.DimBorgerID as DimBorger,
        borger.Personnummer,
        borger._nummerkommune,
        borger.HerkomstKode,
        person.Status,
        person.StatusDato,
        person.Foedselsdato,
        person._sidst,
        person._unit
      from persons as person
      join ${DimBorger} as borger
        on borger.Personnummer = person.Personnummer
        and borger.DimBorgerID <> -1
    ),
    stretches as ${bopaelsperioder(
      raekkerAf(BorgerAdresse, ['VejKode', 'HusNr'], { older: sql`older_numbers`, citizens: sql`citizens` }),
      after,
    )}`
}
