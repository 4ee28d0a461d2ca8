import { contract, field } from '@flis/core'
import { dagtilbudCsv, FLISDagtilbud } from './flis-dagtilbud.js'

/** Institutions; their numbers are never reused, and unique in the whole country. Source: specification 2.5, 3.3. */
export const DagtilbudInstitution = contract('DagtilbudInstitution', {
  kilde: FLISDagtilbud,
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  reader: dagtilbudCsv,
  fields: {
    InstitutionsNr: field.key.text({ length: 6, description: 'Institutionens nummer' }),
    Navn: field.text({ description: 'Institutionens navn' }),
    Ejerform: field.text({ description: 'Kommunal, selvejende, privat …' }),
    AdmKommuneKode: field.kommune({ description: 'Kommunen, der administrerer institutionen' }),
  },
  description: 'Daginstitutioner',
})
