import { column, dimension, sql } from '@flis/core'
import { AulaRegistrering } from '../contracts/aula-registrering.js'

/**
 * Institutions as Aula names them, by STIL's number. Their names are delivered nowhere.
 * Source: specification Dagtilbud, FactDagtilbudKommeGå.
 */
export const DimInstitutionSTIL = dimension('DimInstitutionSTIL', {
  natural: ['InstitutionSTIL'],
  columns: { InstitutionSTIL: column('VARCHAR', 'Institutionens nummer hos STIL.') },
  description: 'Institutioner i Aula',
  sql: () => sql`
    select distinct InstitutionSTIL
    from ${AulaRegistrering} as registreringer`,
})
