import { column, lookup, sql } from '@flis/core'
import { BorgerPerson } from './contracts/borger-person.js'
import { gaeldendeNummer } from './rules/gaeldende-nummer.js'

/**
 * Citizens who have had other numbers: one row for each, with the older numbers that lead to it; a chain that ends at
 * itself (no number follows) has its own. The empty Borgernummer gathers the numbers that lead to no citizen.
 *
 * The members are citizens, so that what refers to them is found where a number moves from one citizen to another.
 */
export const Nummerskift = lookup('Nummerskift', {
  grain: ['Borgernummer'],
  columns: {
    Borgernummer: column('VARCHAR', 'Borgerens nummer, hvor kæden ender; tom = ingen borger.', {
      data: 'CPR',
    }),
    Numre: column('VARCHAR[]', 'Numre med status 60, hvis kæde ender der.', { data: 'CPR' }),
  },
  rowsFrom: [BorgerPerson],
  rules: ['gaeldendeNummer'],
  description: 'Ældre personnumre og den borger, de fører til',
  reason: 'personnummer skiftet',
  sql: () => sql`
    select
      coalesce(Borgernummer, '') as Borgernummer,
      list(Personnummer order by Personnummer) as Numre
    from ${gaeldendeNummer()} as skift
    group by all`,
})
