import { contract, type FhirMapping, field } from '@flis/core'
import { isBorgervurdering } from '../observation.js'
import { codingsAt, referencedIds, textAt } from '../resource.js'
import {
  BORGERVURDERING_KODER,
  BORGERVURDERING_VAERDIER,
  borgervurderingKode,
} from '../rules/borgervurdering-kode.js'
import { ofResources } from './fsiii.js'

const row: FhirMapping = (resource, report) =>
  isBorgervurdering(resource)
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        Kode: borgervurderingKode(codingsAt(resource, 'code')),
        Vaerdi: borgervurderingKode(codingsAt(resource, 'valueCodeableConcept')),
        Tidspunkt: textAt(resource, 'effectiveDateTime'),
        FokusId: referencedIds(resource, 'Condition', 'focus')[0] ?? null,
        Status: textAt(resource, 'status'),
      }
    : null

/**
 * What citizens say themselves: an Observation each that asks for C or D, or answers it. Status stands beside the
 * specification's list: it is what withdraws the row.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIIBorgervurdering.key // ['Id']
 */
export const FSIIIBorgervurdering = contract('FSIIIBorgervurdering', {
  ...ofResources,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'Observation.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    Kode: field.code(BORGERVURDERING_KODER, {
      error: 'R204',
      data: 'følsomme',
      description: 'C udførelse, D betydning',
    }),
    Vaerdi: field.code(BORGERVURDERING_VAERDIER, {
      error: 'R204',
      dm: 'Værdi',
      data: 'følsomme',
      description: 'C1–C4, D1–D2: borgerens svar',
    }),
    Tidspunkt: field.moment({ data: 'følsomme', description: 'Vurderet på denne dato eller tid' }),
    FokusId: field.text({ data: 'følsomme', description: 'Tilstanden, som borgeren har vurderet' }),
    Status: field.text({ description: 'Observation.status' }),
  },
  checks: [
    field.rule({
      code: 'R204',
      columns: ['Vaerdi'],
      when: `"Kode" in ('C', 'D') and not starts_with("Vaerdi", "Kode")`,
    }),
  ],
  haendelse: 'Tidspunkt',
  description: 'Borgeres egne vurderinger',
})
