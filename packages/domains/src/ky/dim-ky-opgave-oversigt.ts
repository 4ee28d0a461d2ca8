import { column, dimension, firstDay, lastDay, type Month, ofRules, type Sql, sql, text } from '@flis/core'
import { opgaveNeighbours } from './opgave-slut.js'
import { type KYRules, kyRules } from './rules.js'

/** Tasks that the months before `from` have already are left out; those that end since then come by `turns`. */
const newSince = (from: Month | null): Sql =>
  from === null ? sql`` : sql`and OprettetDato >= date ${text(firstDay(from))}`

/**
 * One row for each task, as it stands at the run month's end: a task that ends later is Åben still, and of a closed one
 * AfsluttetDato is the day on which it counts as ended.
 *
 * Source: release note 7.0, 2.1.2 (FactKYOpgaver og DimKYOpgaveOversigt); specification domains/ky.md, Dimensions.
 */
export const dimKYOpgaveOversigt = ofRules((rules: KYRules) =>
  dimension('DimKYOpgaveOversigt', {
    natural: ['_kommune', '_kildesystem', 'OpgaveId'],
    columns: {
      OpgaveId: column('VARCHAR', 'Opgavens id; entydigt inden for kommune og kildesystem.'),
      Opgavetype: column('VARCHAR', 'Opgavens type; tom, hvis ydelsessystemet ikke siger den.', {
        data: 'økonomi',
      }),
      Tilstand: column('VARCHAR', 'Åben, Afbrudt eller Gennemført ved kørselsmånedens slutning.', {
        data: 'økonomi',
      }),
      OprettetDato: column('DATE', 'Dagen, hvor opgaven blev oprettet.'),
      AfsluttetDato: column(
        'DATE',
        'Dagen, hvor opgaven blev lukket; er den lukket uden dato, sidste dag i perioden for den leverance, der først sagde det; tom = åben.',
      ),
    },
    recompute: {
      by: 'unit',
      turns: ({ after, until }) => sql`
        select distinct _unit as unit
        from ${rules.opgaveSlut()} as opgave
        where Slut > date ${text(lastDay(after))}
          and Slut <= date ${text(lastDay(until))}`,
      neighbours: opgaveNeighbours,
    },
    rules: ['opgaveSlut'],
    description: 'Opgaver i Kommunernes Ydelsessystem, én række pr. opgave',
    sql: ({ month, from }) => sql`
      select
        _kommune,
        _kildesystem,
        _unit,
        OpgaveId,
        Opgavetype,
        case when Slut <= date ${text(lastDay(month))} then Tilstand else 'Åben' end as Tilstand,
        OprettetDato,
        case when Slut <= date ${text(lastDay(month))} then Slut end as AfsluttetDato
      from ${rules.opgaveSlut()} as opgave
      where OprettetDato <= date ${text(lastDay(month))}
        ${newSince(from)}`,
  }),
)

/** The same by the area's own rules. */
export const DimKYOpgaveOversigt = dimKYOpgaveOversigt(kyRules)
