import { joined, type Relation, raw, type Sql, sql } from '@flis/core'
import { BorgerPerson } from './contracts/borger-person.js'

export type PersonColumn = Exclude<keyof typeof BorgerPerson.fields, 'Personnummer'>

/**
 * The rows of BorgerPerson, one for each number: Personnummer, the named columns, `_sidst` and `_unit`. Where two systems
 * deliver CPR, the version counts that is still held and came with the latest extract.
 *
 * Source: specification 2.5; several systems side by side: 2.1.
 *
 * @param options `of`: the rows of every unit instead of those that are being computed; `only`: a condition on `person`
 * @example sql`select Navn from ${newestPerson(['Navn'])} as person`
 */
export const newestPerson = (
  columns: readonly PersonColumn[],
  options: { readonly of?: Relation; readonly only?: Sql } = {},
): Sql => sql`(
    select
      person.Personnummer,
      ${joined(
        columns.map((each) => raw(`person."${each}",`)),
        '\n      ',
      )}
      person._sidst,
      person._unit
    from ${options.of ?? BorgerPerson} as person
    where ${options.only ?? sql`true`}
    qualify row_number() over (
      partition by person.Personnummer
      order by person._sidst is null desc, person._fra desc, person._kildesystem
    ) = 1
  )`
