import { column, dimension, sql } from '@flis/core'
import { KYYdelse } from './contracts/ky-ydelse.js'

/** The kinds of benefit that occur. Source: specification domains/ky.md, Dimensions. */
export const DimYdelsesart = dimension('DimYdelsesart', {
  natural: ['Ydelsesart'],
  columns: {
    Ydelsesart: column('VARCHAR', 'Ydelsens art, som ydelsessystemet skriver den.', { data: 'følsomme' }),
  },
  description: 'Ydelsesarter',
  sql: () => sql`
    select distinct Ydelsesart
    from ${KYYdelse}`,
})
