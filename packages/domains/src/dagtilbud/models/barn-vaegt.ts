import { column, lookup, ofRules, sql } from '@flis/core'
import { DagtilbudIndskrivning } from '../contracts/dagtilbud-indskrivning.js'
import type { DagtilbudRules } from '../rules.js'

/**
 * How much a child counts from day to day by its enrolments in a kommune: one row for each child, so that what looks it up is
 * found also where a child has none left. Inside the warehouse only.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, Fuldtidsbørn.
 */
export const barnVaegt = ofRules((rules: DagtilbudRules) =>
  lookup('BarnVægt', {
    grain: ['_kommune', 'Personnummer'],
    columns: {
      Personnummer: column('VARCHAR', 'Barnets personnummer.', { data: 'CPR' }),
      Perioder: column(
        'STRUCT(Fra DATE, Til DATE, "Fuldtidsbørn" DECIMAL(3,2))[]',
        'Vægt fra dag til dag; Til tom = fortsat.',
        { data: 'følsomme' },
      ),
    },
    rowsFrom: [DagtilbudIndskrivning],
    rules: ['barnetsVaegt', 'fuldtidsboern', 'indskrevetTil'],
    description: 'Børns vægt efter deres indskrivninger i kommunen',
    sql: () => sql`
      select
        Personnummer,
        list({'Fra': Fra, 'Til': Til, 'Fuldtidsbørn': Fuldtidsbørn} order by Fra) as Perioder,
        _kommune
      from ${rules.barnetsVaegt(rules)} as vaegte
      group by _kommune, Personnummer`,
  }),
)
