import { column, follow, lookup, sql } from '@flis/core'
import { borgerAf, DimBorger, DimBorgerNummer, nummerNoegle } from '@flis/dm'
import { AulaBarn } from '../contracts/aula-barn.js'

/** Children whose number leads to another citizen than before, or to none. */
const followBarn = follow(
  DimBorgerNummer,
  (members) => sql`
    select barn._unit as unit
    from ${AulaBarn} as barn
    join ${members} as numre on numre._member = hash(${nummerNoegle('barn.Personnummer', 'barn._kommune')})`,
  { columns: ['DimBorger'] },
)

/**
 * Who a child of Aula's is: number and citizen, one row for each that Aula has told of. Inside the warehouse only. Ids of
 * children are unique within a kommune's system.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "DimBorger (through AulaBarn; −1)".
 */
export const AulaBarnNummer = lookup('AulaBarnNummer', {
  grain: ['_kommune', '_kildesystem', 'BarnUuid'],
  columns: {
    BarnUuid: column('VARCHAR', 'Barnets id i Aula.', { data: 'følsomme' }),
    Personnummer: column('VARCHAR', 'Barnets personnummer; tomt, hvor det ikke er oplyst.', { data: 'CPR' }),
    DimBorger: { ...DimBorger.key, description: 'Barnet; −1, hvis CPR ikke kender nummeret.' },
  },
  rowsFrom: [AulaBarn],
  recompute: { by: 'unit', follows: [followBarn] },
  description: 'Børn i Aula og de borgere, de er',
  // months that pass bring no row
  sql: ({ from }) => sql`
    select
      barn.BarnUuid,
      barn.Personnummer,
      coalesce(borger.DimBorger, -1) as DimBorger,
      barn._unit,
      barn._kommune,
      barn._kildesystem
    from ${AulaBarn} as barn
    ${borgerAf('borger', 'barn.Personnummer', 'barn._kommune')}
    where ${from === null ? sql`true` : sql`false`}`,
})
