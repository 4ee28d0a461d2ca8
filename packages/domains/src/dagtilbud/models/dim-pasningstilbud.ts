import { column, dimension, sql } from '@flis/core'
import { DagtilbudIndskrivning } from '../contracts/dagtilbud-indskrivning.js'

/** The kinds of day care that occur, as the source writes them. Source: specification Dagtilbud, FactDagtilbud. */
export const DimPasningstilbud = dimension('DimPasningstilbud', {
  natural: ['Pasningstilbud'],
  columns: { Pasningstilbud: column('VARCHAR', 'Tilbuddets art, som kildesystemet skriver den.') },
  description: 'Pasningstilbud',
  sql: () => sql`
    select distinct Pasningstilbud
    from ${DagtilbudIndskrivning} as indskrivninger`,
})
