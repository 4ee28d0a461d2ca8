import { column, dimension, sql } from '@flis/core'
import { newestReference, RefSorKommune } from '@flis/dm'

/**
 * Organisations of SOR with their kommune, by which rows of national deliveries find it. For the warehouse only.
 *
 * Source: specification FSIII, "Kommune".
 */
export const DimSor = dimension('DimSor', {
  natural: ['Sor'],
  columns: {
    Sor: column('VARCHAR', 'Organisationens SOR-kode'),
    KommuneKode: column('VARCHAR', 'Kommunen, som organisationen hører til'),
  },
  exported: false,
  description: 'Organisationer i SOR med deres kommune',
  sql: () => sql`
    select Sor, KommuneKode
    from ${newestReference(RefSorKommune)} as organisationer`,
})
