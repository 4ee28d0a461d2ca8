import { contract, type FhirMapping, field } from '@flis/core'
import { isOpfoelgning } from '../observation.js'
import { codingsAt, referencedIds, textAt } from '../resource.js'
import { OPFOELGNING_RESULTATER, opfoelgningResultat } from '../rules/opfoelgning-resultat.js'
import { ofResources } from './fsiii.js'

const row: FhirMapping = (resource, report) =>
  isOpfoelgning(resource)
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        Resultat: opfoelgningResultat(codingsAt(resource, 'valueCodeableConcept')),
        Tidspunkt: textAt(resource, 'effectiveDateTime'),
        FokusIds: JSON.stringify(referencedIds(resource, ['Condition', 'CarePlan'], 'focus')),
        Status: textAt(resource, 'status'),
      }
    : null

/**
 * Follow-ups: an Observation of the SNOMED code 712744002 each. Status stands beside the specification's list: it is what
 * withdraws the row.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIIOpfoelgning.fields.FokusIds.kind // { type: 'list' }
 */
export const FSIIIOpfoelgning = contract('FSIIIOpfoelgning', {
  ...ofResources,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'Observation.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    Resultat: field.code(OPFOELGNING_RESULTATER, {
      error: 'R204',
      data: 'følsomme',
      description: 'E1 Fortsættes, E2 Ændres inden for rammen, E3 Afsluttes, E4 Revisitation',
    }),
    Tidspunkt: field.moment({ data: 'følsomme', description: 'Fulgt op på denne dato eller tid' }),
    FokusIds: field.list({ data: 'følsomme', description: 'Tilstande og indsatser, som der er fulgt op på' }),
    Status: field.text({ description: 'Observation.status' }),
  },
  haendelse: 'Tidspunkt',
  description: 'Opfølgninger',
})
