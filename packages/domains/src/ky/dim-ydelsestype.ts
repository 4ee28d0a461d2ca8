import { column, dimension, sql } from '@flis/core'
import { KYYdelse } from './contracts/ky-ydelse.js'

/** The types of benefit that occur. Source: specification domains/ky.md, Dimensions. */
export const DimYdelsestype = dimension('DimYdelsestype', {
  natural: ['Ydelsestype'],
  columns: {
    Ydelsestype: column('VARCHAR', 'Ydelsens type, som ydelsessystemet skriver den.', { data: 'økonomi' }),
  },
  description: 'Ydelsestyper',
  sql: () => sql`
    select distinct Ydelsestype
    from ${KYYdelse}`,
})
