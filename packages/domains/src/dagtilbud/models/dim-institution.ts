import { column, dimension, ofRules, sql } from '@flis/core'
import { type DagtilbudRules, dagtilbudRules } from '../rules.js'

/**
 * Institutions with their history: a member for each version. Source: specification Dagtilbud, "FactDagtilbud and
 * fuldtidsbørn"; 3.2, absence `slut` of reference rows.
 */
export const dimInstitution = ofRules((rules: DagtilbudRules) =>
  dimension('DimInstitution', {
    natural: ['InstitutionsNr', 'GyldigFra'],
    columns: {
      InstitutionsNr: column('VARCHAR', 'Institutionens nummer; genbruges aldrig.'),
      Navn: column('VARCHAR', 'Institutionens navn.'),
      Ejerform: column('VARCHAR', 'Kommunal, selvejende, privat …'),
      AdmKommuneKode: column('VARCHAR', 'Kommunen, der administrerer institutionen.'),
      GyldigFra: column('DATE', 'Første dag, som oplysningerne gælder.'),
      GyldigTil: column('DATE', 'Sidste dag, som oplysningerne gælder; tom = fortsat.'),
    },
    description: 'Daginstitutioner med historik: én række pr. version',
    rules: ['institutionshistorik'],
    sql: () => sql`
      select InstitutionsNr, Navn, Ejerform, AdmKommuneKode, GyldigFra, GyldigTil
      from ${rules.institutionshistorik()} as historik`,
  }),
)

/** The same by the area's own rules. */
export const DimInstitution = dimInstitution(dagtilbudRules)
